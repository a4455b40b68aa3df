//! `tokctl token`

use clap::Args;

/// Print an access token for the current session
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  curl -H \"Authorization: Bearer $(tokctl token)\" http://localhost:8080/
  tokctl token --min-ttl 5m --json

Safe to run in parallel: one process refreshes the session, and all get the same token.
Exits 17 if there is no current session, 15 if the session was ended.")]
pub struct TokenArgs {
    /// Minimum remaining lifetime [default: 10s, or half of access.ttl if that is shorter]
    #[arg(long, value_name = "DURATION")]
    pub min_ttl: Option<String>,
}
