//! The explanation of a verdict as text.

use crate::cli::report::explain::{Decision, ExplainedCheck};

use super::escape::escape;
use super::style::Style;

/// The columns for a value. A longer one is cut around the first difference, or at its end.
const WIDTH: usize = 66;

/// Where the values begin.
const INDENT: &str = "                ";

/// The numbered list of checks.
pub fn checks(checks: &[ExplainedCheck<'_>], style: Style) -> String {
    let mut out = String::new();
    for check in checks {
        let decided = match check.decided {
            Decision::Passed => style.good("passed"),
            Decision::Failed => style.bad("FAILED"),
            Decision::NotChecked => style.dim("not checked"),
        };
        out += &format!("{:>3}. {} {decided}\n", check.number, style.name(check.check));
        let (expected, found) = (check.expected.unwrap_or_default(), check.found.unwrap_or_default());
        let place = check.difference;
        for (label, value, at) in [
            ("expected", expected, place.map(|place| place.expected)),
            ("found", found, place.map(|place| place.found)),
        ] {
            if value.is_empty() {
                continue;
            }
            let (shown, column) = window(value, at);
            out += &format!("     {} {shown}\n", style.dim(&format!("{label:<10}")));
            if let Some(column) = column {
                out += &format!("{INDENT}{}{}\n", " ".repeat(column), style.bad("^"));
            }
        }
    }
    out
}

/// The part of a value that fits, escaped, and the column of the character at `at`.
fn window(value: &str, at: Option<usize>) -> (String, Option<usize>) {
    let chars: Vec<char> = value.chars().collect();
    let part = |from: usize, to: usize| escape(&chars[from..to].iter().collect::<String>()).into_owned();
    if chars.len() <= WIDTH {
        let at = at.map(|at| at.min(chars.len()));
        return (part(0, chars.len()), at.map(|at| part(0, at).chars().count()));
    }
    let at_or_start = at.unwrap_or(0).min(chars.len());
    let start = at_or_start.saturating_sub(WIDTH / 2).min(chars.len() - WIDTH + 1);
    let end = (start + WIDTH - 1).min(chars.len());
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < chars.len() { "…" } else { "" });
    let column = at.map(|_| before.chars().count() + part(start, at_or_start).chars().count());
    (format!("{before}{}{after}", part(start, end)), column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_under_the_character() {
        let long = "a".repeat(100) + "X" + &"b".repeat(100);
        for (value, at) in [("abX", 2), ("a\nX", 2), ("X", 0), (&long, 100), (&long[40..], 60), (&long[..101], 100)] {
            let (shown, column) = window(value, Some(at));
            let column = column.unwrap();
            assert_eq!(shown.chars().nth(column), Some('X'), "{shown} {column}");
            assert!(shown.chars().count() <= WIDTH + 2, "{shown}");
        }
        assert_eq!(window("ab", Some(2)), ("ab".to_owned(), Some(2)));
        assert_eq!(window(&"a".repeat(70), None).0, "a".repeat(65) + "…");
    }
}
