//! Copying the state: the marks, and what begins and ends a copy.
//!
//! Every partition has the mark of the copy, also one without records, so that any step finds it. What is written or removed goes
//! through a script that compares the mark of the partition: a copy that was ended, or that another command continues,
//! changes nothing more.

mod put;
mod records;

use std::time::Duration;

use crate::base::{Code, Fault};
use crate::store::copy::Position;
use crate::store::copy_mark::{CopyMark, CopyState};
use crate::store::error::StoreError;
use crate::store::partition::Partition;
use crate::store::port::Result;
use crate::store::record::Meta;

use super::args::{Arg, args};
use super::client::{Command, Reply, ScriptCall};
use super::keys::{FORGOTTEN, PartitionKeys};
use super::scripts;
use super::state::{RedisState, copy_mark, number};
use super::values::{Damage, after_rank};

use put::{Batch, LONGEST_BATCH};

/// Large enough for several records of each partition: a page is merged from the lists of all, and written by a script for each.
pub const PAGE: usize = 50_000;

/// How long a partition remembers that a copy has ended: longer than any command is paused.
const ENDED_REMEMBERED: Duration = Duration::from_secs(3600);

/// Partitions whose marks wait for replicas together, each on a connection of its own.
const CONFIRMED_TOGETHER: usize = 32;

/// Partitions whose lists are read together to remove what is in them.
const CLEARED_TOGETHER: usize = 64;

/// The lists of a partition.
const LISTS: usize = 7;

/// Reads the lists of a partition; of the events, whether there are any.
fn read_lists(own: &PartitionKeys) -> [Command; LISTS] {
    let all = |index: String| Command::new("ZRANGE").arg(index).arg("0").arg("-1");
    [
        all(own.users()),
        all(own.removed_users()),
        all(own.sessions()),
        all(own.denied()),
        all(own.throttles()),
        Command::new("SMEMBERS").arg(own.revoked_keys()),
        Command::new("ZRANGE").arg(own.events()).arg("0").arg("0"),
    ]
}

impl RedisState {
    /// First of the identity, which decides; then of each partition. But a source is marked as moved when each partition is: one
    /// that has lost its mark may have changed.
    pub async fn replace_mark(&self, expected: Option<&CopyMark>, mark: Option<&CopyMark>) -> Result<bool> {
        match (expected, mark) {
            (Some(expected), Some(mark)) if (expected.state, mark.state) == (CopyState::Copying, CopyState::Moved) => {
                if !self.set_mark(Some(expected), Some(expected), None).await? {
                    return Ok(false);
                }
                let is_set = self.mark_partitions(mark, true).await?;
                // Nor is one that another command has ended.
                if !self.set_mark(Some(expected), if is_set { Some(mark) } else { Some(expected) }, None).await? {
                    return Ok(false);
                }
                if is_set { Ok(true) } else { Err(self.lost_mark()) }
            }
            (_, Some(mark)) => {
                Ok(self.set_mark(expected, Some(mark), None).await? && self.mark_partitions(mark, false).await?)
            }
            (Some(expected), None) => {
                let ended = Partition::all().map(|partition| (partition, expected.id.clone())).collect();
                Ok(self.set_mark(Some(expected), None, None).await? && self.unmark_partitions(ended).await?)
            }
            (None, None) => {
                // Those of a command that was killed. A mark that is set from now on stays.
                let left = self.partition_marks().await?;
                let left = left.into_iter().map(|(partition, mark)| (partition, mark.id)).collect();
                Ok(self.set_mark(None, None, None).await? && self.unmark_partitions(left).await?)
            }
        }
    }

    /// The partitions with a mark.
    async fn partition_marks(&self) -> Result<Vec<(Partition, CopyMark)>> {
        let read = |partition| Command::new("HGET").arg(self.keys_of(partition).counters()).arg("mark");
        let replies = self.client.send(&Partition::all().map(read).collect::<Vec<_>>()).await?;
        let mut marks = Vec::new();
        for (partition, reply) in Partition::all().zip(replies) {
            if let Reply::Bytes(mark) = reply {
                marks.push((partition, self.sound(copy_mark(&String::from_utf8_lossy(&mark)))?));
            }
        }
        Ok(marks)
    }

