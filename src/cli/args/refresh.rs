//! `tokctl refresh`

use clap::Args;

/// Exchange a refresh token for a new pair
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl refresh                     the current session's
  tokctl refresh @refresh.txt        one kept in a file
  tokctl refresh --json < refresh.txt

The token given is dead from then on. Presented again it ends its session, since somebody else must have it, too, unless
it is a retry within refresh.grace, which is answered with the same tokens.
Exits 16 on reuse, 15 where the session was ended, 12 where it is over, 11 for a token that is not this home's.")]
pub struct RefreshArgs {
    /// The refresh token, `@FILE`, or `-` for standard input [default: the current session's]
    #[arg(value_name = "TOKEN", allow_hyphen_values = true)]
    pub token: Option<String>,
}
