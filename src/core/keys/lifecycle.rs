//! `key rotate`, `key activate`, `key retire` and `key remove`.

use std::time::Duration;

use serde::Serialize;

use crate::base::Fault;
use crate::core::Context;
use crate::core::audited::{AuditEvent, Audited, audit};
use crate::home::FIRST_ALGORITHM;
use crate::home::ring::{KeyState, NewKey, has_sizes};
use crate::jose::Algorithm;
use crate::store::EventKind;

use super::KeyReport;

#[derive(Debug, Clone, Default)]
pub struct RotateRequest {
    /// The default is the algorithm of the old key.
    pub alg: Option<Algorithm>,
    /// The default is the thumbprint.
    pub kid: Option<String>,
    /// The size of an RSA key or a secret; the default is that of the old key.
    pub bits: Option<usize>,
    /// How long the old key keeps verifying; the default is the longest lifetime in the settings.
    pub keep: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RotateReport {
    pub active: KeyReport,
    /// The previous signing key, if there was one.
    pub retired: Option<KeyReport>,
}

/// Generates a key, makes it the signing key, and retires the old one.
pub fn rotate(context: &Context<'_>, request: RotateRequest) -> Result<Audited<RotateReport>, Fault> {
    let home = context.home()?;
    let keep = overlap(context, request.keep)?;
    let old = context.ring()?.active().ok();
    let alg = match (request.alg, old) {
        (Some(alg), _) => alg,
        (None, Some(old)) => old.alg,
        (None, None) => FIRST_ALGORITHM.parse()?,
    };
    // The size of the other kinds of keys is fixed.
    let same_size = old.filter(|old| old.alg == alg && has_sizes(alg)).map(|old| old.bits);
    let new = NewKey::generate(alg, request.bits.or(same_size), request.kid, context.random)?;
    let change = || {
        let rotated = home.rotate_key(&new, context.clock, keep)?;
        let now = context.now();
        Ok(RotateReport {
            active: KeyReport::new(&rotated.active, now),
            retired: rotated.retired.map(|old| KeyReport::new(&old, now)),
        })
    };
    audit(context, change, |report| {
        let new = &report.active.kid;
        let detail = match &report.retired {
            Some(old) => format!("{new} replaces {}", old.kid),
            None => new.clone(),
        };
        vec![AuditEvent { kind: EventKind::KeyRotated, subject: new.clone(), detail }]
    })
}

/// Makes a key of the ring the signing key; the previous one keeps verifying.
pub fn activate(context: &Context<'_>, kid: &str) -> Result<Audited<KeyReport>, Fault> {
    let home = context.home()?;
    let change = || {
        let changed = home.activate_key(kid)?;
        Ok((changed.before, KeyReport::new(&changed.key, context.now())))
    };
    let audited = audit(context, change, |(before, key)| match before {
        KeyState::Active => Vec::new(),
        _ => vec![event(EventKind::KeyActivated, key)],
    })?;
    Ok(audited.map(|(_, key)| key))
}

/// Retires a key: it verifies for `keep` from now, or for the longest lifetime in the settings.
pub fn retire(context: &Context<'_>, kid: &str, keep: Option<Duration>) -> Result<Audited<KeyReport>, Fault> {
    let home = context.home()?;
    let keep = overlap(context, keep)?;
    let change = || Ok(KeyReport::new(&home.retire_key(kid, context.clock, keep)?.key, context.now()));
    audit(context, change, |key| vec![event(EventKind::KeyRetired, key)])
}

/// Removes a key permanently.
pub fn remove(context: &Context<'_>, kid: &str) -> Result<Audited<KeyReport>, Fault> {
    let home = context.home()?;
    let change = || Ok(KeyReport::new(&home.remove_key(kid)?, context.clock.now()));
    audit(context, change, |key| vec![event(EventKind::KeyRemoved, key)])
}

/// How long a retired key keeps verifying.
fn overlap(context: &Context<'_>, given: Option<Duration>) -> Result<Duration, Fault> {
    match given {
        Some(keep) => Ok(keep),
        None => Ok(context.settings()?.longest_lifetime()),
    }
}

fn event(kind: EventKind, key: &KeyReport) -> AuditEvent {
    AuditEvent { kind, subject: key.kid.clone(), detail: key.kid.clone() }
}
