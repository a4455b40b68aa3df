//! Claims and header parameters as rows of text.

use crate::base::Timestamp;
use crate::base::datetime::{self, Zone};
use crate::base::json::{Json, Object};
use crate::token::claims::{self, Class};

use super::escape::escape;
use super::style::Style;

/// How to show times.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    pub zone: Zone,
    pub now: Timestamp,
}

/// Rows for every claim, in sections by class.
pub fn rows(claims: &Object<'_>, times: Times, style: Style) -> String {
    let mut out = String::new();
    let width = name_width(claims);
    for class in [Class::Registered, Class::Public, Class::Private] {
        let mut members = claims.iter().filter(|(name, _)| claims::class(name) == class).peekable();
        if members.peek().is_none() {
            continue;
        }
        out += &format!("  {}\n", style.dim(&format!("{} claims", class.name())));
        for (name, value) in members {
            let (value, remark) = claim(name, value, times, style);
            out += &row(name, width, &value, &remark, style);
        }
    }
    out
}

/// One row: a name, a value, and a remark on it.
pub fn row(name: &str, width: usize, value: &str, remark: &str, style: Style) -> String {
    let name = escape(name);
    let gap = " ".repeat(width.saturating_sub(name.chars().count()));
    let remark = if remark.is_empty() { String::new() } else { style.dim(&format!("  {remark}")) };
    let line = format!("  {}{gap}  {value}{remark}", style.name(&name));
    format!("{}\n", line.trim_end())
}

fn claim(name: &str, value: &Json<'_>, times: Times, style: Style) -> (String, String) {
    let expected = claims::expected_type(name, value).map(|expected| style.bad(&format!("expected {expected}")));
    let Some(info) = claims::info(name) else { return (plain(value), expected.unwrap_or_default()) };
    match value {
        Json::Number(number) if info.is_time => {
            let time = claims::numeric_date(number);
            (format!("{}  {}", plain(value), show(time, times.zone)), remark(name, time, times.now, style))
        }
        _ => (plain(value), expected.unwrap_or_else(|| info.meaning.to_owned())),
    }
}

fn show(time: Timestamp, zone: Zone) -> String {
    datetime::format(time, zone).unwrap_or_else(|| "out of range".to_owned())
}

fn remark(name: &str, time: Timestamp, now: Timestamp, style: Style) -> String {
    let distance = datetime::relative(time, now);
    match name {
        "exp" if time <= now => style.bad(&format!("expired {distance}")),
        "exp" => format!("expires {distance}"),
        "nbf" if now < time => style.bad(&format!("not valid until {distance}")),
        "nbf" => format!("valid since {distance}"),
        "iat" if now < time => style.bad(&format!("in the future: {distance}")),
        "iat" => format!("issued {distance}"),
        _ => distance,
    }
}

/// The width of the column of names.
pub fn name_width(object: &Object<'_>) -> usize {
    object.iter().map(|(name, _)| escape(name).chars().count()).max().unwrap_or(0).min(24)
}

/// A string without its quotes if that loses nothing, and any other value as JSON.
pub fn plain(value: &Json<'_>) -> String {
    match value {
        Json::String(text) if !text.is_empty() && *text == text.trim() => escape(text).into_owned(),
        _ => escape(&value.to_string()).into_owned(),
    }
}
