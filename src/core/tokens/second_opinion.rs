//! Verification of a signature with jsonwebtoken: an independent opinion, which never decides alone.

use std::str::FromStr as _;

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm as TheirAlgorithm, DecodingKey};

use crate::base::{Code, Fault, b64};
use crate::jose::alg::KeyType;
use crate::jose::jws::{Compact, Part};
use crate::jose::key::Material;
use crate::jose::key_strength::MIN_RSA_BITS;
use crate::jose::{Algorithm, Key, jwk};
use crate::token::keyset::KeySet;
use crate::token::verify::Verdict;

/// How the second opinion on a whole verdict compares with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// Both accept the signature, or both do not.
    Agrees,
    /// There is no second opinion, for this reason.
    NotAsked(String),
    /// One accepts the signature and the other does not.
    Disagrees(Fault),
}

impl Comparison {
    /// For a token whose signature was not checked.
    pub fn without_signature() -> Self {
        Self::NotAsked("no signature was checked".to_owned())
    }
}

/// Asks about the signature of a token that was verified with `keys`.
pub fn compare(token: &str, verdict: &Verdict<'_>, keys: &KeySet) -> Comparison {
    let is_accepted = verdict.signed().is_some();
    let is_checked = is_accepted || verdict.faults().iter().any(|fault| fault.code == Code::BadSignature);
    let Some(header) = verdict.header().filter(|_| is_checked) else {
        return Comparison::without_signature();
    };
    let Some(alg) = Algorithm::from_name(header.alg()) else { return Comparison::without_signature() };
    let keys = keys.candidates_for(header);
    let opinions: Vec<Opinion> = keys.iter().map(|candidate| ask(token, &candidate.key, alg)).collect();
    if opinions.iter().all(|opinion| *opinion == Opinion::None) {
        return Comparison::NotAsked(format!("jsonwebtoken does not support {alg} with this key"));
    }
    agreement(is_accepted, opinions.contains(&Opinion::Good))
}

fn agreement(ours: bool, theirs: bool) -> Comparison {
    let said = |accepts| if accepts { "accepts the signature" } else { "does not accept it" };
    if ours == theirs {
        return Comparison::Agrees;
    }
    let message = format!("tokctl {}, and jsonwebtoken {}", said(ours), said(theirs));
    Comparison::Disagrees(
        Fault::new(Code::Disagreement, message)
            .hint("do not trust the token, and report a bug with the key and a token that may be published"),
    )
}

/// An opinion on a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opinion {
    Good,
    Bad,
    /// The library does not support the algorithm or the key.
    None,
}

/// Asks whether the signature of `token` was made with `key` by `alg`.
pub fn ask(token: &str, key: &Key, alg: Algorithm) -> Opinion {
    let Ok(compact) = Compact::split(token) else { return Opinion::None };
    ask_about(compact.signing_input().as_bytes(), compact.encoded(Part::Signature), key, alg)
}

/// Asks whether `signature`, in base64url, was made over `message` with `key` by `alg`.
pub fn ask_about(message: &[u8], signature: &str, key: &Key, alg: Algorithm) -> Opinion {
    let Ok(theirs) = TheirAlgorithm::from_str(alg.name()) else { return Opinion::None };
    if key.key_type() == KeyType::Rsa && key.bits() < MIN_RSA_BITS {
        // It refuses weak keys, which --allow-weak-key accepts.
        return Opinion::None;
    }
    let Some(key) = decoding_key(key) else { return Opinion::None };
    match jsonwebtoken::crypto::verify(signature, message, &key, theirs) {
        Ok(true) => Opinion::Good,
        Ok(false) | Err(_) => Opinion::Bad,
    }
}

/// The key as the library reads it for itself.
fn decoding_key(key: &Key) -> Option<DecodingKey> {
    match &key.material {
        Material::Oct(secret) => Some(DecodingKey::from_secret(secret.expose())),
        Material::Ed25519(key) => DecodingKey::from_ed_components(&b64::encode(&key.x)).ok(),
        _ => {
            let text = jwk::public_object(key).ok()?.to_string();
            let jwk: Jwk = serde_json::from_str(&text).ok()?;
            DecodingKey::from_jwk(&jwk).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SystemRandom;
    use crate::home::ring::NewKey;
    use crate::jose::jws;
    use crate::jose::{SigningKey, Strength};

    #[test]
    fn a_difference_is_an_error() {
        assert_eq!(agreement(true, true), Comparison::Agrees);
        assert_eq!(agreement(false, false), Comparison::Agrees);
        for (ours, theirs) in [(true, false), (false, true)] {
            let Comparison::Disagrees(fault) = agreement(ours, theirs) else { panic!("{ours} {theirs}") };
            assert_eq!(fault.code, Code::Disagreement);
        }
    }

    #[test]
    fn it_agrees_wherever_it_knows_the_algorithm() {
        let unknown = ["ES512", "ES256K", "Ed25519", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];
        for alg in Algorithm::all() {
            let new = NewKey::generate(alg, None, None, &SystemRandom).unwrap();
            let signing = SigningKey::new(new.key(), alg, Strength::Required).unwrap();
            let token = jws::sign(&signing.header(None), b"{}", &signing).unwrap();
            let expected = if unknown.contains(&alg.name()) { Opinion::None } else { Opinion::Good };
            assert_eq!(ask(&token, new.key(), alg), expected, "{alg}");
            let other = NewKey::generate(alg, None, None, &SystemRandom).unwrap();
            assert_ne!(ask(&token, other.key(), alg), Opinion::Good, "{alg}");
        }
    }
}
