//! Refresh tokens as they are presented: authenticated before the store is asked.

use crate::base::shown::REFRESH_TOKEN_PREFIX;
use crate::base::{Code, Fault, Secret, shown};
use crate::token::decode::Unverified;
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
        return from_jwt(context, text).map_err(|fault| match fault.code {
            Code::NoMatchingKey | Code::WrongIssuer => explain(context, text, fault),
            Code::WrongType => fault.hint("pass the refresh token of the same login; this is a token of another type"),
            _ => fault,
        });
    }
    RefreshToken::from_opaque(text, context.refresh_secret()?)
}

/// The token is another issuer's, or was valid before a change of keys or settings.
fn explain(context: &Context<'_>, text: &str, fault: Fault) -> Fault {
    let fault = fault.hint("if its key was removed or the issuer changed since, `tokctl login` opens a new session");
    let Ok(token) = Unverified::decode(text) else { return fault };
    match (token.claims().and_then(|claims| claims.get_str("iss")), context.settings()) {
        (Some(found), Ok(settings)) if found != settings.issuer => {
            let (found, home) = (shown(found), shown(&settings.issuer));
            let message = format!("not a refresh token of this home: it names the issuer {found}, this home is {home}");
            Fault { message, ..fault }
        }
        _ => fault,
    }
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
