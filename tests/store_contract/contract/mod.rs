//! The contract of every store: rules as functions over `dyn Store`, each given an empty one. They panic if a store breaks
//! a rule.

mod access;
mod events;
mod login;
mod pruning;
mod rotation;
mod users;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokctl::base::{Object, Secret, Timestamp};

use tokctl::store::Partition;
use tokctl::store::port::Store;
use tokctl::store::record::{Digest, EndReason, EventKind, Identity, Session, SessionStatus, ThrottleKey, User};
use tokctl::store::step::{
    AddOutcome, Change, ChangeOutcome, EndOutcome, EndSession, IssuedSession, LockPolicy, Login, LoginOutcome, NewUser,
    Operation, OperationId, Rotate, RotateOutcome, UserChange,
};

/// One rule.
pub type Rule = fn(&dyn Store);

/// Rules of stores that keep sealed successors until a step wipes them. Where they expire by themselves, none is left to
/// count.
pub const SEALED_RULES: &[(&str, Rule)] = &[
    ("pruning::sealed_successors_are_wiped", pruning::sealed_successors_are_wiped),
    ("pruning::each_rotation_wipes_what_others_left_sealed", pruning::each_rotation_wipes_what_others_left_sealed),
];

macro_rules! rules {
    ($($module:ident: $($rule:ident)+;)+) => {
        /// Every rule, by name.
        pub const RULES: &[(&str, Rule)] = &[$($((concat!(stringify!($module), "::", stringify!($rule)), $module::$rule),)+)+];
    };
}

rules! {
    rotation:
        a_token_is_exchanged_once
        every_former_token_is_recognized_as_reuse
        reuse_wins_over_every_other_end
        reuse_keeps_the_reason_of_an_earlier_end
        the_current_token_of_an_ended_session_is_revoked
        tokens_of_unknown_sessions_change_nothing
        idle_lifetime_slides_up_to_the_absolute_one
        the_access_token_never_outlives_the_session
        a_retry_within_the_grace_gets_the_same_again
        retries_do_not_extend_the_grace
        grace_ends_when_the_successor_is_used
        grace_ends_with_the_session
        grace_can_be_taken_away
        no_grace_no_retry
        a_refresh_token_can_be_looked_at_without_using_it
        many_rotations_take_no_more_space_than_one
        a_token_ahead_of_the_store_ends_the_session
        a_token_of_a_lost_rotation_ends_the_session
        a_session_belongs_to_its_user
    ;
    login:
        a_session_is_opened_and_read_back
        a_changed_user_cannot_log_in
        attempts_are_counted_before_their_outcome
        locks_grow_to_the_longest
        success_forgives
        attempts_are_forgotten_in_time
        a_lock_that_starts_in_the_future_does_not_count
        attempts_are_pending_until_their_outcome
        unlocking_forgives
    ;
    users:
        a_user_is_added_once
        users_are_listed_by_name
        what_raises_the_version
        what_does_not_raise_the_version
        a_version_never_goes_down
        a_version_ends_all_sessions_and_no_later_one
        a_disabled_user_stays_locked_out_until_enabled
        a_removed_user_leaves_nothing_but_the_version
        rehashing_needs_the_old_hash
        what_is_so_already_is_unchanged
        claims_are_stored_and_returned_with_tokens
    ;
    access:
        a_denied_token_is_found
        denied_twice_the_later_end_counts
        a_revoked_key_is_found_and_stays_revoked
        an_unknown_session_is_revoked
        an_ended_session_is_revoked
        a_version_below_the_users_is_revoked
        tokens_without_version_are_judged_by_their_time
        an_unknown_user_is_not_a_finding
        the_user_that_the_token_names_counts_and_not_only_its_sessions
        every_reason_is_reported
    ;
    events:
        every_step_is_recorded
        no_event_is_read_twice_or_left_out
        the_newest_time_is_kept
        every_changing_step_is_counted
        the_identity_is_that_of_the_creation
        no_event_holds_a_secret
    ;
    pruning:
        what_is_over_goes_and_the_rest_stays
        how_far_the_denylist_is_forgotten_is_known
        an_end_is_known_until_the_absolute_lifetime_is_over
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
    pending: Duration::from_secs(30),
};

