//! `tokctl lint`

use clap::Args;

use super::level::LevelArgs;
use super::net::NetArgs;

/// Find mistakes in a token, without its key
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl lint @token.txt
  curl -s https://app.example/login | tokctl lint
  tokctl lint --fail-on error --level warning @token.txt
  tokctl lint --wordlist rockyou.txt @token.txt
  tokctl lint --key issuer:https://idp.example @token.txt
  tokctl lint --sarif @token.txt > token.sarif

Each finding has a level, a reason, a fix and a reference. An HMAC token is also \
tried with a built-in list of well-known secrets; --wordlist adds a file with \
one secret per line. Exits 18 if it shows a finding at or above --fail-on.")]
pub struct LintArgs {
    /// The token, `@FILE`, or `-` for standard input
    #[arg(value_name = "TOKEN")]
    pub token: Option<String>,

    #[command(flatten)]
    pub levels: LevelArgs,

    /// Also try each line of this file as the HMAC secret
    #[arg(long, value_name = "FILE")]
    pub wordlist: Option<String>,

    /// Also check a key or set that verifies the token: a file, `env:NAME`, `-`, key ID, URL or `issuer:URL`
    #[arg(long = "key", value_name = "SOURCE")]
    pub keys: Vec<String>,

    /// Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    #[arg(long, value_name = "SOURCE", requires = "keys")]
    pub passphrase: Option<String>,

    /// Print SARIF 2.1.0, for GitHub code scanning
    #[arg(long)]
    pub sarif: bool,

    /// File that SARIF results refer to, relative to the repository; by default the FILE of `@FILE`
    #[arg(long, value_name = "PATH", requires = "sarif")]
    pub sarif_uri: Option<String>,

    /// Use this time instead of the current time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,

    #[command(flatten)]
    pub net: NetArgs,
}