    /// Sets the mark in each partition, if `must_have_one` only in those that have one of the copy. Returns whether all have it.
    async fn mark_partitions(&self, mark: &CopyMark, must_have_one: bool) -> Result<bool> {
        let calls: Vec<_> = Partition::all().map(|partition| self.mark_call(partition, mark, must_have_one)).collect();
        let replies = self.client.run_all(&scripts::MARK, &calls).await?;
        Ok(replies.iter().all(|reply| reply.number() == 1))
    }

    fn mark_call(&self, partition: Partition, mark: &CopyMark, must_have_one: bool) -> ScriptCall {
        let own = self.keys_of(partition);
        (vec![own.counters(), own.ended_copy(&mark.id)], args![mark.to_json(), must_have_one])
    }

    /// Removes the marks of copies with these IDs. Returns whether no mark is left.
    async fn unmark_partitions(&self, ended: Vec<(Partition, String)>) -> Result<bool> {
        let call = |(partition, id): (Partition, String)| {
            let own = self.keys_of(partition);
            (vec![own.counters(), own.ended_copy(&id)], args![id, ENDED_REMEMBERED])
        };
        let replies = self.client.run_all(&scripts::UNMARK, &ended.into_iter().map(call).collect::<Vec<_>>()).await?;
        Ok(replies.iter().all(|reply| reply.number() == 1))
    }

    fn lost_mark(&self) -> StoreError {
        let server = self.client.server();
        StoreError::State(Fault::new(
            Code::Store,
            format!(
                "a part of the state at {server} lost the mark of the copy, as after a failover, and may have changed"
            ),
        ))
    }

