//! The rules for a token's header and claims. [`crate::token::check::claims`] checks a token by them.

use std::time::Duration;

use crate::base::json::Json;

use super::claims::ClaimPath;
use super::glob::Glob;

/// What a claim must be.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpectedClaim {
    Value(Json<'static>),
    /// A string that matches the pattern, or an array with at least one.
    Match(Glob),
}

/// What a token must satisfy besides its signature. Empty lists and `None` require nothing.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Check the signature and `crit` only: the payload may be any bytes, and every other member is ignored.
    pub signature_only: bool,
    /// `iss` must be one of these.
    pub issuers: Vec<String>,
    /// `aud` must contain one of these.
    pub audiences: Vec<String>,
    pub subject: Option<String>,
    /// The media type that the header's `typ` must be.
    pub typ: Option<String>,
    /// Media types that the header's `typ` must not be.
    pub refused_types: Vec<String>,
    /// `scope` must contain all of these.
    pub scopes: Vec<String>,
    /// `roles` must contain all of these.
    pub roles: Vec<String>,
    /// Claims that must be present.
    pub required: Vec<ClaimPath>,
    /// Claims that must have these values.
    pub claims: Vec<(ClaimPath, ExpectedClaim)>,
    /// The accepted difference between the clocks of issuer and verifier.
    pub leeway: Duration,
    /// The longest time since `iat`.
    pub max_age: Option<Duration>,
    /// The shortest time until `exp`.
    pub expires_after: Option<Duration>,
    pub allow_expired: bool,
    pub allow_missing_exp: bool,
}
