//! Findings of `doctor` as text.

use crate::cli::report::doctor::DoctorOutput;

use super::escape::escape;
use super::findings::{findings, wrapped};
use super::table::View;

pub fn report(report: &DoctorOutput<'_>, view: View) -> String {
    let style = view.style;
    let mut text = wrapped(&style.dim("checked:"), "  ", &report.checked.join(", "), view);
    for what in report.not_checked {
        text += &wrapped(&style.warn("not checked:"), "  ", &escape(what), view);
    }
    let none = if report.healthy { "healthy" } else { "no findings at this level" };
    text + &findings(&report.findings, none, view)
}
