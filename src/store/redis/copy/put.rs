//! Writing whole records: what is written again is the same.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use serde::Serialize;

use crate::base::{Timestamp, hex};
use crate::store::copy::{EventRecord, Kept, Position, Record, SessionRecord};
use crate::store::copy_mark::CopyMark;
use crate::store::partition::Partition;
use crate::store::port::Result;
use crate::store::record::{EventKind, Session, Throttle, ThrottleKey};
use crate::store::redis::args::args;
use crate::store::redis::client::Command;
use crate::store::redis::keys::PartitionKeys;
use crate::store::redis::scripts;
use crate::store::redis::state::{KEPT_AFTER_END, RedisState};
use crate::store::redis::values::{Damage, rank, user_fields};
use crate::store::step::Grace;

/// A session that may end sooner is not changed: a key that has just ended would come back without an end.
const SAFE_LIFETIME: u64 = 60_000;

/// A batch does not grow beyond about so many commands: a script keeps all others waiting.
pub const LONGEST_BATCH: usize = 2000;

/// So many commands are sent before the server must have replied: they take a small part of the deadline.
const COMMANDS_TOGETHER: usize = 10_000;

/// Commands for one partition, as the script of a copy takes them.
#[derive(Default)]
pub struct Batch {
    pub keys: Vec<String>,
    pub args: Vec<Vec<u8>>,
}

impl Batch {
    /// Adds the command `name key rest…`.
    pub fn add(&mut self, name: &str, key: String, rest: Vec<Vec<u8>>) {
        self.args.extend(args![rest.len() as u64 + 2, name, key]);
        self.args.extend(rest);
        self.keys.push(key);
    }

    /// The keys and arguments of the script, which does nothing if the hash `marked` does not have this mark.
    pub fn call(self, mark: &CopyMark, marked: String) -> (Vec<String>, Vec<Vec<u8>>) {
        ([vec![marked], self.keys].concat(), [args![mark.to_json()], self.args].concat())
    }

    fn expire(&mut self, key: String, lifetime: Duration) {
        self.add("PEXPIRE", key, args![lifetime.saturating_add(KEPT_AFTER_END)]);
    }

    /// Lets a key of several records live for `lifetime` more, or longer if it does so already.
    fn keep(&mut self, key: &str, lifetime: Duration) {
        for condition in ["NX", "GT"] {
            self.add("PEXPIRE", key.to_owned(), args![lifetime.saturating_add(KEPT_AFTER_END), condition]);
        }
    }
}

