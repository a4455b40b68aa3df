//! What the state knows about an access token whose signature was accepted: whether the token, its key, its session or
//! everything issued to its user is revoked.

use std::time::Duration;

use crate::base::datetime;
use crate::base::{Code, Fault, Json, Object, Timestamp};
use crate::jose::crypto;
use crate::store::step::{AccessQuery, RefreshQuery, RefreshState, Revocation};
use crate::store::{Digest, End, EndReason, Lookup, Result as StoreResult};
use crate::token::claims;
use crate::token::selection::KeyUsed;
use crate::token::verify::{Accepted, RevocationChecked};

use crate::core::Context;
use crate::core::tokens::refresh_token::RefreshToken;

/// How long an entry of the denylist outlives its token, for verifiers that accept expired tokens.
pub const KEPT_AFTER_EXP: Duration = Duration::from_secs(24 * 60 * 60);

/// The state, for asking about access tokens.
pub struct AccessCheck {
    /// `None` if there never was a state: then no session is known.
    lookup: Option<Box<dyn Lookup>>,
    pub rules: AccessRules,
}

impl AccessCheck {
    /// Opens the state of the context's home. Without it no token can be accepted.
    pub fn open(context: &Context<'_>, issuer: &str) -> Result<Self, Fault> {
        let lookup = context.open_lookup()?;
        Ok(Self { lookup, rules: AccessRules { issuer: issuer.to_owned(), present: context.now() } })
    }

    /// Asks the state about a token at the time `now`. `None` if the token has no claims, or if nothing was found but its entry
    /// would have ended.
    pub fn check<'t>(&self, accepted: &Accepted<'t>, now: Timestamp) -> Option<RevocationChecked<'t>> {
        let question = self.rules.question(accepted, now)?;
        let answer = match &self.lookup {
            Some(lookup) => Answer {
                revocations: lookup.access_state(&question.access),
                refresh: question.refresh.as_ref().map(|query| lookup.refresh_state(query)),
            },
            None => {
                let unknown = question.access.sid.iter().map(|_| Revocation::SessionUnknown);
                Answer { revocations: Ok(unknown.collect()), refresh: None }
            }
        };
        question.conclude(accepted, answer)
    }
}

/// What is to be asked about a token, and what the answers mean.
#[derive(Debug, Clone)]
pub struct AccessRules {
    /// The home's own issuer.
    pub issuer: String,
    /// The current time, even if the verification is as of another.
    pub present: Timestamp,
}

/// What a state is asked about one token.
#[derive(Debug)]
pub struct Question {
    pub access: AccessQuery,
    /// For a refresh token that is a JWT. Only one whose type was asked for gets this far.
    pub refresh: Option<RefreshQuery>,
    /// Whether the token expired so long ago that its entry would have ended.
    has_ended: bool,
}

/// What a state says about a [`Question`].
#[derive(Debug)]
pub struct Answer {
    pub revocations: StoreResult<Vec<Revocation>>,
    pub refresh: Option<StoreResult<RefreshState>>,
}

impl Question {
    /// The result for the token that was asked about. A state that cannot be read or cannot tell is a fault with another code.
    /// `None` if nothing was found but the token's entry would have ended.
    pub fn conclude<'t>(self, accepted: &Accepted<'t>, answer: Answer) -> Option<RevocationChecked<'t>> {
        let mut found = answer.revocations;
        if let Ok(found) = &mut found
            && found.len() > 1
        {
            // What is known decides.
            found.retain(|revocation| *revocation != Revocation::Forgotten);
        }
        let found = found.map(|found| found.iter().map(|revocation| fault(revocation, &self.access)).collect());
        let mut faults: Vec<Fault> = found.unwrap_or_else(|error| vec![error.into()]);
        faults.extend(answer.refresh.and_then(|state| match state {
            // Its session may be live.
            Ok(RefreshState::Rotated(..)) => {
                Some(Fault::new(Code::Revoked, "this refresh token was rotated before").claim("jti"))
            }
            Ok(RefreshState::Current(..) | RefreshState::Unknown) => None,
            Err(error) => Some(error.into()),
        }));
        (!faults.is_empty() || !self.has_ended).then(|| RevocationChecked::new(accepted, faults))
    }
}

