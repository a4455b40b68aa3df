//! `tokctl algorithms`

use clap::Args;

/// List the signature algorithms
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl algorithms                           what there is, for which keys
  tokctl algorithms --json | jq -r '.[].alg'  the names alone")]
pub struct AlgorithmsArgs {}
