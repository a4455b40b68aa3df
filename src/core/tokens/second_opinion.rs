//! What jsonwebtoken says of a signature: an independent opinion, which never decides alone.

use std::str::FromStr as _;

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm as TheirAlgorithm, DecodingKey};

use crate::base::b64;
use crate::jose::jws::{Compact, Part};
use crate::jose::key::Material;
use crate::jose::{Algorithm, Key, jwk};

/// An opinion on a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opinion {
    /// The signature is good.
    Good,
    /// It is not.
    Bad,
    /// The library does not know the algorithm, or takes no such key.
    None,
}

/// Asks whether the signature of `token` was made with `key` by `alg`.
pub fn ask(token: &str, key: &Key, alg: Algorithm) -> Opinion {
    let (Ok(compact), Ok(theirs)) = (Compact::split(token), TheirAlgorithm::from_str(alg.name())) else {
        return Opinion::None;
    };
    let Some(key) = decoding_key(key) else { return Opinion::None };
    let (signature, input) = (compact.encoded(Part::Signature), compact.signing_input());
    match jsonwebtoken::crypto::verify(signature, input.as_bytes(), &key, theirs) {
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
