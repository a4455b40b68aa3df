//! A token as people hand it over: with a header's name, quotes or white space around it, or inside other text.

use crate::base::shown::{not_a_name, shown};
use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::core::tokens::pasted::{self, ambiguous, strip};
use crate::jose::jws;
use crate::token::locate::{Located, locate};
use crate::token::{diagnose, form, surroundings};

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
    if !form::is_token(token) {
        refuse_file_name(app, typed, token)?;
    }
    let found = pasted::look(token)?;
    if let Some(note) = &found.note {
        app.note_always(note);
    }
    Ok(LocatedToken { token: found.token.to_owned(), line: found.line })
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
    let end = found.offset + found.token.len();
    let place = format!("{}, bytes {} to {end}", surroundings::describe(text, found), found.offset);
    Fault::new(Code::AmbiguousToken, format!("the input contains more than a token: the token is {place}"))
        .hint("pass the token alone; `tokctl decode` finds it in other text")
}
