//! The port: what the core may ask of any store.

use crate::base::Timestamp;

use super::error::StoreError;
use super::record::{DenylistEntry, Digest, Event, SessionView, Throttle, User};
use super::step::{
    AccessQuery, AddOutcome, Attempt, AttemptOutcome, ChangeOutcome, EndOutcome, EndSession, Login, LoginOutcome,
    NewEvent, NewUser, Prune, Pruned, RefreshQuery, RefreshState, Revocation, RevokeToken, Rotate, RotateOutcome,
    SessionQuery, Stats, Unlock, UserChange,
};

/// An answer, or why there is none.
pub type Result<T> = std::result::Result<T, StoreError>;

/// What to do where there is no state yet. Only the caller can know whether there should be some: where state was made
/// before and is gone now, starting anew would unsay every revocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// Make it.
    Create,
    /// Fail with [`StoreError::Absent`].
    Refuse,
}

/// What can be asked without changing anything.
pub trait Lookup: Send + Sync {
    /// Every reason why an access token is revoked; none where it is not. One cheap read.
    fn access_state(&self, query: &AccessQuery) -> Result<Vec<Revocation>>;

    /// How a refresh token stands.
    fn refresh_state(&self, query: &RefreshQuery) -> Result<RefreshState>;

    /// One session, as it stands at `now`.
    fn session(&self, sid: &str, now: Timestamp) -> Result<Option<SessionView>>;

    /// A page of sessions, newest first.
    fn sessions(&self, query: &SessionQuery) -> Result<Vec<SessionView>>;

    /// One user. Tombstones are nobody.
    fn user(&self, name: &str) -> Result<Option<User>>;

    /// A page of users by name, those after `after`. Tombstones are left out.
    fn users(&self, after: Option<&str>, limit: usize) -> Result<Vec<User>>;

    /// What the denylist says about `key`.
    fn denylist_entry(&self, key: &Digest) -> Result<Option<DenylistEntry>>;

    /// How often logins under `key` have failed.
    fn throttle(&self, key: &Digest) -> Result<Option<Throttle>>;

    /// A page of events, oldest first, those with a higher number than `after`.
    fn events_after(&self, after: u64, limit: usize) -> Result<Vec<Event>>;

    /// The newest `limit` events, oldest first.
    fn latest_events(&self, limit: usize) -> Result<Vec<Event>>;

    /// The newest moment that any step has stored. A clock that shows less went backwards.
    fn newest_at(&self) -> Result<Option<Timestamp>>;

    /// How much there is. Counts row by row: for people, not for every command.
    fn stats(&self) -> Result<Stats>;

    /// Looks for damage, and tells each in a sentence. Reads everything.
    fn check(&self) -> Result<Vec<String>>;
}

/// Whole atomic steps: each is done, durably and with its event, or nothing is.
pub trait Store: Lookup {
    /// Counts an attempt to log in, before the password is checked. However many run at once, no more pass than the
    /// policy allows.
    fn attempt(&self, step: &Attempt) -> Result<AttemptOutcome>;

    /// Forgets the failed attempts of a name. Says whether there were any.
    fn unlock(&self, step: &Unlock) -> Result<bool>;

    /// Opens a session and forgets the failed attempts.
    fn login(&self, step: &Login) -> Result<LoginOutcome>;

    /// Exchanges a refresh token for its successor.
    ///
    /// - A rotated token presented again is [`RotateOutcome::Reused`] and ends the session in the same step. It is so
    ///   until the session is pruned, in whatever way the session may be dead already.
    /// - The one exception is a retry: within the grace of the rotation, of the token just before the current one, and
    ///   only while the session is live.
    /// - The current token of a dead session is [`RotateOutcome::Revoked`], or expired.
    /// - A hash other than the stored one under the current generation is [`RotateOutcome::Unknown`] and changes nothing.
    fn rotate(&self, step: &Rotate) -> Result<RotateOutcome>;

    /// Ends a session.
    fn end_session(&self, step: &EndSession) -> Result<EndOutcome>;

    /// Adds a user.
    fn add_user(&self, step: &NewUser) -> Result<AddOutcome>;

    /// Changes a user. All sessions of a user end with the version, at the same cost for one as for a million.
    fn change_user(&self, step: &UserChange) -> Result<ChangeOutcome>;

    /// Puts a token on the denylist. Says whether it was not there before.
    fn revoke_token(&self, step: &RevokeToken) -> Result<bool>;

    /// Tells of something that happened outside the store. Answers with the event's number.
    fn record_event(&self, event: &NewEvent) -> Result<u64>;

    /// Forgets a batch of what no longer matters. Ask again while there is [`Pruned::more`].
    fn prune(&self, step: &Prune) -> Result<Pruned>;

    /// Closes the store, which folds what was written into its main file. Dropping it does the same, silently.
    fn close(self: Box<Self>) -> Result<()>;
}
