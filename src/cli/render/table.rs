//! Lists. At a terminal they have headings and fit its width; elsewhere every cell is whole and there are no headings.

use crate::base::Timestamp;

use super::escape::escape;
use super::style::Style;
use super::time;

/// The fewest characters that an ID is shortened to.
const MIN_ID: usize = 8;

/// IDs up to this length are never shortened.
const SHORT_ENOUGH: usize = 16;

/// The fewest characters that text is cut to.
const MIN_TEXT: usize = 8;

/// How to show a list.
#[derive(Debug, Clone, Copy)]
pub struct View {
    pub style: Style,
    pub now: Timestamp,
    /// The width of the terminal; `None` if the output is not a terminal.
    pub width: Option<usize>,
}

pub type Paint = fn(Style, &str) -> String;

/// One value, in full and as short as it may be shown. An empty short form drops the column.
pub struct Cell {
    text: String,
    short: String,
    is_id: bool,
    paint: Option<Paint>,
}

impl Cell {
    pub fn text(text: &str) -> Self {
        let text = escape(text).into_owned();
        Self { short: text.clone(), text, is_id: false, paint: None }
    }

    /// An ID, shortened to a prefix that is unique in the list.
    pub fn id(text: &str) -> Self {
        Self { is_id: true, ..Self::text(text) }
    }

    /// A time in Unix seconds with its distance from now; short without it.
    pub fn time(secs: i64, view: View) -> Self {
        let at = Timestamp::from_secs(secs);
        Self { text: time::with_distance(at, view.now), short: time::show(at), is_id: false, paint: None }
    }

    /// Adds text to the full form and the short one.
    pub fn and(self, more: &str) -> Self {
        let join = |text: String| format!("{text}{more}");
        Self { text: join(self.text), short: join(self.short), ..self }
    }

    /// Allows to drop the column if the list is too wide.
    pub fn or_nothing(self) -> Self {
        Self { short: String::new(), ..self }
    }

    pub fn paint(self, paint: Paint) -> Self {
        Self { paint: Some(paint), ..self }
    }
}

/// The rows under their headings. If they are too wide for the terminal, the columns in `shorten` are shortened one after
/// the other, then the widest of the others is cut.
pub fn table<const N: usize>(headings: [&str; N], mut rows: Vec<[Cell; N]>, shorten: &[usize], view: View) -> String {
    if rows.is_empty() {
        return String::new();
    }
    shorten_ids(&mut rows);
    let mut widths: [usize; N] = std::array::from_fn(|column| {
        let heading = view.width.map_or(0, |_| headings[column].len());
        rows.iter().map(|row| chars(&row[column].text)).max().unwrap_or(0).max(heading)
    });
    let total = |widths: &[usize; N]| {
        widths.iter().sum::<usize>() + 2 * widths.iter().filter(|width| **width > 0).count().saturating_sub(1)
    };
    if let Some(available) = view.width {
        for &column in shorten {
            if total(&widths) > available {
                for row in &mut rows {
                    row[column].text = std::mem::take(&mut row[column].short);
                }
                let widest = rows.iter().map(|row| chars(&row[column].text)).max().unwrap_or(0);
                widths[column] = if widest == 0 { 0 } else { widest.max(headings[column].len()) };
            }
        }
        let ids: [bool; N] = std::array::from_fn(|column| rows.iter().any(|row| row[column].is_id));
        while total(&widths) > available {
            let excess = total(&widths) - available;
            let cuttable = (0..N).filter(|column| !ids[*column] && !shorten.contains(column));
            let Some(widest) = cuttable.max_by_key(|column| widths[*column]).filter(|c| widths[*c] > MIN_TEXT) else {
                break;
            };
            widths[widest] = widths[widest].saturating_sub(excess).max(MIN_TEXT);
        }
    }
    let mut out = String::new();
    if view.width.is_some() {
        line(&mut out, headings.map(|heading| (heading.to_owned(), Some(Style::heading as Paint))), widths, view.style);
    }
    for row in rows {
        line(&mut out, row.map(|cell| (cell.text, cell.paint)), widths, view.style);
    }
    out
}

fn line<const N: usize>(out: &mut String, cells: [(String, Option<Paint>); N], widths: [usize; N], style: Style) {
    let mut line = String::new();
    for ((text, paint), width) in cells.into_iter().zip(widths) {
        if width == 0 {
            continue;
        }
        let text = cut(text, width);
        let gap = width - chars(&text) + 2;
        line += &paint.map_or_else(|| text.clone(), |paint| paint(style, &text));
        line.extend(std::iter::repeat_n(' ', gap));
    }
    *out += line.trim_end();
    out.push('\n');
}

