//! The options of every command.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    #[arg(long, global = true, value_name = "DIR")]
    pub home: Option<PathBuf>,

    /// SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    #[arg(long, global = true, value_name = "LOCATION")]
    pub store: Option<String>,

    /// Print JSON
    #[arg(long, global = true)]
    pub json: bool,

    /// Suppress notes and warnings; `verify` also prints nothing on success
    #[arg(short, long, global = true, conflicts_with = "verbose", overrides_with = "quiet")]
    pub quiet: bool,

    /// Verbose output
    #[arg(short, long, global = true, overrides_with = "verbose")]
    pub verbose: bool,

    /// Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub color: ColorArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl GlobalArgs {
    /// The defaults, for errors in the command line itself.
    pub fn only_color(color: ColorArg) -> Self {
        Self { home: None, store: None, json: false, quiet: false, verbose: false, color }
    }
}

/// The value of `--color`, read without parsing the rest: it also applies to parse errors.
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
    fn color_is_read_even_if_the_rest_does_not_parse() {
        let color = |args: &[&str]| color_before_parsing(&args.iter().map(Into::into).collect::<Vec<_>>());
        assert_eq!(color(&["--color", "always", "nonsense"]), ColorArg::Always);
        assert_eq!(color(&["nonsense", "--color=never"]), ColorArg::Never);
        assert_eq!(color(&["--color"]), ColorArg::Auto);
    }
}
