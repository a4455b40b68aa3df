//! What a server did with invalid tokens, as text.

use crate::cli::report::bad_token::AgainstReport;
use crate::core::tokens::against::Reaction;

use super::escape::escape;
use super::style::Style;

/// A row for each token: its kind, the status, and the reaction.
pub fn attempts(report: &AgainstReport, style: Style) -> String {
    let width = report.attempts.iter().map(|attempt| attempt.kind.name().len()).max().unwrap_or_default().max(5);
    let mut out = format!("{:width$}  {}  {}\n", "valid", report.valid_status, style.good("accepted"));
    for attempt in &report.attempts {
        let status = attempt.status.map_or_else(|| "-  ".to_owned(), |status| status.to_string());
        let reaction = match attempt.reaction {
            Reaction::Refused => style.good("refused"),
            Reaction::Accepted => style.bad("ACCEPTED"),
            Reaction::Unclear => style.warn("unclear"),
        };
        let problem = attempt.problem.as_deref().map(|problem| format!(": {}", escape(problem))).unwrap_or_default();
        out += &format!("{:width$}  {status}  {reaction}{problem}\n", attempt.kind.name());
    }
    out
}
