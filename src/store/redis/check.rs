//! Looking for damage: what no step ever writes.

use crate::store::partition::Partition;
use crate::store::port::Result;

use super::client::{Command, Reply};
use super::keys::PartitionKeys;
use super::state::RedisState;
use super::values::{Damage, Fields, Read, after_rank};

/// At most so many findings.
const FINDINGS: usize = 20;

/// Records that are read within one deadline.
const RECORDS: usize = 1000;

/// A kind of record: what it is called, how its keys are listed, and whether it may be gone before its place in the list.
struct Kind {
    name: &'static str,
    list: fn(&PartitionKeys) -> Command,
    key: fn(&PartitionKeys, &str) -> String,
    expires: bool,
    check: fn(&Fields) -> Read<()>,
}

fn all(sorted_set: String) -> Command {
    Command::new("ZRANGE").arg(sorted_set).arg("0").arg("-1")
}

const KINDS: &[Kind] = &[
    Kind {
        name: "a user",
        list: |keys| all(keys.users()),
        key: PartitionKeys::user,
        expires: false,
        check: |fields| fields.user().and(fields.number::<u64>("revision")).map(drop),
    },
    Kind {
        name: "a session",
        list: |keys| all(keys.sessions()),
        key: |keys, member| keys.session(after_rank(member).unwrap_or_default()),
        expires: true,
        check: |fields| fields.session().and(fields.digest("hash")).map(drop),
    },
    Kind {
        name: "a denylist entry",
        list: |keys| all(keys.denied()),
        key: PartitionKeys::denied_token,
        expires: true,
        check: |fields| fields.denylist_entry().map(drop),
    },
    Kind {
        name: "failed logins",
        list: |keys| all(keys.throttles()),
        key: PartitionKeys::throttle,
        expires: true,
        check: |fields| fields.throttle().map(drop),
    },
    Kind {
        name: "a revoked key",
        list: |keys| Command::new("SMEMBERS").arg(keys.revoked_keys()),
        key: PartitionKeys::revoked_key,
        expires: false,
        check: |fields| fields.key_revoked_at().map(drop),
    },
];

impl RedisState {
    /// The damage found, each in a sentence.
    pub async fn check(&self) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for partition in self.partitions_with_counters().await? {
            for kind in KINDS {
                self.begin().check_kind(partition, kind, &mut found).await?;
            }
            self.begin().check_events(partition, &mut found).await?;
            if found.len() >= FINDINGS {
                break;
            }
        }
        found.truncate(FINDINGS);
        Ok(found)
    }

    /// Also those that the list of partitions has lost.
    async fn partitions_with_counters(&self) -> Result<Vec<Partition>> {
        let known = self.partitions().await?;
        let read = |partition| Command::new("HGET").arg(self.keys_of(partition).counters()).arg("commits");
        let replies = self.client.send(&Partition::all().map(read).collect::<Vec<_>>()).await?;
        let has_any = |(partition, commits): &(Partition, Reply)| *commits != Reply::Nil || known.contains(partition);
        Ok(Partition::all().zip(replies).filter(has_any).map(|(partition, _)| partition).collect())
    }

    async fn check_kind(&self, partition: Partition, kind: &Kind, found: &mut Vec<String>) -> Result<()> {
        let keys = self.keys_of(partition);
        let members = self.texts(self.client.send_one((kind.list)(&keys)).await?)?;
        let read = |member: &String| Command::new("HGETALL").arg((kind.key)(&keys, member));
        for members in members.chunks(RECORDS) {
            let commands: Vec<Command> = members.iter().map(read).collect();
            for reply in self.begin().client.send(&commands).await? {
                if let Err(damage) = check_record(kind, reply) {
                    found.push(format!("partition {partition}: {damage}"));
                }
            }
        }
        Ok(())
    }

    async fn check_events(&self, partition: Partition, found: &mut Vec<String>) -> Result<()> {
        let members = self.texts(self.client.send_one(all(self.keys_of(partition).events())).await?)?;
        let damage = members.iter().filter_map(|member| super::events::numbered(partition, member).err());
        found.extend(damage.map(|damage| damage.to_string()));
        Ok(())
    }
}

fn check_record(kind: &Kind, reply: Reply) -> Read<()> {
    match Fields::read(kind.name, reply)? {
        Some(fields) => (kind.check)(&fields),
        None if kind.expires => Ok(()),
        None => Err(Damage::new(format!("{} is listed but missing", kind.name))),
    }
}
