//! Events as text.

use crate::base::Timestamp;
use crate::core::state::events::EventReport;
use crate::store::EventKind;

use super::style::Style;
use super::table::{Cell, View, table};
use super::time;

/// The events as a list; a continued one has no headings. Widths have a minimum, because later events are not known yet.
pub fn list(events: &[EventReport], is_continued: bool, view: View) -> String {
    let row = |event: &EventReport| {
        let name = Cell::text(&format!("{:16}", event.event.name()));
        let name = match event.event {
            EventKind::Reuse | EventKind::StateRestored | EventKind::LoginRefused => name.paint(Style::bad),
            EventKind::Revoke | EventKind::KeyRevoked => name.paint(Style::warn),
            _ => name,
        };
        // The distance from now would be of another width in later rows.
        let time = match view.width {
            Some(_) => Cell::text(&time::show(Timestamp::from_secs(event.at))),
            None => Cell::time(event.at, view),
        };
        [
            time,
            name,
            Cell::text(&format!("{:10}", event.user.as_deref().unwrap_or("-"))),
            Cell::id(event.session_id.as_deref().unwrap_or("-")),
            Cell::text(event.detail.as_deref().unwrap_or_default()),
        ]
    };
    let headings = ["TIME", "EVENT", "USER", "SESSION ID", "DETAIL"];
    let text = table(headings, events.iter().map(row).collect(), &[3, 0], view);
    match text.split_once('\n') {
        Some((_, rest)) if is_continued && view.width.is_some() => rest.to_owned(),
        _ => text,
    }
}
