//! Escapes untrusted text before it reaches a terminal. This is the only place that does.
//!
//! A claim can hold anything: escape sequences that repaint the screen or set the clipboard, bidirectional overrides that
//! make `nimda` read `admin`, line breaks that fake a line of output, invisible characters. Each of them is shown as its
//! code point, so that the reader notices it.

use std::borrow::Cow;
use std::fmt::Write;

/// Escapes control and invisible characters, line breaks included.
pub fn escape(text: &str) -> Cow<'_, str> {
    replace(text, is_harmful, |c, out| match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ => _ = write!(out, "\\u{{{:x}}}", u32::from(c)),
    })
}

/// Escapes bytes that may be text. Line breaks and tabs are kept; invalid UTF-8 becomes `\xff`.
pub fn escape_bytes(bytes: &[u8]) -> String {
    let harmful = |c| is_harmful(c) && c != '\n' && c != '\t';
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(&replace(chunk.valid(), harmful, |c, out| _ = write!(out, "\\u{{{:x}}}", u32::from(c))));
        for byte in chunk.invalid() {
            _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// Escapes harmful characters in serialized JSON with JSON's own escapes. They occur only inside strings, so the value is
/// unchanged.
pub fn escape_json(json: &str) -> Cow<'_, str> {
    let harmful = |c| is_harmful(c) && c != '\n';
    replace(json, harmful, |c, out| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            _ = write!(out, "\\u{unit:04x}");
        }
    })
}

fn replace(text: &str, harmful: impl Fn(char) -> bool, mut write: impl FnMut(char, &mut String)) -> Cow<'_, str> {
    // Fast path: printable ASCII.
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) || !text.contains(&harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if harmful(c) { write(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// Whether a character controls a terminal or is invisible.
fn is_harmful(c: char) -> bool {
    // C0, DEL and C1, which includes both encodings of ESC, CSI and OSC.
    c.is_control()
        || matches!(
            c,
            '\u{ad}' // soft hyphen
            | '\u{34f}' // combining grapheme joiner
            | '\u{61c}' // Arabic letter mark
            | '\u{115f}'..='\u{1160}' // Hangul fillers
            | '\u{17b4}'..='\u{17b5}' // Khmer inherent vowels
            | '\u{180b}'..='\u{180f}' // Mongolian selectors and vowel separator
            | '\u{200b}'..='\u{200f}' // zero width, joiners, direction marks
            | '\u{2028}'..='\u{202e}' // line and paragraph separator, embeddings and overrides
            | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, isolates, deprecated formats
            | '\u{2800}' // blank Braille pattern
            | '\u{3164}' // Hangul filler
            | '\u{fe00}'..='\u{fe0f}' // variation selectors
            | '\u{feff}' // byte order mark
            | '\u{ffa0}' // half-width Hangul filler
            | '\u{fff0}'..='\u{fffb}' // interlinear annotation
            | '\u{1bca0}'..='\u{1bca3}' // shorthand format controls
            | '\u{1d173}'..='\u{1d17a}' // musical format controls
            | '\u{e0000}'..='\u{e0fff}' // tags, further variation selectors
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known terminal attacks.
    const ATTACKS: &[&str] = &[
        "\u{1b}[2J\u{1b}[H",
        "\u{1b}]0;title\u{7}",
        "\u{1b}]52;c;cm0gLXJmIC8=\u{7}",
        "\u{1b}]8;;http://evil.example\u{1b}\\click\u{1b}]8;;\u{1b}\\",
        "\u{9b}31mred",
        "\u{9d}0;title\u{9c}",
        "\u{1b}P+q544e\u{1b}\\",
        "\u{90}payload\u{9c}",
        "ok\rerror",
        "ok\nvalid: true",
        "a\u{8}\u{8}\u{8}b",
        "bell\u{7}",
        "nul\0",
        "del\u{7f}",
        "next line\u{85}x",
        "\u{202e}nimda",
        "\u{2066}a\u{2069}",
        "\u{200f}a\u{61c}",
        "ad\u{200b}min",
        "ad\u{200d}min",
        "ad\u{2060}min",
        "\u{feff}admin",
        "ad\u{ad}min",
        "line\u{2028}separator\u{2029}",
        "tag\u{e0041}\u{e0042}",
        "hangul\u{3164}filler\u{115f}\u{ffa0}",
        "vs\u{fe0f}\u{e0101}",
        "shift\u{e}out\u{f}",
        "\u{18}cancel\u{1a}",
    ];

    #[test]
    fn no_attack_succeeds() {
        for attack in ATTACKS {
            let shown = escape(attack);
            assert!(!shown.contains(is_harmful), "{attack:?} became {shown:?}");
            assert!(shown.len() > attack.chars().count(), "{attack:?} is not shown");
            let shown = escape_bytes(attack.as_bytes()).replace(['\n', '\t'], "");
            assert!(!shown.contains(is_harmful), "{attack:?} became {shown:?}");
            let json = serde_json::to_string(attack).unwrap();
            let shown = escape_json(&json);
            assert!(!shown.contains(is_harmful), "{attack:?} became {shown:?}");
            assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), *attack);
        }
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in ["", "alice", "Zoë Ünsal", "日本語", "русский", "עברית", "العربية", "😀", "a\u{301}", "\\n \"x\""]
        {
            assert!(matches!(escape(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn bytes_that_are_not_text() {
        assert_eq!(escape_bytes(b"a\xff\xc3(\n\tb\x1b"), "a\\xff\\xc3(\n\tb\\u{1b}");
        assert_eq!(escape_bytes(b"\x9b31m"), "\\x9b31m");
    }

    proptest::proptest! {
        #[test]
        fn nothing_harmful_is_ever_left(text in ".*", bytes: Vec<u8>) {
            proptest::prop_assert!(!escape(&text).contains(is_harmful));
            proptest::prop_assert!(!escape_bytes(&bytes).replace(['\n', '\t'], "").contains(is_harmful));
        }
    }
}
