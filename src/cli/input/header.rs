//! Header lines, from an argument, a file or standard input.

use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::core::http_auth::lines::{self, AuthHeader};
use crate::jose::jws;

use super::source;

/// Room for a token and for the other lines of a log.
const LIMIT: usize = jws::MAX_LEN + 64 * 1024;

/// Reads the headers in `typed`: lines, the value of a header, `@FILE` or `-`. There is at least one.
pub fn read(app: &mut App<'_>, typed: Option<&str>) -> Result<Vec<AuthHeader>, Fault> {
    let typed = match typed {
        None if app.env.terminal.stdin => {
            return Err(Fault::new(Code::Usage, "no header was given")
                .hint("pass it as an argument, as @FILE, or on standard input"));
        }
        typed => typed.unwrap_or("-"),
    };
    let bytes = source::read(app, typed, "the header", LIMIT)?.unwrap_or_else(|| typed.as_bytes().to_vec());
    let text = String::from_utf8(bytes).map_err(|_| Fault::new(Code::Malformed, "the header is not valid UTF-8"))?;
    lines::read(&text)
}
