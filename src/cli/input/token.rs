//! A token as people copy it: with a header's name, quotes or white space around it.

use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::jose::jws;

use super::source;

/// Room for what may stand around the longest token.
const LIMIT: usize = jws::MAX_LEN + 64 * 1024;

/// Reads the token that was given as an argument, as `@FILE`, or on standard input.
pub fn read(app: &mut App<'_>, typed: Option<&str>) -> Result<String, Fault> {
    let typed = match typed {
        None if app.env.terminal.stdin => {
            return Err(Fault::new(Code::Usage, "no token was given")
                .hint("give it as an argument, as @FILE, or on standard input"));
        }
        typed => typed.unwrap_or("-"),
    };
    let bytes = match source::read_start(app, typed, "the token", LIMIT + 1)? {
        Some(bytes) if bytes.len() > LIMIT => {
            let message = format!("not a token: longer than {} bytes", jws::MAX_LEN);
            return Err(Fault::new(Code::Malformed, message));
        }
        Some(bytes) => bytes,
        None => typed.as_bytes().to_vec(),
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Fault::new(Code::Malformed, format!("not a token: byte {at} is not text"))
    })?;
    let (token, stripped) = find(&text)?;
    if !stripped.is_empty() {
        app.detail(&format!("stripped from around the token: {}", stripped.join(", ")));
    }
    Ok(token.to_owned())
}

/// Finds the one token in a text; also names what stood around it. Nothing inside the token is touched.
pub fn find(text: &str) -> Result<(&str, Vec<&'static str>), Fault> {
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
            // Nothing behind it, as where a script's variable was empty.
            ("`Bearer`", "")
        } else {
            break;
        };
        rest = inner;
        if !stripped.contains(&what) {
            stripped.push(what);
        }
    }
    one_of(rest).map(|token| (token, stripped))
}

/// The text behind a word that it begins with, whatever its case.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

/// Refuses a text in which more than one word could be a token.
fn one_of(text: &str) -> Result<&str, Fault> {
    let looks_like = |word: &&str| word.starts_with("ey") && word.matches('.').count() >= 2;
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | ';' | '`' | '<' | '>' | '='));
    let candidates: Vec<&str> = words.filter(looks_like).collect();
    match candidates.as_slice() {
        [_, _, ..] => {
            let position = |token: &str| token.as_ptr() as usize - text.as_ptr() as usize;
            let list: Vec<String> = candidates
                .iter()
                .enumerate()
                .map(|(i, token)| format!("{}: {} bytes at byte {}", i + 1, token.len(), position(token)))
                .collect();
            let message = format!("the text holds {} tokens ({})", candidates.len(), list.join("; "));
            Err(Fault::new(Code::AmbiguousToken, message).hint("give one of them"))
        }
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln";

    #[test]
    fn what_stands_around_a_token_is_stripped() {
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
            assert_eq!(find(&text).unwrap().0, TOKEN, "{text:?}");
        }
    }

    #[test]
    fn a_header_without_a_token_is_no_token() {
        for text in ["", "Bearer", "Authorization: Bearer ", "\"bearer\""] {
            assert_eq!(find(text).unwrap().0, "", "{text:?}");
        }
    }

    #[test]
    fn nothing_inside_is_repaired() {
        for text in [format!("{} {}", &TOKEN[..10], &TOKEN[10..]), format!("{TOKEN}="), format!("{TOKEN}\"")] {
            assert_eq!(find(&text).unwrap().0, text);
        }
    }

    #[test]
    fn several_tokens_are_a_question() {
        let fault = find(&format!("{TOKEN}\n{TOKEN}")).unwrap_err();
        assert_eq!(fault.code, Code::AmbiguousToken);
        let json = format!("{{\"access_token\":\"{TOKEN}\",\"id_token\":\"{TOKEN}\"}}");
        assert_eq!(find(&json).unwrap_err().code, Code::AmbiguousToken);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_answered(text: String) {
            let _ = find(&text);
        }
    }
}
