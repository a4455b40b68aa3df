//! Exchanging refresh tokens.

use std::time::Duration;

use tokctl::base::Secret;
use tokctl::store::port::Store;
use tokctl::store::record::{Digest, End, EndReason, EventKind, SessionStatus};
use tokctl::store::step::{Change, EndOutcome, EndSession, RefreshQuery, RefreshState, Rotate, RotateOutcome};

use super::{
    ABSOLUTE, IDLE, alice_with_session, assert_reused, at, change, hash, kinds, op, rotate, rotate_step, rotated,
    session, sid, status,
};

fn log_out(store: &dyn Store, seconds: i64) {
    super::end(store, "s", EndReason::Logout, at(seconds));
}

pub fn a_token_is_exchanged_once(store: &dyn Store) {
    alice_with_session(store);
    let issued = rotated(store, "s", 0, at(10), 0);
    assert_eq!((issued.session.generation, issued.session.rotated_at), (1, Some(at(10))));
    assert_eq!((issued.user.roles, issued.user.scope.as_str()), (vec!["USER".to_owned()], "read write"));
    assert_reused(&rotate(store, "s", 0, at(10), 0), false);
    let end = End { at: at(10), reason: EndReason::Reuse };
    assert_eq!(status(store, "s", at(10)), SessionStatus::Ended(end));
    assert_eq!(rotate(store, "s", 1, at(11), 0), RotateOutcome::Revoked(end));
}

pub fn every_former_token_is_recognized_as_reuse(store: &dyn Store) {
    alice_with_session(store);
    for generation in 0..20 {
        rotated(store, "s", generation, at(1), 0);
    }
    assert_reused(&rotate(store, "s", 19, at(2), 0), false);
    for generation in 0..20 {
        assert_reused(&rotate(store, "s", generation, at(3), 0), true);
    }
}

pub fn reuse_wins_over_every_other_end(store: &dyn Store) {
    let alice = alice_with_session(store);
    for sid in ["idle", "absolute", "revoked"] {
        super::open(store, sid, &alice, at(0));
        rotated(store, sid, 0, at(1), 0);
    }
    assert_reused(&rotate(store, "idle", 0, at(1).saturating_add(IDLE), 0), true);
    assert_reused(&rotate(store, "absolute", 0, at(0).saturating_add(ABSOLUTE * 9), 0), true);
    change(store, "alice", Change::Revoke, at(2));
    assert_reused(&rotate(store, "revoked", 0, at(3), 0), true);
}

pub fn reuse_keeps_the_reason_of_an_earlier_end(store: &dyn Store) {
    let alice = alice_with_session(store);
    super::open(store, "t", &alice, at(0));
    rotated(store, "s", 0, at(1), 0);
    rotated(store, "t", 0, at(1), 0);
    log_out(store, 2);
    change(store, "alice", Change::Disable, at(3));
    assert_reused(&rotate(store, "s", 0, at(4), 0), true);
    assert_reused(&rotate(store, "t", 0, at(4), 0), true);
    assert_eq!(status(store, "s", at(4)), SessionStatus::Ended(End { at: at(2), reason: EndReason::Logout }));
    assert_eq!(status(store, "t", at(4)), SessionStatus::Ended(End { at: at(3), reason: EndReason::UserDisabled }));
}

pub fn the_current_token_of_an_ended_session_is_revoked(store: &dyn Store) {
    let alice = alice_with_session(store);
    super::open(store, "t", &alice, at(0));
    log_out(store, 5);
    // Also when it would have expired since.
    let late = at(0).saturating_add(ABSOLUTE * 2);
    let ended = End { at: at(5), reason: EndReason::Logout };
    assert_eq!(rotate(store, "s", 0, late, 0), RotateOutcome::Revoked(ended));
    change(store, "alice", Change::Remove, at(6));
    let removed = End { at: at(6), reason: EndReason::UserRemoved };
    assert_eq!(rotate(store, "t", 0, at(7), 0), RotateOutcome::Revoked(removed));
}

pub fn tokens_of_unknown_sessions_change_nothing(store: &dyn Store) {
    alice_with_session(store);
    rotated(store, "s", 0, at(1), 0);
    let events = kinds(store);
    assert_eq!(rotate(store, "unknown", 0, at(2), 0), RotateOutcome::Unknown);
    assert_eq!(kinds(store), events);
    rotated(store, "s", 1, at(3), 0);
}

