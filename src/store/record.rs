//! What is remembered.

use std::fmt;

use subtle::ConstantTimeEq;

use crate::base::named::named_enum;
use crate::base::{Secret, Timestamp};

/// A SHA-256 that the caller computed: of a refresh token, of what is denied, of a login's name.
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
    /// Why a session is over before its time.
    pub enum EndReason {
        /// Its user logged out.
        Logout = "logout",
        /// It was revoked by itself.
        Revoked = "revoked",
        /// A refresh token of it was presented a second time (RFC 9700 section 4.14.2).
        Reuse = "reuse",
        /// Everything of its user was revoked.
        UserRevoked = "user_revoked",
        /// Its user's password was changed.
        PasswordChanged = "password_changed",
        /// Its user was disabled.
        UserDisabled = "user_disabled",
        /// Its user was removed.
        UserRemoved = "user_removed",
    }
}

named_enum! {
    /// What happened.
    pub enum EventKind {
        /// A session was opened.
        Login = "login",
        /// A login was refused.
        LoginRefused = "login_refused",
        /// A refresh token was exchanged. A session keeps only its latest, so that rotations do not add up.
        Refresh = "refresh",
        /// The last refresh was asked for again within the grace, and answered with the same tokens.
        Retry = "retry",
        /// A rotated refresh token was presented again.
        Reuse = "reuse",
        /// A token, a session or everything of a user was revoked.
        Revoke = "revoke",
        /// A session was ended by its user.
        Logout = "logout",
        /// A user was added.
        UserAdded = "user_added",
        /// A user was removed.
        UserRemoved = "user_removed",
        /// A user was disabled.
        UserDisabled = "user_disabled",
        /// A user was enabled.
        UserEnabled = "user_enabled",
        /// A user's failed logins were forgotten.
        UserUnlocked = "user_unlocked",
        /// A password was changed.
        PasswordChanged = "password_changed",
        /// A user's roles were changed.
        RolesChanged = "roles_changed",
        /// A user's scope was changed.
        ScopeChanged = "scope_changed",
        /// A key was added to the ring.
        KeyAdded = "key_added",
        /// Another key became the one that signs.
        KeyActivated = "key_activated",
        /// The signing key was replaced by a fresh one.
        KeyRotated = "key_rotated",
        /// A key was retired.
        KeyRetired = "key_retired",
        /// A key was removed.
        KeyRemoved = "key_removed",
        /// A key was revoked.
        KeyRevoked = "key_revoked",
        /// The configuration was changed.
        ConfigChanged = "config_changed",
    }
}

/// A login, from its start to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id, the `sid` of its tokens.
    pub sid: String,
    /// Whose it is.
    pub user: String,
    /// The client that it was opened for.
    pub client: String,
    /// The scope granted at login, separated by spaces.
    pub scope: String,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it is over whatever happens.
    pub expires_at: Timestamp,
    /// When it is over unless refreshed before; never after `expires_at`.
    pub idle_expires_at: Timestamp,
    /// Its user's token version at login, the `ver` of its tokens.
    pub version: u64,
    /// The generation of its current refresh token; the one issued at login is 0.
    pub generation: u64,
    /// When it was refreshed last.
    pub rotated_at: Option<Timestamp>,
    /// When and why it was ended itself. A user's version ends sessions without a mark on each; see [`SessionStatus`].
    pub ended: Option<End>,
}

/// When and why something came to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: EndReason,
}

/// How a session stands at a moment, its user's version and state taken into account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStatus {
    /// Its current refresh token is good.
    Live,
    /// Ended by itself or with everything of its user.
    Ended(End),
    /// Not refreshed for too long.
    IdleExpired,
    /// Past its absolute end.
    Expired,
}

/// A session and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    /// The session.
    pub session: Session,
    /// How it stands.
    pub status: SessionStatus,
}

/// Somebody who can log in.
///
/// A removed user leaves a tombstone of its name and version, because a version never goes down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The name, as it stands in `sub`.
    pub name: String,
    /// The password's hash as PHC text. Empty in a tombstone.
    pub password: Secret,
    /// The roles, in the order they were given.
    pub roles: Vec<String>,
    /// The scope, separated by spaces.
    pub scope: String,
    /// The token version: what carries a lower one is dead.
    pub version: u64,
    /// When and why the version was raised last. Tokens without `ver` are judged by their `iat` against it.
    pub raised: Option<End>,
    /// Whether logins, refreshes and tokens are refused.
    pub disabled: bool,
    /// When the user was added.
    pub created_at: Timestamp,
    /// When the user was removed.
    pub removed_at: Option<Timestamp>,
}

impl User {
    /// Whether this user may log in and refresh.
    pub const fn is_active(&self) -> bool {
        !self.disabled && self.removed_at.is_none()
    }

    /// How something stands that was issued under `version`, as far as its user is concerned.
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

/// Something that happened. It never holds a token, nor a hash that could stand for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number: every event has a higher one than all before it.
    pub id: u64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// Whose.
    pub user: Option<String>,
    /// In which session.
    pub sid: Option<String>,
    /// By which client.
    pub client: Option<String>,
    /// More, for people.
    pub detail: Option<String>,
}

/// What is on the denylist about one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DenylistEntry {
    /// When it was denied.
    pub at: Timestamp,
    /// Until when this is remembered.
    pub until: Timestamp,
    /// Why.
    pub reason: String,
}

/// How often logins under one name have failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    /// Attempts since the last success.
    pub attempts: u32,
    /// The latest of them.
    pub last: Timestamp,
    /// No attempt is allowed before this moment.
    pub locked_until: Option<Timestamp>,
}
