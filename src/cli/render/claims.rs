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
    let remark = match (member.is_bad, &member.time) {
        (true, _) => style.bad(remark),
        (false, Some(_)) => remark.to_owned(),
        (false, None) => style.dim(remark),
    };
    row(member.name, width, &value, &remark, style)
}

/// One row: a name, a value, and a remark on it. Value and remark are already painted.
pub fn row(name: &str, width: usize, value: &str, remark: &str, style: Style) -> String {
    let name = escape(name);
    let gap = " ".repeat(width.saturating_sub(name.chars().count()));
    let remark = if remark.is_empty() { String::new() } else { format!("  {remark}") };
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

#[cfg(test)]
mod tests {
    use crate::base::Timestamp;
    use crate::base::datetime::Zone;

    use super::*;

    #[test]
    fn only_labels_are_dim() {
        let mut object = Object::new();
        object.set("sub", Json::string("alice"));
        object.set("exp", Json::integer(60));
        object.set("nbf", Json::integer(60));
        let text = |now| rows(&object, Times { zone: Zone::Utc, now: Timestamp::from_secs(now) }, Style::new(true));
        let (before, after) = (text(0), text(120));
        assert!(before.contains("\u{1b}[2msubject\u{1b}[0m"), "{before:?}");
        assert!(before.contains("Z  expires in 1 minute\n"), "{before:?}");
        assert!(after.contains("Z  \u{1b}[1;31mexpired 1 minute ago\u{1b}[0m\n"), "{after:?}");
    }
}
