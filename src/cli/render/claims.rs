//! Claims and header parameters as rows of text.

use crate::base::json::{Json, Object};
use crate::core::reports::claims::{self, ExplainedMember, Times};

use super::escape::escape;
use super::style::Style;

/// Rows for every claim, in sections by class.
pub fn rows(claims: &Object<'_>, times: Times, style: Style) -> String {
    let mut out = String::new();
    let width = name_width(claims);
    for section in claims::by_class(claims, times) {
        out += &format!("  {}\n", style.dim(&format!("{} claims", section.class.name())));
        out += &members(&section.claims, width, style);
    }
    out
}

/// A row for each member.
pub fn members(members: &[ExplainedMember<'_>], width: usize, style: Style) -> String {
    members.iter().map(|member| explained(member, width, style)).collect()
}

fn explained(member: &ExplainedMember<'_>, width: usize, style: Style) -> String {
    let value = match &member.time {
        Some(time) => format!("{}  {time}", plain(member.value)),
        None => plain(member.value),
    };
    let remark = member.remark.as_deref().unwrap_or_default();
    let remark = if member.is_bad { style.bad(remark) } else { remark.to_owned() };
    row(member.name, width, &value, &remark, style)
}

/// One row: a name, a value, and a remark on it.
pub fn row(name: &str, width: usize, value: &str, remark: &str, style: Style) -> String {
    let name = escape(name);
    let gap = " ".repeat(width.saturating_sub(name.chars().count()));
    let remark = if remark.is_empty() { String::new() } else { style.dim(&format!("  {remark}")) };
    let line = format!("  {}{gap}  {value}{remark}", style.name(&name));
    format!("{}\n", line.trim_end())
}

/// The width of the column of names.
pub fn name_width(object: &Object<'_>) -> usize {
    object.iter().map(|(name, _)| escape(name).chars().count()).max().unwrap_or(0).min(24)
}

/// A string without its quotes if that loses nothing, and any other value as JSON.
fn plain(value: &Json<'_>) -> String {
    match value {
        Json::String(text) if !text.is_empty() && *text == text.trim() => escape(text).into_owned(),
        _ => escape(&value.to_string()).into_owned(),
    }
}
