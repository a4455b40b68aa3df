//! One document: from the cache where that will do, else from its server.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::base::lock::Lock;
use crate::base::{Clock, Code, Fault, Timestamp, datetime, duration};
use crate::home::cache::{Cache, Fetched};
use crate::net::{Failure, Fetch, FetchedDocument, Reach, Request, TIME_LIMIT, Url};

/// What a copy is good for where its server does not say.
const USUAL_LIFETIME: Duration = Duration::from_secs(10 * 60);
/// The least that a copy is good for, whatever its server says: keys do not change by the second, and are public.
const LEAST_LIFETIME: Duration = Duration::from_secs(60);
/// The most, so that a key that was withdrawn is not trusted for ever.
const MOST_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);
/// How often a server is asked for a key that its set may have got since.
pub(super) const PAUSE: Duration = Duration::from_secs(30);
/// How long to wait for another process that is fetching the same document.
const PATIENCE: Duration = TIME_LIMIT.saturating_add(Duration::from_secs(5));

/// How many notes are kept; a batch may run for days.
const MOST_NOTES: usize = 100;

/// What the user says about fetching.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rules {
    /// Whether to fetch nothing and use the cache alone.
    pub offline: bool,
    /// For how long past its lifetime a copy will do where there is no better one.
    pub allow_stale: Option<Duration>,
}

/// What happened on the way that the user may want to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// For who asks for more.
    Detail(String),
    /// Something that should not go unseen.
    Warning(String),
}

/// How new a document must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// A copy that is good still.
    Good,
    /// Newer than the copy, unless the server was asked a moment ago.
    Newer,
}

/// A document that was read.
#[derive(Debug)]
pub(super) struct Document<T> {
    /// What it says.
    pub value: T,
    /// The copy that it was read from.
    pub copy: Fetched,
}

/// The way to the network and to the copies of what came from there.
pub struct Access {
    fetch: Arc<dyn Fetch>,
    /// The real clock: what `--at` says is no part of how old a copy is.
    clock: Arc<dyn Clock>,
    cache: Option<Cache>,
    rules: Rules,
    /// The copies of this process, where there is no cache or it cannot be written.
    memory: Mutex<BTreeMap<String, Fetched>>,
    notes: Mutex<Vec<Note>>,
}

