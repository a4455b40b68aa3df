//! What stands beside a token in a line of text, for the messages that say where a token was found.

use super::locate::{Located, Place, line_of};

/// The longest text beside a token that is quoted.
const MAX_QUOTED: usize = 3;

/// Authentication schemes before a token.
const SCHEMES: &[&str] = &["bearer", "dpop", "jwt", "token", "oauth", "accesstoken"];

/// Where `located` is in `text`: `in the cookie session, line 1`, `after the scheme "DPoP"`, or `before ","`.
pub fn describe(text: &str, located: &Located<'_>) -> String {
    let line = line_of(text, located.offset);
    match beside(text, located) {
        Some(beside) if located.place == Place::Text => beside,
        _ => format!("in {}, line {line}", located.place),
    }
}

fn beside(text: &str, located: &Located<'_>) -> Option<String> {
    let (before, rest) = text.split_at_checked(located.offset)?;
    let (before, after) = (before.trim(), rest.get(located.token.len()..)?.trim());
    let quoted = |text: &str| format!("{text:?}");
    let is_short = |text: &str| text.chars().count() <= MAX_QUOTED;
    if before.starts_with('\u{1b}') && (after.is_empty() || after.starts_with('\u{1b}')) {
        return Some("between control sequences of a terminal, such as colors".to_owned());
    }
    let scheme = before.strip_suffix(':').unwrap_or(before);
    if after.is_empty() && SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return Some(format!("after the scheme {}", quoted(scheme)));
    }
    match (before, after) {
        _ if !is_short(before) || !is_short(after) => None,
        ("", "") => None,
        ("", after) => Some(format!("before {}", quoted(after))),
        (before, "") => Some(format!("after {}", quoted(before))),
        (before, after) => Some(format!("between {} and {}", quoted(before), quoted(after))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::locate::locate;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2ln";

    #[test]
    fn signs_and_schemes_are_named() {
        for (before, after, expected) in [
            ("DPoP ", "", "after the scheme \"DPoP\""),
            ("Bearer\t", "", "after the scheme \"Bearer\""),
            ("JWT ", "\n", "after the scheme \"JWT\""),
            ("", ",", "before \",\""),
            ("“", "”", "between \"“\" and \"”\""),
            ("b'", "'", "between \"b'\" and \"'\""),
            ("\u{1b}[32m", "\u{1b}[0m", "between control sequences of a terminal, such as colors"),
            ("- ", "", "after \"-\""),
            ("your token is ", ".", "in other text, line 1"),
            ("TOKEN=", "", "in the value of TOKEN, line 1"),
        ] {
            let text = format!("{before}{TOKEN}{after}");
            assert_eq!(describe(&text, &locate(&text)[0]), expected);
        }
    }
}
