//! `tokctl decode`

use clap::{Args, ValueEnum};

use crate::base::datetime::Zone;

/// Show what is in a token, without its key
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl decode eyJhbGciOi…               the whole token, explained
  pbpaste | tokctl decode                 `Bearer ` and quotes do not matter
  tokctl decode @token.txt --claim sub    one value, for a script
  tokctl decode --part payload TOKEN | jq .roles
  tokctl decode --date utc TOKEN          times in UTC alone

Nothing is verified: anybody can make a token that says anything. `tokctl verify` checks it.
A broken token exits 10 and is diagnosed: which part, which byte, and what it looks like.")]
pub struct DecodeArgs {
    /// The token, `@FILE`, or `-` for standard input
    #[arg(value_name = "TOKEN")]
    pub token: Option<String>,

    /// Print one part alone
    #[arg(long, value_name = "PART", conflicts_with = "claim")]
    pub part: Option<PartArg>,

    /// Print the value of one claim alone; dots lead into objects
    #[arg(long, value_name = "NAME")]
    pub claim: Option<String>,

    /// Time zone to show times in: `utc`, `local` or an offset like `+02:00` [default: both local and UTC]
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub date: Option<Zone>,

    /// Tell what is expired as of this moment instead of now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
}

/// A part of a token, as `--part` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PartArg {
    /// The header, as JSON
    Header,
    /// The payload, byte for byte
    Payload,
    /// The signature, as it stands, encoded
    Signature,
}
