//! Events, as they are recorded and read.

use crate::store::partition::Partition;
use crate::store::record::{Cursor, Event, EventKind};

use super::Operation;

/// An [`Event`] before the store has given it an ID.
#[derive(Debug, Clone)]
pub struct NewEvent {
    pub kind: EventKind,
    pub user: Option<String>,
    pub sid: Option<String>,
    pub client: Option<String>,
    /// More, for people. Never a token.
    pub detail: Option<String>,
}

impl NewEvent {
    pub const fn new(kind: EventKind) -> Self {
        Self { kind, user: None, sid: None, client: None, detail: None }
    }
}

/// Records something that happened outside the store. Key: the events of the partition.
#[derive(Debug, Clone)]
pub struct RecordEvent {
    pub op: Operation,
    /// That of the user or key concerned.
    pub partition: Partition,
    pub event: NewEvent,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPage {
    /// Oldest first.
    pub events: Vec<Event>,
    /// The position after the last of them, also if there is none.
    pub next: Cursor,
}
