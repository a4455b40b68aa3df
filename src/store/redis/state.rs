//! The state on a server: opening it, its metadata, and what all steps have in common.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::base::sync;
use crate::base::{Code, Fault, Timestamp, hex};
use crate::store::copy_mark::{self, CopyMark};
use crate::store::error::StoreError;
use crate::store::partition::Partition;
use crate::store::port::{Absent, Result};
use crate::store::record::{EventKind, Identity, Meta};
use crate::store::step::{AcceptRestored, NewEvent, Operation, RecordEvent, ServerInfo};

use super::args::args;
use super::client::{Client, Command, Reply, Script, lost, replaced};
use super::keys::{FORGOTTEN, Keys, PartitionKeys};
use super::partitions::Partitions;
use super::scripts;
use super::server::Server;
use super::values::{Damage, Fields, Read};

/// The layout of keys and values. Nothing has been released yet.
pub const SCHEMA: i64 = 1;

/// How long events are kept, unless a prune removes them before.
const EVENTS_KEPT: Duration = Duration::from_secs(90 * 86_400);

/// How often a process notes the time of its steps in the identity. Far less than [`KEPT_AFTER_END`].
const NOTE_INTERVAL: Duration = Duration::from_secs(60);

/// How long keys outlast what they hold, as in `scripts/step.lua`.
pub(super) const KEPT_AFTER_END: Duration = Duration::from_secs(60 * 60);

/// The state on a server, awaited.
pub struct RedisState {
    pub(super) client: Client,
    pub(super) keys: Keys,
    shared: Arc<Shared>,
}

struct Shared {
    /// The partitions known to have something in them.
    touched: Mutex<Partitions>,
    events_kept: Mutex<Duration>,
    /// The ID that the state was created with, once it was read. It stays when a restored state is accepted.
    first_id: Mutex<Option<String>>,
    forgotten_until: Mutex<Option<Timestamp>>,
    /// The last time of a step that was noted in the identity.
    noted: Mutex<Option<Timestamp>>,
}

/// What the identity says.
struct IdentityFields {
    identity: Identity,
    copy: Option<CopyMark>,
    newest_at: Option<Timestamp>,
    /// How far time has passed by the clocks of steps and by that of the server.
    passed: Option<Timestamp>,
    forgotten_until: Option<Timestamp>,
}

/// What a step returned: a word, and what belongs to it.
pub struct Outcome {
    pub tag: String,
    pub values: std::vec::IntoIter<Reply>,
}

impl RedisState {
    /// The state on `server`, to which the first call connects. Events are kept for `events_kept`, or 90 days.
    pub fn new(server: Server, events_kept: Option<Duration>) -> Result<Self> {
        let keys = Keys::new(&server.prefix);
        let shared = Shared {
            touched: Mutex::default(),
            events_kept: Mutex::new(events_kept.unwrap_or(EVENTS_KEPT)),
            first_id: Mutex::default(),
            forgotten_until: Mutex::default(),
            noted: Mutex::default(),
        };
        Ok(Self { client: Client::new(server)?, keys, shared: Arc::new(shared) })
    }

    /// The same state for one step or look-up, which ends by one deadline from now on, however often it asks the server.
    pub fn begin(&self) -> Self {
        Self { client: self.client.begin(), keys: self.keys.clone(), shared: Arc::clone(&self.shared) }
    }

    /// Keeps the events of later steps for this long.
    pub fn keep_events(&self, time: Duration) {
        *sync::lock(&self.shared.events_kept) = time;
    }

    pub fn waits_for_replicas(&self) -> bool {
        self.client.server().replicas > 0
    }

    /// How many steps were not confirmed by as many replicas as the URL requires.
    pub fn shortfalls(&self) -> u64 {
        self.client.shortfalls()
    }

    /// Fails if the state does not exist and is not to be created.
    pub async fn open(&self, absent: Absent<'_>) -> Result<()> {
        let (identity, mark) = match absent {
            Absent::Create(identity) => (identity, None),
            Absent::Receive(identity, mark) => {
                self.refuse_remains().await?;
                (identity, Some(mark))
            }
            Absent::Refuse => return self.partitions().await.map(drop),
        };
        let mut fields = args![
            "schema",
            SCHEMA.to_string(),
            "store_id",
            identity.id,
            "first_id",
            identity.id,
            "issuer",
            identity.issuer,
            "refresh_fingerprint",
            hex::encode(&identity.refresh_fingerprint.0),
        ];
        if let Some(sandbox) = &identity.sandbox {
            fields.extend(args!["sandbox", sandbox]);
        }
        if let Some(mark) = mark {
            fields.extend(args!["mark", mark.to_json()]);
        }
        let created = self.client.run(&scripts::CREATE, &[self.keys.identity()], &fields).await?;
        self.identity(created).map(drop)
    }

