//! `config`: looking at settings and changing them.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::Fault;
use crate::home::config::{Settings, unknown};
use crate::home::settings::{SETTINGS, Setting};

use super::Context;

pub use crate::home::config::validate;

/// One setting as it applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingReport {
    /// Its name.
    pub name: &'static str,
    /// Its value, as it would be typed.
    pub value: String,
    /// The value where none was set.
    pub default: &'static str,
    /// Whether it was set, rather than left at its default.
    pub set: bool,
    /// What it means.
    pub meaning: &'static str,
}

/// Where the settings are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PathReport {
    /// The file.
    pub path: PathBuf,
}

/// One setting.
pub fn get(context: &Context<'_>, name: &str) -> Result<SettingReport, Fault> {
    let setting = Setting::named(name).ok_or_else(|| unknown(name))?;
    Ok(report(&context.home()?.settings()?, setting))
}

/// Every setting.
pub fn list(context: &Context<'_>) -> Result<Vec<SettingReport>, Fault> {
    let settings = context.home()?.settings()?;
    Ok(SETTINGS.iter().map(|setting| report(&settings, setting)).collect())
}

/// Sets a setting.
pub fn set(context: &Context<'_>, name: &str, value: &str) -> Result<SettingReport, Fault> {
    let setting = Setting::named(name).ok_or_else(|| unknown(name))?;
    context.home()?.change_settings(|settings| {
        settings.set(name, value)?;
        Ok(report(settings, setting))
    })
}

/// Sets a setting back to its default.
pub fn unset(context: &Context<'_>, name: &str) -> Result<SettingReport, Fault> {
    let setting = Setting::named(name).ok_or_else(|| unknown(name))?;
    context.home()?.change_settings(|settings| {
        settings.unset(name)?;
        Ok(report(settings, setting))
    })
}

/// Where the settings are.
pub fn path(context: &Context<'_>) -> Result<PathReport, Fault> {
    Ok(PathReport { path: context.home()?.config_path() })
}

fn report(settings: &Settings, setting: &'static Setting) -> SettingReport {
    SettingReport {
        name: setting.name,
        value: settings.config().show(setting),
        default: setting.default,
        set: settings.is_set(setting),
        meaning: setting.meaning,
    }
}
