//! `tokctl algorithms`

use clap::Args;

/// List the supported signature algorithms
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl algorithms                           with the keys they need
  tokctl algorithms --json | jq -r '.[].alg'  names only")]
pub struct AlgorithmsArgs {}
