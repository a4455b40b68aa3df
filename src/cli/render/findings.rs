//! Findings of `lint` and `doctor` as text. At a terminal, lines wrap at its width.

use crate::base::Level;
use crate::cli::wrap::labelled;
use crate::core::reports::finding::FindingReport;

use super::escape::escape;
use super::style::Style;
use super::table::View;

/// Each finding, and a last line with their numbers, or with `none` if there are no findings, and the number of `hidden` ones.
pub fn findings(findings: &[FindingReport<'_>], hidden: usize, none: &str, view: View) -> String {
    let style = view.style;
    let mut text = String::new();
    for finding in findings {
        let label = format!("{}[{}]:", finding.level, finding.id);
        let label = match finding.level {
            Level::Error => style.bad(&label),
            Level::Warning => style.warn(&label),
            Level::Note => style.dim(&label),
        };
        text += &wrapped(&label, "  ", &escape(finding.message), view);
        text += &wrapped(&format!("  {}", style.dim("why:")), "       ", finding.why, view);
        let fix = escape(finding.fix);
        let fix = match &finding.token {
            Some(token) => format!("{fix} ({})", token.reference),
            None => fix.into_owned(),
        };
        text += &wrapped(&format!("  {}", style.dim("fix:")), "       ", &fix, view);
    }
    let hidden = if hidden == 0 { String::new() } else { format!("; {hidden} hidden by --level") };
    format!("{text}{}{hidden}\n", counts(findings, none, style))
}

/// A label and text, in lines that fit the terminal.
pub fn wrapped(label: &str, indent: &str, text: &str, view: View) -> String {
    labelled(label, indent, text, view.width) + "\n"
}

fn counts(findings: &[FindingReport<'_>], none: &str, style: Style) -> String {
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let parts: Vec<String> = [Level::Error, Level::Warning, Level::Note]
        .into_iter()
        .map(|level| (count(level), level))
        .filter(|(count, _)| *count > 0)
        .map(|(count, level)| format!("{count} {level}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if parts.is_empty() { style.good(none) } else { parts.join(", ") }
}
