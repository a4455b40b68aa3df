//! What protects a path: the access token in `Authorization: Bearer` (RFC 6750 section 2.1), and what it must carry.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::AUTHORIZATION;

use crate::base::{Code, Fault, Object, Timestamp};
use crate::core::tokens::revocation::{AccessRules, Answer};
use crate::token::parser::Parsed;
use crate::token::policy::Policy;
use crate::token::verify::{self, Accepted, RevocationChecked, Verdict, Verified};

use super::challenge;
use super::prepared::Prepared;
use super::reply::Problem;
use super::site::Site;

/// The role of administrators.
pub const ADMIN: &str = "ADMIN";

/// What an access token must have besides being valid.
#[derive(Debug, Default)]
pub struct Needs {
    pub roles: Vec<String>,
    pub scopes: Vec<String>,
}

impl Needs {
    pub fn role(role: &str) -> Self {
        Self { roles: vec![role.to_owned()], scopes: Vec::new() }
    }

    /// `policy` with these needs.
    fn policy(self, policy: &Policy) -> Cow<'_, Policy> {
        match self.roles.is_empty() && self.scopes.is_empty() {
            true => Cow::Borrowed(policy),
            false => Cow::Owned(Policy { roles: self.roles, scopes: self.scopes, ..policy.clone() }),
        }
    }
}

/// Refuses a request without an access token that is valid, not revoked, and has what is needed.
pub async fn require(site: &Site, prepared: &Prepared, headers: &HeaderMap, needs: Needs) -> Result<(), Problem> {
    access_token(site, prepared, headers, needs, &mut Vec::new()).await.map(|_| ())
}

/// The request's access token, which is valid, not revoked, and has what is needed. `payload` receives its decoded payload.
pub async fn access_token<'h>(
    site: &Site,
    prepared: &Prepared,
    headers: &'h HeaderMap,
    needs: Needs,
    payload: &'h mut Vec<u8>,
) -> Result<Verified<'h>, Problem> {
    let token = bearer(headers, &prepared.settings.audience)?;
    let policy = needs.policy(&prepared.policy);
    let now = site.now();
    let accepted = match prepared.parser.parse(token, payload).and_then(Parsed::check_signature) {
        Ok(accepted) => accepted,
        Err(refusal) => return Err(challenge::refused(refusal.fault)),
    };
    let revocation = revocation(site, prepared, &accepted, now).await;
    let is_known = revocation.is_some();
    let verdict = accepted.check_claims(&policy, now, revocation);
    if let Some(fault) = verdict.faults().iter().find(|fault| !fault.code.is_verdict()) {
        return Err(Problem::unavailable(fault.clone()));
    }
    match verdict {
        Verdict::Valid(verified) if is_known => Ok(verified),
        Verdict::Valid(_) => Err(Problem::unavailable(Fault::new(
            Code::Store,
            "the state may have forgotten whether the token was revoked",
        ))),
        refused => Err(match challenge::first(refused.faults()) {
            Some(fault) => challenge::refused(fault.clone()),
            None => Fault::new(Code::Internal, "a token was refused without a fault").into(),
        }),
    }
}

/// The session of an access token, and its user.
pub struct TokenSession {
    pub sid: String,
    pub user: String,
}

/// The session of the request's access token, which is valid and not revoked.
pub async fn session(site: &Site, prepared: &Prepared, headers: &HeaderMap) -> Result<TokenSession, Problem> {
    let mut payload = Vec::new();
    let token = access_token(site, prepared, headers, Needs::default(), &mut payload).await?;
    let claims = token.signed().claims()?;
    let text = |name: &str| claims.get_str(name).map(str::to_owned);
    // The policy requires `sub`.
    match (text("sid"), text("sub")) {
        (Some(sid), Some(user)) => Ok(TokenSession { sid, user }),
        _ => Err(Problem::bad_request("The access token has no session")),
    }
}

/// Asks the store about a token whose signature was accepted. `None` if the token has no claims, or if nothing was found but
/// the store may have known more once.
pub async fn revocation<'t>(
    site: &Site,
    prepared: &Prepared,
    accepted: &Accepted<'t>,
    now: Timestamp,
) -> Option<RevocationChecked<'t>> {
    let rules = AccessRules { issuer: prepared.settings.issuer.clone(), present: now };
    let question = rules.question(accepted, now)?;
    let revocations = site.store.access_state(&question.access).await;
    let refresh = match &question.refresh {
        Some(query) => Some(site.store.refresh_state(query).await),
        None => None,
    };
    question.conclude(accepted, Answer { revocations, refresh })
}

/// The claims of the request's access token if this server issued it, even if it has expired or is revoked.
pub fn issued_claims(prepared: &Prepared, headers: &HeaderMap, now: Timestamp) -> Option<Object<'static>> {
    let token = bearer(headers, &prepared.settings.audience).ok()?;
    let policy = Policy { allow_expired: true, ..prepared.policy.clone() };
    match verify::verify(token, prepared.parser.keys(), &policy, now) {
        Verdict::Valid(verified) => verified.signed().claims().ok().cloned(),
        Verdict::Rejected(_) | Verdict::Refused(_) => None,
    }
}

/// The token of a request. Another scheme than Bearer is not an access token.
fn bearer<'h>(headers: &'h HeaderMap, realm: &str) -> Result<&'h str, Problem> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (first, more) = (values.next(), values.next());
    if more.is_some() {
        return Err(Problem::bad_request("More than one Authorization header"));
    }
    match first.and_then(|value| value.to_str().ok()).and_then(|value| value.split_once(' ')) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("Bearer") => Ok(token.trim_matches(' ')),
        _ => Err(challenge::missing(realm)),
    }
}
