//! The error type of all layers: a stable code, a message and a hint.

use std::fmt;
use std::io;

use serde::Serialize;

use super::code::Code;

/// A failure.
///
/// The message may contain text from outside; it is escaped when it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    pub code: Code,
    /// What was expected and what was found, without a full stop.
    pub message: String,
    /// What to do: a command or a value that works.
    pub hint: Option<String>,
    /// The claim or header parameter that caused it.
    pub claim: Option<String>,
}

impl Fault {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, claim: None }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn claim(mut self, claim: impl Into<String>) -> Self {
        self.claim = Some(claim.into());
        self
    }

    /// Changes the message to `context: message`.
    #[must_use]
    pub fn context(mut self, context: impl fmt::Display) -> Self {
        self.message = format!("{context}: {}", self.message);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// The text of an I/O error without its number, which says nothing to a user.
pub fn io_reason(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::IsADirectory {
        return "it is a directory".to_owned();
    }
    let text = error.to_string();
    match text.rsplit_once(" (os error ") {
        Some((reason, _)) => reason.to_owned(),
        None => text,
    }
}

impl From<super::random::RandomError> for Fault {
    fn from(error: super::random::RandomError) -> Self {
        Self::new(Code::Internal, error.to_string())
    }
}
