//! `tokctl config`

use clap::{Args, Subcommand};

use crate::home::settings::SETTINGS;

/// Look at settings and change them
#[derive(Debug, Args)]
#[command(after_help = after_help())]
pub struct ConfigArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: ConfigAction,
}

/// What `config` can do.
#[derive(Debug, Subcommand)]
pub enum ConfigAction {
    /// Print the value of a setting
    #[command(after_help = "Examples:\n  tokctl config get access.ttl")]
    Get {
        /// The setting, like `access.ttl`
        name: String,
    },
    /// Set a setting
    #[command(
        after_help = "Examples:\n  tokctl config set issuer https://login.example\n  tokctl config set login.lock 1m..1h"
    )]
    Set {
        /// The setting, like `access.ttl`
        name: String,
        /// The value
        #[arg(allow_hyphen_values = true)]
        value: String,
    },
    /// Set a setting back to its default
    #[command(after_help = "Examples:\n  tokctl config unset access.ttl")]
    Unset {
        /// The setting, like `access.ttl`
        name: String,
    },
    /// Print every setting with its value
    #[command(
        after_help = "Examples:\n  tokctl config list\n  tokctl config list --json | jq -r '.[] | select(.set).name'"
    )]
    List,
    /// Print where the settings are kept
    #[command(after_help = "Examples:\n  $EDITOR \"$(tokctl config path)\"")]
    Path,
}

/// The settings stand in the help as the table has them.
fn after_help() -> String {
    let mut text = "\
Examples:
  tokctl config set access.ttl 5m
  tokctl config get issuer
  tokctl config list --json

Settings:
"
    .to_owned();
    for setting in &SETTINGS {
        text += &format!("  {:16}  {} [default: {}]\n", setting.name, setting.meaning, setting.default);
    }
    text.truncate(text.trim_end().len());
    text
}
