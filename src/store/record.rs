//! What a store holds.

use std::fmt;
use std::time::Duration;

use subtle::ConstantTimeEq;

use crate::base::json::Object;
use crate::base::named::named_enum;
use crate::base::{Secret, Timestamp};

use super::copy_mark::CopyMark;
use super::partition::Partition;

/// A SHA-256 or HMAC-SHA-256 that the caller computed: of a refresh token, a denylist key, a login name. Compared in
/// constant time.
#[derive(Clone, Copy, Eq, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl PartialEq for Digest {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[digest]")
    }
}

named_enum! {
    /// Why a session ended early.
    pub enum EndReason {
        Logout = "logout",
        Revoked = "revoked",
        /// It expired before its time, by a sandbox control.
        Expired = "expired",
        /// A refresh token of it was presented a second time (RFC 9700 section 4.14.2).
        Reuse = "reuse",
        /// A refresh token of it was made by a rotation that the store lost: it was restored, or a failover lost writes.
        StateRestored = "state_restored",
        UserRevoked = "user_revoked",
        PasswordChanged = "password_changed",
        UserDisabled = "user_disabled",
        UserRemoved = "user_removed",
    }
}

named_enum! {
    pub enum EventKind {
        Login = "login",
        LoginRefused = "login_refused",
        /// A refresh token was rotated. A session keeps only its latest, so that rotations do not add up.
        Refresh = "refresh",
        /// The last refresh was repeated within the grace, and got the same tokens.
        Retry = "retry",
        /// A rotated refresh token was presented again.
        Reuse = "reuse",
        /// A refresh token was presented that was made by a rotation that the store lost.
        StateRestored = "state_restored",
        /// A token, a session or everything issued to a user was revoked.
        Revoke = "revoke",
        Logout = "logout",
        UserAdded = "user_added",
        UserRemoved = "user_removed",
        UserDisabled = "user_disabled",
        UserEnabled = "user_enabled",
        /// A user's failed logins were forgotten.
        UserUnlocked = "user_unlocked",
        PasswordChanged = "password_changed",
        RolesChanged = "roles_changed",
        ScopeChanged = "scope_changed",
        ClaimsChanged = "claims_changed",
        KeyAdded = "key_added",
        /// Another key became the signing key.
        KeyActivated = "key_activated",
        /// The signing key was replaced by a new one.
        KeyRotated = "key_rotated",
        KeyRetired = "key_retired",
        KeyRemoved = "key_removed",
        KeyRevoked = "key_revoked",
        ConfigChanged = "config_changed",
    }
}

/// A login, from its start to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The `sid` of its tokens. Begins with its user's partition.
    pub sid: String,
    pub user: String,
    pub client: String,
    /// The scope granted at login, separated by spaces.
    pub scope: String,
    pub created_at: Timestamp,
    /// The end of its absolute lifetime. What is known of the session, its end included, is kept until then at least, and
    /// no access token of it lives longer.
    pub expires_at: Timestamp,
    /// The end of its idle lifetime, which each rotation moves; never after `expires_at`.
    pub idle_expires_at: Timestamp,
    /// Its user's token version at login, the `ver` of its tokens.
    pub version: u64,
    /// The generation of its current refresh token; the one issued at login is 0.
    pub generation: u64,
    pub rotated_at: Option<Timestamp>,
    /// Its own end. A raised version of its user ends a session without a mark on it; see [`SessionStatus`].
    pub ended: Option<End>,
}

impl Session {
    /// Its end, by itself or by a change of its user.
    pub fn end(&self, user: &User) -> Option<End> {
        self.ended.or_else(|| user.end_of(self.version))
    }

    /// An ended session stays ended, even if it would have expired since.
    pub fn status(&self, user: &User, now: Timestamp) -> SessionStatus {
        match self.end(user) {
            Some(end) => SessionStatus::Ended(end),
            None if now >= self.expires_at => SessionStatus::Expired,
            None if now >= self.idle_expires_at => SessionStatus::IdleExpired,
            None => SessionStatus::Live,
        }
    }

    /// The end of an access token that is issued at `now`. Times in tokens are whole seconds.
    pub fn access_end(&self, now: Timestamp, ttl: Duration) -> Timestamp {
        now.floor_secs().saturating_add(ttl).min(self.expires_at)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    pub at: Timestamp,
    pub reason: EndReason,
}

/// The state of a session at some time, with its user's version and state taken into account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStatus {
    /// Its current refresh token is valid.
    Live,
    /// Ended by itself or by a change of its user.
    Ended(End),
    IdleExpired,
    Expired,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    pub session: Session,
    pub status: SessionStatus,
}

