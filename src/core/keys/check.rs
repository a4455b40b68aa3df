//! `key check`: whether a key is sound.

use serde::Serialize;

use crate::jose::key_strength::{Purpose, Weakness, permit, weaknesses};
use crate::jose::{Algorithm, Key, Strength, jwk};

/// Whether keys are sound.
#[derive(Debug, Clone, Serialize)]
pub struct CheckReport {
    /// Whether all of them are.
    pub sound: bool,
    /// What there is to say of each.
    pub keys: Vec<KeyCheck>,
}

/// What there is to say of one key.
#[derive(Debug, Clone, Serialize)]
pub struct KeyCheck {
    /// Whether nothing forbids to use it.
    pub sound: bool,
    /// Its name, where it has one.
    pub kid: Option<String>,
    /// The kind of key, as in a JWK.
    pub kty: &'static str,
    /// The curve, where it has one.
    pub crv: Option<&'static str>,
    /// How long it is.
    pub bits: usize,
    /// Whether it is a private key or a secret.
    pub private: bool,
    /// Its RFC 7638 thumbprint.
    pub thumbprint: String,
    /// The algorithms that it allows and is strong enough for, the usual one first; none where it is unsound.
    pub algorithms: Vec<&'static str>,
    /// What forbids to use it.
    pub errors: Vec<KeyFinding>,
    /// What speaks against using it.
    pub warnings: Vec<KeyFinding>,
}

/// One thing that is wrong with a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyFinding {
    /// A stable name for it.
    pub code: &'static str,
    /// What was found, and what was expected.
    pub message: String,
}

/// Looks at each key: its strength, its numbers, and whether its halves belong together.
pub fn check(keys: &[Key]) -> CheckReport {
    let keys: Vec<KeyCheck> = keys.iter().map(check_one).collect();
    CheckReport { sound: keys.iter().all(|key| key.sound), keys }
}

fn check_one(key: &Key) -> KeyCheck {
    let (errors, warnings): (Vec<_>, Vec<_>) = weaknesses(key).into_iter().partition(|weakness| weakness.refused);
    let mut errors: Vec<KeyFinding> = errors.into_iter().map(KeyFinding::from).collect();
    let (mut fit, unfit): (Vec<_>, Vec<_>) =
        key.algorithms().into_iter().map(|alg| (alg, refusal(key, alg))).partition(|(_, refusal)| refusal.is_none());
    if fit.is_empty() && errors.is_empty() {
        let message = unfit.into_iter().find_map(|(_, refusal)| refusal);
        let message = message.unwrap_or_else(|| {
            let declared = key.usage.algorithm.as_deref().unwrap_or_default();
            format!("the key is for {declared:?}, which is no algorithm for signatures here")
        });
        errors.push(KeyFinding { code: "no_algorithm", message });
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

/// Why a key is refused for an algorithm of its kind: by what it says of its own use, or for its weakness.
fn refusal(key: &Key, alg: Algorithm) -> Option<String> {
    let purpose = if key.is_private() { Purpose::Sign } else { Purpose::Verify };
    let refused = key.allow(alg, purpose.operation()).and_then(|()| permit(key, alg, Strength::Required, purpose));
    refused.err().map(|fault| fault.message)
}

impl From<Weakness> for KeyFinding {
    fn from(weakness: Weakness) -> Self {
        Self { code: weakness.id, message: weakness.message }
    }
}
