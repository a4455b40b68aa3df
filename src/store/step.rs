//! What can be asked of a store, and its answers: plain values, so that a step can wait in a queue or travel.

use std::time::Duration;

use crate::base::{Secret, Timestamp};

use super::record::{DenylistEntry, Digest, End, EndReason, Event, EventKind, Session, SessionStatus, User};

/// Opens a session, after the password was found right.
#[derive(Debug, Clone)]
pub struct Login {
    /// The id of the new session.
    pub sid: String,
    /// Whose it is.
    pub user: String,
    /// The user's version when the password was checked: a change since then refuses the login.
    pub version: u64,
    /// For which client.
    pub client: String,
    /// The scope granted.
    pub scope: String,
    /// The hash of its first refresh token, of generation 0.
    pub hash: Digest,
    /// The present moment.
    pub now: Timestamp,
    /// How long it lives without being refreshed.
    pub idle: Duration,
    /// How long it lives at all.
    pub absolute: Duration,
    /// When the access token would end.
    pub access_expires_at: Timestamp,
    /// Under which key its attempts were counted; they are forgotten.
    pub throttle: Digest,
}

/// What became of a [`Login`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginOutcome {
    /// The session is open.
    Opened(Box<IssuedSession>),
    /// The user is unknown, disabled, or was changed since the password was checked.
    Refused,
}

/// A session and its user as they are after a step: what an access token is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedSession {
    /// The session.
    pub session: Session,
    /// The user, read in the same step.
    pub user: User,
    /// When the access token ends: what was asked for, and never after the session.
    pub access_expires_at: Timestamp,
}

/// Exchanges a refresh token. The caller has checked its MAC or signature, which is what vouches for `sid` and
/// `generation`.
#[derive(Debug, Clone)]
pub struct Rotate {
    /// The session it names.
    pub sid: String,
    /// The generation it names.
    pub generation: u64,
    /// Its hash.
    pub presented: Digest,
    /// The hash of the token that takes its place.
    pub successor: Digest,
    /// The present moment.
    pub now: Timestamp,
    /// How long the session lives from now on without being refreshed.
    pub idle: Duration,
    /// How long a retry is answered with the same successor. Zero: never.
    pub grace: Duration,
    /// The successor, sealed under a key that only the presented token gives. Kept only where `grace` is above zero.
    pub sealed: Secret,
    /// The `jti` of the access token that goes with it.
    pub access_jti: String,
    /// When that access token would end.
    pub access_expires_at: Timestamp,
}

/// What became of a [`Rotate`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RotateOutcome {
    /// The successor is the session's token now, the presented one is dead.
    Rotated(Box<IssuedSession>),
    /// The presented token was rotated within the grace, and its successor was not used yet: here it is again.
    Retried {
        /// The session, its user, and when the access token of that rotation ends.
        issued: Box<IssuedSession>,
        /// The successor of that rotation, sealed.
        sealed: Secret,
        /// The `jti` of the access token of that rotation.
        access_jti: String,
    },
    /// The presented token had been rotated before. Its session is dead.
    Reused {
        /// Whose session it is.
        user: String,
        /// Whether it had been dead before.
        already_ended: bool,
    },
    /// The session was not refreshed for too long.
    IdleExpired {
        /// When it ended.
        at: Timestamp,
    },
    /// The session is past its absolute end.
    Expired {
        /// When it ended.
        at: Timestamp,
    },
    /// The session was ended, by itself or with everything of its user.
    Revoked(End),
    /// No such session, generation or token.
    Unknown,
}

/// Asks about a refresh token without using it.
#[derive(Debug, Clone)]
pub struct RefreshQuery {
    /// The session it names.
    pub sid: String,
    /// The generation it names.
    pub generation: u64,
    /// Its hash.
    pub presented: Digest,
    /// The present moment.
    pub now: Timestamp,
}

