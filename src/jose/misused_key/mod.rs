//! Keys that are about to serve as HMAC secrets.
//!
//! A verifier that takes a public key as an HMAC secret accepts tokens that anyone can make (RFC 8725 section 2.1).
//! Every secret is therefore searched for keys, at every position, in whatever encoding: nothing here depends on valid
//! UTF-8, on line breaks, or on what stands before the key. Random secrets contain none of the patterns.

mod binary;
mod encoding;
mod text;

use zeroize::Zeroizing;

use super::alg::Curve;
use super::crypto;

/// How many encodings are undone, one inside the other.
const MOST_LAYERS: usize = 6;

/// Shorter contents hold no key: a point of 64 bytes is the shortest binary one, `{kty:oct}` the shortest text.
const SHORTEST: usize = 9;

/// The name of the first key, certificate or set of keys that `secret` contains, without an article.
pub fn find_key_material(secret: &[u8]) -> Option<&'static str> {
    search(secret, MOST_LAYERS)
}

/// The name of the public key that `secret` may be. No test can distinguish it from random bytes.
pub fn possible_key(secret: &[u8]) -> Option<&'static str> {
    let is_text = secret.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r'));
    match secret {
        _ if is_text => None,
        _ if secret.len() == 32 => Some("raw Ed25519 or X25519 public key"),
        [2 | 3, ..] if Curve::ALL.into_iter().any(|curve| crypto::ec_from_compressed(curve, secret).is_ok()) => {
            Some("compressed EC point")
        }
        _ => None,
    }
}

fn search(bytes: &[u8], layers: usize) -> Option<&'static str> {
    let layers = layers.checked_sub(1).filter(|_| bytes.len() >= SHORTEST)?;
    if let Some(found) = binary::find(bytes).or_else(|| text::find(bytes)) {
        return Some(found);
    }
    let mut found = None;
    encoding::decode_each(bytes, &mut |decoded: Zeroizing<Vec<u8>>| {
        found = search(&decoded, layers);
        found.is_some()
    });
    found
}