impl RedisState {
    pub async fn put(&self, mark: &CopyMark, records: &[Record], position: &Position, kept: &Kept) -> Result<()> {
        // A clock that is ahead would let keys end too early.
        let now = self.server_time().await?.map_or(kept.now, |time| time.min(kept.now));
        let kept = &Kept { now, ..*kept };
        let lasting = self.lasting_sessions(records).await?;
        let mut batches: BTreeMap<Partition, Batch> = BTreeMap::new();
        let mut batched = Vec::new();
        let mut numbers: BTreeMap<Partition, u64> = BTreeMap::new();
        for record in records {
            let Some(partition) = partition_of(record) else {
                return Err(self.damaged(Damage::new("the ID of a session does not begin with a partition")));
            };
            let own = self.keys_of(partition);
            if let Some(full) = batches.get_mut(&partition).filter(|batch| batch.keys.len() >= LONGEST_BATCH) {
                batched.push((partition, std::mem::take(full)));
            }
            let batch = batches.entry(partition).or_insert_with(|| {
                let mut batch = Batch::default();
                batch.add("HSETNX", own.counters(), args!["commits", 0_u64]);
                batch
            });
            match record {
                Record::User(user) => {
                    let (index, other) = match user.removed_at {
                        None => (own.users(), own.removed_users()),
                        Some(_) => (own.removed_users(), own.users()),
                    };
                    let key = own.user(&user.name);
                    batch.add("DEL", key.clone(), Vec::new());
                    batch.add("HSET", key, [args!["revision", 0_u64], user_fields(user)].concat());
                    batch.add("ZREM", other, args![user.name]);
                    batch.add("ZADD", index, args![0_u64, user.name]);
                }
                Record::Session(record) => put_session(batch, &own, record, now),
                Record::RevokedToken { key, entry } => {
                    let id = hex::encode(&key.0);
                    let key = own.denied_token(&id);
                    let fields =
                        args!["revoked", entry.revoked_at, "reason", entry.reason, "expires", entry.expires_at];
                    batch.add("HSET", key.clone(), fields);
                    if entry.expires_at != Timestamp::MAX {
                        batch.expire(key, entry.expires_at.since(now));
                    }
                    batch.add("ZADD", own.denied(), args![entry.expires_at, id]);
                }
                Record::RevokedKey { kid, at, reason } => {
                    batch.add("HSET", own.revoked_key(kid), args!["revoked", at, "reason", reason]);
                    batch.add("SADD", own.revoked_keys(), args![kid]);
                }
                Record::FailedLogins { key, throttle } => {
                    put_failed_logins(batch, &own, key, throttle, record.end(kept).since(now))
                }
                Record::Event(record) => {
                    let is_lasting = record.event.sid.as_ref().is_some_and(|sid| lasting.contains(sid));
                    put_event(batch, &own, record, is_lasting, kept.events);
                    let highest = numbers.entry(partition).or_default();
                    *highest = record.number.max(*highest);
                }
            }
        }
        // The number of the next event must be above all.
        for (partition, number) in numbers {
            let counters = self.keys_of(partition).counters();
            batches.entry(partition).or_default().add("HSET", counters, args!["commits", number]);
        }
        batched.extend(batches);
        self.touch_for(mark, batched.iter().map(|(partition, _)| *partition)).await?;
        let call = |(partition, batch): (Partition, Batch)| batch.call(mark, self.keys_of(partition).counters());
        let (mut together, mut commands) = (Vec::new(), 0);
        for (keys, args) in batched.into_iter().map(call) {
            commands += keys.len();
            together.push((keys, args));
            if commands >= COMMANDS_TOGETHER {
                self.client.run_all(&scripts::COPY, &together).await?;
                (together, commands) = (Vec::new(), 0);
            }
        }
        self.client.run_all(&scripts::COPY, &together).await?;
        self.set_position(mark, position).await
    }

    /// The sessions here whose replaceable event is among the records.
    async fn lasting_sessions(&self, records: &[Record]) -> Result<HashSet<String>> {
        let sid = |record: &Record| match record {
            Record::Event(record) if record.is_replaceable => record.event.sid.clone(),
            _ => None,
        };
        let sids: Vec<String> = records.iter().filter_map(sid).collect();
        let read = |sid: &String| {
            let own = Partition::of_session(sid).map(|partition| self.keys_of(partition));
            Command::new("PTTL").arg(own.map_or_else(String::new, |own| own.session(sid)))
        };
        let replies = self.client.send(&sids.iter().map(read).collect::<Vec<_>>()).await?;
        let lasting = sids.into_iter().zip(replies).filter(|(_, left)| left.number() > SAFE_LIFETIME);
        Ok(lasting.map(|(sid, _)| sid).collect())
    }
}

/// An event, as the scripts write it.
#[derive(Serialize)]
struct EventJson<'a> {
    kind: EventKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
}

fn put_failed_logins(batch: &mut Batch, own: &PartitionKeys, key: &ThrottleKey, throttle: &Throttle, left: Duration) {
    let Throttle { attempts, pending, last_attempt_at, locked_until } = throttle;
    let id = hex::encode(&key.name.0);
    let key = own.throttle(&id);
    let mut fields = args!["attempts", attempts, "pending", pending, "last", last_attempt_at];
    if let Some(end) = locked_until {
        fields.extend(args!["lock_end", end]);
    }
    batch.add("DEL", key.clone(), Vec::new());
    batch.add("HSET", key.clone(), fields);
    batch.expire(key, left);
    batch.add("ZADD", own.throttles(), args![last_attempt_at, id]);
    batch.keep(&own.throttles(), left);
}

