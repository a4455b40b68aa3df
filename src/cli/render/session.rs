//! Sessions as text.

use crate::base::datetime::Zone;
use crate::core::sessions::list::SessionReport;

use super::columns::{columns, time};
use super::escape::escape;
use super::style::Style;

pub fn list(sessions: &[SessionReport], zone: Zone, style: Style) -> String {
    columns(sessions.iter().map(|session| {
        let end = match (session.ended_at, session.end_reason) {
            (Some(at), Some(reason)) => format!("{} ({reason})", time(at, zone)),
            _ => format!("until {}", time(session.idle_expires_at, zone)),
        };
        [
            style.name(&escape(&session.session_id)),
            escape(&session.user).into_owned(),
            status(session, style),
            time(session.created_at, zone),
            end,
        ]
    }))
}

pub fn detail(session: &SessionReport, zone: Zone, style: Style) -> String {
    let mut rows = vec![
        ("session", escape(&session.session_id).into_owned()),
        ("user", escape(&session.user).into_owned()),
        ("client", escape(&session.client_id).into_owned()),
        ("scope at login", escape(&session.scope).into_owned()),
        ("status", status(session, style)),
        ("opened", time(session.created_at, zone)),
    ];
    rows.extend(session.refreshed_at.map(|at| ("refreshed", time(at, zone))));
    rows.push(("refreshes", session.generation.to_string()));
    rows.push(("idle timeout", time(session.idle_expires_at, zone)));
    rows.push(("absolute timeout", time(session.expires_at, zone)));
    rows.extend(session.ended_at.map(|at| ("ended", time(at, zone))));
    rows.extend(session.end_reason.map(|reason| ("reason", reason.to_owned())));
    columns(rows.into_iter().map(|(name, value)| [style.name(name), value]))
}

fn status(session: &SessionReport, style: Style) -> String {
    if session.status == "live" { style.good("live") } else { style.dim(&session.status.replace('_', " ")) }
}
