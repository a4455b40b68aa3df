//! Pruning and counting. Keys expire by themselves an hour after what they hold; pruning removes them and their places in the
//! indexes before that.

use std::time::Instant;

use crate::base::Timestamp;
use crate::store::partition::Partition;
use crate::store::port::Result;
use crate::store::step::{Prune, Pruned, Stats};

use super::args::Arg;
use super::client::{Command, Reply};
use super::keys::{FORGOTTEN, PartitionKeys};
use super::state::{RedisState, SCHEMA};
use super::values::{after_rank, rank};
use super::{events, scripts};

/// Partitions that are looked at together, after which the budget is.
const PARTITIONS: usize = 64;

/// Members of an index that are removed at a time.
const MEMBERS: usize = 500;

/// A sorted set of IDs, and what each stands for.
struct Index {
    key: fn(&PartitionKeys) -> String,
    entry: fn(&PartitionKeys, &str) -> String,
    /// The field of the counters that records how far entries were removed, if that matters.
    forgotten: Option<&'static str>,
}

const DENIED: Index =
    Index { key: PartitionKeys::denied, entry: PartitionKeys::denied_token, forgotten: Some(FORGOTTEN) };
const THROTTLES: Index = Index { key: PartitionKeys::throttles, entry: PartitionKeys::throttle, forgotten: None };

impl RedisState {
    /// Goes by the step's own time. A budget of zero still removes something.
    pub async fn prune(&self, step: &Prune) -> Result<Pruned> {
        let start = Instant::now();
        // A call ends before its deadline.
        let budget = step.budget.min(self.client.server().deadline / 2);
        self.refuse_marked().await?;
        let partitions = self.partitions().await?;
        let newest_event = self.newest_event(&partitions).await?;
        let mut pruned = Pruned::default();
        for group in partitions.chunks(PARTITIONS) {
            let state = self.begin();
            if pruned != Pruned::default() && start.elapsed() >= budget {
                pruned.more = true;
                return Ok(pruned);
            }
            let keys: Vec<PartitionKeys> = group.iter().map(|partition| self.keys_of(*partition)).collect();
            state.prune_sessions(&keys, step.sessions_before, &mut pruned).await?;
            let (denied, more) = state.forget(&keys, &DENIED, step.denied_before).await?;
            pruned.denied += denied;
            let (throttles, more_throttles) = state.forget(&keys, &THROTTLES, step.attempts_before).await?;
            pruned.throttles += throttles;
            pruned.more |= more || more_throttles;
            state.prune_events(&keys, step.events_before, newest_event.as_deref(), &mut pruned).await?;
        }
        Ok(pruned)
    }

    async fn prune_sessions(&self, keys: &[PartitionKeys], before: Timestamp, pruned: &mut Pruned) -> Result<()> {
        let end = format!("({}", rank(before.millis()));
        let read = |keys: &PartitionKeys| {
            Command::new("ZRANGEBYLEX")
                .arg(keys.sessions())
                .arg("-")
                .arg(&end)
                .arg("LIMIT")
                .arg("0")
                .arg(MEMBERS.to_string())
        };
        let lists = self.client.send(&keys.iter().map(read).collect::<Vec<_>>()).await?;
        for (keys, list) in keys.iter().zip(lists) {
            let members = self.texts(list)?;
            let sids = || members.iter().filter_map(|member| after_rank(member));
            let users: Vec<Command> =
                sids().map(|sid| Command::new("HGET").arg(keys.session(sid)).arg("user")).collect();
            let users = self.client.send(&users).await?;
            // A session past its absolute lifetime does not change, and no ID is given twice.
            let mut commands = Vec::new();
            for ((member, sid), user) in members.iter().zip(sids()).zip(users) {
                commands.push(Command::new("DEL").arg(keys.session(sid)).arg(keys.grace(sid)));
                if let Reply::Bytes(user) = user {
                    let user = String::from_utf8_lossy(&user);
                    commands.push(Command::new("ZREM").arg(keys.sessions_of(&user)).arg(member));
                }
                commands.push(Command::new("ZREM").arg(keys.sessions()).arg(member));
            }
            self.client.send(&commands).await?;
            pruned.sessions += members.len() as u64;
            pruned.more |= members.len() == MEMBERS;
        }
        Ok(())
    }

