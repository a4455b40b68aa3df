//! What a refresh token that was not used is good for. Asking changes nothing: presenting a rotated token here is not reuse.

use crate::base::named::named_enum;
use crate::store::step::RefreshState;
use crate::store::{SessionStatus, SessionView};

named_enum! {
    /// The state of a refresh token.
    pub enum RefreshStatus {
        /// None was presented.
        Absent = "absent",
        /// A refresh would succeed.
        Current = "current",
        /// It was rotated before: a refresh would be reuse, or a retry within the grace.
        Rotated = "rotated",
        /// Its session has ended or expired.
        Ended = "ended",
        /// No such token.
        Unknown = "unknown",
    }
}

/// The meaning of the store's answer, and the token's session.
pub fn conclude(state: RefreshState) -> (RefreshStatus, Option<SessionView>) {
    let (status, view) = match state {
        RefreshState::Unknown => return (RefreshStatus::Unknown, None),
        RefreshState::Current(session, status) => (RefreshStatus::Current, SessionView { session: *session, status }),
        RefreshState::Rotated(session, status) => (RefreshStatus::Rotated, SessionView { session: *session, status }),
    };
    let status = if view.status == SessionStatus::Live { status } else { RefreshStatus::Ended };
    (status, Some(view))
}
