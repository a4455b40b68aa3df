//! Refresh tokens as they are presented: authenticated before the store is asked.

use crate::base::shown::REFRESH_TOKEN_PREFIX;
use crate::base::{Code, Fault, Secret};
use crate::token::verify::{Verdict, verify};

use crate::core::Context;
use crate::core::tokens::local_verifier::refresh_verification;
use crate::core::tokens::refresh_token::{RefreshToken, unknown};

/// Reads a refresh token, opaque or JWT, and checks that this home issued it.
///
/// Only the store knows whether it is still valid. A JWT's own `exp` is ignored, because an expired token that was rotated
/// before is still a sign of theft.
pub fn authenticate(context: &Context<'_>, text: &Secret) -> Result<RefreshToken, Fault> {
    let Some(text) = text.expose_str() else {
        return Err(Fault::new(Code::Malformed, "not a refresh token: it is not text"));
    };
    if text.contains('.') && !text.starts_with(REFRESH_TOKEN_PREFIX) {
        // The token may have been valid before a change of keys or settings.
        return from_jwt(context, text).map_err(|fault| match fault.code {
            Code::NoMatchingKey | Code::WrongIssuer => {
                fault.hint("if its key was removed or the issuer changed since, `tokctl login` opens a new session")
            }
            Code::WrongType => fault.hint("pass the refresh token of the same login; this is a token of another type"),
            _ => fault,
        });
    }
    RefreshToken::from_opaque(text, context.refresh_secret()?)
}

fn from_jwt(context: &Context<'_>, text: &str) -> Result<RefreshToken, Fault> {
    let (keys, policy) = refresh_verification(context)?;
    match verify(text, &keys, &policy, context.now()) {
        Verdict::Valid(verified) => {
            verified.signed().claims()?.get_str("jti").and_then(RefreshToken::from_jti).ok_or_else(unknown)
        }
        refused => Err(refused.faults().first().cloned().unwrap_or_else(unknown)),
    }
}
