//! Revoking access tokens and keys, and the question that every verification asks.

use crate::base::Timestamp;
use crate::store::record::{DenylistEntry, Digest, End, Standing};

use super::Operation;

/// Puts a token on the denylist. Keys: the entry, and the events of the entry's partition, whatever session the token has.
#[derive(Debug, Clone)]
pub struct RevokeToken {
    pub op: Operation,
    /// Stands for the token: a hash of its issuer and `jti`, or of its signing input.
    pub key: Digest,
    /// Until when it is remembered. Revoked twice, the later time counts.
    pub expires_at: Timestamp,
    pub reason: String,
    /// The token's user, for the event.
    pub user: Option<String>,
    /// The token's session, for the event.
    pub sid: Option<String>,
}

/// Revokes a signing key, and with it everything that it signed. It is remembered forever. Key: the key ID.
#[derive(Debug, Clone)]
pub struct RevokeKey {
    pub op: Operation,
    pub kid: String,
    pub reason: String,
}

/// Asks whether an access token is revoked. At most three reads, each in one partition: the denylist key, the session with
/// its user or the user alone, the key ID. Their order does not matter, because revocation only grows.
#[derive(Debug, Clone, Default)]
pub struct AccessQuery {
    pub sid: Option<String>,
    /// Its key on the denylist.
    pub deny_key: Option<Digest>,
    /// When an entry for it would end, if it matters whether that was removed before.
    pub deny_end: Option<Timestamp>,
    /// Its subject. One that is not a user of the store is not a finding.
    pub user: Option<String>,
    /// Its `ver`.
    pub version: Option<u64>,
    /// Its `iat`, which matters only without a `ver`.
    pub issued_at: Option<Timestamp>,
    /// The ID of the key that accepted its signature.
    pub kid: Option<String>,
}

impl AccessQuery {
    /// What the denylist says of the token, with how far it is forgotten.
    pub fn denial(&self, entry: Option<DenylistEntry>, forgotten_until: Option<Timestamp>) -> Option<Revocation> {
        let is_forgotten = || self.deny_end.is_some_and(|end| Some(end) <= forgotten_until);
        entry.map(Revocation::Token).or_else(|| is_forgotten().then_some(Revocation::Forgotten))
    }

    /// What the standing of its user says of the token.
    pub fn revocations_by(&self, user: &Standing) -> Vec<Revocation> {
        let mut found = Vec::new();
        if user.disabled {
            found.push(Revocation::UserDisabled);
        }
        match (self.version, user.raised) {
            (Some(token), _) if token < user.version => {
                found.push(Revocation::VersionTooOld { token, current: user.version });
            }
            // Times in tokens are whole seconds, rounded down. A token issued in the second of the raise counts as issued
            // before it, and so does one without a time of issue.
            (None, Some(raise)) if self.issued_at.is_none_or(|at| at <= raise.at) => {
                found.push(Revocation::IssuedBefore(raise));
            }
            _ => {}
        }
        found
    }
}

/// Why an access token is revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revocation {
    /// It is on the denylist.
    Token(DenylistEntry),
    /// It is not on the denylist, but an entry for it may have been removed before its end.
    Forgotten,
    /// Its key was revoked.
    Key {
        at: Timestamp,
    },
    /// No such session of this user.
    SessionUnknown,
    SessionEnded(End),
    UserDisabled,
    /// Its `ver` is below its user's version.
    VersionTooOld {
        token: u64,
        current: u64,
    },
    /// It has no `ver`, and was issued no later than its user's version was raised.
    IssuedBefore(End),
}
