//! Users as text.

use crate::base::{Json, Object, Timestamp};
use crate::core::users::manage::UserReport;

use super::columns::{columns, or_hyphen};
use super::escape::escape;
use super::style::Style;
use super::table::{Cell, Paint, View, table};
use super::time;

pub fn list(users: &[UserReport], view: View) -> String {
    let row = |user: &UserReport| {
        let (state, paint) = state(user);
        let state = Cell::text(state);
        [
            Cell::text(&user.name).paint(Style::name),
            paint.into_iter().fold(state, Cell::paint),
            Cell::text(&user.roles.join(" ")),
            Cell::text(&user.scope),
            Cell::text(&claims(&user.claims)),
            Cell::time(user.created_at, view),
        ]
    };
    let headings = ["NAME", "STATE", "ROLES", "SCOPE", "CLAIMS", "ADDED"];
    table(headings, users.iter().map(row).collect(), &[5], view)
}

pub fn detail(user: &UserReport, view: View) -> String {
    let style = view.style;
    let time = |secs| time::with_distance(Timestamp::from_secs(secs), view.now);
    let (state, paint) = state(user);
    let mut rows = vec![
        ("name", escape(&user.name).into_owned()),
        ("state", paint.map_or_else(|| state.to_owned(), |paint| paint(style, state))),
        ("roles", or_hyphen(&user.roles.join(" ")).into_owned()),
        ("scope", or_hyphen(&user.scope).into_owned()),
        ("added", time(user.created_at)),
        ("token version", user.version.to_string()),
    ];
    rows.extend(user.claims.iter().map(|claim| ("claim", escape(&claim_text(claim)).into_owned())));
    rows.extend(user.revoked_at.map(|at| ("tokens revoked", time(at))));
    rows.extend(user.locked_until.map(|at| ("locked until", time(at))));
    columns(rows.into_iter().map(|(name, value)| [style.name(name), value]))
}

/// The claims as they are typed: `name=text` and `name:=JSON`.
fn claims(claims: &Object<'_>) -> String {
    claims.iter().map(claim_text).collect::<Vec<_>>().join(" ")
}

fn claim_text((name, value): (&str, &Json<'_>)) -> String {
    match value.as_str() {
        Some(text) => format!("{name}={text}"),
        None => format!("{name}:={value}"),
    }
}

fn state(user: &UserReport) -> (&'static str, Option<Paint>) {
    match (user.disabled, user.locked_until) {
        (true, _) => ("disabled", Some(Style::bad)),
        (false, Some(_)) => ("locked", Some(Style::warn)),
        (false, None) => ("active", None),
    }
}
