//! `tokctl session`

use clap::{Args, Subcommand};

use super::as_of::AsOfArgs;

/// Look at sessions
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl session list --user alice
  tokctl session show 5f3c…
  tokctl revoke --session 5f3c…        ends it")]
pub struct SessionArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: SessionAction,
}

/// What `session` can do.
#[derive(Debug, Subcommand)]
pub enum SessionAction {
    /// List sessions, newest first
    #[command(after_help = "\
Examples:
  tokctl session list
  tokctl session list --all --user alice --json | jq -r '.[].session_id'")]
    List(ListArgs),
    /// Show a session
    #[command(after_help = "Examples:\n  tokctl session show 5f3c…")]
    Show(ShowArgs),
}

/// Options of `session list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only this user's
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,

    /// Those that are over as well, until they are pruned
    #[arg(long)]
    pub all: bool,

    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,

    /// The moment that counts.
    #[command(flatten)]
    pub as_of: AsOfArgs,
}

/// Options of `session show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The session's id, the `sid` of its tokens
    #[arg(value_name = "ID")]
    pub id: String,

    /// The moment that counts.
    #[command(flatten)]
    pub as_of: AsOfArgs,
}
