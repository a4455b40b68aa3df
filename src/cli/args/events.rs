//! `tokctl events`

use clap::Args;

/// Show logins, refreshes, reuse and revocations
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl events --limit 20
  tokctl events --follow                 as they happen, until Ctrl-C
  tokctl events --user alice --json | jq 'select(.event == \"reuse\")'

Changes of users, keys and settings are told, too. Of the refreshes of a session
only the latest is kept. No token is ever shown, nor anything that could stand
for one.")]
pub struct EventsArgs {
    /// Show at most so many of the latest
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,

    /// Go on with what happens from now on, in other terminals, too
    #[arg(short, long)]
    pub follow: bool,

    /// Only of this user
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,

    /// Only of this session
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,
}
