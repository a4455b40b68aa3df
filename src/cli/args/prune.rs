//! `tokctl prune`

use clap::Args;

/// Forget sessions and revocations that no longer matter
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl prune
  tokctl prune --events-older-than 7d --json

A session is kept until its absolute end, a revoked token until it would have
expired: nothing that could still do harm is forgotten. It works in short
batches, so that nobody who logs in meanwhile has to wait.")]
pub struct PruneArgs {
    /// Forget events older than this
    #[arg(long, value_name = "DURATION", default_value = "90d")]
    pub events_older_than: String,
}