    pub async fn confirm(&self, mark: &CopyMark) -> Result<()> {
        if !self.waits_for_replicas() {
            return Ok(());
        }
        let before = self.shortfalls();
        for partitions in Partition::all().collect::<Vec<_>>().chunks(CONFIRMED_TOGETHER) {
            let call = |partition: &Partition| self.mark_call(*partition, mark, true);
            let replies = self.client.run_steps(&scripts::MARK, partitions.iter().map(call).collect()).await?;
            if replies.iter().any(|reply| reply.number() != 1) {
                return Err(StoreError::CopyEnded);
            }
            if self.shortfalls() > before {
                let message =
                    format!("{}: fewer replicas than the URL requires confirmed the copy", self.client.server());
                return Err(StoreError::Server(Fault::new(Code::Store, message).hint("check the replicas")));
            }
        }
        Ok(())
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

    pub async fn position(&self, mark: &CopyMark) -> Result<Position> {
        let read = Command::new("HMGET").arg(self.keys.identity()).arg("mark").arg("position");
        let [found, position] = self.exactly(self.client.send_one(read).await?.into_list())?;
        if found != Reply::Bytes(mark.to_json().into_bytes()) {
            return Err(StoreError::CopyEnded);
        }
        let Reply::Bytes(text) = position else { return Ok(Position::start()) };
        let position = String::from_utf8(text).ok().and_then(|text| Position::from_json(&text));
        position.ok_or_else(|| self.damaged(Damage::new("the position of a copy is malformed")))
    }

    /// Makes the partitions ones that lists read, unless the copy has ended.
    async fn touch_for(&self, mark: &CopyMark, partitions: impl Iterator<Item = Partition>) -> Result<()> {
        let new = self.untouched(partitions);
        let mut batch = Batch::default();
        for partition in &new {
            batch.add("SETBIT", self.keys.partitions(), args![u64::from(partition.number()), 1_u64]);
        }
        if new.is_empty() {
            return Ok(());
        }
        let (keys, args) = batch.call(mark, self.keys.identity());
        self.client.run(&scripts::COPY, &keys, &args).await?;
        self.set_touched(new);
        Ok(())
    }

    pub async fn clear(&self, mark: &CopyMark) -> Result<()> {
        self.set_position(mark, &Position::start()).await?;
        for partitions in Partition::all().collect::<Vec<_>>().chunks(CLEARED_TOGETHER) {
            let keys: Vec<PartitionKeys> = partitions.iter().map(|partition| self.keys_of(*partition)).collect();
            let reads: Vec<Command> = keys.iter().flat_map(read_lists).collect();
            let replies = self.client.send(&reads).await?;
            for (own, lists) in keys.iter().zip(replies.chunks(LISTS)) {
                self.clear_partition(mark, own, lists).await?;
            }
        }
        Ok(())
    }

    /// Removes all but the counters; `lists` are the replies to [`read_lists`].
    async fn clear_partition(&self, mark: &CopyMark, own: &PartitionKeys, lists: &[Reply]) -> Result<()> {
        let mut texts = Vec::new();
        for list in lists {
            texts.push(self.texts(list.clone())?);
        }
        let [users, removed, sessions, denied, throttles, kids, events] =
            texts.try_into().map_err(|_: Vec<_>| self.unexpected())?;
        if [&users, &removed, &sessions, &denied, &throttles, &kids, &events].iter().all(|list| list.is_empty()) {
            return Ok(());
        }
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
        keys.extend([own.users(), own.removed_users(), own.sessions(), own.denied(), own.throttles()]);
        keys.extend([own.revoked_keys(), own.events()]);
        for keys in keys.chunks(LONGEST_BATCH) {
            let mut batch = Batch::default();
            keys.iter().for_each(|key| batch.add("DEL", key.clone(), Vec::new()));
            let (keys, args) = batch.call(mark, own.counters());
            self.client.run(&scripts::COPY, &keys, &args).await?;
        }
        Ok(())
    }

    /// The commits that the partitions do not count are added to the first.
    pub async fn finish(&self, mark: &CopyMark, meta: &Meta) -> Result<()> {
        let read = |partition| Command::new("HGET").arg(self.keys_of(partition).counters()).arg("commits");
        let replies = self.client.send(&Partition::all().map(read).collect::<Vec<_>>()).await?;
        let mut counted = 0;
        for reply in replies {
            counted += self.sound(number(reply))?.map_or(0, i64::unsigned_abs);
        }
        let first = Partition::FIRST;
        self.touch_for(mark, [first].into_iter()).await?;
        let own = self.keys_of(first);
        let mut batch = Batch::default();
        batch.add("HINCRBY", own.counters(), args!["commits", meta.commits.saturating_sub(counted)]);
        let (keys, args) = batch.call(mark, own.counters());
        self.client.run_step(&scripts::COPY, &keys, &args).await?;
        let mut batch = Batch::default();
        for (field, time) in [("newest", meta.newest_at), (FORGOTTEN, meta.forgotten_until)] {
            if let Some(time) = time {
                batch.add("HSET", self.keys.identity(), args![field, time]);
            }
        }
        let (keys, args) = batch.call(mark, self.keys.identity());
        self.client.run_step(&scripts::COPY, &keys, &args).await?;
        if self.replace_mark(Some(mark), None).await? { Ok(()) } else { Err(StoreError::CopyEnded) }
    }

    /// A partition where the copy has ended is done: the command was killed.
    pub async fn discard(&self, mark: &CopyMark) -> Result<()> {
        self.set_position(mark, &Position::start()).await?;
        self.mark_partitions(mark, false).await?;
        self.clear(mark).await?;
        let mut calls = Vec::new();
        for (partition, _) in self.partition_marks().await? {
            let own = self.keys_of(partition);
            let mut batch = Batch::default();
            batch.add("SET", own.ended_copy(&mark.id), args!["", "PX", ENDED_REMEMBERED]);
            batch.add("DEL", own.counters(), Vec::new());
            calls.push(batch.call(mark, own.counters()));
        }
        self.client.run_all(&scripts::COPY, &calls).await?;
        let mut batch = Batch::default();
        for key in [self.keys.partitions(), self.keys.identity()] {
            batch.add("DEL", key, Vec::new());
        }
        let (keys, args) = batch.call(mark, self.keys.identity());
        self.client.run(&scripts::COPY, &keys, &args).await.map(drop)
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
