//! The differences between two tokens as text.

use std::time::Duration;

use crate::base::duration;
use crate::base::json::Json;
use crate::token::claims;
use crate::token::decode::Unverified;
use crate::token::diff::{Diff, Difference, MemberChange};

use super::escape::escape;
use super::style::Style;
use super::time;

pub fn diff(diff: &Diff, [a, b]: [&Unverified; 2], style: Style) -> String {
    let mut text = style.warn("signatures NOT verified: anyone could have written these tokens") + "\n";
    if diff.is_same {
        return text + "the tokens are the same\n";
    }
    text += &style.bad(&format!("--- A  {} bytes", a.sizes.token));
    text.push('\n');
    text += &style.good(&format!("+++ B  {} bytes", b.sizes.token));
    text.push('\n');
    text += &part("Header", &diff.header, style);
    if a.payload.is_none() && b.payload.is_none() {
        text += &format!("\n{}{}\n", style.heading("Payload"), "  encrypted");
    } else {
        text += &part("Payload", &diff.payload, style);
        let remark = if diff.is_same_signature { "  the same" } else { "  different" };
        text += &format!("\n{}{remark}\n", style.heading("Signature"));
    }
    if !diff.notes.is_empty() {
        text += &format!("\n{}\n", style.heading("Notes"));
    }
    for note in &diff.notes {
        text += &format!("  {} {}\n", style.warn("!"), escape(&note.message));
    }
    text
}

fn part(title: &str, differences: &[Difference], style: Style) -> String {
    let title = style.heading(title);
    if differences.is_empty() {
        return format!("\n{title}  the same\n");
    }
    let name = |difference: &Difference| match difference.path.as_str() {
        "" => "(all)".to_owned(),
        path => escape(path).into_owned(),
    };
    let width = differences.iter().map(|difference| name(difference).chars().count()).max().unwrap_or(0).min(32);
    let mut text = format!("\n{title}\n");
    for difference in differences {
        let name = name(difference);
        let gap = " ".repeat(width.saturating_sub(name.chars().count()));
        for (sign, value, remark) in lines(difference) {
            let line = format!("{sign} {name}{gap}  {value}");
            let line = match sign {
                '-' => style.bad(&line),
                '+' => style.good(&line),
                _ => line,
            };
            let remark = if remark.is_empty() { String::new() } else { format!("  {remark}") };
            text += &format!("  {line}{remark}\n");
        }
    }
    text
}

/// A sign, a value and a remark for each line of a difference.
fn lines(difference: &Difference) -> Vec<(char, String, String)> {
    let line = |sign, value: &Json<'_>| (sign, shown(&difference.path, value), String::new());
    match &difference.change {
        MemberChange::Added(value) => vec![line('+', value)],
        MemberChange::Removed(value) => vec![line('-', value)],
        MemberChange::Changed { from, to } => {
            let remark = difference.seconds_later().map_or_else(|| type_change(from, to), distance);
            vec![line('-', from), ('+', shown(&difference.path, to), remark)]
        }
        MemberChange::Elements { to, added, removed, .. } if added.is_empty() && removed.is_empty() => {
            vec![('~', shown(&difference.path, to), "the same in another order".to_owned())]
        }
        MemberChange::Elements { added, removed, .. } => {
            let lines = |sign, values: &[Json<'_>]| values.iter().map(|value| line(sign, value)).collect::<Vec<_>>();
            [lines('-', removed), lines('+', added)].concat()
        }
    }
}

/// A value as JSON, so that a string differs from a number; a time also in UTC.
fn shown(path: &str, value: &Json<'_>) -> String {
    let text = escape(&value.to_string()).into_owned();
    let is_time = claims::info(path).is_some_and(|claim| claim.is_time);
    match value.as_number().filter(|_| is_time) {
        Some(number) => format!("{text}  {}", time::show(claims::numeric_date(number))),
        None => text,
    }
}

fn type_change(from: &Json<'_>, to: &Json<'_>) -> String {
    if from.kind() == to.kind() { String::new() } else { format!("{}, not {}", to.kind(), from.kind()) }
}

fn distance(seconds: i64) -> String {
    let span = duration::humanize(Duration::from_secs(seconds.unsigned_abs()));
    match seconds {
        0 => "less than a second apart".to_owned(),
        1.. => format!("{span} later"),
        _ => format!("{span} earlier"),
    }
}
