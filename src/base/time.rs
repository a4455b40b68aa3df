//! Timestamps and clocks. The clock is always a parameter: only `main` uses the system's.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds since the Unix epoch. Arithmetic saturates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    pub const MIN: Self = Self(i64::MIN);
    pub const MAX: Self = Self(i64::MAX);

    pub const fn from_secs(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Whole seconds since the epoch, rounded down.
    pub const fn secs(self) -> i64 {
        self.0.div_euclid(1000)
    }

    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Rounded down to a whole second.
    #[must_use]
    pub const fn floor_secs(self) -> Self {
        Self::from_secs(self.secs())
    }

    /// `span` later, or [`Timestamp::MAX`].
    #[must_use]
    pub fn saturating_add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(millis_of(span)))
    }

    /// `span` earlier, or [`Timestamp::MIN`].
    #[must_use]
    pub fn saturating_sub(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(millis_of(span)))
    }

    /// `span` later; `None` after [`Timestamp::MAX`].
    pub fn checked_add(self, span: Duration) -> Option<Self> {
        self.0.checked_add(i64::try_from(span.as_millis()).ok()?).map(Self)
    }

    /// The time since `earlier`; zero if it is not earlier.
    pub fn since(self, earlier: Self) -> Duration {
        let millis = i128::from(self.0) - i128::from(earlier.0);
        Duration::from_millis(u64::try_from(millis).unwrap_or(0))
    }
}

fn millis_of(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        // The clock may be set to a time before 1970.
        match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(after) => Timestamp::from_millis(millis_of(after)),
            Err(before) => Timestamp::from_millis(-millis_of(before.duration())),
        }
    }
}

/// A clock that changes only when it is set: for `--at`, the demo and tests.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    pub const fn new(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.millis()))
    }

    pub fn set(&self, now: Timestamp) {
        self.0.store(now.millis(), Ordering::SeqCst);
    }

    pub fn advance(&self, span: Duration) {
        self.set(self.now().saturating_add(span));
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_saturates() {
        let day = Duration::from_secs(86_400);
        assert_eq!(Timestamp::MAX.saturating_add(day), Timestamp::MAX);
        assert_eq!(Timestamp::MIN.saturating_sub(day), Timestamp::MIN);
        assert_eq!(Timestamp::MAX.checked_add(day), None);
        assert_eq!(Timestamp::from_secs(i64::MAX), Timestamp::MAX);
        assert_eq!(Timestamp::from_secs(5).saturating_add(Duration::MAX), Timestamp::MAX);
    }

    #[test]
    fn seconds_round_down_on_both_sides_of_the_epoch() {
        assert_eq!(Timestamp::from_millis(1999).secs(), 1);
        assert_eq!(Timestamp::from_millis(-1).secs(), -1);
    }

    #[test]
    fn since_is_never_negative() {
        let (early, late) = (Timestamp::from_secs(10), Timestamp::from_secs(12));
        assert_eq!(late.since(early), Duration::from_secs(2));
        assert_eq!(early.since(late), Duration::ZERO);
        assert!(Timestamp::MAX.since(Timestamp::MIN) > Duration::from_secs(1));
    }
}
