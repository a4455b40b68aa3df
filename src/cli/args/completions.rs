//! `tokctl completions`

use clap::{Args, ValueEnum};

/// Print a shell completion script
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl completions bash > ~/.local/share/bash-completion/completions/tokctl
  tokctl completions zsh > ~/.zfunc/_tokctl        with ~/.zfunc in $fpath
  tokctl completions fish > ~/.config/fish/completions/tokctl.fish
  tokctl completions powershell >> $PROFILE
  tokctl completions elvish >> ~/.config/elvish/rc.elv
  tokctl completions nushell > ~/.config/nushell/autoload/tokctl.nu

The scripts for bash, zsh and fish also complete key IDs, users and sessions of the home, and `@FILE`.
They call `tokctl completions --list` with `keys`, `users` or `sessions`.")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", required_unless_present = "list")]
    pub shell: Option<ShellArg>,

    /// Print the values that a script completes, one per line; prints nothing without a home
    #[arg(long, value_name = "WHAT", conflicts_with = "shell", hide_possible_values = true)]
    pub list: Option<ListArg>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListArg {
    /// Signature algorithms
    Algorithms,
    /// Settings
    Settings,
    /// Key IDs in the ring
    Keys,
    /// User names
    Users,
    /// IDs of live sessions
    Sessions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShellArg {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    #[value(help = "PowerShell")]
    #[value(name = "powershell")]
    PowerShell,
    /// Elvish
    Elvish,
    /// Nushell
    Nushell,
}
