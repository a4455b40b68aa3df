//! Values that several options share.

use std::path::Path;
use std::time::Duration;

use crate::base::shown::{credential, not_a_name};
use crate::base::time::Timestamp;
use crate::base::{Code, Fault, datetime, duration};

/// A usage error about the value of `option`.
pub fn usage(option: &str, problem: &dyn std::fmt::Display) -> Fault {
    Fault::new(Code::Usage, format!("{option}: {problem}"))
}

/// Refuses a file or directory to create that was meant otherwise: a key or token in the place of its name, a name in quotes,
/// or one that begins with `~` or `$`, which a shell did not expand.
pub fn check_new_path(option: &str, typed: &Path) -> Result<(), Fault> {
    let text = typed.to_string_lossy();
    if let Some(what) = credential(&text) {
        return Err(usage(option, &format!("this is {what}, not the name of a file or directory")));
    }
    if let Some(what) = not_a_name(&text).filter(|_| !text.contains(std::path::is_separator)) {
        return Err(usage(option, &format!("this is {what}, not a name"))
            .hint("if it is the name of a file or directory, write it with ./ before it"));
    }
    if text.starts_with(['"', '\'']) {
        return Err(usage(option, &"the name begins with a quote").hint("remove the quotes from the value"));
    }
    if text.trim() != text {
        return Err(usage(option, &"the name begins or ends with white space").hint("remove it from the value"));
    }
    if text.starts_with("file:") {
        return Err(usage(option, &"file: URLs are not supported").hint("write the path"));
    }
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
