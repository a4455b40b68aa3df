//! `tokctl init`

use std::path::PathBuf;

use clap::Args;

/// Create a home: a new ES256 key and default settings
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl init                              in the platform's data directory
  tokctl --home ./demo init                in ./demo
  tokctl --home ./sandbox init --sandbox   with a clock of its own
  tokctl init --force                      replace the existing home
  tokctl init --export node.json           the keys and settings, encrypted
  tokctl --home ./b init --from node.json  a second node with them

This command is optional: `issue`, `user add`, `key generate`, `key import`, `config set` and `seed` create a home \
if there is none. Use it in scripts, for a sandbox, and to start over.

--export and --from carry a home to another node: settings, keys and the secret for refresh tokens, so that the \
tokens of one node are valid on the other. Users, sessions and revocations are in the state, which is not carried. \
A node made with --public verifies tokens, and neither signs nor refreshes.")]
pub struct InitArgs {
    /// Replace an existing home: its keys, settings, users and sessions are deleted; a state on a server is kept
    #[arg(long)]
    pub force: bool,

    /// Give the home a clock of its own, which `tokctl clock advance` moves forward
    #[arg(long)]
    pub sandbox: bool,

    /// Write the settings and keys to a new file, encrypted with a passphrase
    #[arg(long, value_name = "FILE", conflicts_with_all = ["force", "sandbox", "from"])]
    pub export: Option<PathBuf>,

    /// Export no private keys and no secrets, for a node that only verifies; the file is not encrypted
    #[arg(long, requires = "export")]
    pub public: bool,

    /// Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]
    #[arg(long, value_name = "SOURCE", requires = "export", conflicts_with = "public")]
    pub new_passphrase: Option<String>,

    /// Create the home from a file that --export wrote
    #[arg(long, value_name = "FILE", conflicts_with = "sandbox")]
    pub from: Option<PathBuf>,

    /// Passphrase of that file: `@FILE`, `env:NAME`, `-` [default: prompt]
    #[arg(long, value_name = "SOURCE", requires = "from")]
    pub passphrase: Option<String>,
}
