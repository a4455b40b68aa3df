//! Where the keys of a verification come from: a fixed set, or one that is fetched and renewed.

use std::sync::Arc;

use crate::base::{Code, Fault};
use crate::token::keyset::KeySet;
use crate::token::parser::Refusal;
use crate::token::verify::Verdict;

use super::remote::{KeyFetcher, RemoteKeySet};

/// The keys for verifying tokens, local or fetched.
#[derive(Debug)]
pub enum KeySource {
    Fixed(Arc<KeySet>),
    Remote(Box<RemoteKeySet>),
}

impl KeySource {
    pub fn fixed(keys: KeySet) -> Self {
        Self::Fixed(Arc::new(keys))
    }

    pub fn remote(keys: RemoteKeySet) -> Self {
        Self::Remote(Box::new(keys))
    }

    /// The keys that are valid now. Remote ones are fetched if they were not yet, or if they have expired.
    pub fn current(&self) -> Result<Arc<KeySet>, Fault> {
        match self {
            Self::Fixed(keys) => Ok(Arc::clone(keys)),
            Self::Remote(remote) => remote.current(),
        }
    }

    /// Newer keys than `keys`, if the token of this verdict has a key ID that is not among them.
    pub fn renewed(&self, keys: &Arc<KeySet>, verdict: &Verdict<'_>) -> Option<Arc<KeySet>> {
        let (Self::Remote(remote), Verdict::Refused(refusal)) = (self, verdict) else { return None };
        let kid = refusal.header.as_ref()?.kid()?;
        let needs_key = matches!(refusal.fault.code, Code::NoMatchingKey | Code::BadSignature) && !keys.has_kid(kid);
        if needs_key { remote.renewed(keys) } else { None }
    }

    /// Why `token` cannot be valid whatever keys are fetched; `None` if that depends on a key.
    pub fn precheck(&self, token: &str) -> Option<Box<Refusal>> {
        match self {
            Self::Fixed(_) => None,
            Self::Remote(remote) => remote.precheck(token),
        }
    }

    pub fn fetcher(&self) -> Option<&KeyFetcher> {
        match self {
            Self::Fixed(_) => None,
            Self::Remote(remote) => Some(remote.fetcher()),
        }
    }
}