    /// Removes the members of indexes with a score below `before`, and what they stand for, unless the script finds that they
    /// have changed. Returns how many, and whether there may be more.
    async fn forget(&self, keys: &[PartitionKeys], index: &Index, before: Timestamp) -> Result<(u64, bool)> {
        let end = format!("({}", before.millis());
        let read = |keys: &PartitionKeys| {
            let range = Command::new("ZRANGEBYSCORE").arg((index.key)(keys)).arg("-inf").arg(&end);
            range.arg("LIMIT").arg("0").arg(MEMBERS.to_string())
        };
        let lists = self.client.send(&keys.iter().map(read).collect::<Vec<_>>()).await?;
        let (mut forgotten, mut more) = (0, false);
        for (keys, list) in keys.iter().zip(lists) {
            let ids = self.texts(list)?;
            if ids.is_empty() {
                continue;
            }
            let entries = ids.iter().map(|id| (index.entry)(keys, id));
            let all_keys: Vec<String> = [keys.counters(), (index.key)(keys)].into_iter().chain(entries).collect();
            let args: Vec<Vec<u8>> = [before.to_arg(), index.forgotten.map(str::to_owned).to_arg()]
                .into_iter()
                .chain(ids.iter().map(Arg::to_arg))
                .collect();
            let removed = self.client.run(&scripts::FORGET, &all_keys, &args).await?.number();
            forgotten += removed;
            // Those that the script kept would be read again without end.
            more |= ids.len() == MEMBERS && removed > 0;
        }
        Ok((forgotten, more))
    }

    /// The newest event of all stays, as in every store.
    async fn newest_event(&self, partitions: &[Partition]) -> Result<Option<String>> {
        let read =
            |partition: &Partition| Command::new("ZREVRANGE").arg(self.keys_of(*partition).events()).arg("0").arg("0");
        let lists = self.client.send(&partitions.iter().map(read).collect::<Vec<_>>()).await?;
        let mut newest: Option<(String, String)> = None;
        for (partition, list) in partitions.iter().zip(lists) {
            if let Some(member) = self.texts(list)?.pop()
                && let Some((time, _)) = events::time_and_number(&member)
            {
                let candidate = (time.to_owned(), self.keys_of(*partition).events() + &member);
                newest = newest.max(Some(candidate));
            }
        }
        Ok(newest.map(|(_, member)| member))
    }

    async fn prune_events(
        &self,
        keys: &[PartitionKeys],
        before: Timestamp,
        newest: Option<&str>,
        pruned: &mut Pruned,
    ) -> Result<()> {
        let read = |keys: &PartitionKeys| {
            Command::new("ZRANGEBYLEX")
                .arg(keys.events())
                .arg("-")
                .arg("+")
                .arg("LIMIT")
                .arg("0")
                .arg(MEMBERS.to_string())
        };
        let lists = self.client.send(&keys.iter().map(read).collect::<Vec<_>>()).await?;
        let first_kept = rank(before.millis());
        for (keys, list) in keys.iter().zip(lists) {
            let is_over = |member: &String| {
                events::time_and_number(member).is_some_and(|(time, _)| time < first_kept.as_str())
                    && newest != Some((keys.events() + member).as_str())
            };
            // Numbers grow with time, so the oldest are the first.
            let over: Vec<String> = self.texts(list)?.into_iter().take_while(is_over).collect();
            pruned.more |= over.len() == MEMBERS;
            if !over.is_empty() {
                let remove = over.iter().fold(Command::new("ZREM").arg(keys.events()), Command::arg);
                pruned.events += self.client.send_one(remove).await?.number();
            }
        }
        Ok(())
    }

    pub async fn stats(&self) -> Result<Stats> {
        let partitions = self.partitions().await?;
        let count = |partition: &Partition| {
            let keys = self.keys_of(*partition);
            let sorted = [keys.users(), keys.sessions(), keys.denied(), keys.throttles(), keys.events()];
            let sorted = sorted.map(|key| Command::new("ZCARD").arg(key));
            [sorted.to_vec(), vec![Command::new("SCARD").arg(keys.revoked_keys())]].concat()
        };
        let replies = self.client.send(&partitions.iter().flat_map(count).collect::<Vec<_>>()).await?;
        let mut sums = [0; 6];
        for counts in replies.chunks_exact(6) {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count.number();
            }
        }
        let [users, sessions, denied, throttles, events, revoked_keys] = sums;
        let servers = self.servers().await?;
        Ok(Stats { schema: SCHEMA, users, sessions, denied, revoked_keys, throttles, events, bytes: None, servers })
    }
}
