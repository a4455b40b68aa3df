//! The grace rule: a rotated refresh token that is presented again is either a retry or reuse.

use crate::base::{Secret, Timestamp};
use crate::store::record::{Digest, Session, SessionStatus};

use super::Rotate;

/// What a store keeps of the last rotation of a session, for a retry.
#[derive(Debug, Clone)]
pub struct Grace {
    pub ends_at: Timestamp,
    /// The hash of the token that was rotated.
    pub previous: Digest,
    /// Its successor, sealed.
    pub sealed: Secret,
    pub access_jti: String,
    pub access_expires_at: Timestamp,
}

impl Grace {
    /// Whether `step`, with a token of an earlier generation than the current one, is a retry: with the token just before
    /// the current one, within the grace of both the rotation and the step, while the session is live. Else it is reuse.
    pub fn allows_retry(&self, step: &Rotate, now: Timestamp, session: &Session, status: SessionStatus) -> bool {
        let is_in_time = now < self.ends_at && session.rotated_at.is_some_and(|at| now < at.saturating_add(step.grace));
        let is_previous = step.generation.checked_add(1) == Some(session.generation) && step.presented == self.previous;
        is_in_time && is_previous && status == SessionStatus::Live
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::store::record::{End, EndReason};
    use crate::store::step::{Operation, OperationId};

    const ROTATED_AT: Timestamp = Timestamp::from_secs(1000);

    fn session() -> Session {
        let end = Timestamp::from_secs(9000);
        Session {
            sid: String::new(),
            user: String::new(),
            client: String::new(),
            scope: String::new(),
            created_at: ROTATED_AT,
            expires_at: end,
            idle_expires_at: end,
            version: 0,
            generation: 5,
            rotated_at: Some(ROTATED_AT),
            ended: None,
        }
    }

    fn step(now: i64, generation: u64, presented: u8, grace: u64) -> Rotate {
        Rotate {
            op: Operation { id: OperationId([0; 16]), now: Timestamp::from_secs(now) },
            sid: String::new(),
            user: String::new(),
            generation,
            presented: Digest([presented; 32]),
            successor: Digest([9; 32]),
            idle: Duration::ZERO,
            grace: Duration::from_secs(grace),
            sealed: Secret::new(Vec::new()),
            access_jti: String::new(),
            access_ttl: Duration::ZERO,
        }
    }

    #[test]
    fn only_the_previous_token_of_a_live_session_within_the_grace_is_a_retry() {
        let grace = Grace {
            ends_at: Timestamp::from_secs(1030),
            previous: Digest([4; 32]),
            sealed: Secret::new(Vec::new()),
            access_jti: String::new(),
            access_expires_at: ROTATED_AT,
        };
        let ended = SessionStatus::Ended(End { at: ROTATED_AT, reason: EndReason::Logout });
        for (case, step, status, expected) in [
            ("at once", step(1000, 4, 4, 30), SessionStatus::Live, true),
            ("last second", step(1029, 4, 4, 30), SessionStatus::Live, true),
            ("grace over", step(1030, 4, 4, 60), SessionStatus::Live, false),
            ("grace shortened since", step(1010, 4, 4, 10), SessionStatus::Live, false),
            ("grace turned off since", step(1000, 4, 4, 0), SessionStatus::Live, false),
            ("token before the previous one", step(1000, 3, 4, 30), SessionStatus::Live, false),
            ("another token", step(1000, 4, 3, 30), SessionStatus::Live, false),
            ("ended", step(1000, 4, 4, 30), ended, false),
            ("idle", step(1000, 4, 4, 30), SessionStatus::IdleExpired, false),
        ] {
            assert_eq!(grace.allows_retry(&step, step.op.now, &session(), status), expected, "{case}");
        }
        let never_rotated = Session { rotated_at: None, ..session() };
        let step = step(1000, 4, 4, 30);
        assert!(!grace.allows_retry(&step, step.op.now, &never_rotated, SessionStatus::Live));
    }
}
