//! The one way by which text from outside reaches a terminal.

use std::borrow::Cow;

/// Makes foreign text harmless: what would move the cursor, change colours, hide or reorder other text is written as an
/// escape that shows what it is. A line break is among that, so the answer is always one line.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_harmful(c) => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Controls, and the characters that are invisible or turn the direction of the text around them.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attacks_are_disarmed() {
        for (attack, shown) in [
            ("\u{1b}[2J\u{1b}[31mred", "\\u{1b}[2J\\u{1b}[31mred"),
            ("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("a\r\nb\tc", "a\\r\\nb\\tc"),
            ("user\u{202e}nimda", "user\\u{202e}nimda"),
            ("a\u{200b}b\u{feff}", "a\\u{200b}b\\u{feff}"),
            ("\u{7f}\u{0}", "\\u{7f}\\u{0}"),
            ("\u{2028}\u{2066}", "\\u{2028}\\u{2066}"),
            ("\u{e0041}", "\\u{e0041}"),
        ] {
            assert_eq!(escape(attack), shown, "{attack:?}");
        }
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in ["", "alice", "Zoë 日本語 🙂", "a\\b \"c\""] {
            assert!(matches!(escape(text), Cow::Borrowed(same) if same == text));
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_harmful_is_left(text: String) {
            proptest::prop_assert!(!escape(&text).chars().any(is_harmful));
        }
    }
}
