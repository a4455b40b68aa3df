//! Keys that are about to serve as HMAC secrets.
//!
//! A verifier that takes a public key as an HMAC secret accepts tokens that anyone can make (RFC 8725 section 2.1).
//! Every secret is therefore searched for keys, at every position, in whatever encoding: nothing here depends on valid
//! UTF-8, on line breaks, or on what precedes the key. Random secrets contain none of the patterns.

mod binary;
mod budget;
mod decode;
mod digits;
mod numbers;
mod text;
mod words;

use std::collections::{BTreeSet, VecDeque};

use zeroize::Zeroizing;

use super::crypto;
use budget::Budget;
use digits::Decoded;

/// Shorter contents hold no key: a point of 64 bytes is the shortest binary one, `{kty:oct}` the shortest text.
const MIN_LENGTH: usize = 9;

/// What is found if an input has so many encodings that the search was stopped.
const TOO_COMPLEX: &str = "string too complex to examine";

/// The name of the first key, certificate or set of keys that `secret` contains, without an article. An input that
/// cannot be searched within limits is named, too.
pub fn find_key_material(secret: &[u8]) -> Option<&'static str> {
    let mut budget = Budget::new();
    let mut seen = BTreeSet::new();
    let mut pending: VecDeque<Decoded> = VecDeque::new();
    // In the secret itself a key in text may be between other bytes.
    let mut found = if decode::is_text(secret) { None } else { text::find(secret) };
    let mut next = Some(Zeroizing::new(secret.to_vec()));
    while let Some(bytes) = next.filter(|_| found.is_none() && !budget.is_spent()) {
        let is_text = decode::is_text(&bytes);
        found = binary::find(&bytes, &mut budget);
        if is_text && found.is_none() {
            found = text::find(&bytes).or_else(|| numbers::find(&bytes, &mut budget));
        }
        decode::decode_each(&bytes, is_text, &mut |decoded| {
            if decoded.len() >= MIN_LENGTH && budget.spend(decoded.len()) {
                pending.push_back(decoded);
            }
        });
        // Escapes undone in another order may give the same text.
        next = std::iter::from_fn(|| pending.pop_front())
            .find(|decoded| !decode::is_text(decoded) || seen.insert(crypto::sha256(decoded)));
    }
    found.or(budget.is_spent().then_some(TOO_COMPLEX))
}

/// The name of the public key that `secret` may be, in bytes or written in digits. No test can distinguish it from random
/// bytes.
pub fn possible_key(secret: &[u8]) -> Option<&'static str> {
    if decode::is_text(secret) {
        numbers::possible_in_text(secret)
    } else if secret.len() == 32 {
        Some("raw Ed25519 or X25519 public key")
    } else {
        numbers::possible(secret)
    }
}
