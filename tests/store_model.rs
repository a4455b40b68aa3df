//! Random sequences of steps against a model of one user's sessions that fits on a page.

#[allow(dead_code)]
#[path = "support/store.rs"]
mod support;

use std::time::Duration;

use proptest::prelude::*;

use tokctl::base::lock::DEADLINE;
use tokctl::base::{Secret, Timestamp};
use tokctl::store::record::Digest;
use tokctl::store::sqlite::SqliteStore;
use tokctl::store::step::{
    AddOutcome, Change, ChangeOutcome, EndOutcome, EndSession, Login, LoginOutcome, Rotate, RotateOutcome, UserChange,
};
use tokctl::store::{Absent, EndReason, Lookup, SessionStatus, Store};

use support::{identity, new_user, op, throttle_key};

const IDLE: i64 = 50;
const ABSOLUTE: i64 = 200;

#[derive(Debug, Clone)]
enum Step {
    LogIn,
    /// Presents the token `back` generations before the current one of a session; one after it if negative.
    Rotate {
        session: usize,
        back: i64,
        grace: i64,
    },
    /// Presents another token of the current generation of a session.
    Fork {
        session: usize,
    },
    LogOut {
        session: usize,
    },
    Change(Change),
    Wait(i64),
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => Just(Step::LogIn),
        8 => (0..3usize, prop_oneof![20 => Just(0i64), 8 => Just(1), 4 => Just(2), 1 => Just(-1)], prop_oneof![Just(0), Just(10), Just(20)])
            .prop_map(|(session, back, grace)| Step::Rotate { session, back, grace }),
        1 => (0..3usize).prop_map(|session| Step::Fork { session }),
        1 => (0..3usize).prop_map(|session| Step::LogOut { session }),
        1 => prop_oneof![
            Just(Step::Change(Change::Revoke)),
            Just(Step::Change(Change::Disable)),
            Just(Step::Change(Change::Enable)),
        ],
        4 => prop_oneof![0..15i64, 30..60i64].prop_map(Step::Wait),
    ]
}

/// What the model knows of a session.
#[derive(Debug)]
struct SessionModel {
    created: i64,
    idle_expires_at: i64,
    version: u64,
    generation: u64,
    /// When the last rotation was, and with which grace.
    rotated: Option<(i64, i64)>,
    ended: bool,
}

#[derive(Debug, Default)]
struct StoreModel {
    now: i64,
    version: u64,
    disabled: bool,
    sessions: Vec<SessionModel>,
}

#[derive(Debug, PartialEq, Eq)]
enum ModelOutcome {
    Rotated,
    Retried(String),
    Reused { already_ended: bool },
    Revoked,
    Expired,
    Ahead { already_ended: bool },
}

impl StoreModel {
    fn is_cut_off(&self, session: usize) -> bool {
        let model = &self.sessions[session];
        model.ended || self.disabled || model.version < self.version
    }

    fn is_live(&self, session: usize) -> bool {
        let model = &self.sessions[session];
        !self.is_cut_off(session) && self.now < model.idle_expires_at && self.now < model.created + ABSOLUTE
    }

    fn rotate(&mut self, session: usize, generation: u64, grace: i64) -> ModelOutcome {
        let (live, cut_off, now) = (self.is_live(session), self.is_cut_off(session), self.now);
        let model = &mut self.sessions[session];
        if generation > model.generation {
            return self.end_ahead(session);
        }
        if generation == model.generation {
            if cut_off {
                return ModelOutcome::Revoked;
            } else if !live {
                return ModelOutcome::Expired;
            }
            model.generation += 1;
            model.rotated = Some((now, grace));
            model.idle_expires_at = (now + IDLE).min(model.created + ABSOLUTE);
            return ModelOutcome::Rotated;
        }
        let in_grace = model.rotated.is_some_and(|(at, granted)| now < at + granted.min(grace));
        if live && in_grace && generation + 1 == model.generation {
            return ModelOutcome::Retried(format!("successor of {generation}"));
        }
        model.ended = true;
        ModelOutcome::Reused { already_ended: !live }
    }

    fn end_ahead(&mut self, session: usize) -> ModelOutcome {
        let already_ended = !self.is_live(session);
        self.sessions[session].ended = true;
        ModelOutcome::Ahead { already_ended }
    }
}

fn at(now: i64) -> Timestamp {
    Timestamp::from_secs(1_750_000_000 + now)
}

fn seconds(n: i64) -> Duration {
    Duration::from_secs(n.unsigned_abs())
}

fn hash(session: usize, generation: u64) -> Digest {
    let mut bytes = [u8::try_from(session).unwrap_or(u8::MAX); 32];
    bytes[..8].copy_from_slice(&generation.to_be_bytes());
    Digest(bytes)
}