/// How a refresh token stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefreshState {
    /// The current token of a session, which is live or not.
    Current(Box<Session>, SessionStatus),
    /// Exchanged before.
    Rotated(Box<Session>, SessionStatus),
    /// No such session, generation or token.
    Unknown,
}

/// Ends one session.
#[derive(Debug, Clone)]
pub struct EndSession {
    /// Which.
    pub sid: String,
    /// Why: [`EndReason::Logout`] or [`EndReason::Revoked`].
    pub reason: EndReason,
    /// The present moment.
    pub now: Timestamp,
}

/// What became of an [`EndSession`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndOutcome {
    /// It has ended now.
    Ended(Box<Session>),
    /// It had been dead before, as said.
    AlreadyEnded(Box<Session>, SessionStatus),
    /// There is no such session.
    Unknown,
}

/// Counts an attempt to log in, before the password is checked.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// What stands for the name; unknown names count, too.
    pub key: Digest,
    /// The present moment, by the real clock.
    pub now: Timestamp,
    /// How many are allowed, and what follows.
    pub policy: LockPolicy,
}

/// How repeated failures are slowed down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockPolicy {
    /// Attempts before the first lock.
    pub attempts: u32,
    /// The first lock. Each attempt after it doubles it …
    pub first: Duration,
    /// … up to this.
    pub longest: Duration,
    /// Attempts are forgotten when there was none for so long.
    pub forget: Duration,
}

impl LockPolicy {
    /// How long nothing is allowed after the `attempts`-th failure in a row.
    pub fn lock_after(&self, attempts: u32) -> Option<Duration> {
        let beyond = attempts.checked_sub(self.attempts.max(1))?;
        let factor = 2u32.checked_pow(beyond).unwrap_or(u32::MAX);
        Some(self.first.saturating_mul(factor).min(self.longest))
    }
}

/// What became of an [`Attempt`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptOutcome {
    /// The password may be checked. The attempt counts as failed until a [`Login`] says otherwise.
    Allowed,
    /// Too many failures; nothing was counted.
    Locked {
        /// No attempt before this.
        until: Timestamp,
    },
}

/// Forgets the failed attempts of a name.
#[derive(Debug, Clone)]
pub struct Unlock {
    /// What stands for the name.
    pub key: Digest,
    /// The name, for the event.
    pub user: String,
    /// The present moment.
    pub now: Timestamp,
}

/// Adds a user.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The name.
    pub name: String,
    /// The password's hash as PHC text.
    pub password: Secret,
    /// The roles.
    pub roles: Vec<String>,
    /// The scope, separated by spaces.
    pub scope: String,
    /// The present moment.
    pub now: Timestamp,
}

/// What became of a [`NewUser`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddOutcome {
    /// Added, with the version left by a former user of the name.
    Added(Box<User>),
    /// There is such a user.
    Exists,
}

/// Changes a user.
#[derive(Debug, Clone)]
pub struct UserChange {
    /// Who.
    pub name: String,
    /// What is changed.
    pub change: Change,
    /// The present moment.
    pub now: Timestamp,
}

/// What can be changed about a user.
#[derive(Debug, Clone)]
pub enum Change {
    /// A new password. Raises the version.
    Password(Secret),
    /// The same password hashed anew, only where the old hash still stands. Nothing else changes.
    Rehash {
        /// The hash to replace.
        old: Secret,
        /// What takes its place.
        new: Secret,
    },
    /// No logins, refreshes and tokens any more. Raises the version.
    Disable,
    /// Logins again.
    Enable,
    /// One role more.
    AddRole(String),
    /// One role less.
    RemoveRole(String),
    /// Other roles.
    Roles(Vec<String>),
    /// Another scope.
    Scope(String),
    /// Gone, but for name and version. Raises the version.
    Remove,
    /// Everything issued before is dead. Raises the version.
    Revoke,
}

/// What became of a [`UserChange`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeOutcome {
    /// Changed, to this. After [`Change::Remove`] it is the tombstone.
    Changed(Box<User>),
    /// It was so before.
    Unchanged(Box<User>),
    /// There is no such user.
    Unknown,
}

