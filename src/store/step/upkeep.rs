//! Pruning and counting.

use std::time::Duration;

use crate::base::Timestamp;

use super::Operation;

/// Removes what no longer matters, a batch at a time. The one step that is not in one partition: a sharded store takes
/// partitions in turn, and one whose rows expire by themselves may have nothing to do.
#[derive(Debug, Clone, Copy)]
pub struct Prune {
    /// Sealed successors whose grace is over at its `now` are wiped.
    pub op: Operation,
    /// Sessions whose absolute lifetime ended before this.
    pub sessions_before: Timestamp,
    /// Denylist entries that expired before this.
    pub denied_before: Timestamp,
    /// Failed logins whose latest is before this and whose lock is over.
    pub attempts_before: Timestamp,
    pub events_before: Timestamp,
    /// About how long one batch may hold the lock.
    pub budget: Duration,
}

/// The rows that a batch of [`Prune`] removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pruned {
    pub sessions: u64,
    pub denied: u64,
    pub throttles: u64,
    pub events: u64,
    /// Sealed successors wiped.
    pub sealed: u64,
    /// Whether there may be more: prune again.
    pub more: bool,
}

/// Accepts a restored store as the current one. Keys: the store's identity, and the events of the partition
/// of its new ID.
#[derive(Debug, Clone)]
pub struct AcceptRestored {
    pub op: Operation,
    /// Random, so that no other store has it.
    pub id: String,
}

/// How much a store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// The schema version.
    pub schema: i64,
    /// Tombstones not counted.
    pub users: u64,
    /// Ended ones are counted until they are pruned.
    pub sessions: u64,
    pub denied: u64,
    pub revoked_keys: u64,
    pub throttles: u64,
    pub events: u64,
    /// Bytes of the main file.
    pub bytes: u64,
}