fn rotate_step(session: usize, generation: u64, grace: i64, now: i64) -> Rotate {
    Rotate {
        op: op(at(now)),
        sid: format!("s{session}"),
        user: "alice".to_owned(),
        generation,
        presented: hash(session, generation),
        successor: hash(session, generation + 1),
        idle: seconds(IDLE),
        grace: seconds(grace),
        sealed: Secret::from(format!("successor of {generation}")),
        access_jti: String::new(),
        access_ttl: Duration::ZERO,
    }
}

fn rotate(store: &SqliteStore<'_>, step: &Rotate) -> ModelOutcome {
    match store.rotate(step).unwrap() {
        RotateOutcome::Rotated(_) => ModelOutcome::Rotated,
        RotateOutcome::Retried { sealed, .. } => {
            ModelOutcome::Retried(sealed.expose_str().unwrap_or_default().to_owned())
        }
        RotateOutcome::Reused { already_ended, .. } => ModelOutcome::Reused { already_ended },
        RotateOutcome::Revoked(_) => ModelOutcome::Revoked,
        RotateOutcome::Expired { .. } | RotateOutcome::IdleExpired { .. } => ModelOutcome::Expired,
        RotateOutcome::Ahead { already_ended, .. } => ModelOutcome::Ahead { already_ended },
        RotateOutcome::Unknown => panic!("the session is gone"),
    }
}

fn log_in(store: &SqliteStore<'_>, session: usize, version: u64, now: i64) -> bool {
    let step = Login {
        op: op(at(now)),
        sid: format!("s{session}"),
        user: "alice".to_owned(),
        version,
        client: "tokctl".to_owned(),
        scope: String::new(),
        hash: hash(session, 0),
        idle: seconds(IDLE),
        absolute: seconds(ABSOLUTE),
        access_ttl: Duration::ZERO,
        throttle: throttle_key("alice", 0),
    };
    matches!(store.login(&step).unwrap(), LoginOutcome::Opened(_))
}

fn play(model: &mut StoreModel, store: &SqliteStore<'_>, step: Step) {
    match step {
        Step::Wait(span) => model.now += span,
        Step::LogIn => {
            let opened = log_in(store, model.sessions.len(), model.version, model.now);
            assert_eq!(opened, !model.disabled);
            if opened {
                model.sessions.push(SessionModel {
                    created: model.now,
                    idle_expires_at: model.now + IDLE,
                    version: model.version,
                    generation: 0,
                    rotated: None,
                    ended: false,
                });
            }
        }
        Step::Rotate { session, back, grace } => {
            let Some(current) = model.sessions.get(session).map(|model| model.generation) else { return };
            let Some(generation) = current.checked_add_signed(-back) else { return };
            let now = model.now;
            let outcome = rotate(store, &rotate_step(session, generation, grace, now));
            assert_eq!(outcome, model.rotate(session, generation, grace));
        }
        Step::Fork { session } => {
            let Some(generation) = model.sessions.get(session).map(|model| model.generation) else { return };
            let presented = Digest([0xff; 32]);
            let step = Rotate { presented, ..rotate_step(session, generation, 0, model.now) };
            assert_eq!(rotate(store, &step), model.end_ahead(session));
        }
        Step::LogOut { session } => {
            if session >= model.sessions.len() {
                return;
            }
            let step = EndSession {
                op: op(at(model.now)),
                sid: format!("s{session}"),
                user: "alice".to_owned(),
                reason: EndReason::Logout,
            };
            let ended = matches!(store.end_session(&step).unwrap(), EndOutcome::Ended(_));
            assert_eq!(ended, model.is_live(session));
            model.sessions[session].ended |= ended;
        }
        Step::Change(change) => {
            let raises = match change {
                Change::Disable => !std::mem::replace(&mut model.disabled, true),
                Change::Enable => {
                    model.disabled = false;
                    false
                }
                _ => true,
            };
            model.version += u64::from(raises);
            let step = UserChange { op: op(at(model.now)), name: "alice".to_owned(), change };
            match store.change_user(&step).unwrap() {
                ChangeOutcome::Changed(user) | ChangeOutcome::Unchanged(user) => {
                    assert_eq!((user.version, user.disabled), (model.version, model.disabled));
                }
                ChangeOutcome::Unknown => panic!("alice is gone"),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_store_does_what_the_model_does(steps in prop::collection::vec(steps(), 1..60)) {
        let directory = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&directory.path().join("state.db"), Absent::Create(&identity()), DEADLINE).unwrap();
        prop_assert!(matches!(store.add_user(&new_user("alice", at(0))).unwrap(), AddOutcome::Added(_)));
        let mut model = StoreModel::default();
        for step in steps {
            play(&mut model, &store, step);
            for session in 0..model.sessions.len() {
                let view = store.session(&format!("s{session}"), at(model.now)).unwrap().unwrap();
                prop_assert_eq!(view.status == SessionStatus::Live, model.is_live(session));
                prop_assert_eq!(view.session.generation, model.sessions[session].generation);
            }
        }
    }
}
