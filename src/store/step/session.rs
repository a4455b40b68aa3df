//! Opening, rotating, reading and ending sessions.

use std::time::Duration;

use crate::base::{Secret, Timestamp};
use crate::store::record::{Cursor, Digest, End, EndReason, Session, SessionStatus, SessionView, ThrottleKey, User};

use super::Operation;

/// Opens a session, after the password was found right. Keys: the user, the new session, the login attempts.
#[derive(Debug, Clone)]
pub struct Login {
    pub op: Operation,
    /// The ID of the new session, in the partition of `user`.
    pub sid: String,
    pub user: String,
    /// The user's version when the password was checked: a change since then refuses the login.
    pub version: u64,
    pub client: String,
    pub scope: String,
    /// The hash of its first refresh token, of generation 0.
    pub hash: Digest,
    /// How long it lives without being refreshed.
    pub idle: Duration,
    /// How long it lives at most.
    pub absolute: Duration,
    /// How long the access token is valid.
    pub access_ttl: Duration,
    /// The attempts counted here are forgotten.
    pub throttle: ThrottleKey,
}

#[derive(Debug, Clone, PartialEq)]
pub enum LoginOutcome {
    Opened(Box<IssuedSession>),
    /// The user is unknown or disabled, or was changed since the password was checked.
    Refused,
}

/// A session and its user after a step: the contents of an access token.
#[derive(Debug, Clone, PartialEq)]
pub struct IssuedSession {
    pub session: Session,
    /// As read in the same step.
    pub user: User,
    /// The end of the access token, never after the session's.
    pub access_expires_at: Timestamp,
}

/// Rotates a refresh token: replaces it with its successor. The caller has checked its MAC or signature, which proves
/// `sid` and `generation`. Keys: the session and its user.
#[derive(Debug, Clone)]
pub struct Rotate {
    pub op: Operation,
    pub sid: String,
    /// The session's user, which never changes.
    pub user: String,
    pub generation: u64,
    /// The hash of the presented token.
    pub presented: Digest,
    /// The hash of the token that replaces it.
    pub successor: Digest,
    /// How long the session lives from now on without being refreshed.
    pub idle: Duration,
    /// How long a retry gets the same successor. Zero: never.
    pub grace: Duration,
    /// The successor, sealed under a key derived from the presented token. Kept only if `grace` is above zero.
    pub sealed: Secret,
    /// The `jti` of the access token issued with it.
    pub access_jti: String,
    /// How long that access token is valid.
    pub access_ttl: Duration,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RotateOutcome {
    /// The successor is the session's current token, and the presented one is invalid.
    Rotated(Box<IssuedSession>),
    /// The presented token was rotated within the grace, and its successor is unused: the same again.
    Retried {
        /// With the end of the access token of that rotation.
        issued: Box<IssuedSession>,
        /// The successor of that rotation, sealed.
        sealed: Secret,
        /// The `jti` of the access token of that rotation.
        access_jti: String,
    },
    /// The presented token had been rotated before. Its session has ended.
    Reused {
        user: String,
        /// Whether the session had ended before.
        already_ended: bool,
    },
    /// The presented token is of a later generation than the store knows, or of the current one with another hash: the
    /// store lost the rotation that made it (it was restored from an older copy, or a failover lost writes), so a token that
    /// was rotated since is current again, or was rotated a second time. The session has ended.
    Ahead {
        user: String,
        /// Whether the session had ended before.
        already_ended: bool,
    },
    IdleExpired {
        at: Timestamp,
    },
    Expired {
        at: Timestamp,
    },
    /// The session was ended, by itself or by a change of its user.
    Revoked(End),
    /// No such session of this user.
    Unknown,
}

/// Asks about a refresh token without using it.
#[derive(Debug, Clone)]
pub struct RefreshQuery {
    pub sid: String,
    pub generation: u64,
    /// The hash of the token.
    pub presented: Digest,
    pub now: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefreshState {
    /// The current token of a session, live or not.
    Current(Box<Session>, SessionStatus),
    /// Rotated before.
    Rotated(Box<Session>, SessionStatus),
    /// No such session or token. A generation later than the store's is also unknown: a successor that was made and not
    /// yet rotated to is one.
    Unknown,
}

/// Ends one session. Keys: the session and its user.
#[derive(Debug, Clone)]
pub struct EndSession {
    pub op: Operation,
    pub sid: String,
    /// The session's user.
    pub user: String,
    /// [`EndReason::Logout`], [`EndReason::Revoked`] or [`EndReason::Expired`].
    pub reason: EndReason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndOutcome {
    Ended(Box<Session>),
    /// It had ended before, with this status.
    AlreadyEnded(Box<Session>, SessionStatus),
    /// No such session of this user.
    Unknown,
}

/// Which sessions to list, newest first.
#[derive(Debug, Clone)]
pub struct SessionQuery {
    /// Only of this user.
    pub user: Option<String>,
    /// [`SessionPage::next`] of the page before.
    pub after: Option<Cursor>,
    pub limit: usize,
    pub now: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionPage {
    pub sessions: Vec<SessionView>,
    /// Where the next page begins; `None` after the last one.
    pub next: Option<Cursor>,
}