/// A user who can log in.
///
/// A removed user leaves a tombstone of its name and version, because a version never decreases.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// The `sub` of tokens.
    pub name: String,
    /// The password's hash as a PHC string. Empty in a tombstone.
    pub password: Secret,
    /// In the order they were given.
    pub roles: Vec<String>,
    /// Separated by spaces.
    pub scope: String,
    /// Further claims of the user's access tokens. The issuer decides which names it takes from here.
    pub claims: Object<'static>,
    /// The token version: tokens and sessions with a lower one are revoked.
    pub version: u64,
    /// When and why the version was last raised. Tokens without `ver` are judged by their `iat` against it.
    pub raised: Option<End>,
    /// Whether logins, refreshes and tokens are refused.
    pub disabled: bool,
    pub created_at: Timestamp,
    pub removed_at: Option<Timestamp>,
}

impl User {
    pub const fn is_active(&self) -> bool {
        !self.disabled && self.removed_at.is_none()
    }

    /// The end of whatever was issued under `version`, as far as its user is concerned.
    pub fn end_of(&self, version: u64) -> Option<End> {
        self.standing().end_of(version)
    }

    pub fn standing(&self) -> Standing {
        let &Self { version, raised, disabled, created_at, removed_at, .. } = self;
        Standing { version, raised, disabled, created_at, removed_at }
    }
}

/// What decides whether something issued to a [`User`] is still valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub version: u64,
    pub raised: Option<End>,
    pub disabled: bool,
    pub created_at: Timestamp,
    pub removed_at: Option<Timestamp>,
}

impl Standing {
    /// The end of whatever was issued under `version`.
    pub fn end_of(&self, version: u64) -> Option<End> {
        if let Some(at) = self.removed_at {
            return Some(End { at, reason: EndReason::UserRemoved });
        }
        if self.disabled {
            let at = self.raised.map_or(self.created_at, |raise| raise.at);
            return Some(End { at, reason: EndReason::UserDisabled });
        }
        let fallback = End { at: self.created_at, reason: EndReason::UserRevoked };
        (version < self.version).then(|| self.raised.unwrap_or(fallback))
    }
}

/// A position in a store's listing, from which reading goes on. Its content is the store's own: it has no order, and a
/// cursor of one store means nothing to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(String);

impl Cursor {
    /// Takes a cursor back that was handed out as a string.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Something that happened. It never contains a token, nor the hash of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Unlike that of every other event. Says nothing about order.
    pub id: String,
    pub at: Timestamp,
    pub kind: EventKind,
    pub user: Option<String>,
    pub sid: Option<String>,
    pub client: Option<String>,
    /// More, for people.
    pub detail: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DenylistEntry {
    pub revoked_at: Timestamp,
    /// From then on it may be pruned.
    pub expires_at: Timestamp,
    pub reason: String,
}

/// The key under which failed logins are counted: a hash of the name, and the name's partition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThrottleKey {
    pub partition: Partition,
    pub name: Digest,
}

/// The failed logins under one [`ThrottleKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    /// Attempts since the last success.
    pub attempts: u32,
    /// Those of them that were allowed and whose outcome is not known yet.
    pub pending: u32,
    pub last_attempt_at: Timestamp,
    /// No attempt is allowed before this time. The lock starts with the last attempt.
    pub locked_until: Option<Timestamp>,
}

/// How far the clocks of two nodes may differ.
pub const CLOCK_SKEW: Duration = Duration::from_secs(5);

impl Throttle {
    /// The end of the lock, if it is locked at `now`. A lock that starts in the future does not count: the clock was wrong
    /// then, or is now.
    pub fn lock_at(&self, now: Timestamp) -> Option<Timestamp> {
        let has_started = self.last_attempt_at <= now.saturating_add(CLOCK_SKEW);
        self.locked_until.filter(|until| has_started && *until > now)
    }
}

/// What a store belongs to. Given when the store is created; only its ID may change, if it was restored and that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Random, so that no two stores share it.
    pub id: String,
    /// The issuer of the home that created it. A home with a file of its own may change its issuer later; one that shares a
    /// store with others may not.
    pub issuer: String,
    /// A MAC under the secret that refresh tokens are made with. It reveals nothing about the secret.
    pub refresh_fingerprint: Digest,
    /// The ID of the sandbox home that the store belongs to.
    pub sandbox: Option<String>,
}

/// The metadata of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    pub identity: Identity,
    /// How many steps have changed the store. A lower number than one seen before means that the store was restored.
    pub commits: u64,
    /// The newest time of any event. A clock that shows less was set back.
    pub newest_at: Option<Timestamp>,
    /// The latest end of an entry that pruning removed from the denylist.
    pub forgotten_until: Option<Timestamp>,
    /// Why the store is not used as usual, if it is copied, was moved, or is not complete.
    pub copy: Option<CopyMark>,
}
