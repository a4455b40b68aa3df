//! Issuing tokens: composing one and signing it, once or many times.

use crate::base::random::Random;
use crate::base::time::Timestamp;
use crate::base::{Code, Fault};
use crate::jose::SigningKey;
use crate::jose::jws;
use crate::token::issue::{Draft, Warning, Wish};

/// What to issue.
#[derive(Debug)]
pub struct IssueRequest {
    /// What the token is to say.
    pub wish: Wish,
    /// How many tokens.
    pub count: u64,
    /// Whether to leave the payload out of the token.
    pub detached: bool,
    /// Whether a warning is a refusal.
    pub deny_warnings: bool,
}

/// A composed token whose warnings have been heard, about to be signed.
#[derive(Debug)]
pub struct Issue {
    draft: Draft,
    count: u64,
    detached: bool,
}

impl Issue {
    /// Composes the token that `request` asks for, to be signed with `key`.
    pub fn prepare(request: IssueRequest, key: &SigningKey, now: Timestamp) -> Result<Self, Fault> {
        let draft = Draft::compose(request.wish, key, now)?;
        let refused = draft.warnings.iter().find(|warning| request.deny_warnings && !warning.is_note);
        if let Some(warning) = refused {
            return Err(denied(warning.message.clone()));
        }
        Ok(Self { draft, count: request.count, detached: request.detached })
    }

    /// What the token's maker should know.
    pub fn warnings(&self) -> &[Warning] {
        &self.draft.warnings
    }

    /// The draft, as it was signed last.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Signs, and hands each token to `sink` as it is made.
    pub fn sign<E: From<Fault>>(
        &mut self,
        key: &SigningKey,
        random: &dyn Random,
        mut sink: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let detached = self.detached;
        self.draft.sign_each(key, random, self.count, |token| {
            if !detached {
                return sink(token);
            }
            let without = jws::detach(token).map_err(|malformed| E::from(Fault::from(malformed)))?;
            sink(&without)
        })
    }
}

/// There was a warning, and none was allowed.
pub fn denied(warning: String) -> Fault {
    Fault::new(Code::WarningsDenied, warning).hint("no token was issued, since --deny-warnings was given")
}