fn shorten_ids<const N: usize>(rows: &mut [[Cell; N]]) {
    for column in 0..N {
        let ids: Vec<String> = rows.iter().map(|row| row[column].text.clone()).collect();
        for row in rows.iter_mut().map(|row| &mut row[column]).filter(|cell| cell.is_id) {
            row.short = unique_prefix(&row.text, &ids).to_owned();
        }
    }
}

/// The shortest prefix of `id` that no other of `ids` begins with, of at least 8 characters.
pub fn unique_prefix<'i>(id: &'i str, ids: &[String]) -> &'i str {
    if chars(id) <= SHORT_ENOUGH {
        return id;
    }
    let ends = id.char_indices().map(|(end, _)| end).skip(MIN_ID);
    let mut prefixes = ends.map(|end| &id[..end]);
    prefixes.find(|prefix| !ids.iter().any(|other| other != id && other.starts_with(prefix))).unwrap_or(id)
}

fn cut(text: String, width: usize) -> String {
    if chars(&text) <= width {
        return text;
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(width: Option<usize>) -> View {
        View { style: Style::new(false), now: Timestamp::from_secs(1_795_510_860), width }
    }

    fn rows() -> Vec<[Cell; 3]> {
        let row = |id: &str, text: &str| [Cell::id(id), Cell::text(text), Cell::time(1_795_510_800, view(None))];
        vec![row("0123456789abcdef0123456789abcdef", "one"), row("0123456789xbcdef0123456789abcdef", "two\u{1b}[2J")]
    }

    #[test]
    fn a_pipe_gets_everything_whole() {
        assert_eq!(
            table(["ID", "TEXT", "TIME"], rows(), &[0, 2], view(None)),
            "0123456789abcdef0123456789abcdef  one           2026-11-24T09:00:00Z (1 minute ago)\n\
             0123456789xbcdef0123456789abcdef  two\\u{1b}[2J  2026-11-24T09:00:00Z (1 minute ago)\n"
        );
        assert_eq!(table::<1>(["ID"], Vec::new(), &[], view(Some(80))), "");
    }

    #[test]
    fn a_terminal_gets_headings_and_no_more_than_its_width() {
        assert_eq!(
            table(["ID", "TEXT", "TIME"], rows(), &[0, 2], view(Some(80))),
            "ID           TEXT          TIME\n\
             0123456789a  one           2026-11-24T09:00:00Z (1 minute ago)\n\
             0123456789x  two\\u{1b}[2J  2026-11-24T09:00:00Z (1 minute ago)\n"
        );
        assert_eq!(
            table(["ID", "TEXT", "TIME"], rows(), &[0, 2], view(Some(44))),
            "ID           TEXT       TIME\n\
             0123456789a  one        2026-11-24T09:00:00Z\n\
             0123456789x  two\\u{1b…  2026-11-24T09:00:00Z\n"
        );
        let dropped = rows().into_iter().map(|[id, text, time]| [id, text, time.or_nothing()]).collect();
        assert!(!table(["ID", "TEXT", "TIME"], dropped, &[0, 2], view(Some(40))).contains("TIME"));
    }

    #[test]
    fn prefixes_are_unique_and_short_ids_are_complete() {
        let ids: Vec<String> = ["aaaaaaaaaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaaaaa", "my-key"].map(str::to_owned).to_vec();
        assert_eq!(unique_prefix(&ids[0], &ids), ids[0]);
        assert_eq!(unique_prefix(&ids[1], &ids), ids[1]);
        assert_eq!(unique_prefix(&ids[2], &ids), "my-key");
        assert_eq!(unique_prefix(&ids[0], &ids[..1]), "aaaaaaaa");
    }

    proptest::proptest! {
        #[test]
        fn every_line_fits(texts in proptest::collection::vec(".{0,60}", 1..6), width in 48_usize..120) {
            let rows = texts.iter().map(|text| [Cell::text(text), Cell::id("0123456789abcdef0"), Cell::text(text)]);
            for line in table(["A", "B", "C"], rows.collect(), &[1], view(Some(width))).lines() {
                proptest::prop_assert!(line.chars().count() <= width, "{}: {line}", line.chars().count());
            }
        }
    }
}
