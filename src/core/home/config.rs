//! `config`: looking at settings and changing them.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::Fault;
use crate::home::config::{Settings, unknown};
use crate::home::settings::{SETTINGS, Setting};
use crate::store::EventKind;

use crate::core::Context;
use crate::core::audited::{Audited, audit};

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
pub fn set(context: &Context<'_>, name: &str, value: &str) -> Result<Audited<SettingReport>, Fault> {
    change(context, name, |settings| settings.set(name, value))
}

/// Sets a setting back to its default.
pub fn unset(context: &Context<'_>, name: &str) -> Result<Audited<SettingReport>, Fault> {
    change(context, name, |settings| settings.unset(name).map(|_| ()))
}

/// Where the settings are.
pub fn path(context: &Context<'_>) -> Result<PathReport, Fault> {
    Ok(PathReport { path: context.home()?.config_path() })
}

fn change(
    context: &Context<'_>,
    name: &str,
    change: impl FnOnce(&mut Settings) -> Result<(), Fault>,
) -> Result<Audited<SettingReport>, Fault> {
    let setting = Setting::named(name).ok_or_else(|| unknown(name))?;
    let home = context.home()?;
    let changed = || {
        home.change_settings(|settings| {
            let before = report(settings, setting);
            change(settings)?;
            Ok((before, report(settings, setting)))
        })
    };
    let Audited { answer: (_, after), event_error } = audit(context, changed, |(before, after)| {
        let detail = format!("{} is {}, and was {}", after.name, after.value, before.value);
        if before.value == after.value { Vec::new() } else { vec![(EventKind::ConfigChanged, detail)] }
    })?;
    Ok(Audited { answer: after, event_error })
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
