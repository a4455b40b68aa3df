//! `--at`: the option of every command that looks at the clock.

use clap::Args;

/// The moment that counts.
#[derive(Debug, Default, Args)]
pub struct AsOfArgs {
    /// Take this moment for now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
}
