//! Refresh tokens as they are presented: authenticated before the store is asked.

use crate::base::{Code, Fault, Secret, Timestamp};
use crate::home::Home;
use crate::home::ring::RingKey;
use crate::jose::Strength;
use crate::token::keyset::{Candidate, KeySet};
use crate::token::policy::Policy;
use crate::token::verify::{Verdict, verify};

use crate::core::Context;
use crate::core::tokens::refresh_token::REFRESH_TYPE;
use crate::core::tokens::refresh_token::{PREFIX, RefreshToken, unknown};

/// Reads a refresh token, opaque or JWT, and checks that this home issued it.
///
/// Only the store knows whether it is still valid. A JWT's own `exp` is ignored, because an expired token that was exchanged
/// before is still a sign of theft.
pub fn authenticate(context: &Context<'_>, text: &Secret) -> Result<RefreshToken, Fault> {
    let home = context.home()?;
    let Some(text) = text.expose_str() else {
        return Err(Fault::new(Code::Malformed, "not a refresh token: it is not text"));
    };
    if text.contains('.') && !text.starts_with(PREFIX) {
        // The token may have been valid before a change of keys or settings.
        return from_jwt(home, text, context.now()).map_err(|fault| match fault.code {
            Code::NoMatchingKey | Code::WrongIssuer => {
                fault.hint("if its key was removed or the issuer changed since, `tokctl login` opens a new session")
            }
            _ => fault,
        });
    }
    RefreshToken::from_opaque(text, &home.refresh_secret()?)
}

fn from_jwt(home: &Home, text: &str, now: Timestamp) -> Result<RefreshToken, Fault> {
    let settings = home.settings()?;
    // Only keys that sign here: the owner of another key in the ring must not be able to end sessions with it.
    let keys = home.verification_keys(now, |entry| entry.private)?;
    let candidate =
        |RingKey { key, .. }| Candidate { key, source: "the key ring".to_owned(), any_kid: false, issuer: None };
    let keys = KeySet::new(keys.into_iter().map(candidate).collect(), Vec::new(), Strength::Required);
    let policy = Policy {
        typ: Some(REFRESH_TYPE.to_owned()),
        issuers: vec![settings.issuer.clone()],
        audiences: vec![settings.issuer],
        allow_expired: true,
        ..Policy::default()
    };
    match verify(text, &keys, &policy, now) {
        Verdict::Valid(verified) => {
            verified.signed().claims()?.get_str("jti").and_then(RefreshToken::from_jti).ok_or_else(unknown)
        }
        refused => Err(refused.faults().first().cloned().unwrap_or_else(unknown)),
    }
}
