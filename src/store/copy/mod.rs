//! Copying a state from one store to another, record by record.
//!
//! # The marks
//!
//! Each store has room for one [`CopyMark`], beside its identity. Both marks of a copy have the same random ID.
//!
//! | source | destination | what it means, and what the same command does next |
//! |---|---|---|
//! | none | absent | nothing has begun: marks the source |
//! | copying | absent | the source refuses every step: creates the destination, with its mark |
//! | copying | incomplete | the destination cannot be used: copies the rest and compares |
//! | moved | incomplete | the source refuses lookups, too: opens the destination, once it is complete |
//! | moved | none | the move is finished |
//!
//! At no time do both stores accept steps, and in every row but the last the same command continues. The two marks are not changed
//! together; each change keeps the mark that it found, or fails. A command that continues a copy gives the destination
//! a mark of its own: one that still runs, or was paused, can no longer write, clear or open the destination. A command that
//! ends a copy marks the destination as removed before it lets the source be used.
//!
//! A step checks the mark of its store in its own transaction, or in its own script: a step that races with the start of a
//! copy is refused, or was done before the first record was read. A sharded store has the mark in each partition, because a
//! step sees only one; if a failover lost the mark of one, the source cannot be marked as moved before it was compared again.
//! Whatever opens a store looks at its mark, and a server again every second; a check of revocation on a server also looks at
//! that of the partition that it reads.
//!
//! # The records
//!
//! The records of one [`Area`] are read a page at a time, users before their sessions, sessions before their events. The
//! destination remembers the position after each page. It writes the page and the position together, or writes a page so that
//! writing it again changes nothing. In the end both stores are read, and their [`Sum`]s compared.
//!
//! Everything is copied, also what has expired. A server removes that an hour later, so it is not compared.

mod record;
mod sum;

use serde::{Deserialize, Serialize};

use crate::base::Timestamp;
use crate::base::named::named_enum;

use super::copy_mark::CopyMark;
use super::port::{Lookup, Result};
use super::record::{Cursor, Meta};

pub use record::{EventRecord, Kept, Record, SessionRecord};
pub use sum::Sum;

named_enum! {
    /// The records of one kind. They are copied in this order.
    pub enum Area {
        Users = "users",
        /// The tombstones of removed users.
        RemovedUsers = "removed_users",
        Sessions = "sessions",
        RevokedTokens = "revoked_tokens",
        RevokedKeys = "revoked_keys",
        FailedLogins = "failed_logins",
        Events = "events",
    }
}

/// A position in the records of a source. Its cursor is the source's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The area that is copied; `None` after the last.
    pub area: Option<Area>,
    /// After this record of it.
    pub after: Option<String>,
}

impl Position {
    /// Before the first record.
    pub fn start() -> Self {
        Self { area: Area::ALL.first().copied(), after: None }
    }

    /// The position after a page of `area`.
    pub fn after(area: Area, next: Option<&Cursor>) -> Self {
        match next {
            Some(next) => Self { area: Some(area), after: Some(next.as_str().to_owned()) },
            None => Self { area: Area::ALL.iter().copied().find(|other| *other > area), after: None },
        }
    }

    pub fn to_json(&self) -> String {
        // A structure of strings.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// A page of records.
#[derive(Debug)]
pub struct RecordPage {
    pub records: Vec<Record>,
    /// `None` after the last page.
    pub next: Option<Cursor>,
}

/// What copying needs of a store. The source does not change while it is read: it is marked.
pub trait Transfer: Lookup {
    /// How many records are best read at a time.
    fn page(&self) -> usize;

    /// About `limit` records of an area, from a position or from the beginning.
    fn records(&self, area: Area, after: Option<&Cursor>, limit: usize) -> Result<RecordPage>;

    /// Replaces the mark; `false` if it is neither `expected` nor replaced already.
    fn replace_mark(&self, expected: Option<&CopyMark>, mark: Option<&CopyMark>) -> Result<bool>;

    /// Waits until as many replicas as the location requires have all that was written under this mark, which is the store's.
    /// Fails if they do not confirm it.
    fn confirm(&self, mark: &CopyMark) -> Result<()>;

    /// The metadata that the destination is to continue. What the source cannot tell any more counts as forgotten.
    fn final_meta(&self) -> Result<Meta>;

    /// The position up to which the copy was written. [`StoreError::CopyEnded`](super::StoreError::CopyEnded) if `mark` is not the store's.
    fn position(&self, mark: &CopyMark) -> Result<Position>;

    /// Writes records as they are, and then the position. [`StoreError::CopyEnded`](super::StoreError::CopyEnded) if `mark` is not the store's.
    fn put(&self, mark: &CopyMark, records: &[Record], position: &Position, kept: &Kept) -> Result<()>;

    /// Removes all records, and sets the position to the start. [`StoreError::CopyEnded`](super::StoreError::CopyEnded) if `mark` is not the store's.
    fn clear(&self, mark: &CopyMark) -> Result<()>;

    /// Writes the counters of `meta`, which are never lower afterwards than before, and removes the mark, so that the store can
    /// be used. [`StoreError::CopyEnded`](super::StoreError::CopyEnded) if `mark` is not the store's.
    fn finish(&self, mark: &CopyMark, meta: &Meta) -> Result<()>;

    /// Removes a destination whose state is [`CopyState::Removed`](super::copy_mark::CopyState::Removed), as if its copy had never
    /// begun. [`StoreError::CopyEnded`](super::StoreError::CopyEnded) if `mark` is not the store's.
    fn discard(self: Box<Self>, mark: &CopyMark) -> Result<()>;

    /// Closes the store, as [`Store::close`](super::Store::close).
    fn close_copy(self: Box<Self>) -> Result<()>;
}

/// Counts and sums the records of an area that are not over at `at`.
pub fn sum(store: &dyn Transfer, area: Area, at: Timestamp, kept: &Kept, each: &mut dyn FnMut(usize)) -> Result<Sum> {
    let mut sum = Sum::default();
    let mut after = None;
    loop {
        let RecordPage { records, next } = store.records(area, after.as_ref(), store.page())?;
        records.iter().filter(|record| record.end(kept) > at).for_each(|record| sum.add(&record.encode(at)));
        each(records.len());
        match next {
            Some(next) => after = Some(next),
            None => return Ok(sum),
        }
    }
}
