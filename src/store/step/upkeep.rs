//! Pruning and counting.

use std::fmt;
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
    /// Bytes of the main file; `None` on a server.
    pub bytes: Option<u64>,
    /// The servers that have the store; none for a file.
    pub servers: Vec<ServerInfo>,
}

/// What a server says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerInfo {
    pub version: String,
    /// Its clock when it was asked.
    pub time: Option<Timestamp>,
    /// Whether it takes writes; a replica does not.
    pub is_primary: bool,
    /// What it does when its memory is full.
    pub memory_policy: String,
    /// How many keys it removed since its start because its memory was full.
    pub evicted_keys: u64,
    /// Whether it writes each change to a file.
    pub has_append_only_file: bool,
    /// Those that are connected.
    pub replicas: u64,
}

/// The memory policy by which a server refuses writes when its memory is full, and removes nothing.
pub const SAFE_POLICY: &str = "noeviction";

impl fmt::Display for ServerInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = if self.is_primary { "primary" } else { "replica" };
        let file = if self.has_append_only_file { "append-only file" } else { "no append-only file" };
        let replicas = self.replicas;
        let s = if replicas == 1 { "" } else { "s" };
        write!(f, "Redis {}, {role}, memory policy {}, {file}, {replicas} replica{s}", self.version, self.memory_policy)
    }
}
