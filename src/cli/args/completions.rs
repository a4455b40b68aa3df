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
  tokctl completions nushell > ~/.config/nushell/autoload/tokctl.nu")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: ShellArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShellArg {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// `PowerShell`
    #[value(name = "powershell")]
    PowerShell,
    /// Elvish
    Elvish,
    /// Nushell
    Nushell,
}
