//! `tokctl clock`

use clap::{Args, Subcommand};

/// Show the clock of a sandbox, or move it forward
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl --home ./sandbox init --sandbox
  tokctl --home ./sandbox clock
  tokctl --home ./sandbox clock advance 16m   ends every access token

A sandbox is a home with a clock of its own: the system clock plus an offset.
Token times, sessions, login locks and events use it. It never moves back. In a \
normal home, which uses the system clock, this command fails.")]
pub struct ClockArgs {
    #[command(subcommand)]
    pub action: Option<ClockAction>,
}

#[derive(Debug, Subcommand)]
pub enum ClockAction {
    /// Move the clock forward
    #[command(after_help = "Examples:\n  tokctl clock advance 16m\n  tokctl clock advance 30d")]
    Advance(AdvanceArgs),
}

#[derive(Debug, Args)]
pub struct AdvanceArgs {
    /// How far, such as 16m, 1h30m or 30d
    #[arg(value_name = "DURATION")]
    pub duration: String,
}
