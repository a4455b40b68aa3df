//! `tokctl man`

use std::path::PathBuf;

use clap::Args;

/// Show a manual page
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl man                                  the main page
  tokctl man verify
  tokctl man key rotate
  tokctl man --out ~/.local/share/man/man1    write all pages to a directory

The system's `man` formats the page. Without it, the text of --help is printed.")]
pub struct ManArgs {
    /// The command whose page to show [default: the main page]
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    pub command: Vec<String>,

    /// Write all pages to this directory, which is created if missing; existing pages are overwritten
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
