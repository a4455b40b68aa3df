//! Copying the state: the marks, and what begins and ends a copy.
//!
//! Every partition has the mark of the copy, also one without records, so that any step finds it. What is written goes through a
//! script that compares the mark of the partition: a copy that was ended writes nothing more.

mod put;
mod records;

use crate::store::copy::Position;
use crate::store::copy_mark::CopyMark;
use crate::store::error::StoreError;
use crate::store::partition::Partition;
use crate::store::port::Result;
use crate::store::record::Meta;

use super::args::{Arg, args};
use super::client::{Command, Reply};
use super::keys::{FORGOTTEN, PartitionKeys};
use super::scripts;
use super::state::RedisState;
use super::values::{Damage, after_rank};

use put::Batch;

/// Large enough for several records of each partition: a page is merged from the lists of all, and written by a script for each.
pub const PAGE: usize = 50_000;

impl RedisState {
    /// First of the identity, which decides; then of each partition.
    pub async fn replace_mark(&self, expected: Option<&CopyMark>, mark: Option<&CopyMark>) -> Result<bool> {
        if !self.set_mark(expected, mark, None).await? {
            return Ok(false);
        }
        let args = args![mark.map(CopyMark::to_json)];
        let call = |partition| (vec![self.keys_of(partition).counters()], args.clone());
        self.client.run_all(&scripts::MARK, &Partition::all().map(call).collect::<Vec<_>>()).await?;
        Ok(true)
    }

    async fn set_mark(
        &self,
        expected: Option<&CopyMark>,
        mark: Option<&CopyMark>,
        position: Option<&Position>,
    ) -> Result<bool> {
        let mut args = args![expected.map(CopyMark::to_json), mark.map(CopyMark::to_json)];
        args.extend(position.map(|position| position.to_json().to_arg()));
        let reply = self.client.run(&scripts::REPLACE_MARK, &[self.keys.identity()], &args).await?;
        Ok(reply == Reply::Number(1))
    }

    async fn set_position(&self, mark: &CopyMark, position: &Position) -> Result<()> {
        let is_set = self.set_mark(Some(mark), Some(mark), Some(position)).await?;
        if is_set { Ok(()) } else { Err(StoreError::CopyEnded) }
    }

    pub async fn position(&self) -> Result<Position> {
        let read = Command::new("HGET").arg(self.keys.identity()).arg("position");
        let Reply::Bytes(text) = self.client.send_one(read).await? else { return Ok(Position::start()) };
        let position = String::from_utf8(text).ok().and_then(|text| Position::from_json(&text));
        position.ok_or_else(|| self.damaged(Damage::new("the position of a copy is malformed")))
    }

    pub async fn clear(&self, mark: &CopyMark) -> Result<()> {
        self.set_position(mark, &Position::start()).await?;
        for partition in self.partitions().await? {
            self.clear_partition(&self.keys_of(partition)).await?;
        }
        Ok(())
    }

    /// Removes all but the counters.
    async fn clear_partition(&self, own: &PartitionKeys) -> Result<()> {
        let sorted = [own.users(), own.removed_users(), own.sessions(), own.denied(), own.throttles()];
        let mut reads = sorted.each_ref().map(|index| Command::new("ZRANGE").arg(index).arg("0").arg("-1")).to_vec();
        reads.push(Command::new("SMEMBERS").arg(own.revoked_keys()));
        let mut lists = Vec::new();
        for list in self.client.send(&reads).await? {
            lists.push(self.texts(list)?);
        }
        let [users, removed, sessions, denied, throttles, kids] =
            lists.try_into().map_err(|_: Vec<_>| self.unexpected())?;
        let mut keys: Vec<String> = Vec::new();
        for name in users.iter().chain(&removed) {
            keys.extend([own.user(name), own.sessions_of(name)]);
        }
        for sid in sessions.iter().filter_map(|member| after_rank(member)) {
            keys.extend([own.session(sid), own.grace(sid)]);
        }
        keys.extend(denied.iter().map(|id| own.denied_token(id)));
        keys.extend(throttles.iter().map(|id| own.throttle(id)));
        keys.extend(kids.iter().map(|kid| own.revoked_key(kid)));
        // The lists last: what is left after a kill is still found.
        keys.extend(sorted);
        keys.extend([own.revoked_keys(), own.events()]);
        let remove: Vec<Command> = keys.iter().map(|key| Command::new("DEL").arg(key)).collect();
        self.client.send(&remove).await.map(drop)
    }

