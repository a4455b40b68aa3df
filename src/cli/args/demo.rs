//! `tokctl demo`

use std::path::PathBuf;

use clap::Args;

/// Tell the whole story: login, expiry, refresh, theft, revocation
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl demo
  tokctl demo --pause                      one step at a time
  tokctl demo -v | less                    with whole tokens
  tokctl demo --keep story                 leaves the home in ./story
  tokctl --home story session list
  tokctl demo --json | jq 'select(.response.status == 401)'

Each step shows the HTTP request and response, and the command that does the
same. Nothing is scripted: tokens, keys and state are real, in a temporary home
under a clock that is moved rather than waited for. Your own home is not
touched. Each step is checked: exits 1 where one is not as it should be.")]
pub struct DemoArgs {
    /// Wait for Enter after each step
    #[arg(long)]
    pub pause: bool,

    /// Leave the home in this new folder, to look around in
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
}
