//! Reading whole records, in all partitions: a failover may have lost that there is something in one.

use crate::base::hex;
use crate::store::copy::{Area, EventRecord, Record, RecordPage, SessionRecord};
use crate::store::partition::Partition;
use crate::store::port::Result;
use crate::store::record::{Cursor, Digest, EventKind, ThrottleKey};
use crate::store::redis::client::{Command, Reply};
use crate::store::redis::events::Numbered;
use crate::store::redis::gather::Order;
use crate::store::redis::keys::PartitionKeys;
use crate::store::redis::state::RedisState;
use crate::store::redis::values::{Damage, Fields, Read, after_rank};

type Index = fn(&PartitionKeys) -> String;
type Entry = fn(&PartitionKeys, &str) -> String;

impl RedisState {
    pub async fn records(&self, area: Area, after: Option<&Cursor>, limit: usize) -> Result<RecordPage> {
        match area {
            Area::Users => self.user_records(PartitionKeys::users, after, limit).await,
            Area::RemovedUsers => self.user_records(PartitionKeys::removed_users, after, limit).await,
            Area::Sessions => self.session_records(after, limit).await,
            Area::RevokedTokens => {
                let entries = (PartitionKeys::denied as Index, PartitionKeys::denied_token as Entry);
                self.scored_records(entries, after, limit, |_, id, fields| {
                    Ok(Record::RevokedToken { key: digest(id)?, entry: fields.denylist_entry()? })
                })
                .await
            }
            Area::FailedLogins => {
                let entries = (PartitionKeys::throttles as Index, PartitionKeys::throttle as Entry);
                self.scored_records(entries, after, limit, |partition, id, fields| {
                    let key = ThrottleKey { partition, name: digest(id)? };
                    Ok(Record::FailedLogins { key, throttle: fields.throttle()? })
                })
                .await
            }
            Area::RevokedKeys => self.revoked_key_records().await,
            Area::Events => self.event_records(after, limit).await,
        }
    }

