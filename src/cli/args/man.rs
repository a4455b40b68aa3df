//! `tokctl man`

use std::path::PathBuf;

use clap::Args;

/// Print the manual, or write it to a folder
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl man | man -l -                       read the main page
  tokctl man ~/.local/share/man/man1          install one page per command

The pages are roff, as `man` reads it. A page in the folder that is there already is written anew.")]
pub struct ManArgs {
    /// The folder to write one page per command to, made where it is missing [default: print the main page]
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
}
