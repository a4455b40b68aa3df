//! `tokctl logout`

use clap::Args;

use super::as_of::AsOfArgs;

/// End the current session
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl logout

Its access tokens are refused wherever the state is asked, as `tokctl verify` without --key does.
Exits 17 where nobody is logged in.")]
pub struct LogoutArgs {
    /// The moment that counts.
    #[command(flatten)]
    pub as_of: AsOfArgs,
}
