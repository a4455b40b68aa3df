//! `tokctl doctor`

use clap::Args;

use super::level::LevelArgs;

/// Check the home for problems and show how to fix them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl doctor
  tokctl doctor --json | jq -r '.findings[].fix'
  tokctl doctor --level error --fail-on error
  tokctl doctor --accept-restored-state

Checks files and their permissions, settings, keys, locks, the state and the \
current session, and has jsonwebtoken verify a signature. Changes nothing \
without --accept-restored-state. Each finding has a level, a reason and a fix. \
Exits 18 if it shows a finding at or above --fail-on.")]
pub struct DoctorArgs {
    /// Accept a state that has lost revocations
    ///
    /// For a state that was restored from a backup, or whose log was lost: logins,
    /// revocations and changes of users since that copy are lost. And for one whose
    /// revocations were pruned while the clock was ahead.
    #[arg(long)]
    pub accept_restored_state: bool,

    #[command(flatten)]
    pub levels: LevelArgs,
}
