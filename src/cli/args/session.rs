//! `tokctl session`

use clap::{Args, Subcommand};

use super::as_of::AsOfArgs;

/// List and show sessions
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl session list --user alice
  tokctl session show                  the current session: who is logged in
  tokctl revoke --session ID           end a session

At a terminal, long IDs are shortened to a unique prefix, which `show` accepts. `revoke` requires the whole ID.")]
pub struct SessionArgs {
    #[command(subcommand)]
    pub action: SessionAction,
}

#[derive(Debug, Subcommand)]
pub enum SessionAction {
    /// List sessions, newest first
    #[command(after_help = "\
Examples:
  tokctl session list
  tokctl session list --all --user alice --json | jq -r '.[].session_id'")]
    List(ListArgs),
    /// Show a session
    #[command(after_help = "\
Examples:
  tokctl session show                  the current session: who is logged in
  tokctl session show 5f3c0a1b")]
    Show(SessionShowArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only sessions of this user
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,

    /// Include ended and expired sessions that have not been pruned
    #[arg(long)]
    pub all: bool,

    /// Show at most this many
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,

    #[command(flatten)]
    pub as_of: AsOfArgs,
}

#[derive(Debug, Args)]
pub struct SessionShowArgs {
    /// The session ID, the `sid` of its tokens, or a unique prefix [default: the current session]
    #[arg(value_name = "ID")]
    pub id: Option<String>,

    #[command(flatten)]
    pub as_of: AsOfArgs,
}
