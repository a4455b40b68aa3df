//! `tokctl revoke`

use clap::{ArgGroup, Args};

/// Take back a token, a session, a user's tokens, or a key
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("other").args(["session", "user", "jti", "key"]).multiple(false),
    after_help = "\
Examples:
  tokctl revoke TOKEN             an access token, or a refresh token's session
  tokctl revoke --session 5f3c…   a session with all its tokens
  tokctl revoke --user alice      everything of alice that was issued before
  tokctl revoke --jti 6d5e… --until +1d
  tokctl revoke --key tour        a key, and with it everything that it signed

A token is verified first, and may have expired. What is revoked is remembered until it would have expired, and refused
wherever the state is asked, as `tokctl verify` without --key does."
)]
pub struct RevokeArgs {
    /// The token, `@FILE`, or `-` for standard input
    #[arg(value_name = "TOKEN", allow_hyphen_values = true, conflicts_with = "other")]
    pub token: Option<String>,

    /// Revoke this session
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,

    /// Revoke everything of this user that was issued before
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,

    /// Revoke the access token with this `jti`
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    pub jti: Option<String>,

    /// With --jti: remember it until this moment, when the token has expired [default: for ever]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, requires = "jti", conflicts_with_all = ["session", "user", "key"])]
    pub until: Option<String>,

    /// Revoke this key of the ring: it verifies nothing any more
    #[arg(long, value_name = "KID", allow_hyphen_values = true)]
    pub key: Option<String>,
}
