//! A key set that is fetched when it is first needed, after a token named an unknown key, and when it has expired.

use std::fmt;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use crate::base::sync::{lock, read, write};
use crate::base::{Code, Fault, Timestamp};
use crate::jose::alg::KeyType;
use crate::jose::jws::Header;
use crate::jose::{Algorithm, Strength};
use crate::token::key_issuer::KeyIssuer;
use crate::token::keyset::{Candidate, KeySet};
use crate::token::parser::{Refusal, parse};

use super::document::{FetchNote, Freshness, KeyFetcher};
use super::lifetime::RENEWAL_INTERVAL;
use super::source::{RemoteKeys, RemoteSource};

/// How soon an expired copy that is used anyway, or keys that could not be fetched, are requested again.
const STALE_PAUSE: Duration = Duration::from_secs(60);

/// Keys fetched from the network, with local ones beside them.
pub struct RemoteKeySet {
    fetcher: KeyFetcher,
    sources: Vec<RemoteSource>,
    local: Vec<Candidate>,
    allowed: Vec<Algorithm>,
    strength: Strength,
    current: RwLock<Option<Generation>>,
    /// Held while the next generation is fetched.
    fetching: Mutex<()>,
    /// When newer keys were last looked for.
    renewed_at: Mutex<Option<Timestamp>>,
}

/// The keys of one fetch. A verification goes on with the generation it began with.
struct Generation {
    keys: Arc<KeySet>,
    /// The hash of each fetched set, to recognize one that has not changed.
    contents: Vec<[u8; 32]>,
    valid_until: Timestamp,
}

impl RemoteKeySet {
    /// The keys of `sources` and the `local` ones. Nothing is fetched yet.
    pub fn new(
        fetcher: KeyFetcher,
        sources: Vec<RemoteSource>,
        local: Vec<Candidate>,
        allowed: Vec<Algorithm>,
        strength: Strength,
    ) -> Self {
        Self {
            fetcher,
            sources,
            local,
            allowed,
            strength,
            current: RwLock::new(None),
            fetching: Mutex::default(),
            renewed_at: Mutex::default(),
        }
    }

    pub fn fetcher(&self) -> &KeyFetcher {
        &self.fetcher
    }

    /// Why `token` cannot be valid whatever keys are fetched, so that nothing is fetched for it: it is malformed, or its
    /// algorithm is not accepted. `None` if that depends on a key.
    pub fn precheck(&self, token: &str) -> Option<Box<Refusal>> {
        let empty_keyset = KeySet::new(Vec::new(), self.allowed.clone(), self.strength);
        let refusal = parse(token, &empty_keyset).err()?;
        if refusal.fault.code != Code::NoMatchingKey {
            return Some(refusal);
        }
        let alg = refusal.header.as_ref().map(Header::alg)?;
        if !self.local.is_empty() || Algorithm::from_name(alg)?.key_type() != KeyType::Oct {
            return None;
        }
        let message = format!("the token's \"alg\" is {alg}, which needs a shared secret, but fetched keys are public");
        let fault = Fault::new(Code::AlgorithmRefused, message).claim("alg");
        Some(Box::new(Refusal { fault, ..*refusal }))
    }

    /// The keys that are valid now, fetched if there are none.
    pub fn current(&self) -> Result<Arc<KeySet>, Fault> {
        if let Some(keys) = self.valid() {
            return Ok(keys);
        }
        let _fetching = lock(&self.fetching);
        // Another thread may have fetched them.
        if let Some(keys) = self.valid() {
            return Ok(keys);
        }
        Ok(self.replace(self.load(Freshness::Cached)?))
    }

