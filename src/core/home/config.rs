//! `config`: reading and changing settings.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::{Code, Fault};
use crate::home::config::{ConfigFile, unknown};
use crate::home::settings::{SETTINGS, Setting};
use crate::store::StoreError;

use crate::core::Context;
use crate::core::audited::{AuditEvent, Audited, audit};

pub use crate::home::config::validate;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingReport {
    pub name: &'static str,
    /// As it would be typed.
    pub value: String,
    pub default: &'static str,
    /// Whether the configuration file sets it.
    pub set: bool,
    pub meaning: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PathReport {
    pub path: PathBuf,
}

pub fn get(context: &Context<'_>, name: &str) -> Result<SettingReport, Fault> {
    let setting = Setting::from_name(name).ok_or_else(|| unknown(name))?;
    Ok(report(&context.home()?.config_file()?, setting))
}

pub fn list(context: &Context<'_>) -> Result<Vec<SettingReport>, Fault> {
    let config = context.home()?.config_file()?;
    Ok(SETTINGS.iter().map(|setting| report(&config, setting)).collect())
}

pub fn set(context: &Context<'_>, name: &str, value: &str) -> Result<Audited<SettingReport>, Fault> {
    change(context, name, |config| config.set(name, value))
}

/// Sets a setting back to its default.
pub fn unset(context: &Context<'_>, name: &str) -> Result<Audited<SettingReport>, Fault> {
    change(context, name, |config| config.unset(name).map(|_| ()))
}

pub fn path(context: &Context<'_>) -> Result<PathReport, Fault> {
    Ok(PathReport { path: context.home()?.config_path() })
}

fn change(
    context: &Context<'_>,
    name: &str,
    change: impl FnOnce(&mut ConfigFile) -> Result<(), Fault>,
) -> Result<Audited<SettingReport>, Fault> {
    let setting = Setting::from_name(name).ok_or_else(|| unknown(name))?;
    let home = context.home()?;
    let shared = if setting.name == "issuer" { shared_issuer(context)? } else { None };
    let changed = || {
        home.change_config(|config| {
            let before = report(config, setting);
            change(config)?;
            if let Some(shared) = &shared {
                shared.refuse_other(&config.settings().issuer)?;
            }
            Ok((before, report(config, setting)))
        })
    };
    let audited = audit(context, changed, |(before, after)| {
        let event = AuditEvent::setting_changed(after.name, &after.value, &before.value);
        if before.value == after.value { Vec::new() } else { vec![event] }
    })?;
    Ok(audited.map(|(_, after)| after))
}

/// The issuer of a state on a server, which the homes that share it must have.
pub struct SharedIssuer {
    issuer: String,
    server: String,
}

/// `None` if the state is in a file, or the server has none in use.
pub fn shared_issuer(context: &Context<'_>) -> Result<Option<SharedIssuer>, Fault> {
    let Some(location) = context.store.filter(|location| location.path().is_none()) else { return Ok(None) };
    let meta = match location.open_for_reading() {
        Err(StoreError::NotCreated(_)) => return Ok(None),
        lookup => lookup?.meta()?,
    };
    // A state that was moved is not used any more.
    let is_used = meta.copy.is_none();
    Ok(is_used.then(|| SharedIssuer { issuer: meta.identity.issuer, server: location.to_string() }))
}

impl SharedIssuer {
    /// Refuses an issuer with which the home could not use the state.
    pub fn refuse_other(&self, issuer: &str) -> Result<(), Fault> {
        let Self { issuer: shared, server } = self;
        if issuer == shared {
            return Ok(());
        }
        let message = format!(
            "the state {server} belongs to the issuer {shared:?}, so a home with the issuer {issuer:?} could not use it; \
             nothing was changed"
        );
        Err(Fault::new(Code::Store, message).hint(
            "to change the issuer, move the state to a file with `tokctl store copy`, set the issuer with --store and the file, \
             and move the state to a server again",
        ))
    }
}

fn report(config: &ConfigFile, setting: &'static Setting) -> SettingReport {
    SettingReport {
        name: setting.name,
        value: config.settings().format(setting),
        default: setting.default,
        set: config.is_set(setting),
        meaning: setting.meaning,
    }
}
