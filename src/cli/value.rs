//! Values that several options share.

use std::path::Path;
use std::time::Duration;

use crate::base::shown::not_a_name;
use crate::base::time::Timestamp;
use crate::base::{Code, Fault, datetime, duration};

/// A usage error about the value of `option`.
pub fn usage(option: &str, problem: &dyn std::fmt::Display) -> Fault {
    Fault::new(Code::Usage, format!("{option}: {problem}"))
}

/// Refuses a directory to create whose name begins with `~` or `$`: a shell did not expand it.
pub fn refuse_tilde(option: &str, typed: &Path) -> Result<(), Fault> {
    let text = typed.to_string_lossy();
    if text.starts_with('$') {
        return Err(usage(option, &"a variable is expanded only by a shell, and not between single quotes").hint(
            "write it without quotes or between double quotes; a directory of that name is written with ./ before it",
        ));
    }
    let Some(rest) = text.strip_prefix('~') else { return Ok(()) };
    let hint = match rest.strip_prefix('/') {
        Some(rest) if not_a_name(rest).is_none() => format!("write \"$HOME/{rest}\""),
        _ if rest.is_empty() => "write \"$HOME\"".to_owned(),
        _ => "write the whole path; a directory of that name is written with ./ before it".to_owned(),
    };
    Err(usage(option, &"`~` is expanded only by a shell, at the start of a word without quotes").hint(hint))
}

/// Parses the time of `option`; relative times are relative to `now`.
pub fn time(option: &str, text: Option<&str>, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    text.map(|text| datetime::parse(text, now).map_err(|error| usage(option, &error))).transpose()
}

/// Parses the duration of `option`, if given.
pub fn span(option: &str, text: Option<&str>) -> Result<Option<Duration>, Fault> {
    text.map(|text| duration(option, text)).transpose()
}

pub fn duration(option: &str, text: &str) -> Result<Duration, Fault> {
    duration::parse(text).map_err(|error| usage(option, &error))
}