pub fn idle_lifetime_slides_up_to_the_absolute_one(store: &dyn Store) {
    let alice = alice_with_session(store);
    let end = at(0).saturating_add(ABSOLUTE);
    assert_eq!(
        (session(store, "s").expires_at, session(store, "s").idle_expires_at),
        (end, at(0).saturating_add(IDLE))
    );
    let mut now = at(0);
    for generation in 0..3 {
        now = now.saturating_add(IDLE - Duration::from_secs(300));
        let issued = rotated(store, "s", generation, now, 0);
        assert_eq!(issued.session.expires_at, end);
        assert_eq!(issued.session.idle_expires_at, now.saturating_add(IDLE).min(end));
    }
    assert!(now < end);
    assert_eq!(rotate(store, "s", 3, end, 0), RotateOutcome::Expired { at: end });
    // The very moment of the end is too late, the one before it is not.
    super::open(store, "t", &alice, at(0));
    let idle = at(0).saturating_add(IDLE);
    assert_eq!(rotate(store, "t", 0, idle, 0), RotateOutcome::IdleExpired { at: idle });
    assert_eq!(status(store, "t", idle), SessionStatus::IdleExpired);
    rotated(store, "t", 0, idle.saturating_sub(Duration::from_millis(1)), 0);
}

pub fn the_access_token_never_outlives_the_session(store: &dyn Store) {
    let alice = alice_with_session(store);
    let end = at(0).saturating_add(ABSOLUTE);
    let mut step = rotate_step("s", 0, at(1), 10);
    step.access_ttl = ABSOLUTE + IDLE;
    for _ in 0..2 {
        match store.rotate(&step).unwrap() {
            RotateOutcome::Rotated(issued) | RotateOutcome::Retried { issued, .. } => {
                assert_eq!(issued.access_expires_at, end);
            }
            other => panic!("{other:?}"),
        }
    }
    let mut login = super::login_step("t", &alice, at(0));
    login.access_ttl = ABSOLUTE + IDLE;
    let tokctl::store::step::LoginOutcome::Opened(issued) = store.login(&login).unwrap() else { panic!("refused") };
    assert_eq!(issued.access_expires_at, end);
}

pub fn a_retry_within_the_grace_gets_the_same_again(store: &dyn Store) {
    alice_with_session(store);
    let first = rotated(store, "s", 0, at(10), 10);
    for seconds in [10, 12, 19] {
        let outcome = rotate(store, "s", 0, at(seconds), 10);
        let RotateOutcome::Retried { issued, sealed, access_jti } = outcome else { panic!("{outcome:?}") };
        assert_eq!(issued.session, first.session);
        assert_eq!(issued.access_expires_at, first.access_expires_at);
        assert_eq!((sealed, access_jti.as_str()), (Secret::from("sealed-0-10".to_owned()), "jti-0-10"));
    }
    rotated(store, "s", 1, at(20), 10);
}

pub fn retries_do_not_extend_the_grace(store: &dyn Store) {
    alice_with_session(store);
    rotated(store, "s", 0, at(10), 10);
    assert!(matches!(rotate(store, "s", 0, at(19), 10), RotateOutcome::Retried { .. }));
    assert_reused(&rotate(store, "s", 0, at(20), 10), false);
}

pub fn grace_ends_when_the_successor_is_used(store: &dyn Store) {
    alice_with_session(store);
    rotated(store, "s", 0, at(10), 60);
    rotated(store, "s", 1, at(11), 60);
    assert_reused(&rotate(store, "s", 0, at(12), 60), false);
    // And what the killed session would have answered to a retry is gone with it.
    assert_reused(&rotate(store, "s", 1, at(12), 60), true);
}

pub fn grace_ends_with_the_session(store: &dyn Store) {
    let alice = alice_with_session(store);
    super::open(store, "t", &alice, at(0));
    rotated(store, "s", 0, at(10), 60);
    rotated(store, "t", 0, at(10), 60);
    log_out(store, 11);
    assert_reused(&rotate(store, "s", 0, at(12), 60), true);
    change(store, "alice", Change::Password(Secret::from("new".to_owned())), at(12));
    assert_reused(&rotate(store, "t", 0, at(13), 60), true);
}

pub fn grace_can_be_taken_away(store: &dyn Store) {
    alice_with_session(store);
    rotated(store, "s", 0, at(10), 60);
    assert_reused(&rotate(store, "s", 0, at(11), 0), false);
}

pub fn no_grace_no_retry(store: &dyn Store) {
    alice_with_session(store);
    rotated(store, "s", 0, at(10), 0);
    assert_reused(&rotate(store, "s", 0, at(10), 60), false);
}

pub fn a_refresh_token_can_be_looked_at_without_using_it(store: &dyn Store) {
    alice_with_session(store);
    rotated(store, "s", 0, at(1), 0);
    let look = |name: &str, generation: u64, presented: Digest| {
        let query = RefreshQuery { sid: sid(name), generation, presented, now: at(2) };
        store.refresh_state(&query).unwrap()
    };
    assert!(matches!(look("s", 0, hash("s", 0)), RefreshState::Rotated(_, SessionStatus::Live)));
    assert!(matches!(look("s", 1, hash("s", 1)), RefreshState::Current(_, SessionStatus::Live)));
    assert_eq!(look("s", 1, hash("s", 7)), RefreshState::Unknown);
    assert_eq!(look("s", 2, hash("s", 2)), RefreshState::Unknown);
    assert_eq!(look("t", 0, hash("t", 0)), RefreshState::Unknown);
    log_out(store, 2);
    assert!(matches!(look("s", 1, hash("s", 1)), RefreshState::Current(_, SessionStatus::Ended(_))));
}

