//! `tokctl logout`

use clap::Args;

/// End the current session
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl logout

Its access tokens are refused by verifiers that consult the state, such as `tokctl verify` without --key.
Exits 17 if there is no current session.")]
pub struct LogoutArgs {}
