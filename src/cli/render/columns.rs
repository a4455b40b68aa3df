//! Aligned columns.

use std::borrow::Cow;

use crate::cli::wrap::shown_width;

use super::escape::escape;

/// Aligns cells in columns two spaces apart. Color sequences have no width. Cells must already be escaped.
pub fn columns<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> String {
    let rows: Vec<[String; N]> = rows.into_iter().collect();
    let mut widths = [0; N];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(shown_width(cell));
        }
    }
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line += cell;
            line.extend(std::iter::repeat_n(' ', width - shown_width(cell) + 2));
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

/// The value of a row, or a hyphen if there is none.
pub fn or_hyphen(value: &str) -> Cow<'_, str> {
    if value.is_empty() { Cow::Borrowed("-") } else { escape(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_line_up_with_and_without_color() {
        let row = |a: &str, b: &str, c: &str| [a.to_owned(), b.to_owned(), c.to_owned()];
        let text = columns([row("a", "bb", "c"), row("\u{1b}[36määä\u{1b}[0m", "b", ""), row("", "", "")]);
        assert_eq!(text, "a    bb  c\n\u{1b}[36määä\u{1b}[0m  b\n\n");
        assert_eq!(columns::<2>([]), "");
    }
}