    /// The server, or each node of a cluster that takes writes.
    pub async fn servers(&self) -> Result<Vec<ServerInfo>> {
        self.client.servers().await
    }

    pub(super) fn damaged(&self, damage: Damage) -> StoreError {
        StoreError::State(
            Fault::new(Code::Store, format!("the state at {} is damaged: {damage}", self.client.server()))
                .hint("restore the server's data from a backup"),
        )
    }

    pub(super) fn sound<T>(&self, read: Read<T>) -> Result<T> {
        read.map_err(|damage| self.damaged(damage))
    }

    pub(super) fn unexpected(&self) -> StoreError {
        let message = format!("a script on {} returned something unexpected", self.client.server());
        StoreError::State(Fault::new(Code::Store, message).hint("use the same version of tokctl on every machine"))
    }

    fn identity(&self, reply: Reply) -> Result<Identity> {
        self.identity_fields(reply).map(|fields| fields.identity)
    }

    fn identity_fields(&self, reply: Reply) -> Result<IdentityFields> {
        let server = self.client.server();
        let Some(fields) = self.sound(Fields::read("the identity", reply))? else {
            let prefix = &server.prefix;
            let message = format!("no state found at {server} under the key prefix {prefix:?}");
            return Err(StoreError::NotCreated(
                Fault::new(Code::Store, message).hint("check --store; `tokctl user add` creates a state there"),
            ));
        };
        let found: i64 = self.sound(fields.number("schema"))?;
        if found > SCHEMA {
            let message = format!(
                "the state at {server} has schema version {found}, but this program supports versions up to {SCHEMA}"
            );
            return Err(StoreError::State(
                Fault::new(Code::Store, message).hint("a newer tokctl wrote it: use that version"),
            ));
        }
        self.recognize(self.sound(fields.text("first_id"))?)?;
        let read = || -> Read<IdentityFields> {
            Ok(IdentityFields {
                identity: identity(&fields)?,
                copy: fields.optional_text("mark")?.as_deref().map(copy_mark).transpose()?,
                newest_at: fields.optional_time("newest")?,
                passed: fields.optional_time("passed")?,
                forgotten_until: fields.optional_time(FORGOTTEN)?,
            })
        };
        self.sound(read())
    }

    /// Refuses another state than the one that was used first.
    fn recognize(&self, id: String) -> Result<()> {
        let mut known = sync::lock(&self.shared.first_id);
        match known.as_ref() {
            Some(known) if *known == id => Ok(()),
            Some(_) => Err(replaced(self.client.server())),
            None => {
                let read = Command::new("HGET").arg(self.keys.identity()).arg("first_id");
                self.client.expect(read, Reply::Bytes(id.clone().into_bytes()));
                *known = Some(id);
                Ok(())
            }
        }
    }

    pub async fn meta(&self) -> Result<Meta> {
        self.count().await.map(|(meta, _)| meta)
    }

    /// What has expired by itself counts as forgotten. Fails if a node of a cluster is away.
    pub async fn final_meta(&self) -> Result<Meta> {
        let (mut meta, is_complete) = self.count().await?;
        if !is_complete {
            let message = format!("a node of {} does not respond", self.client.server());
            return Err(StoreError::Server(Fault::new(Code::Store, message)));
        }
        meta.forgotten_until = meta.forgotten_until.max(self.forgotten_until());
        Ok(meta)
    }

    /// Reads the identity, and no partition.
    pub async fn admission(&self) -> Result<Meta> {
        let replies = self.client.send(&[self.read_identity(), self.read_partitions()]).await?;
        let [identity, partitions] = self.exactly(replies)?;
        let meta = self.admitted(identity)?;
        self.merge_partitions(partitions);
        Ok(meta)
    }

    fn admitted(&self, identity: Reply) -> Result<Meta> {
        let IdentityFields { identity, copy, newest_at, passed, forgotten_until } = self.identity_fields(identity)?;
        // Entries also expire by themselves.
        let expired_until = passed.map(|time| time.saturating_add(NOTE_INTERVAL).saturating_sub(KEPT_AFTER_END));
        *sync::lock(&self.shared.forgotten_until) = forgotten_until.max(expired_until);
        Ok(Meta { identity, commits: 0, newest_at, forgotten_until, copy })
    }

