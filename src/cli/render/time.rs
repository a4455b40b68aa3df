//! Times: RFC 3339 in UTC to the second, and how long ago or ahead.

use crate::base::Timestamp;
use crate::base::datetime;

pub fn show(at: Timestamp) -> String {
    datetime::show_utc(at)
}

/// `2026-11-24T09:00:00Z (in 3 minutes)`
pub fn with_distance(at: Timestamp, now: Timestamp) -> String {
    format!("{} ({})", show(at), datetime::relative(at.floor_secs(), now.floor_secs()))
}
