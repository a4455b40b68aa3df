//! Values that several options share.

use std::time::Duration;

use crate::base::time::Timestamp;
use crate::base::{Code, Fault, datetime, duration};

/// A fault in what was typed for `option`.
pub fn usage(option: &str, problem: &dyn std::fmt::Display) -> Fault {
    Fault::new(Code::Usage, format!("{option}: {problem}"))
}

/// The moment typed for `option`; relative ones count from `now`.
pub fn moment(option: &str, text: Option<&str>, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    text.map(|text| datetime::parse(text, now).map_err(|error| usage(option, &error))).transpose()
}

/// The duration typed for `option`, where one was.
pub fn span(option: &str, text: Option<&str>) -> Result<Option<Duration>, Fault> {
    text.map(|text| duration(option, text)).transpose()
}

/// The duration typed for `option`.
pub fn duration(option: &str, text: &str) -> Result<Duration, Fault> {
    duration::parse(text).map_err(|error| usage(option, &error))
}
