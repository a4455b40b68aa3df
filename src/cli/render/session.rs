//! Sessions as text.

use crate::base::Timestamp;
use crate::core::sessions::list::{SessionReport, StatusName};

use super::columns::{columns, or_hyphen};
use super::escape::escape;
use super::style::Style;
use super::table::{Cell, View, table};
use super::time;

pub fn list(sessions: &[SessionReport], view: View) -> String {
    let row = |session: &SessionReport| {
        let ends = match (session.ended_at, session.end_reason) {
            (Some(at), Some(reason)) => Cell::time(at, view).and(&format!(" {reason}")),
            _ => Cell::time(session.idle_expires_at, view),
        };
        let status = Cell::text(&session.status.name().replace('_', " "));
        [
            Cell::id(&session.session_id).paint(Style::name),
            Cell::text(&session.user),
            if session.status == StatusName::Live { status.paint(Style::good) } else { status },
            Cell::time(session.created_at, view).or_nothing(),
            ends,
            Cell::text(if session.current { "current" } else { "" }).paint(Style::good),
        ]
    };
    let headings = ["SESSION ID", "USER", "STATUS", "OPENED", "ENDS", ""];
    table(headings, sessions.iter().map(row).collect(), &[0, 3, 4], view)
}

pub fn detail(session: &SessionReport, view: View) -> String {
    let style = view.style;
    let time = |secs| time::with_distance(Timestamp::from_secs(secs), view.now);
    let current = if session.current { " (the current session)" } else { "" };
    let status = session.status.name().replace('_', " ");
    let status = if session.status == StatusName::Live { style.good(&status) } else { status };
    let mut rows = vec![
        ("session", escape(&session.session_id).into_owned() + current),
        ("user", escape(&session.user).into_owned()),
        ("client", escape(&session.client_id).into_owned()),
        ("scope at login", or_hyphen(&session.scope).into_owned()),
        ("status", status),
        ("opened", time(session.created_at)),
    ];
    rows.extend(session.refreshed_at.map(|at| ("refreshed", time(at))));
    rows.push(("refreshes", session.generation.to_string()));
    rows.push(("idle timeout", time(session.idle_expires_at)));
    rows.push(("absolute timeout", time(session.expires_at)));
    rows.extend(session.ended_at.map(|at| ("ended", time(at))));
    rows.extend(session.end_reason.map(|reason| ("reason", reason.to_string())));
    columns(rows.into_iter().map(|(name, value)| [style.name(name), value]))
}
