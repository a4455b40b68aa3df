//! Keys that are about to serve as HMAC secrets.
//!
//! A verifier that takes a public key as an HMAC secret accepts tokens that anyone can make (RFC 8725 section 2.1).
//! Every secret is therefore searched for keys, at every position, in whatever encoding: nothing here depends on valid
//! UTF-8, on line breaks, or on what precedes the key. Random secrets contain none of the patterns.

mod binary;
mod decode;
mod digits;
mod dumps;
mod lists;
mod numbers;
mod point;
mod queue;
mod text;
mod words;

pub use super::weakness::Misuse;
use queue::Queue;

pub fn find_key_material(secret: &[u8]) -> Option<Misuse> {
    let mut queue = Queue::new(secret);
    while let Some(bytes) = queue.next() {
        let is_text = words::is_text(&bytes);
        let mut found = binary::find(&bytes, &mut queue.budget);
        // A key in text may be between other bytes.
        if found.is_none() && (is_text || text::has_words(&bytes)) {
            found = text::find(&bytes);
        }
        if found.is_none() && is_text {
            found = numbers::find(&bytes, &mut queue.budget);
        }
        if let Some(name) = found {
            return Some(Misuse::Key(name));
        }
        decode::decode_each(&bytes, is_text, &mut queue);
    }
    queue.budget.is_spent().then_some(Misuse::NotSearched)
}

/// The name of the public key that `secret` may be, in bytes or written in digits. No test can distinguish it from random
/// bytes.
pub fn possible_key(secret: &[u8]) -> Option<&'static str> {
    if words::is_text(secret) {
        return numbers::possible_in_text(secret);
    }
    match secret.len() {
        32 => Some("raw Ed25519 or X25519 public key"),
        57 => Some("raw Ed448 public key"),
        _ => numbers::possible(secret),
    }
}