impl AccessRules {
    /// What to ask about a token; `None` if it has no claims.
    pub fn question(&self, accepted: &Accepted<'_>, now: Timestamp) -> Option<Question> {
        let signed = accepted.signed();
        let claims = signed.claims().ok()?;
        let exp = claims.get("exp").and_then(Json::as_number).map(claims::numeric_date);
        let end = exp.map(|exp| exp.saturating_add(KEPT_AFTER_EXP));
        let has_ended = end.is_some_and(|end| end < self.present);
        let deny_end = end.filter(|_| !has_ended);
        let access = AccessQuery { deny_end, ..self.query(signed.key(), accepted.signing_input(), claims) };
        let refresh = rotation_query(&access, claims, now);
        Some(Question { access, refresh, has_ended })
    }

    fn query(&self, key: &KeyUsed, signing_input: &str, claims: &Object<'_>) -> AccessQuery {
        let (deny_key, kid) = (Some(self.deny_key_of(key, signing_input, claims)), key.kid.clone());
        // Sessions and users of another issuer are not the home's, even if their names are the same.
        if !self.is_own(key) {
            return AccessQuery { deny_key, kid, ..AccessQuery::default() };
        }
        let text = |name: &str| claims.get_str(name).map(str::to_owned);
        let issued_at = claims.get("iat").and_then(Json::as_number).map(claims::numeric_date);
        AccessQuery {
            sid: text("sid"),
            deny_key,
            deny_end: None,
            user: text("sub"),
            version: version(claims),
            issued_at,
            kid,
        }
    }

    /// The denylist key of a token that `key` signed: its issuer and `jti`, or the signing input if the key does
    /// not speak for its issuer or it has no `jti`. The issuer is the one that the token names, so that an entry still
    /// denies it after the key has become the home's own or the home's issuer has changed.
    pub fn deny_key_of(&self, key: &KeyUsed, signing_input: &str, claims: &Object<'_>) -> Digest {
        let claimed = claims.get_str("iss");
        let issuer = match key.issuer.name() {
            None => Some(claimed.unwrap_or(&self.issuer)),
            only => only.filter(|only| claimed == Some(only)),
        };
        match (issuer, claims.get_str("jti")) {
            (Some(issuer), Some(jti)) => deny_key(issuer, jti),
            _ => deny_key_of_input(signing_input),
        }
    }

    /// Whether a key of the ring is the home's own. Only own keys have no issuer, and only in a ring without others.
    fn is_own(&self, key: &KeyUsed) -> bool {
        key.issuer.name().is_none_or(|issuer| issuer == self.issuer)
    }
}

/// Asks whether a refresh token that is a JWT was rotated before.
fn rotation_query(access: &AccessQuery, claims: &Object<'_>, now: Timestamp) -> Option<RefreshQuery> {
    let sid = access.sid.as_ref()?;
    let token = RefreshToken::from_jti(claims.get_str("jti")?).filter(|token| token.sid() == *sid)?;
    Some(token.query(now))
}

/// A `ver` that is not a whole number counts as 0.
fn version(claims: &Object<'_>) -> Option<u64> {
    claims.get("ver").map(|ver| ver.as_i64().and_then(|ver| u64::try_from(ver).ok()).unwrap_or(0))
}

/// The denylist key of a token with this `jti` of this issuer.
pub fn deny_key(issuer: &str, jti: &str) -> Digest {
    // As JSON, no other pair has the same text.
    let pair = Json::Array(vec![Json::string(issuer), Json::string(jti)]);
    Digest(crypto::sha256(format!("jti {pair}").as_bytes()))
}

