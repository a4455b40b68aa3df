//! Values that several options share.

use std::time::Duration;

use crate::base::time::Timestamp;
use crate::base::{Code, Fault, datetime, duration};

/// A usage error about the value of `option`.
pub fn usage(option: &str, problem: &dyn std::fmt::Display) -> Fault {
    Fault::new(Code::Usage, format!("{option}: {problem}"))
}

/// Parses the time of `option`; relative times are relative to `now`.
pub fn moment(option: &str, text: Option<&str>, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    text.map(|text| datetime::parse(text, now).map_err(|error| usage(option, &error))).transpose()
}

/// Parses the duration of `option`, if given.
pub fn span(option: &str, text: Option<&str>) -> Result<Option<Duration>, Fault> {
    text.map(|text| duration(option, text)).transpose()
}

/// Parses the duration of `option`.
pub fn duration(option: &str, text: &str) -> Result<Duration, Fault> {
    duration::parse(text).map_err(|error| usage(option, &error))
}
