//! The home as a verifier of its own access tokens: its keys, its configuration, its state.

use crate::base::{Fault, Timestamp};
use crate::home::ring::Ring;
use crate::home::{Home, Settings};
use crate::jose::Strength;
use crate::token::keyset::{Candidate, KeySet};
use crate::token::policy::Policy;

use crate::core::Context;
use crate::core::sessions::session_issuer::REFRESH_TYPE;
use crate::core::tokens::revocation::AccessCheck;
use crate::core::tokens::verify::{Asked, Judge, Judgement};

/// How a report names the home's key ring.
pub const RING: &str = "the key ring";

/// All that judging the home's own tokens takes.
pub struct Own {
    keys: KeySet,
    access: AccessCheck,
    /// The configuration.
    pub config: Settings,
}

impl Own {
    /// Reads keys, configuration and state.
    pub fn open(context: &Context<'_>) -> Result<Self, Fault> {
        let home = context.home()?;
        let config = home.settings()?;
        let ring = home.ring()?;
        let keys = KeySet::new(candidates(home, &ring, context.now())?, Vec::new(), Strength::Required);
        Ok(Self { keys, access: AccessCheck::open(context, &ring, &config.issuer)?, config })
    }

    /// Judges one token. Where it could not be judged, the fault says why.
    pub fn judge(&self, token: &str, policy: Policy, now: Timestamp) -> Result<Judgement, Fault> {
        let asked = Asked::Claims(Box::new(policy));
        Judge { keys: &self.keys, supply: None, asked, access: Some(&self.access), now }.token(token).told()
    }

    /// What is asked of an access token wherever nobody asks for more: to be one, and of this issuer.
    pub fn policy(&self) -> Policy {
        Policy {
            issuers: vec![self.config.issuer.clone()],
            refused_types: vec![REFRESH_TYPE.to_owned()],
            leeway: self.config.leeway,
            ..Policy::default()
        }
    }
}

/// The keys of the home's ring that verify at `now`.
pub fn candidates(home: &Home, ring: &Ring, now: Timestamp) -> Result<Vec<Candidate>, Fault> {
    let candidate = |key| Candidate { key, source: RING.to_owned(), any_kid: false, issuer: None };
    ring.verifying(now).map(|entry| home.verification_key(entry).map(candidate)).collect()
}
