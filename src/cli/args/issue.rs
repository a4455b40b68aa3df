//! `tokctl issue`

use clap::Args;

/// Sign a token
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl issue --sub alice --role EDITOR            with the home's own key
  tokctl issue --secret env:JWT_SECRET --sub alice --ttl 1h
  tokctl issue --key private.pem --aud api --aud web --scope read --scope write
  tokctl issue --claim user.name=Alice --claim user.age:=42 --claim 'urn:x\\.y=1'
  tokctl issue --claims @claims.json --key key.jwk --exp 2030-01-01
  tokctl issue --like \"$TOKEN\" --sub mallory        the same for somebody else
  tokctl issue --key key.pem --payload @letter.txt  a plain JWS over any bytes

The answer is the token and a newline, nothing more. --like is weaker than --claims, which is weaker than flags.")]
pub struct IssueArgs {
    /// The key to sign with: file, `env:NAME`, `-`, or a name in the home's ring [default: the ring's active key]
    #[arg(long, value_name = "SOURCE", help_heading = "Key", conflicts_with = "secret")]
    pub key: Option<String>,

    /// The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]
    #[arg(long, value_name = "SOURCE", requires = "key", help_heading = "Key")]
    pub passphrase: Option<String>,

    /// A shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`
    #[arg(long, value_name = "SOURCE", help_heading = "Key")]
    pub secret: Option<String>,

    /// The algorithm, where the key allows several
    #[arg(long, value_name = "ALG", help_heading = "Key")]
    pub alg: Option<String>,

    /// The header's `kid` [default: the key's own]
    #[arg(long, value_name = "KID", help_heading = "Key")]
    pub kid: Option<String>,

    /// For debugging: sign with an HMAC secret that is too short
    #[arg(long, help_heading = "Key")]
    pub allow_weak_key: bool,

    /// Subject
    #[arg(long, value_name = "SUBJECT", help_heading = "Claims")]
    pub sub: Option<String>,

    /// Issuer [default with the ring: the configured one]
    #[arg(long, value_name = "ISSUER", help_heading = "Claims")]
    pub iss: Option<String>,

    /// Audience; repeatable, which makes a list [default with the ring: the configured one]
    #[arg(long, value_name = "AUDIENCE", help_heading = "Claims")]
    pub aud: Vec<String>,

    /// Scope; repeatable, joined by spaces
    #[arg(long, value_name = "SCOPE", help_heading = "Claims")]
    pub scope: Vec<String>,

    /// Role; repeatable, always a list
    #[arg(long = "role", value_name = "ROLE", help_heading = "Claims")]
    pub roles: Vec<String>,

    /// Token id [default: a random one]
    #[arg(long, value_name = "ID", help_heading = "Claims")]
    pub jti: Option<String>,

    /// Any claim: `name=text` or `name:=JSON`; dots lead into objects, `\.` is a dot; repeatable
    #[arg(long = "claim", value_name = "CLAIM", help_heading = "Claims")]
    pub claims: Vec<String>,

    /// A JSON object of claims: the text itself, `@FILE`, or `-` for standard input
    #[arg(long = "claims", value_name = "JSON", help_heading = "Claims")]
    pub claims_object: Option<String>,

    /// Good for this long [default: the configured 15m]
    #[arg(long, value_name = "DURATION", help_heading = "Time", conflicts_with_all = ["exp", "no_exp"])]
    pub ttl: Option<String>,

    /// Expires at this moment
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time", conflicts_with = "no_exp")]
    pub exp: Option<String>,

    /// Not valid before this moment
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time")]
    pub nbf: Option<String>,

    /// Issued at this moment [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time")]
    pub iat: Option<String>,

    /// Never expires
    #[arg(long, help_heading = "Time")]
    pub no_exp: bool,

    /// Issue as of this moment instead of now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time")]
    pub at: Option<String>,

    /// Start from another token's header and claims, with times and id made fresh
    #[arg(long, value_name = "TOKEN", help_heading = "Source")]
    pub like: Option<String>,

    /// With --like: keep its `iat`, `exp`, `nbf` and `jti`
    #[arg(long, requires = "like", help_heading = "Source")]
    pub keep_times: bool,

    /// Sign these bytes instead of claims: `@FILE`, or `-` for standard input
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

    /// A header parameter: `name=text` or `name:=JSON`; repeatable
    #[arg(long = "header", value_name = "PARAMETER", help_heading = "Header")]
    pub header: Vec<String>,

    /// The header's `typ` [default: JWT]
    #[arg(long, value_name = "TYPE", help_heading = "Header")]
    pub typ: Option<String>,

    /// Leave the payload out of the token (RFC 7515 appendix F)
    #[arg(long, help_heading = "Output")]
    pub detached: bool,

    /// Print this many tokens, one a line, each with an id of its own
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Output", value_parser = at_least_one)]
    pub count: u64,

    /// Write to this new file, readable by its owner alone; `-` is standard output, as without
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub out: Option<std::path::PathBuf>,

    /// Refuse to issue where there is a warning (exit 18)
    #[arg(long, help_heading = "Output")]
    pub deny_warnings: bool,
}

/// None at all would be an answer that no script expects.
fn at_least_one(text: &str) -> Result<u64, String> {
    text.parse().ok().filter(|count| *count > 0).ok_or_else(|| "a whole number from 1 up is needed".to_owned())
}
