//! `tokctl init`

use clap::Args;

/// Make a home: a fresh ES256 key and default settings
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl init                    in the platform's data folder
  tokctl --home ./demo init      somewhere else
  tokctl init --force            anew; what was in the old one is gone

Nothing needs this command: `issue`, `user add`, `key generate`, `key import` and `config set` make a home
where there is none. It is for scripts that want to be sure, and for starting over.")]
pub struct InitArgs {
    /// Replace the home that is there
    #[arg(long)]
    pub force: bool,
}
