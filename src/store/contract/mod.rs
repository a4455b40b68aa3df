//! What every store keeps to: rules as functions over `dyn Store`, each given an empty one.
//!
//! They panic where a store breaks a rule, like any test. They are part of the library because every store is tested by
//! the same ones, wherever its tests live.

mod access;
mod events;
mod login;
mod pruning;
mod rotation;
mod users;

use std::time::Duration;

use crate::base::{Secret, Timestamp};

use super::port::Store;
use super::record::{Digest, EventKind, Session, SessionStatus, User};
use super::step::{
    AddOutcome, Change, ChangeOutcome, IssuedSession, LockPolicy, Login, LoginOutcome, NewUser, Rotate, RotateOutcome,
    UserChange,
};

/// One rule.
pub type Rule = fn(&dyn Store);

macro_rules! rules {
    ($($module:ident: $($rule:ident)+;)+) => {
        /// Every rule, by name.
        pub const RULES: &[(&str, Rule)] = &[$($((concat!(stringify!($module), "::", stringify!($rule)), $module::$rule),)+)+];
    };
}

rules! {
    rotation:
        a_token_is_exchanged_once
        every_former_token_is_recognised_as_reuse
        reuse_wins_over_every_other_death
        reuse_keeps_the_reason_of_an_earlier_end
        the_current_token_of_a_dead_session_is_revoked
        unknown_tokens_change_nothing
        idle_lifetime_slides_up_to_the_absolute_one
        the_access_token_never_outlives_the_session
        a_retry_within_the_grace_gets_the_same_again
        retries_do_not_extend_the_grace
        grace_ends_when_the_successor_is_used
        grace_ends_with_the_session
        grace_can_be_taken_away
        no_grace_no_retry
        a_refresh_token_can_be_looked_at_without_using_it
        ten_thousand_rotations_leave_no_more_than_one
    ;
    login:
        a_session_is_opened_and_read_back
        a_changed_user_cannot_log_in
        attempts_are_counted_before_their_outcome
        locks_grow_to_the_longest
        success_forgives
        attempts_are_forgotten_in_time
        a_clock_set_back_locks_nobody_out_for_longer
        unlocking_forgives
    ;
    users:
        a_user_is_added_once
        users_are_listed_by_name
        what_raises_the_version
        what_does_not_raise_the_version
        a_version_never_goes_down
        a_version_ends_all_sessions_and_no_later_one
        a_disabled_user_stays_dead_until_enabled
        a_removed_user_leaves_nothing_but_the_version
        rehashing_needs_the_old_hash
        what_is_so_already_is_unchanged
    ;
    access:
        what_is_denied_is_found
        denied_twice_the_later_end_counts
        an_unknown_session_is_revoked
        an_ended_session_is_revoked
        a_version_below_the_users_is_revoked
        tokens_without_version_are_judged_by_their_time
        a_stranger_is_no_finding
        the_user_that_the_token_names_counts_and_not_only_its_sessions
        every_reason_is_told
    ;
    events:
        every_step_tells_of_itself
        numbers_only_grow
        the_newest_moment_is_kept
        no_event_holds_a_secret
    ;
    pruning:
        what_is_over_goes_and_the_rest_stays
        sealed_successors_are_wiped
        each_rotation_wipes_what_others_left_sealed
        batches_add_up
        sessions_are_listed_newest_first_in_pages
        sessions_end_once
    ;
}

const IDLE: Duration = Duration::from_secs(3600);
const ABSOLUTE: Duration = Duration::from_secs(3 * 3600);
const POLICY: LockPolicy = LockPolicy {
    attempts: 5,
    first: Duration::from_secs(30),
    longest: Duration::from_secs(900),
    forget: Duration::from_secs(86_400),
};

/// The moment `seconds` after the start of every rule.
fn at(seconds: i64) -> Timestamp {
    Timestamp::from_secs(1_750_000_000 + seconds)
}

