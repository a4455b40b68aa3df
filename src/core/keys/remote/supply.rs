//! The keys of a verification as they change while it runs: in the beginning, after a token named a key that nobody knew,
//! and when their time is up.

use std::fmt;
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use crate::base::{Fault, Timestamp};
use crate::jose::{Algorithm, Strength};
use crate::token::keyset::{Candidate, KeySet};

use super::document::{Access, Need, Note, lock};
use super::keys::{RemoteKeys, Source};

/// How soon a set is asked for again whose copy has expired and is used all the same.
const STALE_PAUSE: Duration = Duration::from_secs(60);

/// Keys from the network, with those at hand beside them.
pub struct Supply {
    access: Access,
    sources: Vec<Source>,
    local: Vec<Candidate>,
    allowed: Vec<Algorithm>,
    strength: Strength,
    first: OnceLock<Generation>,
    /// Held by whoever makes the next generation.
    making: Mutex<()>,
}

/// The keys of one time. Nothing is ever taken away, so that whoever verifies with an older set may go on with it.
struct Generation {
    keys: KeySet,
    /// The hash of each set, to tell a new one from the old one over again.
    contents: Vec<[u8; 32]>,
    good_until: Mutex<Timestamp>,
    next: OnceLock<Box<Self>>,
}

impl Supply {
    /// The keys of `sources` and the `local` ones. Nothing is fetched yet.
    pub fn new(
        access: Access,
        sources: Vec<Source>,
        local: Vec<Candidate>,
        allowed: Vec<Algorithm>,
        strength: Strength,
    ) -> Self {
        Self { access, sources, local, allowed, strength, first: OnceLock::new(), making: Mutex::new(()) }
    }

    /// The way to the network.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Whether all keys come from the network.
    pub fn is_remote_alone(&self) -> bool {
        self.local.is_empty()
    }

    /// The set without a single key, which tells of a token all that can be told without one.
    pub fn nobody(&self) -> KeySet {
        KeySet::new(Vec::new(), self.allowed.clone(), self.strength)
    }

    /// The keys that are good now. They are fetched where they were not yet, or where their time is up.
    pub fn keys(&self) -> Result<&KeySet, Fault> {
        let is_good = |generation: &&Generation| self.access.now() < generation.good_until();
        if let Some(last) = self.last().filter(is_good) {
            return Ok(&last.keys);
        }
        let _making = lock(&self.making);
        // Another thread may have been faster.
        if let Some(last) = self.last().filter(is_good) {
            return Ok(&last.keys);
        }
        Ok(self.append(self.load(Need::Good)?))
    }

    /// Keys that are newer than `old`, after a token named one that is not among them; `None` where there are none.
    pub fn renewed(&self, old: &KeySet) -> Option<&KeySet> {
        let is_newer = |keys: &&KeySet| !std::ptr::eq(*keys, old);
        let last = || self.last().map(|generation| &generation.keys).filter(is_newer);
        if let Some(keys) = last() {
            return Some(keys);
        }
        let _making = lock(&self.making);
        if let Some(keys) = last() {
            return Some(keys);
        }
        match self.load(Need::Newer) {
            Ok(generation) => Some(self.append(generation)).filter(is_newer),
            Err(fault) => {
                self.access.note(Note::Warning(format!("no newer keys: {}", fault.message)));
                None
            }
        }
    }

    fn load(&self, need: Need) -> Result<Generation, Fault> {
        let mut candidates = self.local.clone();
        let mut contents = Vec::new();
        let mut good_until = Timestamp::MAX;
        for source in &self.sources {
            let keys: RemoteKeys = self.access.load(source, need).map_err(|failure| failure.fault)?;
            contents.push(keys.content);
            good_until = good_until.min(keys.good_until);
            candidates.extend(keys.candidates());
        }
        let now = self.access.now();
        if good_until <= now {
            // A copy that is used past its time is not looked at again for every token.
            good_until = now.saturating_add(STALE_PAUSE);
        }
        let keys = KeySet::new(candidates, self.allowed.clone(), self.strength);
        Ok(Generation { keys, contents, good_until: Mutex::new(good_until), next: OnceLock::new() })
    }

    /// Makes a generation the last one, unless it is that over again, and answers the keys of the last one. For the holder
    /// of `making`.
    fn append(&self, generation: Generation) -> &KeySet {
        match self.last() {
            None => &self.first.get_or_init(|| generation).keys,
            Some(last) if last.contents == generation.contents => {
                *lock(&last.good_until) = generation.good_until();
                &last.keys
            }
            Some(last) => &last.next.get_or_init(|| Box::new(generation)).keys,
        }
    }

    fn last(&self) -> Option<&Generation> {
        let mut last = self.first.get()?;
        while let Some(next) = last.next.get() {
            last = next;
        }
        Some(last)
    }
}

impl fmt::Debug for Supply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Supply").field("sources", &self.sources).finish_non_exhaustive()
    }
}

impl Generation {
    fn good_until(&self) -> Timestamp {
        *lock(&self.good_until)
    }
}
