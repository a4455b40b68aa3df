//! `tokctl seed`

use clap::Args;

/// Apply a file with settings, keys and users
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl seed examples/seed.toml
  tokctl --home ./demo seed seed.toml --json
  ALEX_PASSWORD=$(pass show alex) tokctl seed seed.toml

FILE is TOML:
  [settings]
  access.ttl = \"5m\"

  [[keys]]
  kid = \"2026-11\"
  alg = \"RS256\"
  active = true

  [[users]]
  name = \"alex\"
  password = \"env:ALEX_PASSWORD\"
  roles = [\"USER\"]
  scope = \"read write\"
  claims = { email = \"alex@example.com\" }

Everything is checked before anything is written. What the file does not name stays as it is. Applying the file again \
changes nothing, or finishes what was interrupted. Creates a home if there is none. A `password`, `key` or `passphrase` \
can be `env:NAME`. A user whose password differs gets the new one, which ends the user's sessions. A key that the ring \
lacks is generated, or imported from `key` or `file`; one that it has stays as it is.")]
pub struct SeedArgs {
    /// The file, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: String,
}
