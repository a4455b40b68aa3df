//! `tokctl verify`

use clap::Args;

use super::net::NetArgs;

/// Verify a token's signature and claims
#[derive(Debug, Default, Args)]
#[command(after_help = "\
Examples:
  tokctl verify TOKEN                            with the home's keys
  tokctl verify --key public.pem TOKEN           with a key file
  tokctl verify --secret env:JWT_SECRET < token  with a shared secret
  tokctl verify --key jwks.json --iss https://idp.example --aud api TOKEN
  tokctl verify --key issuer:https://idp.example --aud api TOKEN
  tokctl verify --key https://idp.example/jwks.json --offline TOKEN
  tokctl verify --key key.pem --expires-after 10m TOKEN || renew
  tokctl verify --key key.pem --second-opinion TOKEN
  tokctl verify --key key.pem --explain TOKEN    why is it rejected?
  tokctl verify --key jwks.json --claim 'sub~=repo:octo@*/app@*:*' TOKEN
  tokctl verify --key jwks.json --claim 'realm_access.roles~=EDITOR' TOKEN
  tokctl verify --key key.pem --batch tokens.txt --json > verdicts.ndjson

The exit code gives the reason: 10 malformed, 11 signature, 15 revoked, 12 expired, 13 not valid yet, 14 claim.
The key decides the algorithm; --alg can only narrow it.
--claim with = or := compares the whole value: text never equals an array, and :=[\"a\",\"b\"] is an array of exactly \
these. ~= matches a string, or at least one string in an array.
A JWKS is fetched over https, or over http from this computer, and cached in the home for as long as the server \
allows, between one minute and one day. A response may take at most 10 seconds and be at most 1 MiB. `issuer:URL` finds the \
JWKS by discovery, and the token's issuer must be that URL unless --iss names another. An unknown key ID causes a new \
fetch, at most every 30 seconds.")]
pub struct VerifyArgs {
    /// The token, `@FILE`, or `-` for standard input
    #[arg(value_name = "TOKEN", conflicts_with = "batch")]
    pub token: Option<String>,

    /// Key: file, `env:NAME`, `-`, key ID in the home's ring (`kid:ID`), JWKS URL, or `issuer:URL`; repeatable
    #[arg(long = "key", value_name = "SOURCE", help_heading = "Keys")]
    pub keys: Vec<String>,

    /// Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    #[arg(long, value_name = "SOURCE", requires = "keys", help_heading = "Keys")]
    pub passphrase: Option<String>,

    /// Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`
    #[arg(long, value_name = "SOURCE", help_heading = "Keys")]
    pub secret: Option<String>,

    /// Accept only this algorithm; repeatable
    #[arg(long = "alg", value_name = "ALG", help_heading = "Keys")]
    pub algorithms: Vec<String>,

    /// For debugging: accept short HMAC secrets, and RSA keys of 1024 bits or more
    #[arg(long, help_heading = "Keys")]
    pub allow_weak_key: bool,

    #[command(flatten)]
    pub net: NetArgs,

    /// Expected issuer; if repeated, any of them
    #[arg(long = "iss", value_name = "ISSUER", help_heading = "Claims")]
    pub issuers: Vec<String>,

    /// Expected audience; if repeated, any of them
    #[arg(long = "aud", value_name = "AUDIENCE", help_heading = "Claims")]
    pub audiences: Vec<String>,

    /// Expected subject
    #[arg(long = "sub", value_name = "SUBJECT", help_heading = "Claims")]
    pub subject: Option<String>,

    /// Expected `typ` in the header
    #[arg(long, value_name = "TYPE", help_heading = "Claims")]
    pub typ: Option<String>,

    /// Required scope; if repeated, all of them
    #[arg(long = "scope", value_name = "SCOPE", help_heading = "Claims")]
    pub scopes: Vec<String>,

    /// Required role; if repeated, all of them
    #[arg(long = "role", value_name = "ROLE", help_heading = "Claims")]
    pub roles: Vec<String>,

    /// Claim that must be present; dots select members of nested objects; repeatable or comma-separated
    #[arg(long = "require", value_name = "NAME", value_delimiter = ',', help_heading = "Claims")]
    pub required: Vec<String>,

    /// Claim that must have this value: `name=text`, `name:=JSON`, or `name~=PATTERN` with `*` and `?`; dots select
    /// members of nested objects; repeatable
    #[arg(long = "claim", value_name = "CLAIM", help_heading = "Claims")]
    pub claims: Vec<String>,

    /// Tolerated clock difference, at most 3650d [default: 0s]
    #[arg(long, value_name = "DURATION", help_heading = "Time")]
    pub leeway: Option<String>,

    /// Maximum age since `iat`
    #[arg(long, value_name = "DURATION", help_heading = "Time")]
    pub max_age: Option<String>,

    /// Minimum remaining lifetime
    #[arg(long, value_name = "DURATION", help_heading = "Time")]
    pub expires_after: Option<String>,

    /// Use this time instead of the current time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Time")]
    pub at: Option<String>,

    /// Accept an expired token
    #[arg(long, help_heading = "Time")]
    pub allow_expired: bool,

    /// Accept a token without `exp`
    #[arg(long, help_heading = "Time")]
    pub allow_missing_exp: bool,

    /// Check only the signature; any payload is accepted
    #[arg(
        long,
        help_heading = "Input and checks",
        conflicts_with_all = [
            "issuers", "audiences", "subject", "typ", "scopes", "roles", "required", "claims", "leeway", "max_age",
            "expires_after", "allow_expired", "allow_missing_exp",
        ]
    )]
    pub signature_only: bool,

    /// List every check with what was expected and found, and search for the cause of a bad signature
    #[arg(long, help_heading = "Input and checks", conflicts_with = "batch")]
    pub explain: bool,

    /// Ask jsonwebtoken about the signature, too; a disagreement is an error (exit 1)
    #[arg(long, help_heading = "Input and checks", conflicts_with_all = ["batch", "detached_payload"])]
    pub second_opinion: bool,

    /// Payload of a detached token: `@FILE`, or `-` for standard input
    #[arg(long, value_name = "SOURCE", help_heading = "Input and checks", conflicts_with = "batch")]
    pub detached_payload: Option<String>,

    /// Verify one token per line, in parallel, in order; `-` for standard input
    #[arg(long, value_name = "FILE", help_heading = "Input and checks")]
    pub batch: Option<String>,

    /// With --batch --json: include the claims of each verified token
    #[arg(long = "claims", requires = "batch", conflicts_with = "signature_only", help_heading = "Input and checks")]
    pub show_claims: bool,
}
