//! Levels of findings, as they are typed.

use clap::{Args, ValueEnum};

use crate::base::Level;

/// Which findings are shown, and which decide the exit code.
#[derive(Debug, Clone, Args)]
pub struct LevelArgs {
    /// Show only findings at or above this level; others do not count for --fail-on
    #[arg(long, value_name = "LEVEL", default_value = "note")]
    pub level: LevelArg,

    /// Exit 18 for findings at or above this level
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub fail_on: LevelArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LevelArg {
    /// Everything
    Note,
    /// What is weak, or fails in some programs
    Warning,
    /// What is unsafe or unusable
    Error,
}

impl LevelArgs {
    /// The level from which a finding sets the exit code: one that is not shown does not.
    pub fn failing(&self) -> Level {
        Level::from(self.fail_on).max(Level::from(self.level))
    }
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Note => Self::Note,
            LevelArg::Warning => Self::Warning,
            LevelArg::Error => Self::Error,
        }
    }
}
