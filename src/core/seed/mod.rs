//! `seed`: applies a file with settings, keys and users to the home.
//!
//! Everything is checked before anything is written. What is in the home already stays as it is, so a seed that was
//! interrupted is finished by applying it again, and one that was applied changes nothing.

mod document;
mod keys;
mod read;
mod reset;
mod strings;
mod users;

use std::sync::Arc;

use serde::Serialize;

use crate::base::named::named_enum;
use crate::base::{Fault, Secret};
use crate::home::Home;
use crate::home::config::{ConfigFile, Conflict};
use crate::home::ring::{KeyState, NewKey};
use crate::home::settings::SettingValue;
use crate::store::Store;

use super::Context;
use super::audited::AuditEvent;
use super::home::config::shared_issuer;

pub use document::MemberPosition;
pub use read::read;
pub use reset::Baseline;

use keys::SeedKey;
use users::SeedUser;

/// What a seed asks for, checked as far as it can be without a home.
#[derive(Debug, Default)]
pub struct Seed {
    settings: Vec<(MemberPosition, SettingValue)>,
    keys: Vec<SeedKey>,
    users: Vec<SeedUser>,
    /// What is probably a mistake.
    pub notes: Vec<String>,
    /// Whether the file has a password, a private key or a passphrase in it.
    pub has_secrets: bool,
    /// The files with private keys that it names.
    pub private_key_files: Vec<String>,
}

/// What a seed refers to: variables and files.
pub trait References {
    /// The value of an environment variable, or the problem, without the value.
    fn variable(&self, name: &str) -> Result<Secret, String>;

    /// The content of the file with a key.
    fn key_file(&self, path: &str) -> Result<Secret, Fault>;

    /// Refuses an ID that commands could not take for a key.
    fn check_kid(&self, kid: &str) -> Result<(), Fault>;
}

/// A seed whose keys are made, ready to be applied.
#[derive(Debug)]
pub struct PreparedSeed {
    /// The settings of the home once it is applied.
    pub config: ConfigFile,
    settings: Vec<(MemberPosition, SettingValue)>,
    /// All keys of the seed, and those of them that the ring lacks.
    keys: Vec<SeedKey>,
    new_keys: Vec<NewKey>,
    users: Vec<SeedUser>,
}

named_enum! {
    /// What became of a part of the seed.
    pub enum SeedOutcome {
        Added = "added",
        Changed = "changed",
        Unchanged = "unchanged",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeedReport {
    pub settings: Vec<SettingOutcome>,
    pub keys: Vec<KeyOutcome>,
    pub users: Vec<UserOutcome>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingOutcome {
    pub name: &'static str,
    /// As it would be typed.
    pub value: String,
    pub outcome: SeedOutcome,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyOutcome {
    pub kid: String,
    pub alg: &'static str,
    pub state: KeyState,
    pub outcome: SeedOutcome,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UserOutcome {
    pub name: String,
    pub outcome: SeedOutcome,
    /// What was changed of a user that existed: `password`, `roles`, `scope` or `claims`.
    pub changes: Vec<&'static str>,
}

impl SeedReport {
    /// How many settings, keys and users have this outcome.
    pub fn count(&self, outcome: SeedOutcome) -> usize {
        let outcomes = self.settings.iter().map(|setting| setting.outcome);
        let outcomes = outcomes.chain(self.keys.iter().map(|key| key.outcome));
        outcomes.chain(self.users.iter().map(|user| user.outcome)).filter(|found| *found == outcome).count()
    }
}

impl Seed {
    pub fn is_empty(&self) -> bool {
        self.settings.is_empty() && self.keys.is_empty() && self.users.is_empty()
    }
}

/// Checks the seed against the home of `context`, or, if there is none, against a new one, and generates the keys that the
/// ring lacks. Writes nothing.
pub fn prepare(seed: Seed, context: &Context<'_>) -> Result<PreparedSeed, Fault> {
    let Seed { settings, keys, users, .. } = seed;
    let mut config = context.home.map(Home::config_file).transpose()?.unwrap_or_default();
    set_all(&mut config, &settings).map_err(|conflict| contradiction(&settings, conflict))?;
    if let Some(shared) = shared_issuer(context)? {
        shared.refuse_other(&config.settings().issuer)?;
    }
    let new_keys = keys::missing(&keys, context)?;
    if context.home.is_some() || context.store.is_some() {
        // A state that cannot be used is reported before the settings and keys are written.
        match users.is_empty() {
            true => context.open_lookup()?,
            false => context.open_lookup_or_new()?,
        };
    }
    Ok(PreparedSeed { config, settings, keys, new_keys, users })
}

/// Writes what the home of `context` lacks: first the settings, then the keys, then one user after the other.
pub fn apply(prepared: &PreparedSeed, context: &Context<'_>) -> Result<SeedReport, Fault> {
    let home = context.home()?;
    let (settings, events) = home.change_config(|config| change_settings(config, &prepared.settings))?;
    let added = keys::add(prepared, context)?;
    let keys = keys::outcomes(prepared, &added, context)?;
    // The store is new, or its home is: nothing that was read before counts.
    let context = Context { snapshot: Arc::default(), ..context.clone() };
    let work = |store: &dyn Store| {
        let settings = events.iter().map(|(new, old)| AuditEvent::setting_changed(new.name, &new.value, old));
        for event in settings.chain(added.iter().map(|entry| AuditEvent::key_added(&entry.kid, entry.state))) {
            event.record(&context, store)?;
        }
        prepared.users.iter().map(|user| users::apply(user, &context, store)).collect()
    };
    let users: Vec<UserOutcome> = match prepared.users.is_empty() {
        true => context.with_present_store(work)?.unwrap_or_default(),
        false => context.with_new_store(work)?,
    };
    Ok(SeedReport { settings, keys, users })
}

/// A setting with its value before.
type SettingChange = (SettingOutcome, String);

fn change_settings(
    config: &mut ConfigFile,
    settings: &[(MemberPosition, SettingValue)],
) -> Result<(Vec<SettingOutcome>, Vec<SettingChange>), Fault> {
    let before = config.clone();
    set_all(config, settings).map_err(|conflict| contradiction(settings, conflict))?;
    let mut changes = Vec::new();
    let outcome = |(_, value): &(MemberPosition, SettingValue)| {
        let setting = value.setting();
        let [old, new] = [&before, &*config].map(|config| config.settings().format(setting));
        let is_same = old == new && before.is_set(setting);
        let outcome = if is_same { SeedOutcome::Unchanged } else { SeedOutcome::Changed };
        let outcome = SettingOutcome { name: setting.name, value: new, outcome };
        if old != outcome.value {
            changes.push((outcome.clone(), old));
        }
        outcome
    };
    let outcomes = settings.iter().map(outcome).collect();
    Ok((outcomes, changes))
}

fn set_all(config: &mut ConfigFile, settings: &[(MemberPosition, SettingValue)]) -> Result<(), Conflict> {
    config.set_all(settings.iter().map(|(_, value)| value))
}

/// The error about settings that contradict each other, or those of the home.
fn contradiction(settings: &[(MemberPosition, SettingValue)], conflict: Conflict) -> Fault {
    let named = settings.iter().find(|(_, value)| conflict.settings.contains(&value.setting().name));
    match named {
        Some((place, _)) => place.fault(conflict.problem),
        // The home's own settings contradict each other: the configuration was edited.
        None => Fault::from(conflict),
    }
}