/// The key of the login attempts of alice.
const THROTTLE: Digest = Digest([9; 32]);

/// Whom the stores under test belong to.
pub fn identity() -> Identity {
    Identity {
        id: "5f0c".to_owned(),
        issuer: "https://issuer.example".to_owned(),
        refresh_fingerprint: Digest([3; 32]),
        sandbox: Some("sandbox".to_owned()),
    }
}

/// An operation of its own at `now`.
pub fn op(now: Timestamp) -> Operation {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    Operation { id: OperationId(u128::from(number).to_be_bytes()), now }
}

/// Whose session `name` is: bob's if it begins with a b.
fn owner(name: &str) -> &'static str {
    if name.starts_with('b') { "bob" } else { "alice" }
}

/// The ID of the session `name`, in its user's partition.
fn sid(name: &str) -> String {
    format!("{}-{name}", Partition::of_name(owner(name)))
}

fn throttle_key(name: Digest) -> ThrottleKey {
    ThrottleKey { partition: Partition::of_name("alice"), name }
}

/// The time `seconds` after the start of every rule.
pub fn at(seconds: i64) -> Timestamp {
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

pub fn new_user(name: &str) -> NewUser {
    NewUser {
        name: name.to_owned(),
        password: Secret::from(b"$argon2id$secret-phc".as_slice()),
        roles: vec!["USER".to_owned()],
        scope: "read write".to_owned(),
        claims: Object::new(),
        op: op(at(0)),
    }
}

/// Adds a user at the start.
fn add(store: &dyn Store, name: &str) -> User {
    match store.add_user(&new_user(name)).unwrap() {
        AddOutcome::Added(user) => *user,
        AddOutcome::Exists => panic!("{name} exists"),
    }
}

fn change(store: &dyn Store, name: &str, change: Change, now: Timestamp) -> User {
    match store.change_user(&UserChange { op: op(now), name: name.to_owned(), change: change.clone() }).unwrap() {
        ChangeOutcome::Changed(user) => *user,
        other => panic!("{change:?} of {name}: {other:?}"),
    }
}

pub fn login_step(name: &str, user: &User, now: Timestamp) -> Login {
    Login {
        op: op(now),
        sid: sid(name),
        user: user.name.clone(),
        version: user.version,
        client: "tokctl".to_owned(),
        scope: "read".to_owned(),
        hash: hash(name, 0),
        idle: IDLE,
        absolute: ABSOLUTE,
        access_ttl: Duration::from_secs(900),
        throttle: ThrottleKey { partition: Partition::of_name(&user.name), name: THROTTLE },
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
/// that a retry's own successor is distinguished from the first.
pub fn rotate_step(name: &str, generation: u64, now: Timestamp, grace: u64) -> Rotate {
    let seconds = now.secs() - at(0).secs();
    Rotate {
        op: op(now),
        sid: sid(name),
        user: owner(name).to_owned(),
        generation,
        presented: hash(name, generation),
        successor: hash(name, generation + 1),
        idle: IDLE,
        grace: Duration::from_secs(grace),
        sealed: Secret::from(format!("sealed-{generation}-{seconds}")),
        access_jti: format!("jti-{generation}-{seconds}"),
        access_ttl: Duration::from_secs(900),
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
fn assert_reused(outcome: &RotateOutcome, ended_before: bool) {
    let expected = RotateOutcome::Reused { user: "alice".to_owned(), already_ended: ended_before };
    assert_eq!(*outcome, expected);
}

fn end(store: &dyn Store, name: &str, reason: EndReason, now: Timestamp) -> EndOutcome {
    store.end_session(&EndSession { op: op(now), sid: sid(name), user: owner(name).to_owned(), reason }).unwrap()
}

fn status(store: &dyn Store, name: &str, now: Timestamp) -> SessionStatus {
    store.session(&sid(name), now).unwrap().unwrap().status
}

fn session(store: &dyn Store, name: &str) -> Session {
    store.session(&sid(name), at(0)).unwrap().unwrap().session
}

fn kinds(store: &dyn Store) -> Vec<EventKind> {
    store.events_after(None, usize::MAX).unwrap().events.iter().map(|event| event.kind).collect()
}
