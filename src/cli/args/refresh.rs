//! `tokctl refresh`

use clap::Args;

/// Get a new token pair and invalidate the old refresh token
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl refresh                     use the current session
  tokctl refresh @refresh.txt        use a refresh token from a file
  tokctl refresh --json - < refresh.txt

The old refresh token is invalid from then on. Using it again revokes the session, because the token may have been \
stolen; a retry within the setting refresh.grace returns the same tokens instead.
Exits 16 on reuse, 15 if the session was ended, 12 if it has expired, 11 for a refresh token of another home.")]
pub struct RefreshArgs {
    /// The refresh token, `@FILE`, or `-` for standard input [default: the current session's]
    #[arg(value_name = "TOKEN")]
    pub token: Option<String>,
}
