//! A token as people hand it over: with a header's name, quotes or white space around it, or inside other text.

use crate::base::shown::{not_a_name, shown};
use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::jose::jws;
use crate::token::locate::{self, Located, locate};
use crate::token::{diagnose, form};

use super::source;

/// Room for what may surround the longest token.
const LIMIT: usize = jws::MAX_LEN + 64 * 1024;

/// Reads the token given as an argument, as `@FILE` or on standard input. Only what may always surround a token is
/// removed, so that a script never accepts what is not a token.
pub fn read(app: &mut App<'_>, typed: Option<&str>) -> Result<String, Fault> {
    let text = read_text(app, typed)?;
    let (token, stripped) = strip(&text);
    refuse_file_name(app, typed, token)?;
    show_stripped(app, &stripped);
    if !form::is_token(token) {
        match locate(token).as_slice() {
            [] => {}
            [only] => return Err(inside(token, only)),
            several => return Err(ambiguous(token, several)),
        }
    }
    Ok(token.to_owned())
}

/// A token that was looked for.
pub struct LocatedToken {
    pub token: String,
    /// The line of the input on which it begins.
    pub line: usize,
}

/// As [`read`], and looks for the one token in other text, which is noted: for commands that show and never accept.
pub fn look(app: &mut App<'_>, typed: Option<&str>) -> Result<LocatedToken, Fault> {
    let text = read_text(app, typed)?;
    let (token, stripped) = strip(&text);
    show_stripped(app, &stripped);
    let found = |token: &str| LocatedToken { token: token.to_owned(), line: 1 };
    if form::is_token(token) {
        return Ok(found(token));
    }
    refuse_file_name(app, typed, token)?;
    match locate(token).as_slice() {
        [] => Ok(found(token)),
        [only] => {
            let line = locate::line_of(token, only.offset);
            let more = match only.repeats {
                0 => String::new(),
                1 => ", and once more".to_owned(),
                times => format!(", and {times} more times"),
            };
            app.note_always(&format!("found the token in {}, line {line}{more}", only.place));
            Ok(LocatedToken { line, ..found(only.token) })
        }
        several => Err(ambiguous(token, several)),
    }
}

/// Whether a token argument is the name of a file.
pub fn is_file(app: &App<'_>, typed: Option<&str>) -> bool {
    typed.is_some_and(|name| app.env.path(name).is_file())
}

fn show_stripped(app: &mut App<'_>, stripped: &[&str]) {
    if !stripped.is_empty() {
        app.detail(&format!("removed from around the token: {}", stripped.join(", ")));
    }
}

fn read_text(app: &mut App<'_>, typed: Option<&str>) -> Result<String, Fault> {
    let typed = match typed {
        None if app.env.terminal.stdin => {
            return Err(Fault::new(Code::Usage, "no token was given")
                .hint("pass it as an argument, as @FILE, or on standard input"));
        }
        typed => typed.unwrap_or("-"),
    };
    let bytes = match source::read_start(app, typed, "the token", LIMIT + 1)? {
        Some(bytes) if bytes.len() > LIMIT => {
            let message = format!("not a token: it is longer than {} bytes", jws::MAX_LEN);
            return Err(Fault::new(Code::Malformed, message));
        }
        Some(bytes) => bytes,
        None => typed.as_bytes().to_vec(),
    };
    String::from_utf8(bytes).map_err(|error| diagnose::diagnose_bytes(error.as_bytes()).into())
}

/// An argument that is the name of a file was meant to be read.
fn refuse_file_name(app: &App<'_>, typed: Option<&str>, token: &str) -> Result<(), Fault> {
    match typed {
        Some(name) if name == token && !form::is_token(token) && app.env.path(name).is_file() => {
            Err(Fault::new(Code::Malformed, "the argument is the name of a file, not a token")
                .hint(format!("write @{} to read the file", if not_a_name(name).is_none() { name } else { "FILE" })))
        }
        Some(name) if name == token && is_path(name) => {
            Err(Fault::new(Code::Malformed, format!("neither a token nor a file: {}", shown(name)))
                .hint("check the name, and pass a token in a file as @FILE"))
        }
        _ => Ok(()),
    }
}

/// Whether an argument can only be the name of a file.
fn is_path(name: &str) -> bool {
    let has_suffix = [".jwt", ".txt", ".token", ".json"].iter().any(|suffix| name.ends_with(suffix));
    not_a_name(name).is_none()
        && !name.contains(char::is_whitespace)
        && (has_suffix || ["./", "../"].iter().any(|start| name.starts_with(start)))
}

fn inside(text: &str, found: &Located<'_>) -> Fault {
    let (line, end) = (locate::line_of(text, found.offset), found.offset + found.token.len());
    let place = format!("{}, line {line}, bytes {} to {end}", found.place, found.offset);
    Fault::new(Code::AmbiguousToken, format!("the input contains more than a token: the token is in {place}"))
        .hint("pass the token alone; `tokctl decode` finds it in other text")
}

/// Tokens that a message lists.
const LISTED: usize = 8;

fn ambiguous(text: &str, several: &[Located<'_>]) -> Fault {
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
    Fault::new(Code::AmbiguousToken, message).hint("pass one of them alone")
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
