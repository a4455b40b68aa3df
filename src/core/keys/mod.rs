//! `key`: the keys of the home's ring, and keys in files.

mod add;
mod check;
mod export;
mod key_source;
mod lifecycle;
pub mod remote;

use std::path::PathBuf;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::base::{Fault, Timestamp};
use crate::home::ring::{Entry, Origin};
use crate::jose::jwk;

use crate::core::Context;

pub use add::{GenerateRequest, ImportRequest, add, generate, import};
pub use check::{CheckReport, KeyCheck, KeyFinding, check};
pub use export::{ConvertRequest, ExportRequest, Exported, Format, ThumbprintReport, convert, export, thumbprint};
pub use key_source::KeySource;
pub use lifecycle::{RotateReport, RotateRequest, activate, remove, retire, rotate};

/// One key of the ring. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyReport {
    /// Its name.
    pub kid: String,
    /// What it is used for: `active`, `published`, `retired` or `revoked`.
    pub state: &'static str,
    /// What it signs with, unless something else that it allows is asked for.
    pub alg: &'static str,
    /// The kind of key, as in a JWK.
    pub kty: &'static str,
    /// The curve, where it has one.
    pub crv: Option<&'static str>,
    /// How long it is.
    pub bits: usize,
    /// Whether the private half, or the secret, is here.
    pub private: bool,
    /// Whether it was `generated` or `imported`.
    pub origin: Origin,
    /// Since when it has been in the ring.
    pub created_at: i64,
    /// When it was retired or revoked.
    pub retired_at: Option<i64>,
    /// Until when it verifies, where it is retired.
    pub verify_until: Option<i64>,
    /// Whether it verifies at the moment asked about.
    pub verifies: bool,
}

impl KeyReport {
    /// What there is to tell of a key of the ring at `now`.
    pub fn new(entry: &Entry, now: Timestamp) -> Self {
        let key_type = entry.alg.key_type();
        Self {
            kid: entry.kid.clone(),
            state: entry.state.name(),
            alg: entry.alg.name(),
            kty: key_type.kty(),
            crv: key_type.crv(),
            bits: entry.bits,
            private: entry.private,
            origin: entry.origin,
            created_at: entry.created_at.secs(),
            retired_at: entry.retired_at.map(Timestamp::secs),
            verify_until: entry.verify_until.map(Timestamp::secs),
            verifies: entry.refusal(now).is_none(),
        }
    }
}

/// One key of the ring in full, its private half excepted.
#[derive(Debug, Clone, Serialize)]
pub struct KeyDetail {
    /// What the list says of it.
    #[serde(flatten)]
    pub key: KeyReport,
    /// Its RFC 7638 thumbprint; a secret's is not told, since a weak one could be guessed from it.
    pub thumbprint: Option<String>,
    /// The algorithms that it allows, the usual one first.
    pub algorithms: Vec<&'static str>,
    /// The file with the private half or the secret.
    pub file: Option<PathBuf>,
    /// The public key; a secret has none.
    pub jwk: Option<Box<RawValue>>,
}

/// A set of public keys (RFC 7517 section 5).
#[derive(Debug, Clone, Serialize)]
pub struct JwksReport {
    /// The keys.
    pub keys: Vec<Box<RawValue>>,
}

/// The time of the latest change of the ring, if the clock is behind it.
pub fn change_ahead_of_clock(context: &Context<'_>) -> Result<Option<Timestamp>, Fault> {
    Ok(context.home()?.ring()?.newest().filter(|newest| context.now() < *newest))
}

/// Every key of the ring, oldest first.
pub fn list(context: &Context<'_>) -> Result<Vec<KeyReport>, Fault> {
    let now = context.clock.now();
    let ring = context.home()?.ring()?;
    Ok(ring.keys().iter().map(|entry| KeyReport::new(entry, now)).collect())
}

/// One key of the ring, by its ID or a unique prefix.
pub fn show(context: &Context<'_>, kid: &str) -> Result<KeyDetail, Fault> {
    let home = context.home()?;
    let ring = home.ring()?;
    let entry = ring.find_by_prefix(kid)?;
    let public = entry.public_key()?;
    let algorithms = match &public {
        Some(key) => key.algorithms(),
        // What a secret allows is written in its own file.
        None => home.private_key(entry)?.algorithms(),
    };
    Ok(KeyDetail {
        key: KeyReport::new(entry, context.clock.now()),
        thumbprint: public.as_ref().map(jwk::thumbprint),
        algorithms: algorithms.into_iter().map(|alg| alg.name()).collect(),
        file: entry.private.then(|| home.private_key_path(&entry.kid)),
        jwk: entry.public_jwk().map(ToOwned::to_owned),
    })
}

/// One key of the ring, by its whole ID.
pub fn find(context: &Context<'_>, kid: &str) -> Result<KeyReport, Fault> {
    Ok(KeyReport::new(context.home()?.ring()?.find(kid)?, context.clock.now()))
}

/// The public keys that verify what this home issues: secrets and keys whose time is up are not among them.
pub fn jwks(context: &Context<'_>) -> Result<JwksReport, Fault> {
    let ring = context.home()?.ring()?;
    let keys = ring.verifying(context.clock.now()).filter_map(Entry::public_jwk).map(ToOwned::to_owned);
    Ok(JwksReport { keys: keys.collect() })
}

#[cfg(test)]
mod tests;
