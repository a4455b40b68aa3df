//! `tokctl logout`

use clap::Args;

/// End the current session
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl logout

Its access tokens are refused wherever the state is asked, as `tokctl verify` without --key does.
Exits 17 where nobody is logged in.")]
pub struct LogoutArgs {}
