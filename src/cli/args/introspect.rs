//! `tokctl introspect`

use clap::Args;

use super::as_of::AsOfArgs;

/// Tell whether a token is good at this moment
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl introspect TOKEN
  tokctl token | tokctl introspect | jq .active
  tokctl introspect -v @token.txt            says on standard error why not

The answer is JSON. A token that is not good is answered with {\"active\":false}, and exit code 0.")]
pub struct IntrospectArgs {
    /// The token, `@FILE`, or `-` for standard input
    #[arg(value_name = "TOKEN", allow_hyphen_values = true)]
    pub token: Option<String>,

    /// The moment that counts.
    #[command(flatten)]
    pub as_of: AsOfArgs,
}
