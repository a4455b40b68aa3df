//! The options that every command takes.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
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

    /// When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
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

/// The `--color` of a command line that may not parse.
pub fn color_before_parsing(args: &[OsString]) -> ColorArg {
    let mut texts = args.iter().map(|arg| arg.to_str().unwrap_or_default());
    let mut color = ColorArg::Auto;
    while let Some(arg) = texts.next() {
        let value = if arg == "--color" { texts.next() } else { arg.strip_prefix("--color=") };
        if let Some(Ok(when)) = value.map(|value| ColorArg::from_str(value, false)) {
            color = when;
        }
    }
    color
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_known_even_where_the_rest_is_wrong() {
        let color = |args: &[&str]| color_before_parsing(&args.iter().map(Into::into).collect::<Vec<_>>());
        assert_eq!(color(&["--color", "always", "nonsense"]), ColorArg::Always);
        assert_eq!(color(&["nonsense", "--color=never"]), ColorArg::Never);
        assert_eq!(color(&["--color"]), ColorArg::Auto);
    }
}
