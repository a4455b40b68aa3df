//! What the handler answers with: the response, and beside it what the response does not say.

use crate::base::Fault;

use super::challenge;
use super::message::Response;

/// A response, and what it does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What the client gets.
    pub response: Response,
    /// Why it is no success, for the server's own log.
    pub because: Option<Fault>,
}

/// A request that is answered with a failure.
#[derive(Debug)]
pub struct Refused(Box<Answer>);

impl Refused {
    /// Answered with `response`, because of `fault`.
    pub fn new(response: Response, fault: Fault) -> Self {
        Self(Box::new(Answer { response, because: Some(fault) }))
    }

    /// The answer.
    pub fn into_answer(self) -> Answer {
        *self.0
    }
}

impl From<Fault> for Refused {
    /// A fault that nobody answered otherwise is the server's own.
    fn from(fault: Fault) -> Self {
        Self::new(challenge::failed(), fault)
    }
}
