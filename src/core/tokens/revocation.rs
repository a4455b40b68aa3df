//! What the state says of an access token whose signature was accepted: whether it, its session, or all of its user's are
//! revoked.

use crate::base::datetime::{self, Zone};
use crate::base::{Code, Fault, Json, Object, Timestamp};
use crate::home::ring::Ring;
use crate::jose::crypto;
use crate::store::step::{AccessQuery, RefreshQuery, RefreshState, Revocation};
use crate::store::{Digest, Lookup};
use crate::token::claims;

use crate::core::Context;
use crate::core::sessions::refresh::ended;
use crate::core::tokens::refresh_token::RefreshToken;

/// The state, for asking about access tokens.
pub struct AccessCheck {
    /// None where nothing was ever kept: no session is known then.
    lookup: Option<Box<dyn Lookup>>,
    issuer: String,
    /// The names of keys of the ring that others sign with.
    foreign: Vec<String>,
}

impl AccessCheck {
    /// Opens the state of the context's home. Where it cannot be read, nothing can be said about any token.
    pub fn open(context: &Context<'_>, ring: &Ring, issuer: &str) -> Result<Self, Fault> {
        let foreign = ring.keys().iter().filter(|entry| !entry.private).map(|entry| entry.kid.clone()).collect();
        Ok(Self { lookup: context.open_lookup()?, issuer: issuer.to_owned(), foreign })
    }

    /// Every reason why the token is revoked. One that says that the state cannot be read is no such reason, and has
    /// another code.
    pub fn faults(&self, kid: Option<&str>, signing_input: &str, claims: &Object<'_>, now: Timestamp) -> Vec<Fault> {
        let query = self.query(kid, signing_input, claims);
        let found = match &self.lookup {
            Some(lookup) => lookup.access_state(&query),
            None => Ok(query.sid.iter().map(|_| Revocation::SessionUnknown).collect()),
        };
        let found = found.map(|found| found.iter().map(|revocation| fault(revocation, &query)).collect());
        found
            .unwrap_or_else(|error| vec![error.into()])
            .into_iter()
            .chain(self.exchanged(&query, claims, now))
            .collect()
    }

    /// That the token is a refresh token which another took the place of, though its session may live. Only one that
    /// somebody asks for by its type gets as far as here.
    fn exchanged(&self, query: &AccessQuery, claims: &Object<'_>, now: Timestamp) -> Option<Fault> {
        let (lookup, sid) = (self.lookup.as_ref()?, query.sid.as_ref()?);
        let token = RefreshToken::from_jti(claims.get_str("jti")?).filter(|token| token.sid() == *sid)?;
        let (generation, presented) = (token.generation(), token.digest());
        match lookup.refresh_state(&RefreshQuery { sid: sid.clone(), generation, presented, now }) {
            Ok(RefreshState::Rotated(..)) => {
                Some(Fault::new(Code::Revoked, "this refresh token was exchanged before").claim("jti"))
            }
            Ok(RefreshState::Current(..) | RefreshState::Unknown) => None,
            Err(error) => Some(error.into()),
        }
    }

    fn query(&self, kid: Option<&str>, signing_input: &str, claims: &Object<'_>) -> AccessQuery {
        let issuer = claims.get_str("iss");
        let mut deny_keys = vec![deny_key_of_input(signing_input)];
        if let (Some(issuer), Some(jti)) = (issuer, claims.get_str("jti")) {
            deny_keys.push(deny_key(issuer, jti));
        }
        // Sessions and users of another issuer are none of ours, whatever they are called.
        let is_foreign = issuer != Some(self.issuer.as_str())
            && kid.is_some_and(|kid| self.foreign.iter().any(|foreign| foreign == kid));
        if is_foreign {
            return AccessQuery { deny_keys, ..AccessQuery::default() };
        }
        let text = |name: &str| claims.get_str(name).map(str::to_owned);
        let issued_at = claims.get("iat").and_then(Json::as_number).map(claims::numeric_date);
        AccessQuery { sid: text("sid"), deny_keys, user: text("sub"), version: version(claims), issued_at }
    }
}

/// A `ver` that is no whole number counts as the lowest there is.
fn version(claims: &Object<'_>) -> Option<u64> {
    claims.get("ver").map(|ver| ver.as_i64().and_then(|ver| u64::try_from(ver).ok()).unwrap_or(0))
}

/// What stands for a token on the denylist, by its issuer and id.
pub fn deny_key(issuer: &str, jti: &str) -> Digest {
    // As JSON, no other pair is written in the same way.
    let pair = Json::Array(vec![Json::string(issuer), Json::string(jti)]);
    Digest(crypto::sha256(format!("jti {pair}").as_bytes()))
}

/// What stands for a token on the denylist that has no id: what was signed, since an ECDSA signature can be changed into
/// another good one.
pub fn deny_key_of_input(signing_input: &str) -> Digest {
    Digest(crypto::sha256(format!("input {signing_input}").as_bytes()))
}

/// What was signed of a compact token.
pub fn signing_input(token: &str) -> &str {
    token.rsplit_once('.').map_or(token, |(input, _)| input)
}

fn fault(revocation: &Revocation, query: &AccessQuery) -> Fault {
    let revoked = |message: String, claim: &str| Fault::new(Code::Revoked, message).claim(claim);
    match revocation {
        Revocation::Denied(denial) => {
            revoked(format!("the token was revoked at {} ({})", show(denial.at), denial.reason), "jti")
        }
        Revocation::SessionUnknown => {
            let sid = query.sid.as_deref().unwrap_or_default();
            revoked(format!("its session {sid:?} is not known here"), "sid")
        }
        Revocation::SessionEnded(end) => ended(*end).claim("sid"),
        Revocation::UserDisabled => revoked("its subject is disabled".to_owned(), "sub"),
        Revocation::VersionTooOld { token, current } => revoked(
            format!("everything of its subject before version {current} was revoked, and this has {token}"),
            "ver",
        ),
        Revocation::IssuedBefore(end) => revoked(
            format!(
                "everything of its subject up to {} was revoked, and it does not say that it is later",
                show(end.at)
            ),
            "iat",
        ),
    }
}

fn show(moment: Timestamp) -> String {
    datetime::show(moment, Zone::Utc)
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
    fn a_version_that_is_none_is_the_lowest() {
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
