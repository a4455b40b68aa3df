//! What is copied: whole records, with what no lookup returns.

use std::time::Duration;

use crate::base::Timestamp;
use crate::store::partition::Partition;
use crate::store::record::{DenylistEntry, Digest, End, Event, Session, Throttle, ThrottleKey, User};
use crate::store::step::Grace;

/// All that is stored of something.
#[derive(Debug)]
pub enum Record {
    /// A user or tombstone.
    User(Box<User>),
    Session(Box<SessionRecord>),
    RevokedToken {
        key: Digest,
        entry: DenylistEntry,
    },
    RevokedKey {
        kid: String,
        at: Timestamp,
        reason: String,
    },
    FailedLogins {
        key: ThrottleKey,
        throttle: Throttle,
    },
    Event(Box<EventRecord>),
}

#[derive(Debug)]
pub struct SessionRecord {
    pub session: Session,
    /// The hash of its current refresh token.
    pub hash: Digest,
    /// What a retry of its last rotation gets.
    pub grace: Option<Grace>,
}

#[derive(Debug)]
pub struct EventRecord {
    /// The partition whose numbers these are; `None` if the store has one sequence of numbers.
    pub partition: Option<Partition>,
    pub number: u64,
    pub event: Event,
    /// Whether the next rotation of its session replaces it.
    pub is_replaceable: bool,
}

/// How long what has no end of its own is kept, and the time from which what is left of a lifetime counts.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    pub now: Timestamp,
    pub events: Duration,
    /// After the last attempt.
    pub failed_logins: Duration,
}

impl Record {
    /// From then on it does not matter any more.
    pub fn end(&self, kept: &Kept) -> Timestamp {
        match self {
            Self::User(_) | Self::RevokedKey { .. } => Timestamp::MAX,
            Self::Session(record) => record.session.expires_at,
            Self::RevokedToken { entry, .. } => entry.expires_at,
            Self::FailedLogins { throttle, .. } => {
                let forgotten = throttle.last_attempt_at.saturating_add(kept.failed_logins);
                throttle.locked_until.map_or(forgotten, |locked| locked.max(forgotten))
            }
            Self::Event(record) => record.event.at.saturating_add(kept.events),
        }
    }

    /// The record as bytes, the same for the same record in every store. What a retry gets is left out once the grace is over
    /// at `at`, and so are the numbers of events, which differ, and what a session that may be over says of them.
    pub fn encode(&self, at: Timestamp) -> Vec<u8> {
        let mut out = Encoder::default();
        match self {
            Self::User(user) => out.user(user),
            Self::Session(record) => out.session(record, at),
            Self::RevokedToken { key, entry } => {
                out.bytes(&key.0).time(entry.revoked_at).time(entry.expires_at).text(&entry.reason);
            }
            Self::RevokedKey { kid, at, reason } => {
                out.text(kid).time(*at).text(reason);
            }
            Self::FailedLogins { key, throttle } => {
                let Throttle { attempts, pending, last_attempt_at, locked_until } = throttle;
                out.number(key.partition.number().into()).bytes(&key.name.0);
                out.number((*attempts).into()).number((*pending).into()).time(*last_attempt_at);
                out.option(locked_until.as_ref(), |out, at| out.time(*at));
            }
            Self::Event(record) => {
                let Event { id: _, at, kind, user, sid, client, detail } = &record.event;
                out.time(*at).text(kind.name());
                for field in [user, sid, client, detail] {
                    out.option(field.as_ref(), |out, text| out.text(text));
                }
            }
        }
        out.0
    }
}

/// Fields with their lengths, so that no two lists of fields have the same bytes.
#[derive(Default)]
struct Encoder(Vec<u8>);

impl Encoder {
    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    fn number(&mut self, number: u64) -> &mut Self {
        self.0.extend_from_slice(&number.to_be_bytes());
        self
    }

    fn time(&mut self, time: Timestamp) -> &mut Self {
        self.0.extend_from_slice(&time.millis().to_be_bytes());
        self
    }

    fn option<'v, T>(
        &mut self,
        value: Option<&'v T>,
        write: impl for<'o> FnOnce(&'o mut Self, &'v T) -> &'o mut Self,
    ) -> &mut Self {
        self.number(value.is_some().into());
        match value {
            Some(value) => write(self, value),
            None => self,
        }
    }

    fn end(&mut self, end: Option<&End>) -> &mut Self {
        self.option(end, |out, end| out.time(end.at).text(end.reason.name()))
    }

    fn user(&mut self, user: &User) {
        let User { name, password, roles, scope, claims, version, raised, disabled, created_at, removed_at } = user;
        self.text(name).bytes(password.expose()).number(roles.len() as u64);
        for role in roles {
            self.text(role);
        }
        self.text(scope).text(&claims.to_string()).number(*version).end(raised.as_ref());
        self.number((*disabled).into()).time(*created_at).option(removed_at.as_ref(), |out, at| out.time(*at));
    }

    fn session(&mut self, SessionRecord { session, hash, grace }: &SessionRecord, at: Timestamp) {
        let Session {
            sid,
            user,
            client,
            scope,
            created_at,
            expires_at,
            idle_expires_at,
            version,
            generation,
            rotated_at,
            ended,
        } = session;
        self.text(sid).text(user).text(client).text(scope).time(*created_at).time(*expires_at).time(*idle_expires_at);
        self.number(*version).number(*generation).option(rotated_at.as_ref(), |out, at| out.time(*at));
        self.end(ended.as_ref()).bytes(&hash.0);
        let grace = grace.as_ref().filter(|grace| grace.ends_at > at);
        self.option(grace, |out, Grace { ends_at, previous, sealed, access_jti, access_expires_at }| {
            out.time(*ends_at).bytes(&previous.0).bytes(sealed.expose()).text(access_jti).time(*access_expires_at)
        });
    }
}
