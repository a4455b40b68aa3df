//! `tokctl diff`

use clap::Args;

/// Show what differs between two tokens
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl diff @accepted.txt @rejected.txt
  tokctl diff \"$OLD\" \"$NEW\"
  tokctl token | tokctl diff @before.txt
  tokctl diff --json @a.txt @b.txt | jq -r '.payload[].path'
  tokctl diff --exit-code @a.txt @b.txt > /dev/null || echo changed

Lines with - are from A, lines with + from B. Header and payload are compared member by member. Arrays of strings, \
numbers or booleans, such as roles and aud, and the words of scope are compared as sets; if only the order differs, the \
line says so. Nothing is verified. Exits 0 whether the tokens differ or not; with --exit-code, exits 18 if they differ.")]
pub struct DiffArgs {
    /// The first token, `@FILE`, or `-` for standard input
    #[arg(value_name = "A")]
    pub a: String,

    /// The second token, `@FILE`, or `-` for standard input
    #[arg(value_name = "B")]
    pub b: Option<String>,

    /// Exit 18 if the tokens differ
    #[arg(long)]
    pub exit_code: bool,
}
