//! What went wrong, in the one shape that every layer above hands on: a stable code, a message, and apart from it the advice.

use std::fmt;

use serde::Serialize;

use super::code::Code;

/// A failure: what it is (`code`), what was expected and what was found (`message`), and what to do about it (`hint`).
///
/// Texts from outside stand in the message as they are; they are escaped where they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The stable name.
    pub code: Code,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do about it, where there is something to do.
    pub hint: Option<String>,
    /// The claim or header parameter it is about.
    pub claim: Option<String>,
}

impl Fault {
    /// A failure with no advice.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, claim: None }
    }

    /// The same failure with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same failure, about this claim or header parameter.
    #[must_use]
    pub fn claim(mut self, claim: impl Into<String>) -> Self {
        self.claim = Some(claim.into());
        self
    }

    /// The same failure with words put before its message, as `context: message`.
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

impl From<super::random::RandomError> for Fault {
    fn from(error: super::random::RandomError) -> Self {
        Self::new(Code::Internal, error.to_string())
    }
}
