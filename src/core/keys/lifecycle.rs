//! `key rotate`, `key activate`, `key retire` and `key remove`.

use std::time::Duration;

use serde::Serialize;

use crate::base::Fault;
use crate::core::Context;
use crate::core::audited::{AuditEvent, Audited, audit};
use crate::home::ring::{NewKey, State, has_sizes};
use crate::home::{FIRST_ALGORITHM, Home};
use crate::jose::Algorithm;
use crate::store::EventKind;

use super::KeyReport;

/// How to rotate.
#[derive(Debug, Clone, Default)]
pub struct RotateRequest {
    /// What the new key is to sign with; the same as the old one where nothing is given.
    pub alg: Option<Algorithm>,
    /// Its name; the thumbprint where none is given.
    pub kid: Option<String>,
    /// How long an RSA key or a secret is to be; as long as the old one where nothing is given.
    pub bits: Option<usize>,
    /// How long the old key still verifies; the longest configured lifetime where nothing is given.
    pub keep: Option<Duration>,
}

/// The two keys of a rotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RotateReport {
    /// The key that signs from now on.
    pub active: KeyReport,
    /// The one that did before, where there was one.
    pub retired: Option<KeyReport>,
}

/// Makes a new key, signs with it from now on, and retires the old one.
pub fn rotate(context: &Context<'_>, request: RotateRequest) -> Result<Audited<RotateReport>, Fault> {
    let home = context.home()?;
    let keep = kept(home, request.keep)?;
    let ring = home.ring()?;
    let old = ring.active().ok();
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

/// Makes a key of the ring the one that signs; the one before it goes on verifying.
pub fn activate(context: &Context<'_>, kid: &str) -> Result<Audited<KeyReport>, Fault> {
    let home = context.home()?;
    let was_active = home.ring()?.find(kid)?.state == State::Active;
    let change = || Ok(KeyReport::new(&home.activate_key(kid)?, context.clock.now()));
    audit(context, change, |key| match was_active {
        true => Vec::new(),
        false => vec![event(EventKind::KeyActivated, key)],
    })
}

/// Retires a key: it verifies for `keep` from now, or for the longest configured lifetime.
pub fn retire(context: &Context<'_>, kid: &str, keep: Option<Duration>) -> Result<Audited<KeyReport>, Fault> {
    let home = context.home()?;
    let keep = kept(home, keep)?;
    let change = || Ok(KeyReport::new(&home.retire_key(kid, context.clock, keep)?, context.now()));
    audit(context, change, |key| vec![event(EventKind::KeyRetired, key)])
}

/// Removes a key for good.
pub fn remove(context: &Context<'_>, kid: &str) -> Result<Audited<KeyReport>, Fault> {
    let home = context.home()?;
    let change = || Ok(KeyReport::new(&home.remove_key(kid)?, context.clock.now()));
    audit(context, change, |key| vec![event(EventKind::KeyRemoved, key)])
}

fn kept(home: &Home, asked: Option<Duration>) -> Result<Duration, Fault> {
    match asked {
        Some(keep) => Ok(keep),
        None => Ok(home.settings()?.longest_lifetime()),
    }
}

fn event(kind: EventKind, key: &KeyReport) -> AuditEvent {
    AuditEvent { kind, subject: key.kid.clone(), detail: key.kid.clone() }
}