fn put_event(batch: &mut Batch, own: &PartitionKeys, record: &EventRecord, has_lasting_session: bool, kept: Duration) {
    let number = rank(i64::try_from(record.number).unwrap_or(i64::MAX));
    let event = &record.event;
    let json = serde_json::to_string(&EventJson {
        kind: event.kind,
        user: event.user.as_deref(),
        sid: event.sid.as_deref(),
        client: event.client.as_deref(),
        detail: event.detail.as_deref(),
    });
    // A structure of strings.
    let member = format!("{number}{}{}", rank(event.at.millis()), json.unwrap_or_default());
    batch.add("ZADD", own.events(), args![0_u64, member]);
    batch.expire(own.events(), kept);
    if let Some(sid) = event.sid.as_ref().filter(|_| record.is_replaceable && has_lasting_session) {
        batch.add("HSET", own.session(sid), args!["event", number]);
    }
}

fn put_session(batch: &mut Batch, own: &PartitionKeys, record: &SessionRecord, now: Timestamp) {
    let SessionRecord { session, hash, grace } = record;
    let Session { sid, user, client, scope, created_at, expires_at, idle_expires_at, .. } = session;
    let mut fields = args![
        "sid",
        sid,
        "user",
        user,
        "client",
        client,
        "scope",
        scope,
        "created",
        created_at,
        "expires",
        expires_at,
        "idle",
        idle_expires_at,
        "version",
        session.version,
        "generation",
        session.generation,
        "hash",
        hash,
    ];
    if let Some(at) = session.rotated_at {
        fields.extend(args!["rotated", at]);
    }
    if let Some(end) = session.ended {
        fields.extend(args!["ended", end.at, "reason", end.reason.name()]);
    }
    let lifetime = expires_at.since(now);
    let key = own.session(sid);
    batch.add("DEL", key.clone(), Vec::new());
    batch.add("HSET", key.clone(), fields);
    batch.expire(key, lifetime);
    let member = format!("{}{sid}", rank(expires_at.millis()));
    for index in [own.sessions(), own.sessions_of(user)] {
        batch.add("ZADD", index.clone(), args![0_u64, member]);
        batch.keep(&index, lifetime);
    }
    let key = own.grace(sid);
    batch.add("DEL", key.clone(), Vec::new());
    if let Some(Grace { ends_at, previous, sealed, access_jti, access_expires_at }) =
        grace.as_ref().filter(|grace| grace.ends_at > now)
    {
        let fields = args![
            "ends",
            ends_at,
            "previous",
            previous,
            "sealed",
            sealed,
            "access_jti",
            access_jti,
            "access_end",
            access_expires_at,
        ];
        batch.add("HSET", key.clone(), fields);
        batch.expire(key, ends_at.since(now));
    }
}

/// Where a record goes; `None` for a session whose ID does not say. The event of a revoked token may be in the partition of the
/// token, which an event of another store does not name: it goes to its session, or to its user.
fn partition_of(record: &Record) -> Option<Partition> {
    match record {
        Record::User(user) => Some(Partition::of_name(&user.name)),
        Record::Session(record) => Partition::of_session(&record.session.sid),
        Record::RevokedToken { key, .. } => Some(Partition::of_hash(&key.0)),
        Record::RevokedKey { kid, .. } => Some(Partition::of_name(kid)),
        Record::FailedLogins { key, .. } => Some(key.partition),
        Record::Event(record) => {
            let of_session = || record.event.sid.as_deref().and_then(Partition::of_session);
            let of_name = || Partition::of_name(record.event.user.as_deref().unwrap_or_default());
            Some(record.partition.or_else(of_session).unwrap_or_else(of_name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_names_each_key_and_the_length_of_each_command() {
        let mut batch = Batch::default();
        batch.add("HSET", "a".to_owned(), args!["field", "value"]);
        batch.keep("b", Duration::from_secs(1));
        assert_eq!(batch.keys, ["a", "b", "b"]);
        let text: Vec<String> = batch.args.iter().map(|arg| String::from_utf8_lossy(arg).into_owned()).collect();
        assert_eq!(text.join(" "), "4 HSET a field value 4 PEXPIRE b 3601000 NX 4 PEXPIRE b 3601000 GT");
    }
}
