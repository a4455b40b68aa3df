//! The connection to a server or cluster. The one directory that names the crate `redis`.
//!
//! One multiplexed connection carries all calls of a process. A call that loses it connects again and is repeated until its
//! deadline: lookups change nothing, and a script that changes something remembers its outcome by the step's operation ID.

mod fault;
mod info;
mod link;
mod message;
mod target;

use std::future::Future;
use std::time::{Duration, Instant};

use redis::RedisResult;
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};

use crate::base::{Code, Fault};
use crate::store::error::StoreError;
use crate::store::port::Result;
use crate::store::step::{SAFE_POLICY, ServerInfo};

use super::server::Server;

use fault::{fault, is_lost, is_misplaced};
use link::Link;
use target::Target;

pub use message::{Command, Reply, Script};

/// How often the role and the memory policy are read again.
const CHECK_INTERVAL: Duration = Duration::from_secs(10);

/// Before a call is repeated on a new connection.
const REPETITION_PAUSE: Duration = Duration::from_millis(10);

/// Before a Sentinel is asked for the primary again.
const FAILOVER_PAUSE: Duration = Duration::from_millis(100);

/// Commands that are sent together at most.
const PIPELINE: usize = 1000;

/// A server or cluster, connected on the first call.
pub struct Client {
    server: Server,
    target: Target,
    connection: Mutex<Option<Connection>>,
}

#[derive(Clone)]
struct Connection {
    link: Link,
    checked_at: Instant,
}

impl Client {
    pub fn new(server: Server) -> Result<Self> {
        let target = Target::new(&server).map_err(|error| fault(&server, &error))?;
        Ok(Self { server, target, connection: Mutex::default() })
    }

    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The replies to commands that are sent together and change nothing, or the same if they are repeated.
    pub async fn send(&self, commands: &[Command]) -> Result<Vec<Reply>> {
        let mut replies = Vec::with_capacity(commands.len());
        for commands in commands.chunks(PIPELINE) {
            let values = self.call(|mut link| async move { link.send(commands).await }).await?;
            if values.len() != commands.len() {
                let message = format!("{} did not reply to each of the commands sent together", self.server);
                return Err(StoreError::Server(Fault::new(Code::Store, message)));
            }
            replies.extend(values.into_iter().map(Reply::from));
        }
        Ok(replies)
    }

    /// The reply to one command; see [`Self::send`].
    pub async fn send_one(&self, command: Command) -> Result<Reply> {
        Ok(self.send(&[command]).await?.pop().unwrap_or(Reply::Nil))
    }

    /// Runs a script. It may run twice: it must recognize a repetition, or do no harm by it.
    pub async fn run(&self, script: &Script, keys: &[String], args: &[Vec<u8>]) -> Result<Reply> {
        let invocation = &script.invocation(keys, args);
        let value = self.call(|mut link| async move { link.run(invocation).await }).await?;
        Ok(value.into())
    }

    /// What the server, or each node of a cluster that takes writes, says about itself.
    pub async fn servers(&self) -> Result<Vec<ServerInfo>> {
        self.call(|mut link| async move { link.servers().await }).await
    }

    async fn call<T, F>(&self, work: impl Fn(Link) -> F) -> Result<T>
    where
        F: Future<Output = RedisResult<T>>,
    {
        let start = Instant::now();
        let repeated = async {
            loop {
                let link = match self.connected().await {
                    Err(_) if self.has_sentinels() && start.elapsed() < self.server.deadline * 3 / 4 => {
                        // A failover may be under way.
                        sleep(FAILOVER_PAUSE).await;
                        continue;
                    }
                    connected => connected?,
                };
                match work(link).await {
                    Err(error) if is_lost(&error) || is_misplaced(&error) && self.has_sentinels() => {
                        self.disconnect().await;
                        sleep(REPETITION_PAUSE).await;
                    }
                    Err(error) => {
                        if is_misplaced(&error) {
                            self.disconnect().await;
                        }
                        return Err(fault(&self.server, &error));
                    }
                    Ok(outcome) => return Ok(outcome),
                }
            }
        };
        match timeout(self.server.deadline, repeated).await {
            Ok(outcome) => outcome,
            Err(_) => {
                // It may be dead without a sign of it.
                self.disconnect().await;
                Err(StoreError::Deadline { deadline: self.server.deadline })
            }
        }
    }

    const fn has_sentinels(&self) -> bool {
        matches!(self.target, Target::Sentinel { .. })
    }

    async fn connected(&self) -> Result<Link> {
        let mut open = self.connection.lock().await;
        if let Some(Connection { mut link, checked_at }) = open.take() {
            let is_checked = checked_at.elapsed() < CHECK_INTERVAL;
            let flaw = if is_checked { Ok(None) } else { self.flaw(&mut link).await };
            match flaw {
                Ok(None) => {
                    let checked_at = if is_checked { checked_at } else { Instant::now() };
                    *open = Some(Connection { link: link.clone(), checked_at });
                    return Ok(link);
                }
                Ok(Some(flaw)) => return Err(flaw),
                Err(error) if is_lost(&error) => {}
                Err(error) => return Err(fault(&self.server, &error)),
            }
        }
        let mut link = self.target.connect(&self.server).await.map_err(|error| fault(&self.server, &error))?;
        if let Some(flaw) = self.flaw(&mut link).await.map_err(|error| fault(&self.server, &error))? {
            return Err(flaw);
        }
        *open = Some(Connection { link: link.clone(), checked_at: Instant::now() });
        Ok(link)
    }

    /// Why the servers that are connected cannot be relied on for revocations.
    async fn flaw(&self, link: &mut Link) -> RedisResult<Option<StoreError>> {
        let servers = link.servers().await?;
        if servers.iter().any(|server| !server.is_primary) {
            return Ok(Some(self.refused_replica()));
        }
        let unsafe_policy =
            servers.iter().map(|server| server.memory_policy.as_str()).find(|policy| *policy != SAFE_POLICY);
        Ok(unsafe_policy.filter(|_| !self.server.allow_eviction).map(|policy| self.refused_policy(policy)))
    }

    /// What was revoked on its primary may be missing, for as long as they are not connected.
    fn refused_replica(&self) -> StoreError {
        let message = format!("{} is a replica, on which revocations may be missing: expected a primary", self.server);
        let hint = "name the primary; with redis+sentinel:// the Sentinels name it";
        StoreError::Server(Fault::new(Code::Store, message).hint(hint))
    }

    /// When its memory is full, the server removes keys: a revocation might be one of them.
    fn refused_policy(&self, policy: &str) -> StoreError {
        let message = format!(
            "{} has the memory policy {policy}, which may remove revocations: expected {SAFE_POLICY}",
            self.server
        );
        StoreError::Server(Fault::new(Code::Store, message).hint(
            "run `redis-cli CONFIG SET maxmemory-policy noeviction`, or add allow-eviction to the options of the URL, by which \
             revoked tokens may become valid again",
        ))
    }

    async fn disconnect(&self) {
        *self.connection.lock().await = None;
    }
}
