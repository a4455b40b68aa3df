//! What is left to examine, and a bound on the work, since the input may be hostile.

use std::collections::{BTreeSet, VecDeque};

use zeroize::Zeroizing;

use crate::jose::crypto;

use super::words;

/// Bytes that an encoding was removed from. They may contain a private key.
pub(super) type Decoded = Zeroizing<Vec<u8>>;

/// Shorter contents hold no key: a point of 64 bytes is the shortest binary one, `{kty:oct}` the shortest text.
const MIN_LENGTH: usize = 9;

/// How much a search may examine, decodings included, in bytes. 64 KiB of random bytes, the longest secret that is read, take
/// less, raw, in base64 and as printable text.
const MAX_WORK: usize = 32 << 20;

/// The work that is left.
pub(super) struct Budget(Option<usize>);

impl Budget {
    pub(super) fn new() -> Self {
        Self(Some(MAX_WORK))
    }

    /// Whether there was enough left.
    pub(super) fn spend(&mut self, work: usize) -> bool {
        self.0 = self.0.and_then(|left| left.checked_sub(work));
        !self.is_spent()
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0.is_none()
    }
}

/// The decodings that wait to be examined.
pub(super) struct Queue {
    pub budget: Budget,
    pending: VecDeque<Decoded>,
    /// The hashes of the texts that were taken: escapes undone in another order may give the same text.
    seen: BTreeSet<[u8; 32]>,
}

impl Queue {
    pub(super) fn new(secret: &[u8]) -> Self {
        let pending = [Zeroizing::new(secret.to_vec())].into();
        Self { budget: Budget::new(), pending, seen: BTreeSet::new() }
    }

    pub(super) fn push(&mut self, decoded: Decoded) {
        if decoded.len() >= MIN_LENGTH && self.budget.spend(decoded.len()) {
            self.pending.push_back(decoded);
        }
    }

    /// `None` if nothing is left to examine, or the budget is spent.
    pub(super) fn next(&mut self) -> Option<Decoded> {
        while let Some(decoded) = self.pending.pop_front().filter(|_| !self.budget.is_spent()) {
            if !words::is_text(&decoded) || self.seen.insert(crypto::sha256(&decoded)) {
                return Some(decoded);
            }
        }
        None
    }
}
