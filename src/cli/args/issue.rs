//! `tokctl issue`

use clap::Args;

use super::bad_token::BadTokenArgs;

/// Sign a token
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl issue --sub alice --role EDITOR            with the home's signing key
  tokctl issue --secret env:JWT_SECRET --sub alice --ttl 1h
  tokctl issue --key private.pem --aud api --aud web --scope read --scope write
  tokctl issue --claim user.name=Alice --claim user.age:=42 --claim 'urn:x\\.y=1'
  tokctl issue --claims @claims.json --key key.jwk --exp 2030-01-01
  tokctl issue --like \"$TOKEN\" --sub mallory   the same, for another user
  tokctl issue --key key.pem --payload @letter.txt  a JWS over arbitrary bytes
  tokctl issue --bad all --sub alice              one of each kind
  tokctl issue --bad all --sub alice --against http://localhost:8080/me

Prints the token and a newline. Options override --claims, which overrides --like.
--bad all prints each kind, a tab, and the token. With --against, a table shows which ones the server accepted: a \
status of 2xx accepts, those of --expect refuse, and any other is unclear, which exits 1. After a minute \
no more are sent.")]
pub struct IssueArgs {
    /// Signing key: file, `env:NAME`, `-`, or key ID in the home's ring [default: the ring's active key]
    #[arg(long, value_name = "SOURCE", help_heading = "Key", conflicts_with = "secret")]
    pub key: Option<String>,

    /// Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    #[arg(long, value_name = "SOURCE", requires = "key", help_heading = "Key")]
    pub passphrase: Option<String>,

    /// Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`
    #[arg(long, value_name = "SOURCE", help_heading = "Key")]
    pub secret: Option<String>,

    /// Algorithm [default: the key's own, that of --like, or the usual one: RS256 for RSA, HS256 for a secret]
    #[arg(long, value_name = "ALG", help_heading = "Key")]
    pub alg: Option<String>,

    /// `kid` in the header [default: the key's own]
    #[arg(long, value_name = "KID", help_heading = "Key")]
    pub kid: Option<String>,

    /// For debugging: accept an HMAC secret that is too short
    #[arg(long, help_heading = "Key")]
    pub allow_weak_key: bool,

    /// Subject
    #[arg(long, value_name = "SUBJECT", help_heading = "Claims")]
    pub sub: Option<String>,

    /// Issuer [default with a key of the ring: the setting `issuer`]
    #[arg(long, value_name = "ISSUER", help_heading = "Claims")]
    pub iss: Option<String>,

    /// Audience; repeatable, several make an array [default with a key of the ring: the setting `audience`]
    #[arg(long, value_name = "AUDIENCE", help_heading = "Claims")]
    pub aud: Vec<String>,

    /// Scope; repeatable, joined by spaces
    #[arg(long, value_name = "SCOPE", help_heading = "Claims")]
    pub scope: Vec<String>,

    /// Role; repeatable, always an array
    #[arg(long = "role", value_name = "ROLE", help_heading = "Claims")]
    pub roles: Vec<String>,

    /// Token ID [default: random]
    #[arg(long, value_name = "ID", help_heading = "Claims")]
    pub jti: Option<String>,

    /// Any claim: `name=text` or `name:=JSON`; dots make nested objects, `\.` is a literal dot; repeatable
    #[arg(long = "claim", value_name = "CLAIM", help_heading = "Claims")]
    pub claims: Vec<String>,

    /// JSON object of claims: literal JSON, `@FILE`, or `-` for standard input
    #[arg(long = "claims", value_name = "JSON", help_heading = "Claims")]
    pub claims_object: Option<String>,

    /// Lifetime [default: the setting `access.ttl`, 15m]
    #[arg(long, value_name = "DURATION", help_heading = "Time", conflicts_with_all = ["exp", "no_exp"])]
    pub ttl: Option<String>,

    /// Expiry time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time", conflicts_with = "no_exp")]
    pub exp: Option<String>,

    /// Not valid before this time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time")]
    pub nbf: Option<String>,

    /// Time of issue [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time")]
    pub iat: Option<String>,

    /// Issue a token without expiry
    #[arg(long, help_heading = "Time")]
    pub no_exp: bool,

    /// Use this time instead of the current time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time")]
    pub at: Option<String>,

    /// Start from another token's header and claims, with new times and a new ID
    #[arg(long, value_name = "TOKEN", help_heading = "Source")]
    pub like: Option<String>,

    /// With --like: keep its `iat`, `exp`, `nbf` and `jti`
    #[arg(long, requires = "like", help_heading = "Source")]
    pub keep_times: bool,

    /// Sign arbitrary bytes instead of claims: `@FILE`, or `-` for standard input
    #[arg(
        long,
        value_name = "SOURCE",
        help_heading = "Source",
        conflicts_with_all = [
            "sub", "iss", "aud", "scope", "roles", "jti", "claims", "claims_object", "ttl", "exp", "nbf", "iat",
            "no_exp", "like", "keep_times",
        ]
    )]
    pub payload: Option<String>,

    /// Header parameter: `name=text` or `name:=JSON`; repeatable
    #[arg(long = "header", value_name = "PARAMETER", help_heading = "Header")]
    pub header: Vec<String>,

    /// `typ` in the header [default: JWT]
    #[arg(long, value_name = "TYPE", help_heading = "Header")]
    pub typ: Option<String>,

    /// Omit the payload from the token (RFC 7515 appendix F)
    #[arg(long, help_heading = "Output")]
    pub detached: bool,

    /// Number of tokens to print, one per line, each with its own ID
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Output", value_parser = at_least_one)]
    pub count: u64,

    /// Write to a new file that only you can read; `-` for standard output
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub out: Option<std::path::PathBuf>,

    #[command(flatten)]
    pub bad: BadTokenArgs,

    /// Treat warnings as errors (exit 18)
    #[arg(long, help_heading = "Output")]
    pub deny_warnings: bool,
}

fn at_least_one(text: &str) -> Result<u64, String> {
    text.parse().ok().filter(|count| *count > 0).ok_or_else(|| "expected a whole number of at least 1".to_owned())
}
