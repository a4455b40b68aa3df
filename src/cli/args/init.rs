//! `tokctl init`

use clap::Args;

/// Create a home: a new ES256 key and default settings
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl init                              in the platform's data directory
  tokctl --home ./demo init                in ./demo
  tokctl --home ./sandbox init --sandbox   with a clock of its own
  tokctl init --force                      replace the existing home

This command is optional: `issue`, `user add`, `key generate`, `key import`, `config set` and `seed` create a home \
if there is none. Use it in scripts, for a sandbox, and to start over.")]
pub struct InitArgs {
    /// Replace an existing home: its keys, settings, users and sessions are deleted
    #[arg(long)]
    pub force: bool,

    /// Give the home a clock of its own, which `tokctl clock advance` moves forward
    #[arg(long)]
    pub sandbox: bool,
}
