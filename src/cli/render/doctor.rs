//! Findings of `doctor` as text.

use crate::core::doctor::DoctorReport;

use super::escape::escape;
use super::style::Style;

pub fn report(report: &DoctorReport, style: Style) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let mark = style.bad(&format!("finding[{}]:", finding.code));
        text += &format!("{mark} {}\n  {} {}\n", escape(&finding.message), style.dim("fix:"), escape(&finding.fix));
    }
    for what in &report.not_checked {
        text += &format!("{} {}\n", style.warn("not checked:"), escape(what));
    }
    let verdict = match report.findings.len() {
        0 => style.good("healthy"),
        1 => style.bad("1 finding"),
        many => style.bad(&format!("{many} findings")),
    };
    text + &format!("{verdict}  checked {}\n", report.checked.join(", "))
}
