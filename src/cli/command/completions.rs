//! `tokctl completions`

use clap::Command;
use clap_complete::Shell;
use clap_complete_nushell::Nushell;

use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::completions::{CompletionsArgs, ShellArg};

pub fn run(args: CompletionsArgs, mut command_line: Command, app: &mut App<'_>) -> CommandResult {
    // The generators panic if a write fails, so they write to memory.
    let mut script = Vec::new();
    let mut shell = |shell: Shell| clap_complete::generate(shell, &mut command_line, "tokctl", &mut script);
    match args.shell {
        ShellArg::Bash => shell(Shell::Bash),
        ShellArg::Zsh => shell(Shell::Zsh),
        ShellArg::Fish => shell(Shell::Fish),
        ShellArg::PowerShell => shell(Shell::PowerShell),
        ShellArg::Elvish => shell(Shell::Elvish),
        ShellArg::Nushell => clap_complete::generate(Nushell, &mut command_line, "tokctl", &mut script),
    }
    app.answer_bytes(&script)?;
    Ok(0)
}
