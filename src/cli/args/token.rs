//! `tokctl token`

use clap::Args;

/// Print an access token of the current session
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  curl -H \"Authorization: Bearer $(tokctl token)\" http://localhost:8080/
  tokctl token --min-ttl 5m --json

Many may call it at once: one renews the session, and all get the same token.
Exits 17 where nobody is logged in, 15 where the session was ended.")]
pub struct TokenArgs {
    /// How long the token has to be good still [default: 10s, or half of access.ttl where that is shorter]
    #[arg(long, value_name = "DURATION")]
    pub min_ttl: Option<String>,
}