/// Puts a token on the denylist.
#[derive(Debug, Clone)]
pub struct RevokeToken {
    /// What stands for the token.
    pub key: Digest,
    /// Until when it is remembered. Denied twice, the later moment counts.
    pub until: Timestamp,
    /// Why.
    pub reason: String,
    /// The present moment.
    pub now: Timestamp,
    /// Whose token it is, for the event.
    pub user: Option<String>,
    /// Of which session, for the event.
    pub sid: Option<String>,
}

/// Asks whether an access token is revoked.
#[derive(Debug, Clone, Default)]
pub struct AccessQuery {
    /// The session it names.
    pub sid: Option<String>,
    /// What may stand for it on the denylist.
    pub deny_keys: Vec<Digest>,
    /// Its subject. One that is no user here is not a finding.
    pub user: Option<String>,
    /// Its `ver`.
    pub version: Option<u64>,
    /// Its `iat`, which matters only where it has no `ver`.
    pub issued_at: Option<Timestamp>,
}

/// Why an access token is revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revocation {
    /// It is on the denylist.
    Denied(DenylistEntry),
    /// Its session is not known.
    SessionUnknown,
    /// Its session was ended.
    SessionEnded(End),
    /// Its user is disabled.
    UserDisabled,
    /// Its `ver` is below its user's version.
    VersionTooOld {
        /// The token's.
        token: u64,
        /// The user's.
        current: u64,
    },
    /// It has no `ver`, and was issued no later than everything of its user was revoked.
    IssuedBefore(End),
}

/// Which sessions to list, newest first.
#[derive(Debug, Clone)]
pub struct SessionQuery {
    /// Only of this user.
    pub user: Option<String>,
    /// Only those opened before this one: the last of the page before.
    pub after: Option<String>,
    /// At most so many.
    pub limit: usize,
    /// The present moment.
    pub now: Timestamp,
}

/// An [`Event`] to be.
#[derive(Debug, Clone)]
pub struct NewEvent {
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
    /// More, for people. Never a token.
    pub detail: Option<String>,
}

impl NewEvent {
    /// An event of which no more is known than when and what.
    pub const fn new(at: Timestamp, kind: EventKind) -> Self {
        Self { at, kind, user: None, sid: None, client: None, detail: None }
    }

    /// The event as it is once it has its number.
    pub fn numbered(self, id: u64) -> Event {
        let Self { at, kind, user, sid, client, detail } = self;
        Event { id, at, kind, user, sid, client, detail }
    }
}

/// Forgets what no longer matters, a batch at a time.
#[derive(Debug, Clone, Copy)]
pub struct Prune {
    /// The present moment: sealed successors whose grace is over are wiped.
    pub now: Timestamp,
    /// Sessions whose absolute end is before this.
    pub sessions_before: Timestamp,
    /// Denylist entries remembered until before this.
    pub denied_before: Timestamp,
    /// Failed logins whose latest is before this and whose lock is over.
    pub attempts_before: Timestamp,
    /// Events before this.
    pub events_before: Timestamp,
    /// How long one batch may hold the lock, about: a disk may be slower than the batch could know.
    pub budget: Duration,
}

/// What a batch of [`Prune`] forgot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Sessions.
    pub sessions: u64,
    /// Denylist entries.
    pub denied: u64,
    /// Names with failed logins.
    pub throttles: u64,
    /// Events.
    pub events: u64,
    /// Sealed successors.
    pub sealed: u64,
    /// Whether there may be more: ask again.
    pub more: bool,
}

/// How much a store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// The schema version.
    pub schema: i64,
    /// Users, tombstones not counted.
    pub users: u64,
    /// Sessions, ended ones counted until they are pruned.
    pub sessions: u64,
    /// Denylist entries.
    pub denied: u64,
    /// Names with failed logins.
    pub throttles: u64,
    /// Events.
    pub events: u64,
    /// Bytes of the main file.
    pub bytes: u64,
}