    /// The metadata of all partitions, and whether every node of a cluster replied. What is in a partition whose node is away
    /// cannot be read either, so what was forgotten there does not matter.
    async fn count(&self) -> Result<(Meta, bool)> {
        let replies = self.client.send(&[self.read_identity(), self.read_partitions()]).await?;
        let [identity, partitions] = self.exactly(replies)?;
        let mut meta = self.admitted(identity)?;
        let partitions = self.merge_partitions(partitions);
        let read = |partition| {
            Command::new("HMGET").arg(self.keys.of(partition).counters()).arg("commits").arg("newest").arg(FORGOTTEN)
        };
        let counters = self.client.send_available(&partitions.iter().map(read).collect::<Vec<_>>()).await?;
        let is_complete = counters.iter().all(Option::is_some);
        for reply in counters.into_iter().flatten() {
            let [commits, newest, forgotten] = self.exactly(reply.into_list())?;
            let number = |reply: Reply| self.sound(number(reply));
            let time = |reply: Reply| Ok::<_, StoreError>(number(reply)?.map(Timestamp::from_millis));
            meta.commits += number(commits)?.map_or(0, i64::unsigned_abs);
            meta.newest_at = meta.newest_at.max(time(newest)?);
            meta.forgotten_until = meta.forgotten_until.max(time(forgotten)?);
        }
        Ok((meta, is_complete))
    }

    /// How far the denylist was forgotten when the identity was last read, because its entries had ended or before the state was
    /// moved here. What pruning removed since is noted in each partition.
    pub(super) fn forgotten_until(&self) -> Option<Timestamp> {
        *sync::lock(&self.shared.forgotten_until)
    }

    /// Notes the time of a step in the identity, once a minute. If its node in a cluster is away, another process may do so.
    async fn note_time(&self, now: Timestamp) {
        {
            let mut noted = sync::lock(&self.shared.noted);
            if noted.is_some_and(|noted| now < noted.saturating_add(NOTE_INTERVAL)) {
                return;
            }
            *noted = Some(now);
        }
        let args = args![now];
        self.client.run_available(&scripts::NOTE_TIME, &[self.keys.identity()], &args).await;
    }

    /// Fails if the store has the mark of a copy: for steps that are not one script.
    pub(super) async fn refuse_marked(&self) -> Result<()> {
        let mark = self.identity_fields(self.client.send_one(self.read_identity()).await?)?.copy;
        mark.map_or(Ok(()), |mark| Err(mark.into()))
    }

    pub(super) fn read_identity(&self) -> Command {
        Command::new("HGETALL").arg(self.keys.identity())
    }

    fn read_partitions(&self) -> Command {
        Command::new("GET").arg(self.keys.partitions())
    }

    /// The partitions in which there may be something. Fails if the state does not exist.
    pub(super) async fn partitions(&self) -> Result<Vec<Partition>> {
        let replies = self.client.send(&[self.read_identity(), self.read_partitions()]).await?;
        let [identity, partitions] = self.exactly(replies)?;
        self.identity(identity)?;
        Ok(self.merge_partitions(partitions).iter().collect())
    }

    fn merge_partitions(&self, reply: Reply) -> Partitions {
        let mut touched = sync::lock(&self.shared.touched);
        if let Reply::Bytes(bitmap) = reply {
            touched.merge(&Partitions::from_bitmap(bitmap));
        }
        touched.clone()
    }

    /// The clock of the server.
    pub(super) async fn server_time(&self) -> Result<Option<Timestamp>> {
        let reply = self.client.send_one(Command::new("TIME")).await?;
        self.time(reply)
    }

    fn time(&self, reply: Reply) -> Result<Option<Timestamp>> {
        let [seconds, _] = self.exactly(reply.into_list())?;
        Ok(self.sound(number(seconds))?.map(Timestamp::from_secs))
    }

    pub(super) fn exactly<const N: usize>(&self, replies: Vec<Reply>) -> Result<[Reply; N]> {
        replies.try_into().map_err(|_| self.unexpected())
    }

    /// Runs the script of a step. `keys` and `args` follow those that all steps have.
    pub(super) async fn step(
        &self,
        op: &Operation,
        partition: Partition,
        script: &Script,
        keys: Vec<String>,
        args: Vec<Vec<u8>>,
    ) -> Result<Outcome> {
        self.touch(partition).await?;
        self.note_time(op.now).await;
        let own = self.keys.of(partition);
        let all_keys = [vec![own.operation(op.id), own.counters(), own.events()], keys].concat();
        // After the deadline no call repeats the step.
        let remembered = self.client.server().deadline * 2;
        let events_kept = *sync::lock(&self.shared.events_kept);
        let all_args = [args![op.now, remembered, events_kept, self.client.latest()], args].concat();
        let mut values = self.client.run_step(script, &all_keys, &all_args).await?.into_list().into_iter();
        match values.next() {
            Some(Reply::Bytes(tag)) => Ok(Outcome { tag: String::from_utf8_lossy(&tag).into_owned(), values }),
            _ => Err(self.unexpected()),
        }
    }