    /// The members of the indexes of all partitions in order, from a position or from the beginning, and the next position.
    async fn members(
        &self,
        index: Index,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<(Vec<String>, Option<Cursor>)> {
        let indexes: Vec<String> = Partition::all().map(|partition| index(&self.keys_of(partition))).collect();
        let start = after.map_or("-".to_owned(), |cursor| format!("({}", cursor.as_str()));
        let members = self.gather(&indexes, limit, Order::Ascending, &start).await?;
        let next = members.last().filter(|_| members.len() >= limit).map(Cursor::new);
        Ok((members, next))
    }

    async fn user_records(&self, index: Index, after: Option<&Cursor>, limit: usize) -> Result<RecordPage> {
        let (names, next) = self.members(index, after, limit).await?;
        let commands: Vec<Command> = names.iter().map(|name| self.read_user(name)).collect();
        let mut records = Vec::with_capacity(names.len());
        for reply in self.client.send(&commands).await? {
            let missing = || self.damaged(Damage::new("a user is listed but missing"));
            let fields = self.fields("a user", reply)?.ok_or_else(missing)?;
            records.push(Record::User(Box::new(self.sound(fields.user())?)));
        }
        Ok(RecordPage { records, next })
    }

    /// In the order of their ends, in which they are listed.
    async fn session_records(&self, after: Option<&Cursor>, limit: usize) -> Result<RecordPage> {
        let (members, next) = self.members(PartitionKeys::sessions, after, limit).await?;
        let keys = |sid: &str| Partition::of_session(sid).map(|partition| self.keys_of(partition));
        let read = |member: &String| {
            let sid = after_rank(member)?;
            let own = keys(sid)?;
            Some([Command::new("HGETALL").arg(own.session(sid)), Command::new("HGETALL").arg(own.grace(sid))])
        };
        let commands: Vec<Command> = members.iter().filter_map(read).flatten().collect();
        let mut replies = self.client.send(&commands).await?.into_iter();
        let mut records = Vec::with_capacity(members.len());
        while let (Some(session), Some(grace)) = (replies.next(), replies.next()) {
            // One that is over is gone before its place in the list.
            let Some(fields) = self.fields("a session", session)? else { continue };
            let grace = self.fields("a grace", grace)?.map(|grace| self.sound(grace.grace())).transpose()?;
            let (session, hash) = (self.sound(fields.session())?, self.sound(fields.digest("hash"))?);
            records.push(Record::Session(Box::new(SessionRecord { session, hash, grace })));
        }
        Ok(RecordPage { records, next })
    }

    /// The records of an index that is sorted by time, partition by partition. A cursor is a partition, and how many of its
    /// records were read.
    async fn scored_records(
        &self,
        (index, entry): (Index, Entry),
        after: Option<&Cursor>,
        limit: usize,
        record: impl Fn(Partition, &str, &Fields) -> Read<Record>,
    ) -> Result<RecordPage> {
        let (first, mut skipped) = after.map_or(Ok((0, 0)), |after| self.place(after))?;
        let partitions: Vec<Partition> = Partition::all().filter(|partition| partition.number() >= first).collect();
        let count = |partition: &Partition| Command::new("ZCARD").arg(index(&self.keys_of(*partition)));
        let counts = self.client.send(&partitions.iter().map(count).collect::<Vec<_>>()).await?;
        let (mut ranges, mut left, mut next) = (Vec::new(), limit as u64, None);
        for (partition, count) in partitions.into_iter().zip(counts) {
            let start = if partition.number() == first { std::mem::take(&mut skipped) } else { 0 };
            let taken = count.number().saturating_sub(start).min(left);
            if taken > 0 {
                ranges.push((partition, start, start + taken - 1));
                left -= taken;
            }
            if left == 0 {
                next = Some(Cursor::new(format!("{}:{}", partition.number(), start + taken)));
                break;
            }
        }
        let read = |(partition, start, stop): &(Partition, u64, u64)| {
            Command::new("ZRANGE").arg(index(&self.keys_of(*partition))).arg(start.to_string()).arg(stop.to_string())
        };
        let lists = self.client.send(&ranges.iter().map(read).collect::<Vec<_>>()).await?;
        let mut members = Vec::new();
        for ((partition, ..), list) in ranges.into_iter().zip(lists) {
            members.extend(self.texts(list)?.into_iter().map(|id| (partition, id)));
        }
        let read =
            |(partition, id): &(Partition, String)| Command::new("HGETALL").arg(entry(&self.keys_of(*partition), id));
        let replies = self.client.send(&members.iter().map(read).collect::<Vec<_>>()).await?;
        let mut records = Vec::with_capacity(members.len());
        for ((partition, id), reply) in members.iter().zip(replies) {
            if let Some(fields) = self.fields("an entry", reply)? {
                records.push(self.sound(record(*partition, id, &fields))?);
            }
        }
        Ok(RecordPage { records, next })
    }

    fn place(&self, cursor: &Cursor) -> Result<(u16, u64)> {
        let place = cursor.as_str().split_once(':');
        let place = place.and_then(|(partition, count)| Some((partition.parse().ok()?, count.parse().ok()?)));
        place.ok_or_else(|| self.damaged(Damage::new("the position of a copy is malformed")))
    }

    /// All on one page: there are few.
    async fn revoked_key_records(&self) -> Result<RecordPage> {
        let partitions: Vec<Partition> = Partition::all().collect();
        let read = |partition: &Partition| Command::new("SMEMBERS").arg(self.keys_of(*partition).revoked_keys());
        let lists = self.client.send(&partitions.iter().map(read).collect::<Vec<_>>()).await?;
        let mut kids = Vec::new();
        for list in lists {
            kids.extend(self.texts(list)?);
        }
        let replies = self.client.send(&kids.iter().map(|kid| self.read_revoked_key(kid)).collect::<Vec<_>>()).await?;
        let mut records = Vec::with_capacity(kids.len());
        for (kid, reply) in kids.into_iter().zip(replies) {
            let missing = || self.damaged(Damage::new("a revoked key is listed but missing"));
            let fields = self.fields("a revoked key", reply)?.ok_or_else(missing)?;
            let (at, reason) = (self.sound(fields.key_revoked_at())?, self.sound(fields.text("reason"))?);
            records.push(Record::RevokedKey { kid, at, reason });
        }
        Ok(RecordPage { records, next: None })
    }

    async fn event_records(&self, after: Option<&Cursor>, limit: usize) -> Result<RecordPage> {
        let (found, next) = self.numbered_after(after, limit).await?;
        let next = (found.len() >= limit).then_some(next);
        let session = |Numbered { event, .. }: &Numbered| event.sid.clone().filter(|_| is_of_rotation(event.kind));
        let last_event = |sid: &String| {
            let own = self.keys_of(Partition::of_session(sid)?);
            Some(Command::new("HGET").arg(own.session(sid)).arg("event"))
        };
        let commands: Vec<Option<Command>> =
            found.iter().map(|(_, numbered)| session(numbered).as_ref().and_then(last_event)).collect();
        let asked: Vec<bool> = commands.iter().map(Option::is_some).collect();
        let commands: Vec<Command> = commands.into_iter().flatten().collect();
        let mut last_events = self.client.send(&commands).await?.into_iter();
        let mut records = Vec::with_capacity(found.len());
        for ((partition, Numbered { number, event }), asked) in found.into_iter().zip(asked) {
            let last_event = if asked { last_events.next() } else { None };
            let is_replaceable = last_event == Some(Reply::Bytes(number.as_bytes().to_vec()));
            let damage = || self.damaged(Damage::new("the number of an event is malformed"));
            let number = u64::from_str_radix(&number, 16).map_err(|_| damage())?;
            let record = EventRecord { partition: Some(partition), number, event, is_replaceable };
            records.push(Record::Event(Box::new(record)));
        }
        Ok(RecordPage { records, next })
    }
}

/// Whether a rotation records events of this kind, which replace each other.
const fn is_of_rotation(kind: EventKind) -> bool {
    matches!(kind, EventKind::Refresh | EventKind::Retry | EventKind::Reuse | EventKind::StateRestored)
}

fn digest(id: &str) -> Read<Digest> {
    let bytes = hex::decode(id).and_then(|bytes| bytes.try_into().ok());
    bytes.map(Digest).ok_or_else(|| Damage::new("an index holds what is not a hash"))
}