/// The denylist key of one token alone. The signature is left out, since an ECDSA signature can be changed into
/// another valid one.
pub fn deny_key_of_input(signing_input: &str) -> Digest {
    Digest(crypto::sha256(format!("input {signing_input}").as_bytes()))
}

fn fault(revocation: &Revocation, query: &AccessQuery) -> Fault {
    let revoked = |message: String, claim: &str| Fault::new(Code::Revoked, message).claim(claim);
    match revocation {
        Revocation::Token(entry) => {
            revoked(format!("the token was revoked at {}", datetime::show_utc(entry.revoked_at)), "jti")
        }
        Revocation::Forgotten => {
            let message = "the state cannot tell whether the token was revoked: its entry may have been removed while a clock was ahead";
            Fault::new(Code::Store, message).hint("check the system clock, then run `tokctl doctor`")
        }
        Revocation::Key { at } => revoked(format!("its key was revoked at {}", datetime::show_utc(*at)), "kid"),
        Revocation::SessionUnknown => {
            let sid = query.sid.as_deref().unwrap_or_default();
            revoked(format!("unknown session {sid:?}"), "sid")
        }
        Revocation::SessionEnded(end) => session_ended(*end).claim("sid"),
        Revocation::UserDisabled => revoked("its subject is disabled".to_owned(), "sub"),
        Revocation::VersionTooOld { token, current } => {
            revoked(format!("token version {token} is older than the subject's current version {current}"), "ver")
        }
        Revocation::IssuedBefore(end) => {
            let at = datetime::show_utc(end.at);
            match query.issued_at {
                Some(issued_at) if issued_at.secs() == end.at.secs() => revoked(
                    format!("issued at {at}, in the same second in which everything issued to its subject was revoked"),
                    "iat",
                )
                .hint("issue the token again: from the next second on it is valid"),
                _ => revoked(format!("everything issued to its subject until {at} was revoked"), "iat"),
            }
        }
    }
}

/// The fault of a session that was ended early.
pub fn session_ended(end: End) -> Fault {
    let why = match end.reason {
        EndReason::Logout => "its user logged out",
        EndReason::Revoked => "it was revoked",
        EndReason::Expired => "a sandbox control let it expire",
        EndReason::Reuse => "one of its refresh tokens was used twice",
        EndReason::StateRestored => "the state lost a rotation of it, by a restored backup or a failover",
        EndReason::UserRevoked => "everything issued to its user was revoked",
        EndReason::PasswordChanged => "its user's password was changed",
        EndReason::UserDisabled => "its user is disabled",
        EndReason::UserRemoved => "its user was removed",
    };
    let code = if end.reason == EndReason::Expired { Code::Expired } else { Code::Revoked };
    Fault::new(code, format!("the session ended at {}: {why}", datetime::show_utc(end.at)))
        .hint("`tokctl login` opens a new session")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tokens_share_a_key() {
        let keys = [
            deny_key("a", "b"),
            deny_key("ab", ""),
            deny_key("", "ab"),
            deny_key("a\",\"b", ""),
            deny_key("a", "\",\"b"),
            deny_key_of_input("a.b"),
            deny_key_of_input("[\"a\",\"b\"]"),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{at}");
        }
    }

    #[test]
    fn a_version_that_is_not_a_whole_number_is_0() {
        for (text, expected) in [
            ("{}", None),
            (r#"{"ver":3}"#, Some(3)),
            (r#"{"ver":"3"}"#, Some(0)),
            (r#"{"ver":-1}"#, Some(0)),
            (r#"{"ver":1.5}"#, Some(0)),
        ] {
            let claims =
                crate::base::json::parse_object(text.as_bytes(), crate::base::json::Duplicates::Refuse).unwrap();
            assert_eq!(version(&claims), expected, "{text}");
        }
    }
}
