//! Slowing down repeated failures to log in.

use std::time::Duration;

use crate::base::Timestamp;
use crate::store::record::ThrottleKey;

use super::{NewEvent, Operation};

/// Counts an attempt to log in, before the password is checked. Key: the login attempts. Unknown names count, too.
#[derive(Debug, Clone)]
pub struct Attempt {
    pub op: Operation,
    pub key: ThrottleKey,
    pub policy: LockPolicy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockPolicy {
    /// Attempts before the first lock.
    pub attempts: u32,
    /// The first lock. Each attempt after it doubles it …
    pub first: Duration,
    /// … up to this.
    pub longest: Duration,
    /// Attempts are forgotten after this long without one.
    pub forget: Duration,
    /// An attempt whose outcome was not reported for this long is no longer pending.
    pub pending: Duration,
}

impl LockPolicy {
    /// The lock that follows the `attempts`-th failure in a row.
    pub fn lock_after(&self, attempts: u32) -> Option<Duration> {
        let beyond = attempts.checked_sub(self.attempts.max(1))?;
        let factor = 2u32.checked_pow(beyond).unwrap_or(u32::MAX);
        Some(self.first.saturating_mul(factor).min(self.longest))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptOutcome {
    /// The password may be checked. The attempt is pending until [`Login`](super::Login) or [`RefuseLogin`], and counts as
    /// failed unless the login succeeds.
    Allowed,
    /// Too many failures; nothing was counted.
    Locked {
        /// No attempt before this.
        until: Timestamp,
    },
}

/// Ends an attempt to log in that failed, and records its event. Keys: the login attempts, the events of the same partition.
#[derive(Debug, Clone)]
pub struct RefuseLogin {
    pub op: Operation,
    pub key: ThrottleKey,
    /// Whether the attempt had been allowed, so that it is pending until now.
    pub was_allowed: bool,
    pub event: NewEvent,
}

/// Forgets the failed attempts of a user. Keys: the login attempts, the events of the same partition.
#[derive(Debug, Clone)]
pub struct Unlock {
    pub op: Operation,
    pub key: ThrottleKey,
    /// For the event.
    pub user: String,
}
