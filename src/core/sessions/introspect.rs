//! `introspect`: whether a token is active (RFC 7662). The response never says why not: the holder of an invalid token learns
//! nothing from it.

use serde::Serialize;

use crate::base::shown::REFRESH_TOKEN_PREFIX;
use crate::base::{Code, Fault, Json, Object, Secret, Timestamp};
use crate::store::step::{RefreshQuery, RefreshState};
use crate::store::{Lookup, Session, SessionStatus};
use crate::token::verify::Verdict;

use crate::core::Context;
use crate::core::sessions::authenticate_refresh::authenticate;
use crate::core::sessions::refresh;
use crate::core::tokens::local_verifier::LocalVerifier;
use crate::core::tokens::refresh_token::unknown;
use crate::core::tokens::revocation::session_ended;

/// The response of RFC 7662 section 2.2, and the reasons for the home's owner if the token is not active.
#[derive(Debug)]
pub struct Introspection {
    pub response: IntrospectionResponse,
    /// Why the token is not active.
    pub because: Vec<Fault>,
}

impl Introspection {
    /// The response for a token that is not active.
    pub fn inactive(because: Vec<Fault>) -> Self {
        Self { response: IntrospectionResponse::Inactive { active: false }, because }
    }
}

/// The members of the response.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum IntrospectionResponse {
    Active(Object<'static>),
    /// The token is not active, or the text is not a token.
    Inactive {
        /// Always false.
        active: bool,
    },
}

/// The claims that the response copies unchanged.
const COPIED: [&str; 11] = ["scope", "client_id", "sub", "exp", "iat", "nbf", "aud", "iss", "jti", "sid", "ver"];

/// Introspects an access or refresh token. `present` is the current time, even if the context is as of another.
pub fn introspect(context: &Context<'_>, text: &Secret, present: Timestamp) -> Result<Introspection, Fault> {
    let because = match access(context, text, present)? {
        Ok(response) => return Ok(Introspection { response, because: Vec::new() }),
        Err(because) => because,
    };
    match authenticate(context, text) {
        Ok(token) => refresh_token(context, &token.query(context.now())),
        Err(fault) if !fault.code.is_verdict() => Err(fault),
        Err(fault) => {
            let is_opaque = text.expose_str().is_some_and(|text| text.starts_with(REFRESH_TOKEN_PREFIX));
            Ok(Introspection::inactive(if is_opaque { vec![fault] } else { because }))
        }
    }
}

fn access(
    context: &Context<'_>,
    text: &Secret,
    present: Timestamp,
) -> Result<Result<IntrospectionResponse, Vec<Fault>>, Fault> {
    let mut verifier = LocalVerifier::open(context)?;
    verifier.state.rules.present = present;
    let verdict = verifier.verify(text.expose_str().unwrap_or_default(), &verifier.policy(), context.now())?;
    let Verdict::Valid(verified) = &verdict else { return Ok(Err(verdict.faults().to_vec())) };
    let claims = verified.signed().claims()?;
    let mut members = Object::new();
    members.set("active", Json::Bool(true));
    members.set("token_type", Json::string("Bearer"));
    if let Some(user) = claims.get_str("sub") {
        members.set("username", Json::string(user.to_owned()));
    }
    for name in COPIED {
        if let Some(value) = claims.get(name) {
            members.set(name, value.clone().into_owned());
        }
    }
    if let Some(roles) = claims.get("roles") {
        members.set("roles", roles.clone().into_owned());
    }
    Ok(Ok(IntrospectionResponse::Active(members)))
}

fn refresh_token(context: &Context<'_>, query: &RefreshQuery) -> Result<Introspection, Fault> {
    let Some(lookup) = context.open_lookup()? else { return Ok(Introspection::inactive(vec![unknown()])) };
    let now = context.now();
    Ok(match lookup.refresh_state(query)? {
        RefreshState::Unknown => Introspection::inactive(vec![unknown()]),
        RefreshState::Rotated(..) => {
            Introspection::inactive(vec![Fault::new(Code::RefreshReused, "this refresh token was rotated before")])
        }
        RefreshState::Current(session, status) => match status {
            SessionStatus::Live => {
                Introspection { response: active(context, lookup.as_ref(), &session)?, because: Vec::new() }
            }
            SessionStatus::Ended(end) => Introspection::inactive(vec![session_ended(end)]),
            SessionStatus::IdleExpired => {
                Introspection::inactive(vec![refresh::idle_expired(session.idle_expires_at, now)])
            }
            SessionStatus::Expired => Introspection::inactive(vec![refresh::expired(session.expires_at, now)]),
        },
    })
}

fn active(context: &Context<'_>, lookup: &dyn Lookup, session: &Session) -> Result<IntrospectionResponse, Fault> {
    let issuer = context.settings()?.issuer.clone();
    let scope = lookup.user(&session.user)?.map(|user| user.scope).unwrap_or_default();
    let mut members = Object::new();
    members.set("active", Json::Bool(true));
    members.set("token_type", Json::string("refresh_token"));
    members.set("username", Json::string(session.user.clone()));
    if !scope.is_empty() {
        members.set("scope", Json::string(scope));
    }
    members.set("client_id", Json::string(session.client.clone()));
    members.set("sub", Json::string(session.user.clone()));
    members.set("exp", Json::integer(session.idle_expires_at.secs()));
    members.set("iat", Json::integer(session.rotated_at.unwrap_or(session.created_at).secs()));
    members.set("iss", Json::string(issuer));
    members.set("sid", Json::string(session.sid.clone()));
    Ok(IntrospectionResponse::Active(members))
}
