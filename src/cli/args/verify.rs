//! `tokctl verify`

use clap::Args;

use super::net::NetArgs;

/// Check a token's signature and claims
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl verify TOKEN                            with this home's keys
  tokctl verify --key public.pem TOKEN           with a key from a file
  tokctl verify --secret env:JWT_SECRET < token  with a shared secret
  tokctl verify --key jwks.json --iss https://idp.example --aud api TOKEN
  tokctl verify --key issuer:https://idp.example --aud api TOKEN
  tokctl verify --key https://idp.example/jwks.json --offline TOKEN
  tokctl verify --key key.pem --expires-after 10m TOKEN || renew
  tokctl verify --key key.pem --batch tokens.txt --json > verdicts.ndjson

The exit code says why not: 10 malformed, 11 signature, 15 revoked, 12 expired, 13 not valid yet, 14 a claim.
The key decides the algorithm: --alg narrows it and never widens it.
A JWKS is fetched by https, or by http from this computer, and kept in the home's cache for as long as its server \
says, between one minute and a day. An answer may take 10 seconds and have 1 MiB. `issuer:URL` finds it by \
discovery, and the token's issuer must be that URL unless --iss names another. A key that the copy lacks is looked \
for anew, at most every 30 seconds.")]
pub struct VerifyArgs {
    /// The token, `@FILE`, or `-` for standard input
    #[arg(value_name = "TOKEN", conflicts_with = "batch")]
    pub token: Option<String>,

    /// A key: file, `env:NAME`, `-`, a name in the home's ring, the URL of a JWKS, or `issuer:URL`; repeatable
    #[arg(long = "key", value_name = "SOURCE", help_heading = "Keys")]
    pub keys: Vec<String>,

    /// The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]
    #[arg(long, value_name = "SOURCE", requires = "keys", help_heading = "Keys")]
    pub passphrase: Option<String>,

    /// A shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`
    #[arg(long, value_name = "SOURCE", help_heading = "Keys")]
    pub secret: Option<String>,

    /// Accept only this algorithm, of those the key allows; repeatable
    #[arg(long = "alg", value_name = "ALG", help_heading = "Keys")]
    pub algorithms: Vec<String>,

    /// For debugging: accept short HMAC secrets, and RS256/RS512 keys from 1024 bits
    #[arg(long, help_heading = "Keys")]
    pub allow_weak_key: bool,

    /// How keys are fetched.
    #[command(flatten)]
    pub net: NetArgs,

    /// The issuer must be this; repeatable, any of them
    #[arg(long = "iss", value_name = "ISSUER", help_heading = "Claims")]
    pub issuers: Vec<String>,

    /// The audience must name this; repeatable, any of them
    #[arg(long = "aud", value_name = "AUDIENCE", help_heading = "Claims")]
    pub audiences: Vec<String>,

    /// The subject must be this
    #[arg(long = "sub", value_name = "SUBJECT", help_heading = "Claims")]
    pub subject: Option<String>,

    /// The header's `typ` must be this
    #[arg(long, value_name = "TYPE", help_heading = "Claims")]
    pub typ: Option<String>,

    /// The scope must hold this; repeatable, all of them
    #[arg(long = "scope", value_name = "SCOPE", help_heading = "Claims")]
    pub scopes: Vec<String>,

    /// The roles must hold this; repeatable, all of them
    #[arg(long = "role", value_name = "ROLE", help_heading = "Claims")]
    pub roles: Vec<String>,

    /// The claim must be there; dots lead into objects; repeatable, or several with commas between
    #[arg(long = "require", value_name = "NAME", value_delimiter = ',', help_heading = "Claims")]
    pub required: Vec<String>,

    /// The claim must have this value: `name=text` or `name:=JSON`; repeatable
    #[arg(long = "claim", value_name = "CLAIM", help_heading = "Claims")]
    pub claims: Vec<String>,

    /// How far the clocks may lie apart [default: 0s]
    #[arg(long, value_name = "DURATION", help_heading = "Time")]
    pub leeway: Option<String>,

    /// Refuse a token issued longer ago than this
    #[arg(long, value_name = "DURATION", help_heading = "Time")]
    pub max_age: Option<String>,

    /// Refuse a token that will not be good for this long
    #[arg(long, value_name = "DURATION", help_heading = "Time")]
    pub expires_after: Option<String>,

    /// Judge as of this moment instead of now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time")]
    pub at: Option<String>,

    /// Accept an expired token
    #[arg(long, help_heading = "Time")]
    pub allow_expired: bool,

    /// Accept a token that never expires
    #[arg(long, help_heading = "Time")]
    pub allow_missing_exp: bool,

    /// Check the signature alone; any payload will do
    #[arg(
        long,
        help_heading = "What is checked",
        conflicts_with_all = [
            "issuers", "audiences", "subject", "typ", "scopes", "roles", "required", "claims", "leeway", "max_age",
            "expires_after", "allow_expired", "allow_missing_exp",
        ]
    )]
    pub signature_only: bool,

    /// The payload of a detached token: `@FILE`, or `-` for standard input
    #[arg(long, value_name = "SOURCE", help_heading = "What is checked", conflicts_with = "batch")]
    pub detached_payload: Option<String>,

    /// Verify one token a line, in parallel and in order; `-` for standard input
    #[arg(long, value_name = "FILE", help_heading = "What is checked")]
    pub batch: Option<String>,

    /// With --batch --json: print the claims of each verified token
    #[arg(long = "claims", requires = "batch", conflicts_with = "signature_only", help_heading = "What is checked")]
    pub show_claims: bool,
}
