//! `tokctl config`

use clap::{Args, Subcommand};

use crate::cli::wrap::hanging;
use crate::home::settings::SETTINGS;

/// Show and change settings
#[derive(Debug, Args)]
#[command(after_help = after_help())]
pub struct ConfigArgs {
    #[command(subcommand)]
    pub action: ConfigAction,
}

#[derive(Debug, Subcommand)]
pub enum ConfigAction {
    /// Print the value of a setting
    #[command(after_help = "Examples:\n  tokctl config get access.ttl")]
    Get {
        /// The setting, such as `access.ttl`
        name: String,
    },
    /// Change a setting
    #[command(
        after_help = "Examples:\n  tokctl config set issuer https://login.example\n  tokctl config set login.lock 1m..1h"
    )]
    Set {
        /// The setting, such as `access.ttl`
        name: String,
        /// The new value
        value: String,
    },
    /// Reset a setting to its default
    #[command(after_help = "Examples:\n  tokctl config unset access.ttl")]
    Unset {
        /// The setting, such as `access.ttl`
        name: String,
    },
    /// List all settings with their values
    #[command(
        after_help = "Examples:\n  tokctl config list\n  tokctl config list --json | jq -r '.[] | select(.set).name'"
    )]
    List,
    /// Print the path of the settings file
    #[command(after_help = "Examples:\n  $EDITOR \"$(tokctl config path)\"")]
    Path,
}

/// Examples, and the table of settings.
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
        let about = format!("{} [default: {}]", setting.meaning, setting.default);
        text += &hanging(&format!("  {:16}  ", setting.name), &about);
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}
