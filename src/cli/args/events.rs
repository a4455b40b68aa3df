//! `tokctl events`

use clap::Args;

/// Show the event log: logins, refreshes, reuse, revocations
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl events --since -1h
  tokctl events --follow                 as they happen, until Ctrl-C
  tokctl events --user alice --json | jq 'select(.event == \"reuse\")'

Changes to users, keys and settings are events, too. Only the latest refresh of \
each session is kept. Events never contain tokens or secrets.")]
pub struct EventsArgs {
    /// Show at most this many of the latest events
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,

    /// Only events at this time or later
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub since: Option<String>,

    /// Keep running and show new events as they happen
    #[arg(short, long)]
    pub follow: bool,

    /// Only events of this user
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,

    /// Only events of this session: its ID or a unique prefix
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,
}
