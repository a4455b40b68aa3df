//! The home as a verifier of its own access tokens: its keys, its settings, its state.

use crate::base::{Fault, Timestamp};
use crate::home::ring::{KeyEntry, Ring};
use crate::home::{Home, Settings};
use crate::jose::{Algorithm, Strength};
use crate::token::key_issuer::KeyIssuer;
use crate::token::keyset::{Candidate, KeySet};
use crate::token::policy::Policy;
use crate::token::verify::Verdict;

use crate::core::Context;
use crate::core::keys::KeySource;
use crate::core::tokens::claimed_issuer::HomeIssuer;
use crate::core::tokens::refresh_token::REFRESH_TYPE;
use crate::core::tokens::revocation::AccessCheck;
use crate::core::tokens::verify::Verification;

/// The source of the home's keys in reports.
pub const RING: &str = "the key ring";

/// Everything that verifying the home's own tokens needs, read once.
pub struct LocalVerifier {
    keys: KeySource,
    pub state: AccessCheck,
    pub settings: Settings,
}

impl LocalVerifier {
    pub fn open(context: &Context<'_>) -> Result<Self, Fault> {
        Self::open_with(context, Vec::new(), Strength::Required)
    }

    /// A non-empty `allowed` narrows the algorithms.
    pub fn open_with(context: &Context<'_>, allowed: Vec<Algorithm>, strength: Strength) -> Result<Self, Fault> {
        let home = context.home()?;
        let (settings, ring) = (context.settings()?, context.ring()?);
        let keys = candidates(home, ring, &settings.issuer, context.now())?;
        let keys = KeySource::fixed(KeySet::new(keys, allowed, strength));
        Ok(Self { keys, state: AccessCheck::open(context, &settings.issuer)?, settings: settings.clone() })
    }

    /// Verifies one token and asks the state about it. Fails if the state cannot be read.
    pub fn verify(&self, token: &str, policy: &Policy, now: Timestamp) -> Result<Verdict<'static>, Fault> {
        self.verification(policy, now).verify(token)
    }

    pub fn verification<'a>(&'a self, policy: &'a Policy, now: Timestamp) -> Verification<'a> {
        Verification {
            keys: &self.keys,
            policy,
            state: Some(&self.state),
            home: HomeIssuer::Used(&self.settings.issuer),
            now,
            explain: false,
        }
    }

    /// The default policy of the home, for any audience.
    pub fn policy(&self) -> Policy {
        policy(&self.settings)
    }

    /// The default policy for the home's own audience.
    pub fn audience_policy(&self) -> Policy {
        audience_policy(&self.settings)
    }
}

/// The default policy of a home, for any audience: its issuer, and no refresh token.
pub fn policy(settings: &Settings) -> Policy {
    Policy {
        issuers: vec![settings.issuer.clone()],
        refused_types: vec![REFRESH_TYPE.to_owned()],
        leeway: settings.leeway,
        ..Policy::default()
    }
}

/// The default policy for the home's own audience.
pub fn audience_policy(settings: &Settings) -> Policy {
    Policy { audiences: vec![settings.audience.clone()], ..policy(settings) }
}

/// The keys and the policy for the home's own refresh tokens that are JWTs, without the state.
///
/// Only keys that sign here: the owner of another key in the ring must not be able to end sessions with it.
pub fn refresh_verification(
    home: &Home,
    ring: &Ring,
    settings: &Settings,
    now: Timestamp,
) -> Result<(KeySet, Policy), Fault> {
    let signing = ring.verifying(now).filter(|entry| entry.private);
    let candidates: Result<Vec<Candidate>, Fault> =
        signing.map(|entry| candidate(home, entry, KeyIssuer::Any)).collect();
    let policy = Policy {
        typ: Some(REFRESH_TYPE.to_owned()),
        issuers: vec![settings.issuer.clone()],
        audiences: vec![settings.issuer.clone()],
        allow_expired: true,
        ..Policy::default()
    };
    Ok((KeySet::new(candidates?, Vec::new(), Strength::Required), policy))
}

fn candidate(home: &Home, entry: &KeyEntry, issuer: KeyIssuer) -> Result<Candidate, Fault> {
    let key = home.verification_key(entry)?;
    Ok(Candidate { key, source: RING.to_owned(), any_kid: false, issuer })
}

/// The keys of the home's ring that verify at `now`, for access tokens.
///
/// Its own keys are for `home_issuer`, imported ones for the issuer they were imported for. Imported public keys without an
/// issuer are used only when named.
pub fn candidates(home: &Home, ring: &Ring, home_issuer: &str, now: Timestamp) -> Result<Vec<Candidate>, Fault> {
    let is_foreign = |entry: &&KeyEntry| !entry.is_own(home_issuer) && entry.issuer.is_some();
    let has_foreign = ring.verifying(now).any(|entry| is_foreign(&entry));
    let issuer = |entry: &KeyEntry| match &entry.issuer {
        Some(issuer) if !entry.is_own(home_issuer) => KeyIssuer::Only(issuer.clone()),
        // With keys of several issuers, a policy never makes one speak for another.
        _ if has_foreign => KeyIssuer::Only(home_issuer.to_owned()),
        _ => KeyIssuer::Any,
    };
    ring.verifying(now)
        .filter(|entry| entry.is_own(home_issuer) || is_foreign(entry))
        .map(|entry| candidate(home, entry, issuer(entry)))
        .collect()
}
