//! `tokctl demo`

use std::path::PathBuf;

use clap::Args;

/// Walk through login, expiry, refresh, theft and revocation
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl demo
  tokctl demo --pause                      wait for Enter after each step
  tokctl demo -v | less                    show complete tokens
  tokctl demo --keep story                 keep the home in ./story
  tokctl --home story session list
  tokctl demo --json | jq 'select(.response.status == 401)'

Each step shows the HTTP request and response, and the equivalent command.
Nothing is scripted: tokens, keys and state are real, in a temporary home whose \
clock is moved forward instead of waiting. Your own home is not touched. Each \
step is checked; the exit code is 1 if one gives an unexpected result.")]
pub struct DemoArgs {
    /// Wait for Enter after each step
    #[arg(long)]
    pub pause: bool,

    /// Keep the home in this new directory
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
}
