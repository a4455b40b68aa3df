//! The names of keys.
//!
//! All keys of a partition have its three digits as their hash tag, so that a cluster keeps them on one node:
//! `tokctl:{2bd}:user:alice`.

use crate::base::hex;
use crate::store::partition::Partition;
use crate::store::step::OperationId;

/// The latest end of an entry that pruning removed from the denylist: a field of a partition's counters. In the identity it is
/// that of a store which the state was moved from.
pub const FORGOTTEN: &str = "forgotten";

/// The keys under a prefix.
#[derive(Debug, Clone)]
pub struct Keys {
    prefix: String,
}

impl Keys {
    pub fn new(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned() }
    }

    /// A hash: the schema version, whom the store belongs to, the mark of a copy, the newest time, how much time has passed, and
    /// [`FORGOTTEN`].
    pub fn identity(&self) -> String {
        format!("{}{{meta}}:identity", self.prefix)
    }

    /// A bitmap: the partitions in which there may be something.
    pub fn partitions(&self) -> String {
        format!("{}{{meta}}:partitions", self.prefix)
    }

    pub fn of(&self, partition: Partition) -> PartitionKeys {
        PartitionKeys { start: format!("{}{{{partition}}}:", self.prefix) }
    }
}

/// The keys of one partition.
#[derive(Debug, Clone)]
pub struct PartitionKeys {
    start: String,
}

impl PartitionKeys {
    fn key(&self, name: &str) -> String {
        format!("{}{name}", self.start)
    }

    fn key_of(&self, kind: &str, id: &str) -> String {
        format!("{}{kind}:{id}", self.start)
    }

    /// A hash: the commits of the partition, the newest time of its events, [`FORGOTTEN`], and the mark of a copy.
    pub fn counters(&self) -> String {
        self.key("meta")
    }

    /// A sorted set: the events, by number.
    pub fn events(&self) -> String {
        self.key("events")
    }

    /// A string: that a copy has ended in this partition.
    pub fn ended_copy(&self, id: &str) -> String {
        self.key_of("ended", id)
    }

    /// A string: the outcome of a step.
    pub fn operation(&self, id: OperationId) -> String {
        self.key_of("op", &hex::encode(&id.0))
    }

    /// A hash.
    pub fn user(&self, name: &str) -> String {
        self.key_of("user", name)
    }

    /// A sorted set: the names of users, without tombstones.
    pub fn users(&self) -> String {
        self.key("users")
    }

    /// A sorted set: the names of removed users.
    pub fn removed_users(&self) -> String {
        self.key("removed")
    }

    /// A hash.
    pub fn session(&self, sid: &str) -> String {
        self.key_of("session", sid)
    }

    /// A hash: what a retry of the session's last rotation gets.
    pub fn grace(&self, sid: &str) -> String {
        self.key_of("grace", sid)
    }

    /// A sorted set: the sessions of the partition, each after the end of its absolute lifetime.
    pub fn sessions(&self) -> String {
        self.key("sessions")
    }

    /// The same of one user.
    pub fn sessions_of(&self, user: &str) -> String {
        self.key_of("sessions", user)
    }

    /// A hash: the failed logins under this ID.
    pub fn throttle(&self, id: &str) -> String {
        self.key_of("throttle", id)
    }

    /// A sorted set: the failed logins, by the time of the latest.
    pub fn throttles(&self) -> String {
        self.key("throttles")
    }

    /// A hash: the entry of the denylist with this ID.
    pub fn denied_token(&self, id: &str) -> String {
        self.key_of("denied", id)
    }

    /// A sorted set: the entries of the denylist, by expiry.
    pub fn denied(&self) -> String {
        self.key("denied")
    }

    /// A hash: a revoked signing key.
    pub fn revoked_key(&self, kid: &str) -> String {
        self.key_of("key", kid)
    }

    /// A set: the IDs of revoked keys.
    pub fn revoked_keys(&self) -> String {
        self.key("keys")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_tag_is_the_partition() {
        let keys = Keys::new("app:");
        let user = keys.of(Partition::of_name("alice")).user("al}ice{");
        assert_eq!(user, "app:{2bd}:user:al}ice{");
        assert_eq!(keys.identity(), "app:{meta}:identity");
    }
}
