//! The options of `issue` for invalid tokens.

use clap::Args;

use crate::token::bad_token::BadKind;

fn kinds_help() -> String {
    let names: Vec<&str> = BadKind::ALL.iter().map(|kind| kind.name()).collect();
    format!(
        "Print a deliberately invalid token, for testing verifiers: `all`, or one of the kinds {}",
        names.join(", ")
    )
}

#[derive(Debug, Args)]
pub struct BadTokenArgs {
    #[arg(
        long = "bad",
        help = "Print a deliberately invalid token, for testing verifiers: a kind, or `all`",
        long_help = kinds_help(),
        value_name = "KIND",
        help_heading = "Invalid tokens",
        conflicts_with_all = ["payload", "detached", "out", "count"]
    )]
    pub kind: Option<String>,

    /// Send each invalid token to this URL, after a valid one; exit 18 if the server accepts any
    #[arg(long, value_name = "URL", requires = "kind", help_heading = "Invalid tokens")]
    pub against: Option<String>,

    /// Where the server reads the token: `header`, `cookie:NAME` or `query:NAME` [default: header]
    #[arg(long = "in", value_name = "PLACE", requires = "against", help_heading = "Invalid tokens")]
    pub placement: Option<String>,

    /// Statuses that count as a refusal [default: 401,403]
    #[arg(long, value_name = "STATUS", value_delimiter = ',', requires = "against", help_heading = "Invalid tokens")]
    pub expect: Vec<u16>,

    /// Allow a URL that is not on this computer; it must use https
    #[arg(long, requires = "against", help_heading = "Invalid tokens")]
    pub allow_remote: bool,

    /// Trust only the CA certificates in this PEM file; repeatable
    #[arg(long = "ca-cert", value_name = "FILE", requires = "against", help_heading = "Invalid tokens")]
    pub ca_certs: Vec<String>,
}
