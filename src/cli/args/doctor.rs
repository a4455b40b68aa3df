//! `tokctl doctor`

use clap::Args;

/// Check the home for problems and show how to fix them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl doctor
  tokctl doctor --json | jq -r '.findings[].fix'

Checks files and their permissions, settings, keys, locks, the state and the
current session, and compares a signature with jsonwebtoken. Changes nothing.
Exits 18 if there are findings.")]
pub struct DoctorArgs {}
