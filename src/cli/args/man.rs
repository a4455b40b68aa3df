//! `tokctl man`

use std::path::PathBuf;

use clap::Args;

/// Print the manual, or write it to a directory
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl man | man -l -                       read the main page
  tokctl man ~/.local/share/man/man1          install one page per command

The pages are roff, as `man` reads it. Existing pages are overwritten.")]
pub struct ManArgs {
    /// Directory to write one page per command to, created if missing [default: print the main page]
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
}
