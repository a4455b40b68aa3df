//! Refresh tokens as they are presented: authenticated before the store is asked.

use crate::base::shown::REFRESH_TOKEN_PREFIX;
use crate::base::{Code, Fault, Secret, Timestamp, shown};
use crate::home::ring::Ring;
use crate::home::{Home, Settings};
use crate::token::decode::Unverified;
use crate::token::keyset::KeySet;
use crate::token::policy::Policy;
use crate::token::verify::{Verdict, verify};

use crate::core::Context;
use crate::core::tokens::local_verifier::refresh_verification;
use crate::core::tokens::refresh_token::{RefreshToken, unknown};

/// Reads a refresh token, opaque or JWT, and checks that this home issued it.
///
/// Only the store knows whether it is still valid. A JWT's own `exp` is ignored, because an expired token that was rotated
/// before is still a sign of theft.
pub fn authenticate(context: &Context<'_>, text: &Secret) -> Result<RefreshToken, Fault> {
    match Presented::read(text)? {
        Presented::Opaque(text) => RefreshToken::from_opaque(text, context.refresh_secret()?),
        Presented::Jwt(text) => {
            let now = context.now();
            JwtAuthenticator::new(context.home()?, context.ring()?, context.settings()?, now)?.authenticate(text, now)
        }
    }
}

/// A refresh token by its format.
#[derive(Clone, Copy)]
pub enum Presented<'t> {
    Opaque(&'t str),
    Jwt(&'t str),
}

impl<'t> Presented<'t> {
    pub fn read(text: &'t Secret) -> Result<Self, Fault> {
        let Some(text) = text.expose_str() else {
            return Err(Fault::new(Code::Malformed, "not a refresh token: it is not text"));
        };
        let is_jwt = text.contains('.') && !text.starts_with(REFRESH_TOKEN_PREFIX);
        Ok(if is_jwt { Self::Jwt(text) } else { Self::Opaque(text) })
    }
}

/// Authenticates refresh tokens that are JWTs.
#[derive(Debug)]
pub struct JwtAuthenticator {
    keys: KeySet,
    policy: Policy,
    issuer: String,
}

impl JwtAuthenticator {
    /// With the keys that verify at `now`.
    pub fn new(home: &Home, ring: &Ring, settings: &Settings, now: Timestamp) -> Result<Self, Fault> {
        let (keys, policy) = refresh_verification(home, ring, settings, now)?;
        Ok(Self { keys, policy, issuer: settings.issuer.clone() })
    }

    pub fn authenticate(&self, text: &str, now: Timestamp) -> Result<RefreshToken, Fault> {
        let token = match verify(text, &self.keys, &self.policy, now) {
            Verdict::Valid(verified) => {
                verified.signed().claims()?.get_str("jti").and_then(RefreshToken::from_jti).ok_or_else(unknown)
            }
            refused => Err(refused.faults().first().cloned().unwrap_or_else(unknown)),
        };
        token.map_err(|fault| match fault.code {
            Code::NoMatchingKey | Code::WrongIssuer => self.explain(text, fault),
            Code::WrongType => fault.hint("pass the refresh token of the same login; this is a token of another type"),
            _ => fault,
        })
    }

    /// The token is another issuer's, or was valid before a change of keys or settings.
    fn explain(&self, text: &str, fault: Fault) -> Fault {
        let fault =
            fault.hint("if its key was removed or the issuer changed since, `tokctl login` opens a new session");
        let Ok(token) = Unverified::decode(text) else { return fault };
        match token.claims().and_then(|claims| claims.get_str("iss")) {
            Some(found) if found != self.issuer => {
                let (found, home) = (shown(found), shown(&self.issuer));
                let message =
                    format!("not a refresh token of this home: it names the issuer {found}, this home is {home}");
                Fault { message, ..fault }
            }
            _ => fault,
        }
    }
}
