//! `tokctl introspect`

use clap::Args;

use super::as_of::AsOfArgs;

/// Show whether a token is active (RFC 7662)
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl introspect TOKEN
  tokctl token | tokctl introspect | jq .active
  tokctl introspect -v @token.txt            prints the reason on standard error

The output is JSON. For a token that is not active it is {\"active\":false}, with exit code 0.")]
pub struct IntrospectArgs {
    /// The token, `@FILE`, or `-` for standard input
    #[arg(value_name = "TOKEN")]
    pub token: Option<String>,

    #[command(flatten)]
    pub as_of: AsOfArgs,
}
