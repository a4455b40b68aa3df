//! What stands before a protected path: the access token in `Authorization: Bearer` (RFC 6750 section 2.1).

use crate::base::{Code, Fault, Object, Timestamp};
use crate::core::tokens::local_verifier::LocalVerifier;
use crate::token::policy::Policy;
use crate::token::verify::Verdict;

use super::answer::Refused;
use super::challenge;
use super::message::{Request, Status};

/// The claims of the access token that `request` brings, which must be one for the home's audience and carry `role` where
/// one is needed.
///
/// `own` may serve many requests: the state is asked anew for each, keys and configuration are as they were read.
pub fn claims(
    own: &LocalVerifier,
    request: &Request,
    role: Option<&str>,
    now: Timestamp,
) -> Result<Object<'static>, Refused> {
    let token = token(own, request)?;
    let policy = Policy { roles: role.iter().map(|&role| role.into()).collect(), ..own.audience_policy() };
    let verdict = own.verify(token, &policy, now)?;
    match (&verdict, challenge::first(verdict.faults())) {
        (Verdict::Valid(verified), _) => Ok(verified.signed().claims()?.into_owned()),
        (_, Some(fault)) => Err(Refused::new(challenge::refused(fault.code), fault.clone())),
        (_, None) => Err(Fault::new(Code::Internal, "a token was refused for no reason").into()),
    }
}

fn token<'r>(own: &LocalVerifier, request: &'r Request) -> Result<&'r str, Refused> {
    let mut values = request.values("Authorization");
    let (first, more) = (values.next(), values.next());
    if more.is_some() {
        let fault = Fault::new(Code::Usage, "More than one Authorization header");
        return Err(Refused::new(challenge::senseless(Status::BAD_REQUEST, &fault.message), fault));
    }
    let credentials = first.and_then(|value| value.expose_str()).and_then(|value| value.split_once(' '));
    match credentials {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("Bearer") => Ok(token.trim_matches(' ')),
        // Another scheme is no access token either.
        _ => {
            let fault = Fault::new(Code::NoSession, "there is no access token in the request");
            Err(Refused::new(challenge::missing(&own.settings.audience), fault))
        }
    }
}