/// Stands for the hash of the token of this session and generation.
fn hash(sid: &str, generation: u64) -> Digest {
    let mut bytes = [0; 32];
    for (at, byte) in sid.bytes().chain(generation.to_be_bytes()).enumerate() {
        bytes[at % 32] ^= byte.rotate_left(u32::try_from(at / 32).unwrap_or(0));
    }
    Digest(bytes)
}

/// Adds a user at the start.
fn add(store: &dyn Store, name: &str) -> User {
    let step = NewUser {
        name: name.to_owned(),
        password: Secret::from(b"$argon2id$secret-phc".as_slice()),
        roles: vec!["USER".to_owned()],
        scope: "read write".to_owned(),
        now: at(0),
    };
    match store.add_user(&step).unwrap() {
        AddOutcome::Added(user) => *user,
        AddOutcome::Exists => panic!("{name} is there already"),
    }
}

fn change(store: &dyn Store, name: &str, change: Change, now: Timestamp) -> User {
    match store.change_user(&UserChange { name: name.to_owned(), change: change.clone(), now }).unwrap() {
        ChangeOutcome::Changed(user) => *user,
        other => panic!("{change:?} of {name}: {other:?}"),
    }
}

fn login_step(sid: &str, user: &User, now: Timestamp) -> Login {
    Login {
        sid: sid.to_owned(),
        user: user.name.clone(),
        version: user.version,
        client: "tokctl".to_owned(),
        scope: "read".to_owned(),
        hash: hash(sid, 0),
        now,
        idle: IDLE,
        absolute: ABSOLUTE,
        access_expires_at: now.saturating_add(Duration::from_secs(900)),
        throttle: Digest([9; 32]),
    }
}

fn open(store: &dyn Store, sid: &str, user: &User, now: Timestamp) -> IssuedSession {
    match store.login(&login_step(sid, user, now)).unwrap() {
        LoginOutcome::Opened(issued) => *issued,
        LoginOutcome::Refused => panic!("{} was refused", user.name),
    }
}

/// Alice with one session, `s`, opened at the start.
fn alice_with_session(store: &dyn Store) -> User {
    let alice = add(store, "alice");
    open(store, "s", &alice, at(0));
    alice
}

/// Presents the token of `generation`. Its successor is that of the generation after, but for a mark of the moment, so
/// that a retry's own successor is told from the first.
fn rotate_step(sid: &str, generation: u64, now: Timestamp, grace: u64) -> Rotate {
    let seconds = now.secs() - at(0).secs();
    Rotate {
        sid: sid.to_owned(),
        generation,
        presented: hash(sid, generation),
        successor: hash(sid, generation + 1),
        now,
        idle: IDLE,
        grace: Duration::from_secs(grace),
        sealed: Secret::from(format!("sealed-{generation}-{seconds}")),
        access_jti: format!("jti-{generation}-{seconds}"),
        access_expires_at: now.saturating_add(Duration::from_secs(900)),
    }
}

fn rotate(store: &dyn Store, sid: &str, generation: u64, now: Timestamp, grace: u64) -> RotateOutcome {
    store.rotate(&rotate_step(sid, generation, now, grace)).unwrap()
}

fn rotated(store: &dyn Store, sid: &str, generation: u64, now: Timestamp, grace: u64) -> IssuedSession {
    match rotate(store, sid, generation, now, grace) {
        RotateOutcome::Rotated(issued) => *issued,
        other => panic!("generation {generation} of {sid}: {other:?}"),
    }
}

#[track_caller]
fn assert_reused(outcome: &RotateOutcome, dead_before: bool) {
    let expected = RotateOutcome::Reused { user: "alice".to_owned(), already_ended: dead_before };
    assert_eq!(*outcome, expected);
}

fn status(store: &dyn Store, sid: &str, now: Timestamp) -> SessionStatus {
    store.session(sid, now).unwrap().unwrap().status
}

fn session(store: &dyn Store, sid: &str) -> Session {
    store.session(sid, at(0)).unwrap().unwrap().session
}

fn kinds(store: &dyn Store) -> Vec<EventKind> {
    store.events_after(0, usize::MAX).unwrap().iter().map(|event| event.kind).collect()
}
