//! `tokctl doctor`

use clap::Args;

/// Look for what is wrong with the home, and how to mend it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl doctor
  tokctl doctor --json | jq -r '.findings[].mend'

It looks at files and who can read them, settings, keys, locks, the state and
the current session, and asks jsonwebtoken about a signature. It changes
nothing. Exits 18 where there is something to mend.")]
pub struct DoctorArgs {}
