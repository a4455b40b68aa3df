//! Findings of `lint` as text.

use crate::token::lint::{Finding, Level};

use super::escape::escape;
use super::style::Style;

pub fn findings(findings: &[Finding], style: Style) -> String {
    let mut text = String::new();
    for finding in findings {
        let mark = format!("{}[{}]:", finding.rule.level, finding.rule.id);
        let mark = match finding.rule.level {
            Level::Error => style.bad(&mark),
            Level::Warning => style.warn(&mark),
            Level::Note => style.dim(&mark),
        };
        text += &format!("{mark} {}\n", escape(&finding.message));
        text += &format!("  {} {}\n", style.dim("why:"), finding.rule.why);
        text += &format!("  {} {} ({})\n", style.dim("fix:"), finding.rule.fix, finding.rule.reference);
    }
    let count = |level| findings.iter().filter(|finding| finding.rule.level == level).count();
    let counts = [(Level::Error, style.bad("")), (Level::Warning, String::new()), (Level::Note, String::new())];
    let parts: Vec<String> = counts
        .iter()
        .map(|(level, _)| (count(*level), level))
        .filter(|(count, _)| *count > 0)
        .map(|(count, level)| format!("{count} {level}{}", if count == 1 { "" } else { "s" }))
        .collect();
    match parts.as_slice() {
        [] => style.good("no findings") + "\n",
        parts => text + &parts.join(", ") + "\n",
    }
}
