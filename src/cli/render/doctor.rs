//! Findings of `doctor` as text.

use crate::cli::report::doctor::{DoctorOutput, StateReport};

use super::escape::escape;
use super::findings::{findings, wrapped};
use super::table::View;

/// The report on a home with `all` findings, of which some may be hidden.
pub fn report(report: &DoctorOutput<'_>, all: usize, view: View) -> String {
    let style = view.style;
    let mut text = wrapped(&style.dim("checked:"), "  ", &report.checked.join(", "), view);
    if let Some(state) = &report.state {
        text += &wrapped(&style.dim("state:"), "  ", &state_line(state), view);
        for server in &state.servers {
            text += &wrapped(&style.dim("server:"), "  ", &escape(&server.text), view);
        }
    }
    for what in report.not_checked {
        text += &wrapped(&style.warn("not checked:"), "  ", &escape(what), view);
    }
    let none = if report.healthy { "healthy" } else { "no findings at this level" };
    text + &findings(&report.findings, all - report.findings.len(), none, view)
}

fn state_line(state: &StateReport) -> String {
    let counts = [
        (state.users, "user"),
        (state.sessions, "session"),
        (state.revoked_tokens, "revoked token"),
        (state.revoked_keys, "revoked key"),
        (state.events, "event"),
    ];
    let counts = counts.map(|(count, what)| format!("{count} {what}{}", if count == 1 { "" } else { "s" }));
    let size = state.bytes.map(|bytes| format!(", {} KiB", bytes.div_ceil(1024))).unwrap_or_default();
    format!("{}{size}", counts.join(", "))
}
