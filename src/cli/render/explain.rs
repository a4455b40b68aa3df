//! The explanation of a verdict as text.

use crate::core::reports::explain::{Decision, ExplainedCheck};

use super::escape::escape;
use super::style::Style;

/// The fewest columns for a value at a narrow terminal.
const MIN_WIDTH: usize = 20;

/// Where the values begin.
const INDENT: &str = "                ";

/// The numbered list of checks. Values wrap at the `columns` of a terminal; elsewhere they are in one line.
pub fn checks(checks: &[ExplainedCheck<'_>], columns: Option<usize>, style: Style) -> String {
    let width = columns.map_or(usize::MAX, |columns| columns.saturating_sub(INDENT.len()).max(MIN_WIDTH));
    let mut out = String::new();
    for check in checks {
        let decided = match check.decided {
            Decision::Passed => style.good("passed"),
            Decision::Failed => style.bad("FAILED"),
            Decision::NotChecked => "not checked".to_owned(),
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
            let mut start = format!("     {} ", style.dim(&format!("{label:<10}")));
            for (line, column) in lines(value, at, width) {
                out += &format!("{start}{line}\n");
                INDENT.clone_into(&mut start);
                if let Some(column) = column {
                    out += &format!("{INDENT}{}{}\n", " ".repeat(column), style.bad("^"));
                }
            }
        }
    }
    out
}

/// A value, escaped, in lines of at most `width` characters, and the column of the character at `at` in its line.
fn lines(value: &str, at: Option<usize>, width: usize) -> Vec<(String, Option<usize>)> {
    let before = at.map(|at| value.chars().take(at).collect::<String>());
    let mark = before.map(|before| escape(&before).chars().count());
    let escaped: Vec<char> = escape(value).chars().collect();
    // A mark after the last character may need a line of its own.
    let count = escaped.len().max(mark.map_or(0, |mark| mark + 1)).div_ceil(width);
    (0..count)
        .map(|line| {
            let start = line * width;
            let text = escaped.iter().skip(start).take(width).collect();
            (text, mark.and_then(|mark| mark.checked_sub(start)).filter(|column| *column < width))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_under_the_character() {
        let long = "a".repeat(100) + "X" + &"b".repeat(100);
        for (value, at) in [("abX", 2), ("a\nX", 2), ("X", 0), (&long, 100), (&long[40..], 60), (&long[..101], 100)] {
            for width in [20, 66, usize::MAX] {
                let lines = lines(value, Some(at), width);
                let marked: Vec<_> = lines.iter().filter_map(|(line, column)| Some((line, (*column)?))).collect();
                let [(line, column)] = marked.as_slice() else { panic!("{lines:?}") };
                assert_eq!(line.chars().nth(*column), Some('X'), "{line} {column}");
                assert!(lines.iter().all(|(line, _)| line.chars().count() <= width), "{lines:?}");
                let whole: String = lines.iter().map(|(line, _)| line.as_str()).collect();
                assert_eq!(whole, escape(value));
            }
        }
        assert_eq!(lines("ab", Some(2), 66), [("ab".to_owned(), Some(2))]);
        assert_eq!(lines("ab", Some(2), 2), [("ab".to_owned(), None), (String::new(), Some(0))]);
        assert_eq!(lines(&"a".repeat(70), None, usize::MAX), [("a".repeat(70), None)]);
    }
}
