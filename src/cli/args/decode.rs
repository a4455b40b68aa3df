//! `tokctl decode`

use clap::{Args, ValueEnum};

use crate::base::datetime::Zone;

/// Show a token's contents without verifying it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl decode eyJhbGciOi…               header and claims, explained
  pbpaste | tokctl decode                 `Bearer ` and quotes are ignored
  tokctl decode @token.txt --claim sub    one value, for scripts
  tokctl decode --part payload TOKEN | jq .roles
  tokctl decode --date local TOKEN        times in the local time zone
  tokctl decode --redact --keep iss @token.txt      safe to share
  tokctl decode --fail-if expired @token.txt        exits 12 when expired
  tokctl decode --expires-after 5m @token.txt       exits 12 if it ends sooner

Nothing is verified: anyone can create a token with these contents. Use `tokctl verify` to check it.
A malformed token exits 10 with a diagnosis: the part, the byte and the likely cause.
--redact removes the signature and masks every value except times, algorithms, \
types and those that --keep names. The fingerprint is the SHA-256 of the whole token, so \
that two redacted tokens can be compared.")]
pub struct DecodeArgs {
    /// The token, `@FILE`, or `-` for standard input
    #[arg(value_name = "TOKEN")]
    pub token: Option<String>,

    /// Print only this part
    #[arg(long, value_name = "PART", conflicts_with = "claim")]
    pub part: Option<PartArg>,

    /// Print only the value of this claim; dots select members of nested objects
    #[arg(long, value_name = "NAME")]
    pub claim: Option<String>,

    /// Remove the signature and mask personal values, so that the output is safe to share
    #[arg(long, conflicts_with_all = ["part", "claim"])]
    pub redact: bool,

    /// Claim or header parameter that --redact does not mask; repeatable
    #[arg(long, value_name = "NAME", requires = "redact")]
    pub keep: Vec<String>,

    /// Exit 12 if the token expires within this duration, such as `5m`
    #[arg(long, value_name = "DURATION")]
    pub expires_after: Option<String>,

    /// Exit 12 if the token has expired, or 13 if it is not valid yet; repeatable
    #[arg(long, value_name = "STATE")]
    pub fail_if: Vec<FailIfArg>,

    /// Time zone of times: `utc`, `local` or an offset such as `+02:00`
    #[arg(long, value_name = "ZONE", default_value = "utc", allow_hyphen_values = true)]
    pub date: Zone,

    /// Use this time instead of the current time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
}

/// A state that `--fail-if` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailIfArg {
    /// The time is at or after `exp`
    Expired,
    /// The time is before `nbf`
    NotYetValid,
}

/// A part of a token, as `--part` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PartArg {
    /// The header, as JSON
    Header,
    /// The decoded payload, byte for byte
    Payload,
    /// The signature, still base64url-encoded
    Signature,
}
