//! The connection to a server or cluster. The one directory that names the crate `redis`.
//!
//! One multiplexed connection carries all calls of a process. A call that loses it connects again and is repeated until its
//! deadline: lookups change nothing, and a script that changes something remembers its outcome by the step's operation ID.
//! Steps that wait for replicas have connections of their own ([`replicated`]).

mod fault;
mod info;
mod link;
mod message;
mod replicated;
mod target;

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use redis::RedisResult;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout, timeout_at};

use crate::base::sync;
use crate::base::{Code, Fault, Timestamp};
use crate::store::error::StoreError;
use crate::store::port::Result;
use crate::store::step::{SAFE_POLICY, ServerInfo};

use super::server::{Node, Server};

use fault::{Unconnected, fault, is_lost, is_misplaced, late};

pub use fault::{lost, replaced};
use link::Link;
use replicated::Replicated;
use target::Target;

pub use message::{Command, Reply, Script};

/// How often a server is asked for its role and memory policy again.
const CHECK_INTERVAL: Duration = Duration::from_secs(1);

/// How often the nodes of a cluster are asked: each call waits for one that hangs.
const CLUSTER_CHECK_INTERVAL: Duration = Duration::from_secs(10);

/// How often a Sentinel is asked for the primary. After a planned failover the former one takes writes for seconds, which are lost.
const QUESTION_INTERVAL: Duration = Duration::from_secs(1);

/// Before a call is repeated a second time.
const REPETITION_PAUSE: Duration = Duration::from_millis(10);

/// Before a Sentinel is asked for the primary again.
const FAILOVER_PAUSE: Duration = Duration::from_millis(100);

/// Commands that are sent together at most.
const PIPELINE: usize = 1000;

/// The keys and arguments of a script.
pub type ScriptCall = (Vec<String>, Vec<Vec<u8>>);

/// A server or cluster, connected on the first call. Clones share the connection.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    /// When the calls must end; `None` if each has a deadline of its own.
    ends_at: Option<Instant>,
}

struct Shared {
    server: Server,
    target: Target,
    connection: Mutex<Option<Connection>>,
    /// The number of connections so far.
    opened: AtomicU64,
    /// A command, and what a server that has the state replies to it.
    expected: std::sync::Mutex<Option<(Command, Reply)>>,
    /// The clock of the server at a moment of this process; `None` for a cluster, whose nodes have different ones.
    clock: std::sync::Mutex<Option<(Timestamp, Instant)>>,
    /// Steps that were not confirmed by as many replicas as the URL requires.
    shortfalls: AtomicU64,
}

#[derive(Clone)]
struct Connection {
    link: Link,
    /// Further connections, for steps that wait for replicas. They are given up with this one, which was checked.
    waiting: Arc<Replicated>,
    number: u64,
    checked_at: Instant,
    /// That a Sentinel named, and when it was last asked.
    primary: Option<Node>,
    asked_at: Instant,
}

impl Client {
    pub fn new(server: Server) -> Result<Self> {
        let target = Target::new(&server).map_err(|error| fault(&server, &error))?;
        let shared = Shared {
            server,
            target,
            connection: Mutex::default(),
            opened: AtomicU64::new(0),
            expected: std::sync::Mutex::default(),
            clock: std::sync::Mutex::default(),
            shortfalls: AtomicU64::new(0),
        };
        Ok(Self { shared: Arc::new(shared), ends_at: None })
    }