pub fn many_rotations_take_no_more_space_than_one(store: &dyn Store) {
    alice_with_session(store);
    rotated(store, "s", 0, at(1), 0);
    let one = store.stats().unwrap();
    for generation in 1..100 {
        rotated(store, "s", generation, at(1), 0);
    }
    let hundred = store.stats().unwrap();
    assert_eq!((hundred.events, hundred.sessions, hundred.bytes), (one.events, one.sessions, one.bytes));
    for _ in 0..5 {
        rotate(store, "s", 3, at(2), 0);
    }
    let reuses = kinds(store).iter().filter(|kind| **kind == EventKind::Reuse).count();
    assert_eq!(reuses, 2, "the first and the latest");
}

pub fn a_token_ahead_of_the_store_ends_the_session(store: &dyn Store) {
    let alice = alice_with_session(store);
    rotated(store, "s", 0, at(1), 60);
    let ahead = |already_ended| RotateOutcome::Ahead { user: "alice".to_owned(), already_ended };
    assert_eq!(rotate(store, "s", 2, at(2), 60), ahead(false));
    let end = End { at: at(2), reason: EndReason::StateRestored };
    assert_eq!(status(store, "s", at(3)), SessionStatus::Ended(end));
    assert_eq!(kinds(store).last(), Some(&EventKind::StateRestored));
    // Neither the store's current token nor a retry of the one before is accepted after that.
    assert_eq!(rotate(store, "s", 1, at(3), 60), RotateOutcome::Revoked(end));
    assert_reused(&rotate(store, "s", 0, at(3), 60), true);
    assert_eq!(rotate(store, "s", u64::MAX - 1, at(4), 60), ahead(true));
    // An earlier end stays the reason.
    super::open(store, "t", &alice, at(0));
    change(store, "alice", Change::Revoke, at(5));
    assert_eq!(rotate(store, "t", 1, at(6), 0), ahead(true));
    let revoked = End { at: at(5), reason: EndReason::UserRevoked };
    assert_eq!(status(store, "t", at(7)), SessionStatus::Ended(revoked));
}

/// A store that went back may make a rotation of the same number again.
pub fn a_token_of_a_lost_rotation_ends_the_session(store: &dyn Store) {
    let alice = alice_with_session(store);
    let forked = |name: &str, generation, seconds, grace| {
        let step = Rotate { presented: Digest([7; 32]), ..rotate_step(name, generation, at(seconds), grace) };
        store.rotate(&step).unwrap()
    };
    let ahead = |already_ended| RotateOutcome::Ahead { user: "alice".to_owned(), already_ended };
    rotated(store, "s", 0, at(1), 60);
    assert_eq!(forked("s", 1, 2, 60), ahead(false));
    let end = End { at: at(2), reason: EndReason::StateRestored };
    assert_eq!(status(store, "s", at(3)), SessionStatus::Ended(end));
    let events = store.events_after(None, usize::MAX).unwrap().events;
    let last = events.last().unwrap();
    let detail = "generation 1 presented, another of it is current";
    assert_eq!((last.kind, last.detail.as_deref()), (EventKind::StateRestored, Some(detail)));
    // Neither token of the generation is accepted after that, nor a retry of the one before.
    assert_eq!(rotate(store, "s", 1, at(3), 60), RotateOutcome::Revoked(end));
    assert_eq!(forked("s", 1, 3, 60), ahead(true));
    assert_reused(&rotate(store, "s", 0, at(3), 60), true);
    // Once the store's own token was rotated, the other one is reuse, also within the grace.
    super::open(store, "t", &alice, at(0));
    rotated(store, "t", 0, at(1), 60);
    assert_reused(&forked("t", 0, 2, 60), false);
}

pub fn a_session_belongs_to_its_user(store: &dyn Store) {
    alice_with_session(store);
    super::add(store, "bob");
    let events = kinds(store);
    let stolen = Rotate { user: "bob".to_owned(), ..rotate_step("s", 0, at(1), 0) };
    assert_eq!(store.rotate(&stolen).unwrap(), RotateOutcome::Unknown);
    let step = EndSession { op: op(at(1)), sid: sid("s"), user: "bob".to_owned(), reason: EndReason::Logout };
    assert_eq!(store.end_session(&step).unwrap(), EndOutcome::Unknown);
    assert_eq!(kinds(store), events);
    rotated(store, "s", 0, at(1), 0);
}
