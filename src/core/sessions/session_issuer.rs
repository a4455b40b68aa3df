//! The home as an issuer: access and refresh tokens for what the store has granted.

use std::time::Duration;

use crate::base::{Fault, Json, Object, Secret, Timestamp};
use crate::home::ring::RingKey;
use crate::home::settings::RefreshFormat;
use crate::home::{Home, Settings};
use crate::jose::{SigningKey, Strength, jws};
use crate::store::step::IssuedSession;

use crate::core::tokens::refresh_token::RefreshToken;

/// The `typ` of access tokens (RFC 9068 section 2.1).
pub const ACCESS_TYPE: &str = "at+jwt";

/// The `typ` of refresh tokens that are JWTs.
pub const REFRESH_TYPE: &str = "refresh+jwt";

/// The client that the command line is.
pub const CLIENT: &str = "tokctl";

/// What a login or a refresh answers (RFC 6749 section 5.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// The access token.
    pub access_token: Secret,
    /// When it expires.
    pub access_expires_at: Timestamp,
    /// How long it is good.
    pub expires_in: Duration,
    /// The refresh token.
    pub refresh_token: Secret,
    /// How long that is good, unless the session is ended before.
    pub refresh_expires_in: Duration,
    /// The scope granted, separated by spaces.
    pub scope: String,
    /// The session's id.
    pub session_id: String,
    /// Whose it is.
    pub user: String,
}

/// All that issuing takes. It is read before anything is changed, so that what the store has done can be answered.
#[derive(Debug)]
pub struct Issuer {
    /// The configuration.
    pub config: Settings,
    key: SigningKey,
    refresh_key: Secret,
}

impl Issuer {
    /// Reads the configuration, the active key and the secret for refresh tokens.
    pub fn of(home: &Home) -> Result<Self, Fault> {
        let RingKey { key, alg } = home.signing_key()?;
        let key = SigningKey::new(&key, alg, Strength::Required)?;
        Ok(Self { config: home.settings()?, key, refresh_key: home.refresh_secret()? })
    }

    /// When an access token issued at `now` ends. Times in tokens are whole seconds.
    pub fn access_expires_at(&self, now: Timestamp) -> Timestamp {
        now.floor_secs().saturating_add(self.config.access_ttl)
    }

    /// Writes a refresh token of the session `sid` of `user`, which ends at `expires_at`.
    pub fn write_refresh(
        &self,
        token: &RefreshToken,
        user: &str,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<Secret, Fault> {
        if self.config.refresh_format == RefreshFormat::Opaque {
            return Ok(token.to_opaque(&self.refresh_key));
        }
        let until = now.saturating_add(self.config.refresh_idle).min(expires_at);
        let jti = token.to_jti();
        let mut claims = Object::new();
        let issuer = || Json::string(self.config.issuer.clone());
        claims.set("iss", issuer());
        // It is for the issuer alone: whoever takes access tokens is another audience.
        claims.set("aud", issuer());
        claims.set("sub", Json::string(user.to_owned()));
        claims.set("iat", Json::integer(now.secs()));
        claims.set("exp", Json::integer(until.secs()));
        claims.set("jti", Json::string(jti.expose_str().unwrap_or_default().to_owned()));
        claims.set("sid", Json::string(token.sid()));
        self.sign(REFRESH_TYPE, &claims)
    }

    /// What is answered with for a issued, made at `issued_at` and told at `now`.
    pub fn answer(&self, issued: &IssuedSession, issue: &Issue<'_>, refresh_token: Secret) -> Result<Tokens, Fault> {
        let IssuedSession { session, user, access_expires_at } = issued;
        let until = access_expires_at.floor_secs();
        Ok(Tokens {
            access_token: self.access_token(issued, issue)?,
            access_expires_at: until,
            expires_in: until.since(issue.now),
            refresh_token,
            refresh_expires_in: session.idle_expires_at.since(issue.now),
            scope: user.scope.clone(),
            session_id: session.sid.clone(),
            user: user.name.clone(),
        })
    }

    /// An access token (RFC 9068 section 2.2) for the user as they are now.
    fn access_token(&self, issued: &IssuedSession, issue: &Issue<'_>) -> Result<Secret, Fault> {
        let IssuedSession { session, user, access_expires_at } = issued;
        let mut claims = Object::new();
        claims.set("iss", Json::string(self.config.issuer.clone()));
        claims.set("aud", Json::string(self.config.audience.clone()));
        claims.set("sub", Json::string(user.name.clone()));
        claims.set("client_id", Json::string(session.client.clone()));
        if !user.scope.is_empty() {
            claims.set("scope", Json::string(user.scope.clone()));
        }
        if !user.roles.is_empty() {
            claims.set("roles", Json::Array(user.roles.iter().map(|role| Json::string(role.clone())).collect()));
        }
        claims.set("iat", Json::integer(issue.issued_at.secs()));
        claims.set("nbf", Json::integer(issue.issued_at.secs()));
        claims.set("exp", Json::integer(access_expires_at.secs()));
        claims.set("jti", Json::string(issue.jti.to_owned()));
        claims.set("sid", Json::string(session.sid.clone()));
        claims.set("ver", Json::integer(i64::try_from(session.version).unwrap_or(i64::MAX)));
        self.sign(ACCESS_TYPE, &claims)
    }

    fn sign(&self, typ: &str, claims: &Object<'_>) -> Result<Secret, Fault> {
        let mut header = Object::new();
        header.set("alg", Json::string(self.key.algorithm().name()));
        header.set("typ", Json::string(typ.to_owned()));
        if let Some(kid) = self.key.kid() {
            header.set("kid", Json::string(kid.to_owned()));
        }
        Ok(Secret::from(jws::sign(&header, claims.to_string().as_bytes(), &self.key)?))
    }

    /// The secret that opaque refresh tokens carry the MAC of.
    pub fn refresh_key(&self) -> &Secret {
        &self.refresh_key
    }
}

/// One issuing of an access token.
#[derive(Debug, Clone, Copy)]
pub struct Issue<'a> {
    /// Its id.
    pub jti: &'a str,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// The present moment, which is later where a retry is answered again.
    pub now: Timestamp,
}
