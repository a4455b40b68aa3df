//! The one sentence on a clock that is behind the newest time in the home.

use crate::base::{Timestamp, datetime};

/// What the home has from a later time.
pub const STATE: &str = "the state has an event";
pub const RING: &str = "the key ring has a change";

/// What to do about it.
pub const FIX: &str = "check the system clock";

/// That the time is `now`, before that of `newest`, which is what `holder` says.
pub fn message(holder: &str, newest: Timestamp, now: Timestamp) -> String {
    let [newest, now] = [newest, now].map(datetime::show_utc);
    format!("the clock shows {now}, but {holder} from {newest}")
}

/// The message with its fix, for a note.
pub fn note(holder: &str, newest: Timestamp, now: Timestamp) -> String {
    format!("{}: {FIX}", message(holder, newest, now))
}
