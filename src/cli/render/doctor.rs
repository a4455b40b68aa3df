//! Findings of `doctor` as text.

use crate::cli::report::doctor::DoctorOutput;

use super::escape::escape;
use super::findings::{findings, wrapped};
use super::table::View;

/// The report on a home with `all` findings, of which some may be hidden.
pub fn report(report: &DoctorOutput<'_>, all: usize, view: View) -> String {
    let style = view.style;
    let mut text = wrapped(&style.dim("checked:"), "  ", &report.checked.join(", "), view);
    for what in report.not_checked {
        text += &wrapped(&style.warn("not checked:"), "  ", &escape(what), view);
    }
    let none = if report.healthy { "healthy" } else { "no findings at this level" };
    text + &findings(&report.findings, all - report.findings.len(), none, view)
}
