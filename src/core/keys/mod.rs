//! `key`: the keys of the home's ring, and keys in files.

mod add;
mod check;
mod export;
mod key_source;
mod lifecycle;
pub mod remote;
pub mod shared_secret;

use std::path::PathBuf;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::base::{Fault, Timestamp};
use crate::home::ring::{KeyEntry, KeyOrigin, KeyState};
use crate::jose::jwk;

use crate::core::Context;

pub use add::{GenerateRequest, ImportRequest, add, generate, import};
pub use check::{KeyCheck, KeyCheckReport, KeyFinding, check};
pub use export::{ConvertRequest, ExportRequest, ExportedKey, Format, ThumbprintReport, convert, export, thumbprint};
pub use key_source::KeySource;
pub use lifecycle::{RotateReport, RotateRequest, activate, remove, retire, rotate};

/// The issuers whose tokens the home's keys verify, its own first.
pub fn issuers(context: &Context<'_>) -> Result<Vec<String>, Fault> {
    let mut issuers = vec![context.settings()?.issuer.clone()];
    for issuer in context.ring()?.keys().iter().filter_map(|entry| entry.issuer.as_ref()) {
        if !issuers.contains(issuer) {
            issuers.push(issuer.clone());
        }
    }
    Ok(issuers)
}

/// A key of the ring. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyReport {
    pub kid: String,
    pub state: KeyState,
    /// The default of the algorithms that the key allows.
    pub alg: &'static str,
    pub kty: &'static str,
    pub crv: Option<&'static str>,
    pub bits: usize,
    /// Whether the ring has the private key or the secret.
    pub private: bool,
    pub origin: KeyOrigin,
    /// The only issuer whose tokens it verifies, if it was imported for one.
    pub issuer: Option<String>,
    /// When it was added to the ring.
    pub created_at: i64,
    /// When it was retired or revoked.
    pub retired_at: Option<i64>,
    /// The end of the retirement period.
    pub verify_until: Option<i64>,
    /// Whether it verifies at the time of the report.
    pub verifies: bool,
}

impl KeyReport {
    pub fn new(entry: &KeyEntry, now: Timestamp) -> Self {
        let key_type = entry.alg.key_type();
        Self {
            kid: entry.kid.clone(),
            state: entry.state,
            alg: entry.alg.name(),
            kty: key_type.kty(),
            crv: key_type.crv(),
            bits: entry.bits,
            private: entry.private,
            origin: entry.origin,
            issuer: entry.issuer.clone(),
            created_at: entry.created_at.secs(),
            retired_at: entry.retired_at.map(Timestamp::secs),
            verify_until: entry.verify_until.map(Timestamp::secs),
            verifies: entry.why_not_verifying(now).is_none(),
        }
    }
}

/// A key of the ring with its public key.
#[derive(Debug, Clone, Serialize)]
pub struct KeyDetail {
    #[serde(flatten)]
    pub key: KeyReport,
    /// RFC 7638; `None` for a secret, since a weak one could be guessed from it.
    pub thumbprint: Option<String>,
    /// The allowed algorithms, the default first.
    pub algorithms: Vec<&'static str>,
    /// The file with the private key or the secret.
    pub file: Option<PathBuf>,
    /// The public key; `None` for a secret.
    pub jwk: Option<Box<RawValue>>,
}

/// A JWK set (RFC 7517 section 5).
#[derive(Debug, Clone, Serialize)]
pub struct JwksReport {
    pub keys: Vec<Box<RawValue>>,
}

/// The time of the latest change of the ring, if the clock is behind it.
pub fn change_ahead_of_clock(context: &Context<'_>) -> Result<Option<Timestamp>, Fault> {
    Ok(context.ring()?.newest().filter(|newest| context.now() < *newest))
}

/// The keys of the ring, oldest first.
pub fn list(context: &Context<'_>) -> Result<Vec<KeyReport>, Fault> {
    let now = context.clock.now();
    Ok(context.ring()?.keys().iter().map(|entry| KeyReport::new(entry, now)).collect())
}

/// One key of the ring, by its ID or a unique prefix.
pub fn show(context: &Context<'_>, kid: &str) -> Result<KeyDetail, Fault> {
    let home = context.home()?;
    let entry = context.ring()?.find_by_prefix(kid)?;
    let public = entry.public_key()?;
    let algorithms = match &public {
        Some(key) => key.algorithms(),
        // The algorithms of a secret are in its own file.
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

/// A key of the ring that may be removed, by its whole ID.
pub fn removable(context: &Context<'_>, kid: &str) -> Result<KeyReport, Fault> {
    Ok(KeyReport::new(context.ring()?.removable(kid)?, context.now()))
}

/// The home's own public keys that verify now. Keys imported for other issuers are not published.
pub fn jwks(context: &Context<'_>) -> Result<JwksReport, Fault> {
    let issuer = &context.settings()?.issuer;
    let own = context.ring()?.verifying(context.now()).filter(|entry| entry.is_own(issuer));
    let keys = own.filter_map(KeyEntry::public_jwk).map(ToOwned::to_owned);
    Ok(JwksReport { keys: keys.collect() })
}

#[cfg(test)]
mod tests;
