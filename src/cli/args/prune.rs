//! `tokctl prune`

use clap::Args;

/// Delete expired sessions and revocation entries
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl prune
  tokctl prune --events-older-than 7d --json

A session is kept until its absolute timeout, and the revocation of a token \
until a day after the token expires, so pruning never makes a revoked token \
valid again. It works in short batches, so that logins in between do not wait.")]
pub struct PruneArgs {
    /// Delete events older than this [default: the setting `events.keep`, 90d]
    #[arg(long, value_name = "DURATION")]
    pub events_older_than: Option<String>,
}
