//! What can be asked of a store, and the outcomes: plain values, so that a step can wait in a queue or travel.

mod access;
mod event;
mod grace;
mod session;
mod throttle;
mod upkeep;
mod user;

use std::fmt;

use crate::base::random::{self, Random, RandomError};
use crate::base::{Timestamp, hex};

pub use access::{AccessQuery, Revocation, RevokeKey, RevokeToken};
pub use event::{EventPage, NewEvent, RecordEvent};
pub use grace::Grace;
pub use session::{
    EndOutcome, EndSession, IssuedSession, Login, LoginOutcome, RefreshQuery, RefreshState, Rotate, RotateOutcome,
    SessionPage, SessionQuery,
};
pub use throttle::{Attempt, AttemptOutcome, LockPolicy, RefuseLogin, Unlock};
pub use upkeep::{AcceptRestored, Prune, Pruned, SAFE_POLICY, ServerInfo, Stats};
pub use user::{AddOutcome, Change, ChangeOutcome, NewUser, UserChange, UserPage};

/// What every changing step carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    pub id: OperationId,
    /// The time that decides in the step, whatever clock the store has.
    pub now: Timestamp,
}

/// Names one step: a step repeated with the same ID, because its outcome was lost on the way, has the same outcome and
/// no further effect. A store whose outcomes cannot be lost need not keep it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct OperationId(pub [u8; 16]);

impl OperationId {
    pub fn new(random: &dyn Random) -> Result<Self, RandomError> {
        random::bytes(random).map(Self)
    }
}

impl fmt::Debug for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}
