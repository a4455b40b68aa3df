//! The keys chosen for one header, or why there are none.

use std::fmt;

use crate::base::Fault;
use crate::jose::VerifyingKey;
use crate::jose::alg::Algorithm;

use super::key_issuer::KeyIssuer;

/// The note that accompanies a key taken from a certificate.
pub const CERTIFICATE: &str = "the certificate's dates and chain are not checked, only its key is used";

/// The keys chosen for one header, prepared. It does not borrow from the key set.
#[derive(Debug)]
pub struct Selection {
    pub(super) alg: Algorithm,
    pub(super) keys: Vec<SelectedKey>,
    pub(super) notes: Vec<String>,
}

#[derive(Debug)]
pub(super) struct SelectedKey {
    pub key: VerifyingKey,
    pub used: KeyUsed,
    pub is_certificate: bool,
}

/// The check of the token's algorithm, and that of its key.
pub(super) const ALGORITHM: &str = "algorithm";
pub(super) const KEY: &str = "key";

/// Why no key was chosen.
#[derive(Debug)]
pub struct NoKey {
    /// The check that failed.
    pub subject: &'static str,
    pub fault: Fault,
    /// What a report should mention about the keys.
    pub notes: Vec<String>,
}

/// The key that a signature was accepted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyUsed {
    pub kid: Option<String>,
    /// The algorithm it was bound to.
    pub alg: Algorithm,
    /// Where it came from.
    pub source: String,
    pub issuer: KeyIssuer,
}

impl fmt::Display for KeyUsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kid {
            Some(kid) => write!(f, "the key {kid:?} ({})", self.source),
            None => write!(f, "the key from {}", self.source),
        }
    }
}

impl Selection {
    /// The keys to try, for a reader.
    pub(super) fn describe(&self) -> String {
        match self.keys.as_slice() {
            [only] => only.used.to_string(),
            several => format!("one of {} keys", several.len()),
        }
    }

    /// The index of the first key that accepts `signature` over `message`.
    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> Option<usize> {
        self.keys.iter().position(|selected| selected.key.verify(message, signature))
    }

    pub(super) fn key(&self, index: usize) -> &KeyUsed {
        &self.keys[index].used
    }

    /// What a report should mention if the key at `index` is used.
    pub(super) fn notes(&self, index: usize) -> Vec<String> {
        self.notes_on(self.keys[index].is_certificate)
    }

    /// What a report should mention if no key accepts the signature.
    pub(super) fn notes_on_failure(&self) -> Vec<String> {
        self.notes_on(self.keys.iter().any(|selected| selected.is_certificate))
    }

    fn notes_on(&self, is_certificate: bool) -> Vec<String> {
        let certificate = is_certificate.then(|| CERTIFICATE.to_owned());
        self.notes.iter().cloned().chain(certificate).collect()
    }

    /// The algorithm that all keys of the selection are bound to.
    pub fn algorithm(&self) -> Algorithm {
        self.alg
    }

    /// The number of keys to try, at least one.
    pub fn count(&self) -> usize {
        self.keys.len()
    }
}