    /// A client whose calls all end by one deadline, from now on.
    pub fn begin(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), ends_at: Some(Instant::now() + self.server().deadline) }
    }

    pub fn server(&self) -> &Server {
        &self.shared.server
    }

    /// Refuses every further connection to a server that replies something else to `command`.
    pub fn expect(&self, command: Command, reply: Reply) {
        *sync::lock(&self.shared.expected) = Some((command, reply));
    }

    /// How many steps were not confirmed by as many replicas as the URL requires.
    pub fn shortfalls(&self) -> u64 {
        self.shared.shortfalls.load(Ordering::Relaxed)
    }

    /// The replies to commands that are sent together and change nothing, or the same if they are repeated.
    pub async fn send(&self, commands: &[Command]) -> Result<Vec<Reply>> {
        let mut replies = Vec::with_capacity(commands.len());
        for commands in commands.chunks(PIPELINE) {
            let values = self.call(|Connection { mut link, .. }| async move { link.send(commands).await }).await?;
            self.check_count(values.len(), commands.len())?;
            replies.extend(values.into_iter().map(Reply::from));
        }
        Ok(replies)
    }

    /// [`Self::send`], but `None` for each command whose node in a cluster is away.
    pub async fn send_available(&self, commands: &[Command]) -> Result<Vec<Option<Reply>>> {
        if commands.is_empty() {
            return Ok(Vec::new());
        }
        let time = self.node_time();
        let call = |Connection { mut link, .. }| async move { link.send_available(commands, time).await };
        let values = self.call(call).await?;
        self.check_count(values.len(), commands.len())?;
        Ok(values.into_iter().map(|value| value.map(Reply::from)).collect())
    }

    fn check_count(&self, replies: usize, commands: usize) -> Result<()> {
        if replies == commands {
            return Ok(());
        }
        let message = format!("{} did not reply to each of the commands sent together", self.server());
        Err(StoreError::Server(Fault::new(Code::Store, message)))
    }

    /// The reply to one command; see [`Self::send`].
    pub async fn send_one(&self, command: Command) -> Result<Reply> {
        Ok(self.send(&[command]).await?.pop().unwrap_or(Reply::Nil))
    }

    /// Runs a script. It may run twice: it must recognize a repetition, or do no harm by it.
    pub async fn run(&self, script: &Script, keys: &[String], args: &[Vec<u8>]) -> Result<Reply> {
        let invocation = &script.invocation(keys, args);
        let value = self.call(|Connection { mut link, .. }| async move { link.run(invocation).await }).await?;
        Ok(value.into())
    }

    /// [`Self::run`] of a script that need not run: not if its node in a cluster is away.
    pub async fn run_available(&self, script: &Script, keys: &[String], args: &[Vec<u8>]) {
        _ = timeout(self.node_time(), self.run(script, keys, args)).await;
    }

    /// Runs the script of a step, as [`Self::run`] does, and waits for the replicas that the URL requires.
    pub async fn run_step(&self, script: &Script, keys: &[String], args: &[Vec<u8>]) -> Result<Reply> {
        if self.server().replicas == 0 {
            return self.run(script, keys, args).await;
        }
        let (invocation, key) = (&script.invocation(keys, args), keys.first().map_or("", String::as_str));
        let Shared { server, target, shortfalls, .. } = &*self.shared;
        let ends_at = self.ends_at();
        let call = |Connection { waiting, .. }| async move {
            let (value, is_confirmed) = waiting.run(server, target, invocation, key, ends_at).await?;
            if !is_confirmed {
                shortfalls.fetch_add(1, Ordering::Relaxed);
            }
            Ok(value)
        };
        Ok(self.call(call).await?.into())
    }

    /// [`Self::run_step`] with different keys and arguments, all at once. The replies are in any order.
    pub async fn run_steps(&self, script: &'static Script, calls: Vec<ScriptCall>) -> Result<Vec<Reply>> {
        let mut running = JoinSet::new();
        for (keys, args) in calls {
            let client = self.clone();
            running.spawn(async move { client.run_step(script, &keys, &args).await });
        }
        let mut replies = Vec::new();
        while let Some(reply) = running.join_next().await {
            let lost = || StoreError::Server(Fault::new(Code::Store, "a task of this process ended"));
            replies.push(reply.map_err(|_| lost())??);
        }
        Ok(replies)
    }

    /// Runs a script with different keys and arguments; many run at once, in any order. See [`Self::run`].
    pub async fn run_all(&self, script: &'static Script, calls: &[ScriptCall]) -> Result<Vec<Reply>> {
        let mut replies = Vec::with_capacity(calls.len());
        for calls in calls.chunks(PIPELINE) {
            let values = self.call(|Connection { link, .. }| link.run_all(script, calls)).await?;
            replies.extend(values.into_iter().map(Reply::from));
        }
        Ok(replies)
    }

    /// What the server, or each node of a cluster that takes writes, says about itself.
    pub async fn servers(&self) -> Result<Vec<ServerInfo>> {
        let time = self.node_time();
        self.call(|Connection { mut link, .. }| async move { link.servers(time).await }).await
    }

    async fn call<T, F>(&self, work: impl Fn(Connection) -> F) -> Result<T>
    where
        F: Future<Output = RedisResult<T>>,
    {
        let (deadline, ends_at) = (self.server().deadline, self.ends_at());
        let (mut used, mut lost_by) = (None, None);
        let mut pause = Duration::ZERO;
        let repeated = async {
            loop {
                let connection = match self.connected().await {
                    Ok(connection) => connection,
                    // A failover may be under way.
                    Err(error)
                        if self.has_sentinels() && error.is_transient() && Instant::now() + deadline / 4 < ends_at =>
                    {
                        sleep(FAILOVER_PAUSE).await;
                        continue;
                    }
                    Err(error) => return Err(error.into_store_error(self.server())),
                };
                let number = connection.number;
                // The nodes of a cluster have connections of their own, and one that does not respond says nothing about the others.
                used = matches!(connection.link, Link::One(_)).then_some(number);
                match work(connection).await {
                    Err(error) if is_lost(&error) || is_misplaced(&error) && self.has_sentinels() => {
                        self.disconnect(number).await;
                        lost_by = Some(error);
                        sleep(pause).await;
                        pause = REPETITION_PAUSE;
                    }
                    Err(error) => {
                        if is_misplaced(&error) {
                            self.disconnect(number).await;
                        }
                        return Err(fault(self.server(), &error));
                    }
                    Ok(outcome) => return Ok(outcome),
                }
            }
        };
        let outcome = timeout_at(ends_at.into(), repeated).await;
        outcome.unwrap_or_else(|_| {
            // It may be dead without a sign of it.
            if let Some(number) = used
                && let Ok(mut open) = self.shared.connection.try_lock()
            {
                open.take_if(|open| open.number == number);
            }
            Err(lost_by.map_or_else(|| late(self.server()), |error| fault(self.server(), &error)))
        })
    }

    /// The end of the calls on the server's clock; `None` if that is not known.
    pub fn latest(&self) -> Option<Timestamp> {
        let (time, moment) = (*sync::lock(&self.shared.clock))?;
        Some(time.saturating_add(self.ends_at().saturating_duration_since(moment)))
    }

    fn ends_at(&self) -> Instant {
        self.ends_at.unwrap_or_else(|| Instant::now() + self.server().deadline)
    }

    /// How long to wait for each node of a cluster, where those that are away do not matter. A call that connects waits a few
    /// times.
    fn node_time(&self) -> Duration {
        self.server().deadline / 8
    }

    fn has_sentinels(&self) -> bool {
        matches!(self.shared.target, Target::Sentinel { .. })
    }

    async fn connected(&self) -> std::result::Result<Connection, Unconnected> {
        let Shared { server, target, connection, opened, .. } = &*self.shared;
        let mut open = connection.lock().await;
        if let Some(mut current) = self.still_primary(open.take()).await {
            let interval = match current.link {
                Link::One(_) => CHECK_INTERVAL,
                Link::Cluster(_) => CLUSTER_CHECK_INTERVAL,
            };
            let flaw = if current.checked_at.elapsed() < interval {
                Ok(())
            } else {
                current.checked_at = Instant::now();
                self.check(&mut current.link).await
            };
            match flaw {
                Ok(()) => return Ok(open.insert(current).clone()),
                Err(Unconnected::Failed(error)) if is_lost(&error) => {}
                Err(flaw) => return Err(flaw),
            }
        }
        let (mut link, primary) = target.connect(server).await?;
        self.check(&mut link).await?;
        let number = opened.fetch_add(1, Ordering::Relaxed);
        let (waiting, now) = (Arc::default(), Instant::now());
        Ok(open.insert(Connection { link, waiting, number, checked_at: now, primary, asked_at: now }).clone())
    }

    /// The connection, unless the Sentinels name another primary by now.
    async fn still_primary(&self, current: Option<Connection>) -> Option<Connection> {
        let mut current = current?;
        if current.primary.is_some() && current.asked_at.elapsed() >= QUESTION_INTERVAL {
            let Shared { server, target, .. } = &*self.shared;
            let named = target.primary(server).await;
            if named.is_some() && named != current.primary {
                return None;
            }
            current.asked_at = Instant::now();
        }
        Some(current)
    }

    /// Whether the servers that are connected can be relied on for revocations.
    async fn check(&self, link: &mut Link) -> std::result::Result<(), Unconnected> {
        let asked_at = Instant::now();
        let servers = link.servers(self.node_time()).await?;
        if let (Link::One(_), [server]) = (&link, &servers[..]) {
            *sync::lock(&self.shared.clock) = server.time.map(|time| (time, asked_at));
        }
        if servers.iter().any(|server| !server.is_primary) {
            return Err(Unconnected::Replica);
        }
        if !self.server().allow_eviction {
            let is_unsafe = |server: &ServerInfo| server.memory_policy != SAFE_POLICY;
            if let Some(server) = servers.iter().find(|server| is_unsafe(server)) {
                return Err(Unconnected::Policy(server.memory_policy.clone()));
            }
            // Also if it has a safe policy again.
            if let Some(server) = servers.iter().find(|server| server.evicted_keys > 0) {
                return Err(Unconnected::Evicted(server.evicted_keys));
            }
        }
        let expected = sync::lock(&self.shared.expected).clone();
        match (link, expected) {
            // A node of a cluster can be away, and that with the identity is only one of them.
            (Link::One(_), None) | (Link::Cluster(_), _) => Ok(()),
            (link, Some((command, expected))) => {
                let replies = link.send(&[command]).await?;
                let is_expected = replies.into_iter().map(Reply::from).eq([expected]);
                if is_expected { Ok(()) } else { Err(Unconnected::Replaced) }
            }
        }
    }

    /// Gives up the connection with this number, unless another call did so before.
    async fn disconnect(&self, number: u64) {
        self.shared.connection.lock().await.take_if(|open| open.number == number);
    }
}