    /// Newer keys than `old`, after a token named one that is not among them; `None` if there are none. They are looked for
    /// at most once per `RENEWAL_INTERVAL`.
    pub fn renewed(&self, old: &Arc<KeySet>) -> Option<Arc<KeySet>> {
        let newer = || {
            let current = read(&self.current);
            current.as_ref().map(|generation| Arc::clone(&generation.keys)).filter(|keys| !Arc::ptr_eq(keys, old))
        };
        if let Some(keys) = newer() {
            return Some(keys);
        }
        // Even reading a cached set again takes far longer than verifying a token.
        if self.was_renewed_lately() {
            return None;
        }
        let _fetching = lock(&self.fetching);
        if let Some(keys) = newer() {
            return Some(keys);
        }
        if self.was_renewed_lately() {
            return None;
        }
        let loaded = self.load(Freshness::Renewed);
        // Only now: until then, other threads wait for the new keys.
        *lock(&self.renewed_at) = Some(self.fetcher.now());
        match loaded {
            Ok(generation) => Some(self.replace(generation)).filter(|keys| !Arc::ptr_eq(keys, old)),
            Err(fault) => {
                self.fetcher.note(FetchNote::Warning(format!("no newer keys: {}", fault.message)));
                None
            }
        }
    }

    fn was_renewed_lately(&self) -> bool {
        let now = self.fetcher.now();
        lock(&self.renewed_at).is_some_and(|at| at <= now && now.since(at) < RENEWAL_INTERVAL)
    }

    fn valid(&self) -> Option<Arc<KeySet>> {
        let now = self.fetcher.now();
        let current = read(&self.current);
        current
            .as_ref()
            .filter(|generation| now < generation.valid_until)
            .map(|generation| Arc::clone(&generation.keys))
    }

    fn load(&self, freshness: Freshness) -> Result<Generation, Fault> {
        let is_only = self.sources.len() == 1 && self.local.is_empty();
        let mut candidates = self.local.clone();
        let (mut contents, mut skipped) = (Vec::new(), Vec::new());
        let mut missing = Vec::new();
        let mut valid_until = Timestamp::MAX;
        for source in &self.sources {
            let keys: RemoteKeys = match (self.fetcher.load(source, freshness), source) {
                (Ok(keys), _) => keys,
                // Tokens of other issuers are still verified.
                (Err(failure), RemoteSource::Issuer(issuer))
                    if self.sources.len() > 1 && freshness == Freshness::Cached =>
                {
                    missing.push((KeyIssuer::Only(issuer.name().to_owned()), failure.fault));
                    continue;
                }
                (Err(failure), _) => return Err(failure.fault),
            };
            for note in &keys.notes {
                self.fetcher.note(FetchNote::Detail(format!("{}: {note}", keys.url)));
            }
            contents.push(keys.content);
            skipped.extend_from_slice(&keys.skipped);
            valid_until = valid_until.min(keys.valid_until);
            candidates.extend(keys.candidates(is_only));
        }
        if missing.len() == self.sources.len()
            && let Some((_, fault)) = missing.pop()
        {
            return Err(fault);
        }
        for (_, fault) in &missing {
            self.fetcher.note(FetchNote::Warning(format!("tokens of this issuer are not verified: {}", fault.message)));
        }
        let now = self.fetcher.now();
        if valid_until <= now || !missing.is_empty() {
            // An expired copy that is used anyway, or a missing one, is not requested again for every token.
            valid_until = now.saturating_add(STALE_PAUSE);
        }
        let keys = KeySet::new(candidates, self.allowed.clone(), self.strength);
        let keys = Arc::new(keys.with_skipped(skipped).with_missing(missing));
        Ok(Generation { keys, contents, valid_until })
    }

    /// Makes a generation the current one and returns its keys. If nothing has changed, the current keys stay and are valid
    /// for longer. The caller holds `fetching`.
    fn replace(&self, new: Generation) -> Arc<KeySet> {
        let mut current = write(&self.current);
        match current.as_mut() {
            Some(old) if old.contents == new.contents => {
                old.valid_until = new.valid_until;
                Arc::clone(&old.keys)
            }
            _ => Arc::clone(&current.insert(new).keys),
        }
    }
}

impl fmt::Debug for RemoteKeySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RemoteKeySet").field("sources", &self.sources).finish_non_exhaustive()
    }
}
