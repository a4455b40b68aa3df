//! `key check`: whether a key is sound.

use serde::Serialize;

use crate::jose::key_strength::{Purpose, permit, weaknesses};
use crate::jose::weakness::{Weakness, WeaknessKind};
use crate::jose::{Algorithm, Key, Strength, jwk};

#[derive(Debug, Clone, Serialize)]
pub struct KeyCheckReport {
    pub sound: bool,
    pub keys: Vec<KeyCheck>,
}

#[derive(Debug, Clone, Serialize)]
pub struct KeyCheck {
    pub sound: bool,
    pub kid: Option<String>,
    pub kty: &'static str,
    pub crv: Option<&'static str>,
    pub bits: usize,
    /// Whether it is a private key or a secret.
    pub private: bool,
    /// RFC 7638.
    pub thumbprint: String,
    /// The algorithms that it allows and is strong enough for, the default first; empty if it is unsound.
    pub algorithms: Vec<&'static str>,
    pub errors: Vec<KeyFinding>,
    pub warnings: Vec<KeyFinding>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyFinding {
    pub code: WeaknessKind,
    pub message: String,
}

/// Checks each key: its strength, its numbers, and whether its public and private parts match.
pub fn check(keys: &[Key]) -> KeyCheckReport {
    let keys: Vec<KeyCheck> = keys.iter().map(check_one).collect();
    KeyCheckReport { sound: keys.iter().all(|key| key.sound), keys }
}

fn check_one(key: &Key) -> KeyCheck {
    let (errors, warnings): (Vec<_>, Vec<_>) = weaknesses(key).into_iter().partition(|weakness| weakness.refused);
    let mut errors: Vec<KeyFinding> = errors.into_iter().map(KeyFinding::from).collect();
    let (mut fit, unfit): (Vec<_>, Vec<_>) = key
        .algorithms()
        .into_iter()
        .map(|alg| (alg, why_refused(key, alg)))
        .partition(|(_, refusal)| refusal.is_none());
    if fit.is_empty() && errors.is_empty() {
        let message = unfit.into_iter().find_map(|(_, refusal)| refusal);
        let message = message.unwrap_or_else(|| {
            let declared = key.usage.algorithm.as_deref().unwrap_or_default();
            format!("the key is for {declared:?}, which is not a supported signature algorithm")
        });
        errors.push(KeyFinding { code: WeaknessKind::NoAlgorithm, message });
    }
    if !errors.is_empty() {
        fit.clear();
    }
    let key_type = key.key_type();
    KeyCheck {
        sound: errors.is_empty(),
        kid: key.kid.clone(),
        kty: key_type.kty(),
        crv: key_type.crv(),
        bits: key.bits(),
        private: key.is_private(),
        thumbprint: jwk::thumbprint(key),
        algorithms: fit.iter().map(|(alg, _)| alg.name()).collect(),
        errors,
        warnings: warnings.into_iter().map(KeyFinding::from).collect(),
    }
}

/// Why a key is refused for an algorithm of its type: its own `use`, `key_ops` or `alg`, or its weakness.
fn why_refused(key: &Key, alg: Algorithm) -> Option<String> {
    let purpose = if key.is_private() { Purpose::Sign } else { Purpose::Verify };
    let refused = key.allow(alg, purpose.operation()).and_then(|()| permit(key, alg, Strength::Required, purpose));
    refused.err().map(|fault| fault.message)
}

impl From<Weakness> for KeyFinding {
    fn from(weakness: Weakness) -> Self {
        Self { code: weakness.kind, message: weakness.message }
    }
}
