//! The home as an issuer: access and refresh tokens for the sessions of the store.

use std::time::Duration;

use crate::base::{Fault, Json, Object, Secret, Timestamp};
use crate::home::ring::Ring;
use crate::home::settings::RefreshFormat;
use crate::home::{Home, Settings};
use crate::jose::{SigningKey, Strength, jws};
use crate::store::step::IssuedSession;

use crate::core::Context;
use crate::core::tokens::refresh_token::{REFRESH_TYPE, RefreshToken};
use crate::core::users::claims::is_reserved;

/// The `typ` of access tokens (RFC 9068 section 2.1).
pub const ACCESS_TYPE: &str = "at+jwt";

/// The client that the command line is.
pub const CLIENT: &str = "tokctl";

/// The response to a login or refresh (RFC 6749 section 5.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    pub access_token: Secret,
    pub access_expires_at: Timestamp,
    pub expires_in: Duration,
    pub refresh_token: Secret,
    /// The idle lifetime of the session: until then it must be refreshed.
    pub refresh_token_timeout: Duration,
    /// The rest of the session's absolute lifetime.
    pub authorization_expires_in: Duration,
    /// The end of the idle lifetime.
    pub idle_expires_at: Timestamp,
    /// The scope granted, separated by spaces.
    pub scope: String,
    pub session_id: String,
    pub user: String,
}

/// Everything that issuing needs. It is read before anything is changed, so that no failure can follow a step of the store.
#[derive(Debug)]
pub struct SessionIssuer {
    pub settings: Settings,
    key: SigningKey,
    refresh_key: Secret,
}

impl SessionIssuer {
    /// Reads the settings, the active key and the secret for refresh tokens.
    pub fn open(context: &Context<'_>) -> Result<Self, Fault> {
        Self::new(context.home()?, context.ring()?, context.settings()?, context.refresh_secret()?)
    }

    /// With the active key of `ring`, whose private half is read from `home`.
    pub fn new(home: &Home, ring: &Ring, settings: &Settings, refresh_key: &Secret) -> Result<Self, Fault> {
        let entry = ring.active()?;
        let key = SigningKey::new(&home.private_key(entry)?, entry.alg, Strength::Required)?;
        Ok(Self { settings: settings.clone(), key, refresh_key: refresh_key.clone() })
    }

    /// Writes a refresh token of a session of `user` that ends at `expires_at`.
    pub fn write_refresh(
        &self,
        token: &RefreshToken,
        user: &str,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<Secret, Fault> {
        if self.settings.refresh_format == RefreshFormat::Opaque {
            return Ok(token.to_opaque(&self.refresh_key));
        }
        let until = now.saturating_add(self.settings.refresh_idle).min(expires_at);
        let jti = token.to_jti();
        let mut claims = Object::new();
        let issuer = || Json::string(self.settings.issuer.clone());
        claims.set("iss", issuer());
        // It is for the issuer alone; resource servers are another audience.
        claims.set("aud", issuer());
        claims.set("sub", Json::string(user.to_owned()));
        claims.set("iat", Json::integer(now.secs()));
        claims.set("exp", Json::integer(until.secs()));
        claims.set("jti", Json::string(jti.expose_str().unwrap_or_default().to_owned()));
        claims.set("sid", Json::string(token.sid()));
        self.sign(REFRESH_TYPE, &claims)
    }

    /// The tokens of a session after a step.
    pub fn tokens(
        &self,
        issued: &IssuedSession,
        issue: &AccessTokenIssue<'_>,
        refresh_token: Secret,
    ) -> Result<Tokens, Fault> {
        let IssuedSession { session, user, access_expires_at } = issued;
        let until = access_expires_at.floor_secs();
        Ok(Tokens {
            access_token: self.access_token(issued, issue)?,
            access_expires_at: until,
            expires_in: remaining(until, issue.now),
            refresh_token,
            refresh_token_timeout: remaining(session.idle_expires_at, issue.now),
            authorization_expires_in: remaining(session.expires_at, issue.now),
            idle_expires_at: session.idle_expires_at,
            scope: user.scope.clone(),
            session_id: session.sid.clone(),
            user: user.name.clone(),
        })
    }

    /// An access token (RFC 9068 section 2.2) for the user as they are now.
    fn access_token(&self, issued: &IssuedSession, issue: &AccessTokenIssue<'_>) -> Result<Secret, Fault> {
        let IssuedSession { session, user, access_expires_at } = issued;
        let mut claims = Object::new();
        claims.set("iss", Json::string(self.settings.issuer.clone()));
        claims.set("aud", Json::string(self.settings.audience.clone()));
        claims.set("sub", Json::string(user.name.clone()));
        claims.set("client_id", Json::string(session.client.clone()));
        if !user.scope.is_empty() {
            claims.set("scope", Json::string(user.scope.clone()));
        }
        if !user.roles.is_empty() {
            claims.set("roles", Json::Array(user.roles.iter().map(|role| Json::string(role.clone())).collect()));
        }
        claims.set("iat", Json::integer(issue.issued_at.secs()));
        claims.set("exp", Json::integer(access_expires_at.secs()));
        claims.set("jti", Json::string(issue.jti.to_owned()));
        claims.set("sid", Json::string(session.sid.clone()));
        claims.set("ver", Json::integer(i64::try_from(session.version).unwrap_or(i64::MAX)));
        for (name, value) in user.claims.iter() {
            if !is_reserved(name) && !claims.contains(name) {
                claims.set(name.to_owned(), value.clone());
            }
        }
        self.sign(ACCESS_TYPE, &claims)
    }

    fn sign(&self, typ: &str, claims: &Object<'_>) -> Result<Secret, Fault> {
        let header = self.key.header(Some(typ));
        Ok(Secret::from(jws::sign(&header, claims.to_string().as_bytes(), &self.key)?))
    }

    /// The key of the MAC of opaque refresh tokens.
    pub fn refresh_key(&self) -> &Secret {
        &self.refresh_key
    }
}

/// The lifetime that is left of something that ends at `until`, in whole seconds like the times in tokens: in the second in
/// which a token is issued, that is its whole lifetime.
pub fn remaining(until: Timestamp, now: Timestamp) -> Duration {
    Duration::from_secs(until.since(now.floor_secs()).as_secs())
}

/// How an access token is issued.
#[derive(Debug, Clone, Copy)]
pub struct AccessTokenIssue<'a> {
    pub jti: &'a str,
    pub issued_at: Timestamp,
    /// Later than `issued_at` when a retry gets the same again.
    pub now: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes_are_counted_from_the_whole_second() {
        for millis in [0, 1, 499, 500, 999] {
            let now = Timestamp::from_millis(1_700_000_000_000 + millis);
            let until = now.floor_secs().saturating_add(Duration::from_secs(900));
            assert_eq!(remaining(until, now), Duration::from_secs(900), "{millis}");
            assert_eq!(remaining(until, now.saturating_add(Duration::from_secs(1))), Duration::from_secs(899));
            assert_eq!(remaining(now.saturating_add(Duration::from_secs(60)), now), Duration::from_secs(60));
        }
    }
}