    /// In each partition the next number is above that of every event. What that leaves of the counters goes to the first.
    pub async fn finish(&self, mark: &CopyMark, meta: &Meta) -> Result<()> {
        let partitions: Vec<Partition> = Partition::all().collect();
        let read = |partition: &Partition| {
            let own = self.keys_of(*partition);
            let newest = Command::new("ZREVRANGE").arg(own.events()).arg("0").arg("0");
            [Command::new("HGET").arg(own.counters()).arg("mark"), newest]
        };
        let mut replies = self.client.send(&partitions.iter().flat_map(read).collect::<Vec<_>>()).await?.into_iter();
        let (mut total, mut numbers) = (0, Vec::new());
        for partition in partitions {
            let (found, newest) = (replies.next(), replies.next());
            let newest = self.texts(newest.unwrap_or(Reply::Nil))?.pop();
            let newest =
                newest.as_deref().and_then(super::events::time_and_number).map(|(_, number)| number.to_owned());
            let number = newest.and_then(|number| u64::from_str_radix(&number, 16).ok()).unwrap_or(0);
            total += number;
            // The others are done: the same command was killed.
            if found == Some(Reply::Bytes(mark.to_json().into_bytes())) {
                numbers.push((partition, number));
            }
        }
        let call = |(partition, number): (Partition, u64)| {
            let own = self.keys_of(partition);
            let mut batch = Batch::default();
            let mut commits = number;
            if partition.number() == 0 {
                commits += meta.commits.saturating_sub(total);
                for (field, time) in [("newest", meta.newest_at), (FORGOTTEN, meta.forgotten_until)] {
                    if let Some(time) = time {
                        batch.add("HSET", own.counters(), args![field, time]);
                    }
                }
            }
            if commits > 0 {
                batch.add("HSET", own.counters(), args!["commits", commits]);
            }
            batch.add("HDEL", own.counters(), args!["mark"]);
            ([vec![own.counters()], batch.keys].concat(), [args![mark.to_json()], batch.args].concat())
        };
        self.touch_all(Partition::from_number(0).into_iter()).await?;
        self.client.run_all(&scripts::COPY, &numbers.into_iter().map(call).collect::<Vec<_>>()).await?;
        if self.set_mark(Some(mark), None, None).await? { Ok(()) } else { Err(StoreError::CopyEnded) }
    }

    pub async fn discard(&self, mark: &CopyMark) -> Result<()> {
        self.set_position(mark, &Position::start()).await?;
        // A copy that still runs writes nothing more.
        let forget = |partition| Command::new("DEL").arg(self.keys_of(partition).counters());
        self.client.send(&Partition::all().map(forget).collect::<Vec<_>>()).await?;
        self.clear(mark).await?;
        for key in [self.keys.partitions(), self.keys.identity()] {
            self.client.send_one(Command::new("DEL").arg(key)).await?;
        }
        Ok(())
    }

    /// Refuses to receive a copy beside what is left of a state without an identity.
    pub(super) async fn refuse_remains(&self) -> Result<()> {
        let exists = |key| Command::new("EXISTS").arg(key);
        let replies = self.client.send(&[exists(self.keys.identity()), exists(self.keys.partitions())]).await?;
        if replies.iter().map(Reply::number).eq([0, 1]) {
            return Err(self.damaged(Damage::new("its identity is missing")));
        }
        Ok(())
    }
}