    /// Those of the partitions that are not known to have something in them.
    pub(super) fn untouched(&self, partitions: impl Iterator<Item = Partition>) -> BTreeSet<Partition> {
        let touched = sync::lock(&self.shared.touched);
        partitions.filter(|partition| !touched.contains(*partition)).collect()
    }

    pub(super) fn set_touched(&self, partitions: BTreeSet<Partition>) {
        let mut touched = sync::lock(&self.shared.touched);
        partitions.into_iter().for_each(|partition| touched.insert(partition));
    }

    /// Makes the partition one that lists read, before there is something in it. It has counters before that: one without them has
    /// lost what was in it.
    async fn touch(&self, partition: Partition) -> Result<()> {
        if sync::lock(&self.shared.touched).contains(partition) {
            return Ok(());
        }
        let number = partition.number().to_string();
        let is_set = Command::new("GETBIT").arg(self.keys.partitions()).arg(&number);
        if self.client.send_one(is_set).await?.number() == 0 {
            let counters = Command::new("HSETNX").arg(self.keys.of(partition).counters()).arg("commits").arg("0");
            self.client.send_one(counters).await?;
            self.client.send_one(Command::new("SETBIT").arg(self.keys.partitions()).arg(number).arg("1")).await?;
        }
        sync::lock(&self.shared.touched).insert(partition);
        Ok(())
    }

    /// Refuses a partition that has lost what was in it; `commits` is what its counters say.
    pub(super) fn refuse_lost(&self, partition: Partition, commits: &Reply) -> Result<()> {
        if *commits == Reply::Nil && sync::lock(&self.shared.touched).contains(partition) {
            return Err(lost(self.client.server()));
        }
        Ok(())
    }

    pub(super) fn keys_of(&self, partition: Partition) -> PartitionKeys {
        self.keys.of(partition)
    }

    pub async fn record_event(&self, step: &RecordEvent) -> Result<()> {
        let args = event_args(&step.event);
        self.step(&step.op, step.partition, &scripts::RECORD_EVENT, Vec::new(), args).await.map(drop)
    }

    pub async fn accept_restored(&self, step: &AcceptRestored) -> Result<()> {
        self.refuse_marked().await?;
        let partitions = self.partitions().await?;
        let accept = |partition: &Partition| {
            let counters = self.keys_of(*partition).counters();
            // Also one that has lost what was in it.
            let exists = Command::new("HSETNX").arg(&counters).arg("commits").arg("0");
            [Command::new("HDEL").arg(&counters).arg(FORGOTTEN), exists]
        };
        self.client.send(&partitions.iter().flat_map(accept).collect::<Vec<_>>()).await?;
        self.client.send_one(Command::new("HDEL").arg(self.keys.identity()).arg(FORGOTTEN)).await?;
        let rename = Command::new("HSET").arg(self.keys.identity()).arg("store_id").arg(&step.id);
        self.client.send_one(rename).await?;
        let event = NewEvent { detail: Some("accepted".to_owned()), ..NewEvent::new(EventKind::StateRestored) };
        self.record_event(&RecordEvent { op: step.op, partition: Partition::of_name(&step.id), event }).await
    }
}

/// The arguments that describe an event.
pub(super) fn event_args(event: &NewEvent) -> Vec<Vec<u8>> {
    let NewEvent { kind, user, sid, client, detail } = event;
    args![kind.name(), user, sid, client, detail]
}

fn identity(fields: &Fields) -> Read<Identity> {
    let fingerprint = hex::decode(&fields.text("refresh_fingerprint")?).and_then(|bytes| bytes.try_into().ok());
    Ok(Identity {
        id: fields.text("store_id")?,
        issuer: fields.text("issuer")?,
        refresh_fingerprint: fingerprint
            .map(crate::store::record::Digest)
            .ok_or_else(|| Damage::new("the identity: the field refresh_fingerprint is not a hash of 32 bytes"))?,
        sandbox: fields.optional_text("sandbox")?,
    })
}

pub(super) fn copy_mark(text: &str) -> Read<CopyMark> {
    CopyMark::from_json(text).ok_or_else(|| Damage::new(copy_mark::MALFORMED))
}

/// The number in a string; `None` if there is none.
pub(super) fn number(reply: Reply) -> Read<Option<i64>> {
    let Reply::Bytes(text) = reply else { return Ok(None) };
    let number = std::str::from_utf8(&text).ok().and_then(|text| text.parse().ok());
    number.map(Some).ok_or_else(|| Damage::new("a counter is not a number"))
}

impl Outcome {
    pub fn next(&mut self) -> Reply {
        self.values.next().unwrap_or(Reply::Nil)
    }
}
