//! How long a fetched document is used before it is fetched again.

use std::time::Duration;

use crate::base::{Timestamp, duration};
use crate::home::cache::Fetched;

/// The lifetime of a copy if the server gives none.
const DEFAULT_LIFETIME: Duration = Duration::from_secs(10 * 60);
/// The shortest lifetime, whatever the server says: keys do not change by the second.
const MIN_LIFETIME: Duration = Duration::from_secs(60);
/// The longest lifetime, so that a withdrawn key is not trusted indefinitely.
const MAX_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);
/// The shortest time between two fetches that look for an unknown key ID.
pub(super) const RENEWAL_INTERVAL: Duration = Duration::from_secs(30);

/// The lifetime of a copy, from the one that the server sent.
pub(super) fn clamped(given: Option<Duration>) -> Duration {
    given.unwrap_or(DEFAULT_LIFETIME).clamp(MIN_LIFETIME, MAX_LIFETIME)
}

/// Whether a copy has not expired. One from the future is not fresh: the clock was wrong then, or is now.
pub(super) fn is_fresh(copy: &Fetched, now: Timestamp) -> bool {
    (copy.fetched_at..copy.fresh_until).contains(&now.secs())
}

/// Whether `then` is at most `span` ago, in whole seconds.
pub(super) fn is_within(then: i64, now: Timestamp, span: Duration) -> bool {
    let then = Timestamp::from_secs(then);
    then <= now && now.floor_secs().since(then) <= span
}

/// The `--allow-stale` that would accept an expired copy, in whole minutes.
pub(super) fn stale_advice(copy: &Fetched, now: Timestamp) -> String {
    let expired_for = now.since(Timestamp::from_secs(copy.fresh_until)).as_secs();
    let allowance = Duration::from_secs((expired_for / 60 + 1) * 60);
    format!("accept it with --allow-stale {}", duration::format(allowance))
}
