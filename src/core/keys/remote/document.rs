//! One document: from the cache if it is fresh enough, else from its server.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::base::lock::Lock;
use crate::base::sync::lock;
use crate::base::{Clock, Code, Fault, Timestamp, datetime, duration, utf16};
use crate::home::cache::{Cache, Fetched};
use crate::net::{Fetch, FetchFailure, FetchedDocument, Reach, Request, TIME_LIMIT, Url};

use super::lifetime::{self, RENEWAL_INTERVAL, is_fresh, is_within, stale_advice};

/// How long to wait for another process that is fetching the same document.
const LOCK_TIMEOUT: Duration = TIME_LIMIT.saturating_add(Duration::from_secs(5));

/// The most notes that are kept; a batch may run for days.
const MAX_NOTES: usize = 100;

/// `--offline` and `--allow-stale`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FetchRules {
    /// Use only the cache.
    pub offline: bool,
    /// How long an expired copy is accepted if no newer one is available.
    pub allow_stale: Option<Duration>,
}

/// What happened while fetching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchNote {
    /// Shown with `--verbose`.
    Detail(String),
    Warning(String),
}

/// How new a document must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Freshness {
    /// A copy will do until it expires.
    Cached,
    /// A new one, unless the server was asked within [`RENEWAL_INTERVAL`].
    Renewed,
}

/// A document and the copy that it was read from.
#[derive(Debug)]
pub(super) struct Document<T> {
    pub value: T,
    pub copy: Fetched,
}

/// Fetches documents and caches them.
pub struct KeyFetcher {
    fetch: Arc<dyn Fetch>,
    /// The system clock: `--at` does not change the age of a copy.
    clock: Arc<dyn Clock>,
    cache: Option<Cache>,
    rules: FetchRules,
    /// The copies of this process, for when there is no cache or it cannot be written.
    memory: Mutex<BTreeMap<String, Fetched>>,
    notes: Mutex<Vec<FetchNote>>,
}

