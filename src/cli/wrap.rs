//! Text that wraps at words.

/// The width of help.
const HELP_COLUMNS: usize = 80;

/// A row of help: `label` followed by `text`, which wraps and is indented to the end of the label. Without a line break at
/// the end.
pub fn hanging(label: &str, text: &str) -> String {
    wrap(label, &" ".repeat(label.chars().count()), text, HELP_COLUMNS)
}

/// `label` followed by `text` in lines of at most `columns`, the later ones after `indent`. A word longer than that has a
/// line of its own. The label may have color sequences. Without a line break at the end.
pub fn wrap(label: &str, indent: &str, text: &str, columns: usize) -> String {
    let (mut out, mut line, mut width) = (String::new(), label.to_owned(), shown_width(label));
    let mut is_empty = true;
    for word in words(text) {
        let length = word.chars().count();
        if !is_empty && width + 1 + length > columns {
            out += line.trim_end();
            out.push('\n');
            indent.clone_into(&mut line);
            width = indent.chars().count();
        } else if !is_empty {
            line.push(' ');
            width += 1;
        }
        line += word;
        width += length;
        is_empty = false;
    }
    out + line.trim_end()
}

/// `label`, a space and `text`: in lines that fit a terminal of `columns`, or in one line if the output is not a terminal.
/// Without a line break at the end.
pub fn labelled(label: &str, indent: &str, text: &str, columns: Option<usize>) -> String {
    match columns {
        Some(columns) => wrap(&format!("{label} "), indent, text, columns),
        None => format!("{label} {text}"),
    }
}

/// The words of `text`. A command in backticks is one word, so that it can be copied from a terminal.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    text.split(move |c| {
        is_quoted ^= c == '`';
        c == ' ' && !is_quoted
    })
}

/// The number of characters without the color sequences of `Style`.
pub fn shown_width(text: &str) -> usize {
    let mut parts = text.split('\u{1b}');
    let plain = parts.next().map_or(0, |part| part.chars().count());
    plain + parts.map(|part| part.split_once('m').map_or(0, |(_, rest)| rest.chars().count())).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_hang() {
        let text = hanging("  name  ", &"word ".repeat(30));
        assert!(text.lines().all(|line| line.chars().count() <= HELP_COLUMNS));
        assert!(
            text.starts_with("  name  word word") && text.lines().skip(1).all(|line| line.starts_with("        word"))
        );
        assert_eq!(text.matches("word").count(), 30);
        assert_eq!(hanging("a ", "b"), "a b");
    }

    #[test]
    fn a_colored_label_has_its_shown_width_and_a_long_word_its_own_line() {
        assert_eq!(wrap("\u{1b}[1mab:\u{1b}[0m ", "  ", "cd ef gh", 9), "\u{1b}[1mab:\u{1b}[0m cd ef\n  gh");
        assert_eq!(wrap("a ", "  ", "bb ccccccccc d", 5), "a bb\n  ccccccccc\n  d");
    }

    #[test]
    fn a_command_is_not_broken() {
        assert_eq!(wrap("a ", "  ", "run `b c d e` now, or `f g`", 9), "a run\n  `b c d e`\n  now, or\n  `f g`");
        assert_eq!(labelled("a:", "  ", "b `c d` e", Some(6)), "a: b\n  `c d`\n  e");
        assert_eq!(labelled("a:", "  ", "b `c d` e", None), "a: b `c d` e");
    }
}
