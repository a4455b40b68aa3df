//! A token as people hand it over: with a header's name, quotes or white space around it, or inside other text.

use crate::base::{Code, Fault};
use crate::token::locate::{self, Located, locate};
use crate::token::{form, surroundings};

/// A token that was found in a text.
#[derive(Debug)]
pub struct PastedToken<'t> {
    /// The text itself if there is no token in it, so that it can be diagnosed.
    pub token: &'t str,
    /// The line on which it begins.
    pub line: usize,
    /// Where it was, if it was inside other text.
    pub note: Option<String>,
}

/// Looks for the one token in `text`, which [`strip`] returned.
pub fn look(text: &str) -> Result<PastedToken<'_>, Fault> {
    if form::is_token(text) {
        return Ok(PastedToken { token: text, line: 1, note: None });
    }
    match locate(text).as_slice() {
        [] => Ok(PastedToken { token: text, line: 1, note: None }),
        [only] => {
            let more = match only.repeats {
                0 => String::new(),
                1 => ", and once more".to_owned(),
                times => format!(", and {times} more times"),
            };
            let note = format!("found the token {}{more}", surroundings::describe(text, only));
            Ok(PastedToken { token: only.token, line: locate::line_of(text, only.offset), note: Some(note) })
        }
        several => Err(ambiguous(text, several)),
    }
}

/// Tokens that a message lists.
const LISTED: usize = 8;

/// The fault of a text with several tokens.
pub fn ambiguous(text: &str, several: &[Located<'_>]) -> Fault {
    let list: Vec<String> = several
        .iter()
        .enumerate()
        .take(LISTED)
        .map(|(index, found)| {
            let (line, end) = (locate::line_of(text, found.offset), found.offset + found.token.len());
            format!("{}: {}, line {line}, bytes {} to {end}", index + 1, found.place, found.offset)
        })
        .collect();
    let count = match several.len() {
        locate::MAX_TOKENS => format!("{} tokens or more", locate::MAX_TOKENS),
        count => format!("{count} tokens"),
    };
    let more = if several.len() > LISTED { "; …" } else { "" };
    let message = format!("the text contains {count}: {}{more}", list.join("; "));
    let is_one_a_line = text.lines().all(|line| line.trim().is_empty() || form::is_token(line.trim()));
    Fault::new(Code::AmbiguousToken, message).hint(match is_one_a_line {
        true => "pass one of them alone; `tokctl verify --batch FILE` verifies each line",
        false => "pass one of them alone",
    })
}

/// Removes what may always surround a token: white space, a byte order mark, quotes, `Bearer`, `Authorization:`. Also
/// returns what was removed.
pub fn strip(text: &str) -> (&str, Vec<&'static str>) {
    let mut stripped = Vec::new();
    let mut rest = text;
    loop {
        let unquoted = |quote| rest.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        let (what, inner) = if rest.trim().len() != rest.len() {
            ("white space", rest.trim())
        } else if let Some(text) = rest.strip_prefix('\u{feff}') {
            ("a byte order mark", text)
        } else if let Some(inner) = ['"', '\'', '`'].into_iter().find_map(unquoted) {
            ("quotes", inner)
        } else if let Some(value) = strip_word(rest, "authorization:") {
            ("`Authorization:`", value)
        } else if let Some(value) = strip_word(rest, "bearer ") {
            ("`Bearer`", value)
        } else if rest.eq_ignore_ascii_case("bearer") {
            // The variable after it was empty.
            ("`Bearer`", "")
        } else {
            return (rest, stripped);
        };
        rest = inner;
        if !stripped.contains(&what) {
            stripped.push(what);
        }
    }
}

/// The rest of a string that begins with this word, in any case.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln";

    #[test]
    fn text_around_a_token_is_stripped() {
        for text in [
            TOKEN.to_owned(),
            format!("  {TOKEN}\r\n"),
            format!("Bearer {TOKEN}"),
            format!("\"{TOKEN}\""),
            format!("'Bearer {TOKEN}'"),
            format!("Authorization: Bearer {TOKEN}\n"),
            format!("authorization:bearer   {TOKEN}"),
            format!("\"Authorization: Bearer {TOKEN}\""),
            format!("\u{feff}{TOKEN}"),
            format!("\n\"\u{feff}{TOKEN}\""),
        ] {
            assert_eq!(strip(&text).0, TOKEN, "{text:?}");
        }
    }

    #[test]
    fn a_header_without_a_token_is_not_a_token() {
        for text in ["", "Bearer", "Authorization: Bearer ", "\"bearer\""] {
            assert_eq!(strip(text).0, "", "{text:?}");
        }
    }

    #[test]
    fn nothing_inside_is_repaired() {
        for text in [format!("{} {}", &TOKEN[..10], &TOKEN[10..]), format!("{TOKEN}="), format!("{TOKEN}\"")] {
            assert_eq!(strip(&text).0, text);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_string_is_handled(text: String) {
            let _ = strip(&text);
        }
    }
}
