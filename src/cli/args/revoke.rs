//! `tokctl revoke`

use clap::{ArgGroup, Args};

/// Revoke a token, a session, a user's tokens or a key
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("other").args(["session", "user", "jti", "key"]).multiple(false),
    group = ArgGroup::new("what").args(["token", "session", "user", "jti", "key"]).required(true),
    override_usage = "tokctl revoke [OPTIONS] [TOKEN]",
    after_help = "\
Examples:
  tokctl revoke TOKEN             an access token, or a refresh token's session
  tokctl revoke --session 5f3c…   a session and all its tokens
  tokctl revoke --user alice      all tokens and sessions of alice
  tokctl revoke --jti 6d5e… --until +1d
  tokctl revoke --key KID         a key, and everything it signed

A token is verified first, and may have expired. Its revocation is kept until a day after the token expires.
--user also revokes the tokens issued in the same second.
Verifiers that consult the state, such as `tokctl verify` without --key, refuse what was revoked."
)]
pub struct RevokeArgs {
    /// The token, `@FILE`, or `-` for standard input
    #[arg(value_name = "TOKEN", conflicts_with = "other")]
    pub token: Option<String>,

    /// Revoke this session
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,

    /// Revoke everything issued to this user so far
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,

    /// Revoke the access token with this `jti`
    #[arg(long, value_name = "ID")]
    pub jti: Option<String>,

    /// With --jti: the token's issuer [default: the setting `issuer`]
    #[arg(long, value_name = "URL", requires = "jti", conflicts_with_all = ["session", "user", "key"])]
    pub iss: Option<String>,

    /// With --jti: keep the revocation until a day after this time, the token's `exp` [default: indefinitely]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, requires = "jti", conflicts_with_all = ["session", "user", "key"])]
    pub until: Option<String>,

    /// Revoke this key in the ring: nothing it signed verifies anymore
    #[arg(long, value_name = "KID")]
    pub key: Option<String>,
}
