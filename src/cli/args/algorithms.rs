//! `tokctl algorithms`

use clap::Args;

/// List the signature algorithms
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl algorithms                           a table: name, key, what it does, where it is defined
  tokctl algorithms --json | jq -r '.[].alg'  the names alone")]
pub struct AlgorithmsArgs {}
