//! Rows of help text that wrap at 80 columns.

const COLUMNS: usize = 80;

/// `label` followed by `text`, which is wrapped and indented to the end of the label. Without a line break at the end.
pub fn hanging(label: &str, text: &str) -> String {
    let indent = " ".repeat(label.chars().count());
    let (mut out, mut line) = (String::new(), label.to_owned());
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 && line.chars().count() + 1 + word.chars().count() > COLUMNS {
            out += line.trim_end();
            out.push('\n');
            line.clone_from(&indent);
        } else if at > 0 {
            line.push(' ');
        }
        line += word;
    }
    out + line.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_hang() {
        let text = hanging("  name  ", &"word ".repeat(30));
        assert!(text.lines().all(|line| line.chars().count() <= COLUMNS));
        assert!(
            text.starts_with("  name  word word") && text.lines().skip(1).all(|line| line.starts_with("        word"))
        );
        assert_eq!(text.matches("word").count(), 30);
        assert_eq!(hanging("a ", "b"), "a b");
    }
}
