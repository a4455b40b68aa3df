//! Events as text.

use crate::base::datetime::Zone;
use crate::core::state::events::EventReport;

use super::columns::time;
use super::escape::escape;
use super::style::Style;

/// One event in a line. Column widths are fixed, because later events are not known yet.
pub fn line(event: &EventReport, zone: Zone, style: Style) -> String {
    let name = format!("{:16}", event.event);
    let name = match event.event {
        "reuse" | "login_refused" => style.bad(&name),
        "revoke" | "key_revoked" => style.warn(&name),
        _ => name,
    };
    let user = event.user.as_deref().unwrap_or("-");
    let mut line = format!("{}  {name}  {:10}", time(event.at, zone), escape(user));
    if let Some(sid) = &event.session_id {
        line += &format!("  {}", style.dim(&escape(sid)));
    }
    if let Some(detail) = &event.detail {
        line += &format!("  {}", escape(detail));
    }
    line.truncate(line.trim_end().len());
    line.push('\n');
    line
}