impl Access {
    /// A way by `fetch`, with the copies in `cache`, where there is one.
    pub fn new(fetch: Arc<dyn Fetch>, clock: Arc<dyn Clock>, cache: Option<Cache>, rules: Rules) -> Self {
        Self { fetch, clock, cache, rules, memory: Mutex::default(), notes: Mutex::default() }
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What happened since this was last asked.
    pub fn take_notes(&self) -> Vec<Note> {
        std::mem::take(&mut *lock(&self.notes))
    }

    pub(super) fn note(&self, note: Note) {
        let mut notes = lock(&self.notes);
        if notes.len() < MOST_NOTES && !notes.contains(&note) {
            notes.push(note);
        }
    }

    /// The document at `url`, understood by `read`. What `read` refuses as unreadable never takes the place of a copy.
    pub(super) fn document<T>(
        &self,
        url: &Url,
        reach: Reach,
        need: Need,
        read: &dyn Fn(&str) -> Result<T, Fault>,
    ) -> Result<Document<T>, Failure> {
        if let Some(refusal) = reach.refusal(url, false) {
            return Err(refusal.into());
        }
        let mut kept = self.kept(url, reach, read)?;
        if let Some(document) = kept.take_if(|kept| need == Need::Good && is_fresh(&kept.copy, self.now())) {
            return Ok(document);
        }
        if self.rules.offline {
            return self.offline(url, kept);
        }
        let lock = self.lock(url)?;
        if lock.is_some() {
            // Whoever held the lock may have fetched it meanwhile.
            kept = self.kept(url, reach, read)?;
        }
        let now = self.now();
        let will_do = |kept: &mut Document<T>| match need {
            Need::Good => is_fresh(&kept.copy, now),
            Need::Newer => is_within(kept.copy.asked_at, now, PAUSE),
        };
        if let Some(document) = kept.take_if(will_do) {
            if need == Need::Newer {
                let pause = duration::format(PAUSE);
                self.note(Note::Detail(format!("{url} was asked a moment ago, and is asked once in {pause}")));
            }
            return self.good_enough(url, document);
        }
        match self.fetch(url, reach, read) {
            Ok(document) => {
                self.keep(&document.copy, lock.as_ref());
                Ok(document)
            }
            Err(failure) => self.instead(failure, kept, lock.as_ref()),
        }
    }

    fn fetch<T>(
        &self,
        url: &Url,
        reach: Reach,
        read: &dyn Fn(&str) -> Result<T, Fault>,
    ) -> Result<Document<T>, Failure> {
        self.note(Note::Detail(format!("fetching {url}")));
        let FetchedDocument { body, lifetime, is_loopback } =
            self.fetch.fetch(&Request { url, reach, now: self.now() })?;
        let body = String::from_utf8(body).map_err(|_| unreadable(url, "the answer is not text"))?;
        let value = read(&body)?;
        let now = self.now();
        let lifetime = lifetime.unwrap_or(USUAL_LIFETIME).clamp(LEAST_LIFETIME, MOST_LIFETIME);
        let copy = Fetched {
            url: url.as_str().to_owned(),
            fetched_at: now.secs(),
            fresh_until: now.saturating_add(lifetime).secs(),
            asked_at: now.secs(),
            is_loopback,
            body,
        };
        Ok(Document { value, copy })
    }

    /// What there is where the server gave nothing to go by.
    fn instead<T>(
        &self,
        failure: Failure,
        kept: Option<Document<T>>,
        lock: Option<&Lock>,
    ) -> Result<Document<T>, Failure> {
        // A document that was read and refused is an answer, which no older copy may hide.
        let Some(kept) = kept.filter(|_| matches!(failure.fault.code, Code::Network | Code::KeyUnreadable)) else {
            return Err(failure);
        };
        let now = self.now();
        self.keep(&Fetched { asked_at: now.secs(), ..kept.copy.clone() }, lock);
        let age = datetime::relative(Timestamp::from_secs(kept.copy.fetched_at), now);
        if is_fresh(&kept.copy, now) || self.is_allowed(&kept.copy, now) {
            self.note(Note::Warning(format!("{}; used the copy fetched {age}", failure.fault.message)));
            return Ok(kept);
        }
        let hint = format!("there is a copy, fetched {age}, which has expired; {}", stale_advice(&kept.copy, now));
        Err(Failure { fault: failure.fault.hint(hint), ..failure })
    }

    fn offline<T>(&self, url: &Url, kept: Option<Document<T>>) -> Result<Document<T>, Failure> {
        let fault = |message: &str| Fault::new(Code::Network, format!("{url}: {message}"));
        let Some(kept) = kept else {
            return Err(fault("no copy of it is kept here, and --offline fetches none")
                .hint("leave --offline out once, with a home to keep the copy in; or save it to a file, and name that")
                .into());
        };
        let now = self.now();
        if is_fresh(&kept.copy, now) {
            return Ok(kept);
        }
        let age = datetime::relative(Timestamp::from_secs(kept.copy.fetched_at), now);
        if !self.is_allowed(&kept.copy, now) {
            return Err(fault(&format!("the copy fetched {age} has expired, and --offline fetches no other"))
                .hint(format!("leave --offline out; or {}", stale_advice(&kept.copy, now)))
                .into());
        }
        self.good_enough(url, kept)
    }

    /// A copy to go by, with a word on it where its time is up.
    fn good_enough<T>(&self, url: &Url, kept: Document<T>) -> Result<Document<T>, Failure> {
        let now = self.now();
        if !is_fresh(&kept.copy, now) {
            let age = datetime::relative(Timestamp::from_secs(kept.copy.fetched_at), now);
            self.note(Note::Warning(format!("{url}: used the copy fetched {age}, which has expired")));
        }
        Ok(kept)
    }

    /// Whether `--allow-stale` covers a copy.
    fn is_allowed(&self, copy: &Fetched, now: Timestamp) -> bool {
        let expired_for = now.since(Timestamp::from_secs(copy.fresh_until));
        self.rules.allow_stale.is_some_and(|allowed| expired_for <= allowed) && copy.fetched_at <= now.secs()
    }

    /// Whether there is a copy, however old.
    pub(super) fn has_copy(&self, url: &Url) -> bool {
        self.copy(url).is_some()
    }

    /// The copy there is, if it is to be read still and came from where `reach` allows.
    fn kept<T>(
        &self,
        url: &Url,
        reach: Reach,
        read: &dyn Fn(&str) -> Result<T, Fault>,
    ) -> Result<Option<Document<T>>, Fault> {
        let Some(copy) = self.copy(url) else { return Ok(None) };
        if let Some(refusal) = reach.refusal(url, copy.is_loopback) {
            return Err(refusal);
        }
        Ok(read(&copy.body).ok().map(|value| Document { value, copy }))
    }

    /// The younger copy of those in cache and memory.
    fn copy(&self, url: &Url) -> Option<Fetched> {
        let cached = self.cache.as_ref().map(|cache| cache.read(url.as_str()));
        let cached = match cached.transpose() {
            Ok(cached) => cached.flatten(),
            Err(fault) => {
                self.note(Note::Warning(format!("nothing is taken from the cache: {fault}")));
                None
            }
        };
        let remembered = lock(&self.memory).get(url.as_str()).cloned();
        [cached, remembered].into_iter().flatten().max_by_key(|copy| copy.asked_at)
    }

    /// Keeps a copy: in the cache under its lock, and in memory in any case.
    fn keep(&self, copy: &Fetched, cache_lock: Option<&Lock>) {
        if let (Some(cache), Some(cache_lock)) = (&self.cache, cache_lock)
            && let Err(fault) = cache.write(copy, cache_lock)
        {
            self.note(Note::Detail(format!("the copy is not kept: {fault}")));
        }
        lock(&self.memory).insert(copy.url.clone(), copy.clone());
    }

    /// The lock on a copy; `None` where there is no cache, or one that cannot be written.
    fn lock(&self, url: &Url) -> Result<Option<Lock>, Fault> {
        let Some(cache) = &self.cache else { return Ok(None) };
        match cache.lock(url.as_str(), PATIENCE) {
            Ok(lock) => Ok(Some(lock)),
            Err(fault) if fault.code == Code::Locked => Err(fault),
            Err(fault) => {
                self.note(Note::Detail(format!("nothing is kept: {fault}")));
                Ok(None)
            }
        }
    }
}

/// A document that is not what was expected at `url`.
pub(super) fn unreadable(url: &Url, message: impl std::fmt::Display) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("{url}: {message}"))
}

/// Whether a copy is as good as the original. One from the future is none: the clock was wrong then, or is now.
fn is_fresh(copy: &Fetched, now: Timestamp) -> bool {
    (copy.fetched_at..copy.fresh_until).contains(&now.secs())
}

/// Whether `then` is not more than `span` ago, counting the second that is not over as well.
fn is_within(then: i64, now: Timestamp, span: Duration) -> bool {
    let then = Timestamp::from_secs(then);
    then <= now && now.floor_secs().since(then) <= span
}

/// The `--allow-stale` that would take an expired copy, in whole minutes.
fn stale_advice(copy: &Fetched, now: Timestamp) -> String {
    let expired_for = now.since(Timestamp::from_secs(copy.fresh_until)).as_secs();
    let allowance = Duration::from_secs((expired_for / 60 + 1) * 60);
    format!("--allow-stale {} takes it", duration::format(allowance))
}

/// What a panicking thread left behind is whole.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