impl KeyFetcher {
    pub fn new(fetch: Arc<dyn Fetch>, clock: Arc<dyn Clock>, cache: Option<Cache>, rules: FetchRules) -> Self {
        Self { fetch, clock, cache, rules, memory: Mutex::default(), notes: Mutex::default() }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The notes since the last call.
    pub fn take_notes(&self) -> Vec<FetchNote> {
        std::mem::take(&mut *lock(&self.notes))
    }

    pub(super) fn note(&self, note: FetchNote) {
        let mut notes = lock(&self.notes);
        if notes.len() < MAX_NOTES && !notes.contains(&note) {
            notes.push(note);
        }
    }

    /// The document at `url`, read by `read`. A response that `read` cannot read never replaces a copy.
    pub(super) fn document<T>(
        &self,
        url: &Url,
        reach: Reach,
        freshness: Freshness,
        read: &dyn Fn(&str) -> Result<T, Fault>,
    ) -> Result<Document<T>, FetchFailure> {
        if let Some(refusal) = reach.refuse(url, false) {
            return Err(refusal.into());
        }
        let mut cached = self.cached(url, reach, read)?;
        let is_enough = |cached: &mut Document<T>| freshness == Freshness::Cached && is_fresh(&cached.copy, self.now());
        if let Some(document) = cached.take_if(is_enough) {
            return Ok(document);
        }
        if self.rules.offline {
            return self.offline(url, cached);
        }
        let lock = self.lock(url)?;
        if lock.is_some() {
            // Another process may have fetched it while it held the lock.
            cached = self.cached(url, reach, read)?;
        }
        let now = self.now();
        let is_new_enough = |cached: &mut Document<T>| match freshness {
            Freshness::Cached => is_fresh(&cached.copy, now),
            Freshness::Renewed => is_within(cached.copy.asked_at, now, RENEWAL_INTERVAL),
        };
        if let Some(document) = cached.take_if(is_new_enough) {
            if freshness == Freshness::Renewed {
                let interval = duration::format(RENEWAL_INTERVAL);
                self.note(FetchNote::Detail(format!(
                    "{url} was requested less than {interval} ago; not fetching again"
                )));
            }
            return self.use_copy(url, document);
        }
        match self.fetch(url, reach, read) {
            Ok(document) => {
                self.keep(&document.copy, lock.as_ref());
                Ok(document)
            }
            Err(failure) => self.fallback(failure, cached, lock.as_ref()),
        }
    }

    fn fetch<T>(
        &self,
        url: &Url,
        reach: Reach,
        read: &dyn Fn(&str) -> Result<T, Fault>,
    ) -> Result<Document<T>, FetchFailure> {
        self.note(FetchNote::Detail(format!("fetching {url}")));
        let FetchedDocument { body, lifetime, is_loopback } =
            self.fetch.fetch(&Request { url, reach, now: self.now() })?;
        let body = String::from_utf8(body).map_err(|error| not_text(url, error.as_bytes()))?;
        let value = read(&body)?;
        let now = self.now();
        let copy = Fetched {
            url: url.as_str().to_owned(),
            fetched_at: now.secs(),
            fresh_until: now.saturating_add(lifetime::clamped(lifetime)).secs(),
            asked_at: now.secs(),
            is_loopback,
            body,
        };
        Ok(Document { value, copy })
    }

    /// The copy to use after a failed fetch, if there is one.
    fn fallback<T>(
        &self,
        failure: FetchFailure,
        cached: Option<Document<T>>,
        lock: Option<&Lock>,
    ) -> Result<Document<T>, FetchFailure> {
        // A document that was read and refused must not be hidden by an older copy.
        let Some(cached) = cached.filter(|_| matches!(failure.fault.code, Code::Network | Code::KeyUnreadable)) else {
            return Err(failure);
        };
        let now = self.now();
        self.keep(&Fetched { asked_at: now.secs(), ..cached.copy.clone() }, lock);
        let age = datetime::relative(Timestamp::from_secs(cached.copy.fetched_at), now);
        if is_fresh(&cached.copy, now) || self.is_allowed(&cached.copy, now) {
            self.note(FetchNote::Warning(format!("{}; used the copy fetched {age}", failure.fault.message)));
            return Ok(cached);
        }
        let hint = format!("the cached copy, fetched {age}, has expired; {}", stale_advice(&cached.copy, now));
        Err(FetchFailure { fault: failure.fault.hint(hint), ..failure })
    }

    fn offline<T>(&self, url: &Url, cached: Option<Document<T>>) -> Result<Document<T>, FetchFailure> {
        let fault = |message: &str| Fault::new(Code::Network, format!("{url}: {message}"));
        let Some(cached) = cached else {
            return Err(fault("not in the cache, and --offline fetches nothing")
                .hint("run once without --offline, with a home for the cache, or pass a saved copy as a file")
                .into());
        };
        let now = self.now();
        if is_fresh(&cached.copy, now) {
            return Ok(cached);
        }
        let age = datetime::relative(Timestamp::from_secs(cached.copy.fetched_at), now);
        if !self.is_allowed(&cached.copy, now) {
            return Err(fault(&format!("the cached copy, fetched {age}, has expired, and --offline fetches nothing"))
                .hint(format!("run without --offline, or {}", stale_advice(&cached.copy, now)))
                .into());
        }
        self.use_copy(url, cached)
    }

    /// Uses a copy, with a warning if it has expired.
    fn use_copy<T>(&self, url: &Url, cached: Document<T>) -> Result<Document<T>, FetchFailure> {
        let now = self.now();
        if !is_fresh(&cached.copy, now) {
            let age = datetime::relative(Timestamp::from_secs(cached.copy.fetched_at), now);
            self.note(FetchNote::Warning(format!("{url}: used the copy fetched {age}, which has expired")));
        }
        Ok(cached)
    }

    /// Whether `--allow-stale` covers a copy.
    fn is_allowed(&self, copy: &Fetched, now: Timestamp) -> bool {
        let expired_for = now.since(Timestamp::from_secs(copy.fresh_until));
        self.rules.allow_stale.is_some_and(|allowed| expired_for <= allowed) && copy.fetched_at <= now.secs()
    }

    /// Whether there is a copy of any age.
    pub(super) fn has_copy(&self, url: &Url) -> bool {
        matches!(self.copy(url), Ok(Some(_)))
    }

    /// The copy, if `read` can read it. A copy from an address that `reach` does not allow is refused.
    fn cached<T>(
        &self,
        url: &Url,
        reach: Reach,
        read: &dyn Fn(&str) -> Result<T, Fault>,
    ) -> Result<Option<Document<T>>, Fault> {
        let Some(copy) = self.copy(url)? else { return Ok(None) };
        if let Some(refusal) = reach.refuse(url, copy.is_loopback) {
            return Err(refusal);
        }
        Ok(read(&copy.body).ok().map(|value| Document { value, copy }))
    }

    /// The newer copy of those in cache and memory.
    fn copy(&self, url: &Url) -> Result<Option<Fetched>, Fault> {
        let cached = self.cache.as_ref().map(|cache| cache.read(url.as_str())).transpose()?.flatten();
        let remembered = lock(&self.memory).get(url.as_str()).cloned();
        Ok([cached, remembered].into_iter().flatten().max_by_key(|copy| copy.asked_at))
    }

    /// Keeps a copy in memory, and in the cache if its lock is held.
    fn keep(&self, copy: &Fetched, cache_lock: Option<&Lock>) {
        if let (Some(cache), Some(cache_lock)) = (&self.cache, cache_lock)
            && let Err(fault) = cache.write(copy, cache_lock)
        {
            self.note(FetchNote::Detail(format!("the copy is not cached: {fault}")));
        }
        lock(&self.memory).insert(copy.url.clone(), copy.clone());
    }

    /// The lock on a copy; `None` if there is no cache or it cannot be written.
    fn lock(&self, url: &Url) -> Result<Option<Lock>, Fault> {
        let Some(cache) = &self.cache else { return Ok(None) };
        match cache.lock(url.as_str(), LOCK_TIMEOUT) {
            Ok(lock) => Ok(Some(lock)),
            Err(fault) if fault.code == Code::Locked => Err(fault),
            Err(fault) => {
                self.note(FetchNote::Detail(format!("nothing is cached: {fault}")));
                Ok(None)
            }
        }
    }
}

/// The document at `url` is not what was expected.
pub(super) fn unreadable(url: &Url, message: impl std::fmt::Display) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("{url}: {message}"))
}

/// How to use a key that is published as a file.
pub(super) fn as_file(url: &Url) -> String {
    if url.has_query() {
        return "save it as key.pem and pass the file: --key ./key.pem".to_owned();
    }
    format!("save it and pass the file: `curl -o key.pem {url}`, then --key ./key.pem")
}

/// The fault for a response that is not UTF-8.
fn not_text(url: &Url, body: &[u8]) -> Fault {
    match body {
        // A DER sequence with a long length.
        [0x30, 0x81..=0x83, ..] => unreadable(url, "expected a JWKS in JSON, found a DER certificate or key")
            .hint(as_file(url).replace("key.pem", "key.der")),
        _ if utf16::byte_order(body).is_some() => unreadable(url, "expected JSON in UTF-8, found UTF-16"),
        [0x1f, 0x8b, ..] => unreadable(url, "expected JSON, found a gzip archive"),
        _ => unreadable(url, "the response is not UTF-8"),
    }
}
