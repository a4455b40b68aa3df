//! The options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub home: Option<PathBuf>,

    /// Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    #[arg(long, global = true, value_name = "URL")]
    pub store: Option<String>,

    /// Answer with JSON
    #[arg(long, global = true)]
    pub json: bool,

    /// Leave out notes and warnings
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Say more
    #[arg(short, long, global = true)]
    pub verbose: bool,

    /// When to colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorArg,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
