//! `--at`, for every command that reads the clock.

use clap::Args;

#[derive(Debug, Default, Args)]
pub struct AsOfArgs {
    /// Use this time instead of the current time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
}
