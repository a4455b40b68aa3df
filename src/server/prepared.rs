//! What requests work with: the settings and keys of the home, read once and prepared.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;

use crate::base::{Code, Fault, Secret, Timestamp};
use crate::core::Context;
use crate::core::keys;
use crate::core::sessions::authenticate_refresh::{JwtAuthenticator, Presented};
use crate::core::sessions::session_issuer::{ACCESS_TYPE, SessionIssuer};
use crate::core::tokens::local_verifier::{audience_policy, candidates};
use crate::core::tokens::refresh_token::RefreshToken;
use crate::home::{Home, Settings, Stamps};
use crate::jose::Strength;
use crate::net::Url;
use crate::token::claims::ClaimPath;
use crate::token::keyset::KeySet;
use crate::token::parser::SharedParser;
use crate::token::policy::Policy;

/// One reading of the home's files. A request keeps the one that it began with.
pub struct Prepared {
    pub settings: Settings,
    /// The issuer, if it is a URL: its host is a name of the server.
    pub issuer_url: Option<Url>,
    /// With the keys that verify access tokens.
    pub parser: SharedParser,
    /// What access tokens are checked by.
    pub policy: Policy,
    /// The public keys as a JWK Set.
    pub jwks: Bytes,
    issuer: Result<Arc<SessionIssuer>, Fault>,
    refresh_secret: Secret,
    jwt_refresh: JwtAuthenticator,
    /// Of the files, taken before they were read.
    stamps: Stamps,
    /// From this time of the home's clock until the other the same keys verify.
    since: Timestamp,
    until: Option<Timestamp>,
}

impl Prepared {
    /// Reads the files, whose `stamps` were taken before.
    pub fn read(context: &Context<'_>, stamps: Stamps) -> Result<Self, Fault> {
        let (home, ring, settings) = (context.home()?, context.ring()?, context.settings()?);
        let (refresh_secret, now) = (context.refresh_secret()?, context.now());
        let keys = KeySet::new(candidates(home, ring, &settings.issuer, now)?, Vec::new(), Strength::Required);
        let jwks =
            serde_json::to_vec(&keys::jwks(context)?).map_err(|error| Fault::new(Code::Internal, error.to_string()))?;
        Ok(Self {
            parser: SharedParser::new(Arc::new(keys)),
            policy: policy(settings),
            jwks: jwks.into(),
            // Without an active key, tokens are still verified.
            issuer: SessionIssuer::new(home, ring, settings, refresh_secret).map(Arc::new),
            refresh_secret: refresh_secret.clone(),
            jwt_refresh: JwtAuthenticator::new(home, ring, settings, now)?,
            settings: settings.clone(),
            issuer_url: Url::parse(&settings.issuer).ok(),
            stamps,
            since: now,
            until: ring.next_end(now),
        })
    }

    /// Whether it still has what is in the files of `home`, the secret of refresh tokens aside, at the time `now`.
    pub fn is_current(&self, home: &Home, now: Timestamp) -> Result<bool, Fault> {
        let is_in_time = self.since <= now && self.until.is_none_or(|until| now < until);
        Ok(is_in_time && home.has_stamps(&self.stamps)?)
    }

    /// How long the same keys verify; `None`: until the files change.
    pub fn keys_last(&self, now: Timestamp) -> Option<Duration> {
        self.until.map(|until| until.since(now))
    }
}

/// A reading whose secret of refresh tokens is current: for the routes that issue tokens.
pub struct Issuing(Arc<Prepared>);

impl Deref for Issuing {
    type Target = Prepared;

    fn deref(&self) -> &Prepared {
        &self.0
    }
}

impl Issuing {
    /// `None` if the secret was replaced since.
    pub fn of(prepared: Arc<Prepared>, home: &Home) -> Result<Option<Self>, Fault> {
        Ok(home.has_refresh_key_stamp(&prepared.stamps)?.then_some(Self(prepared)))
    }

    /// The home as an issuer of tokens; an error if no key is active.
    pub fn issuer(&self) -> Result<Arc<SessionIssuer>, Fault> {
        self.issuer.clone()
    }

    /// Authenticates a refresh token, without the store.
    pub fn authenticate(&self, text: &Secret, now: Timestamp) -> Result<RefreshToken, Fault> {
        match Presented::read(text)? {
            Presented::Opaque(text) => RefreshToken::from_opaque(text, &self.refresh_secret),
            Presented::Jwt(text) => self.jwt_refresh.authenticate(text, now),
        }
    }
}

/// What access tokens are checked by: the home's issuer and audience, and the type and subject of RFC 9068.
fn policy(settings: &Settings) -> Policy {
    Policy {
        typ: Some(ACCESS_TYPE.to_owned()),
        refused_types: Vec::new(),
        required: vec![ClaimPath::literal("sub")],
        ..audience_policy(settings)
    }
}
