//! Steps that wait for replicas.
//!
//! WAIT waits for the writes of its own connection, and blocks it. Each such step therefore has a connection to itself, from
//! its script until the replicas have confirmed it.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use redis::{RedisResult, ScriptInvocation, Value};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::base::sync::lock;
use crate::store::redis::server::Server;

use super::fault::is_lost;
use super::link::Link;
use super::target::Target;

/// Steps that wait at the same time at most.
const AT_ONCE: usize = 256;

/// Connections that are kept for later steps at most.
const KEPT: usize = 32;

/// Connections to the server that another connection has checked.
pub struct Replicated {
    turns: Semaphore,
    free: Mutex<Vec<Link>>,
}

impl Default for Replicated {
    fn default() -> Self {
        Self { turns: Semaphore::new(AT_ONCE), free: Mutex::default() }
    }
}

impl Replicated {
    /// Runs a script, and waits until the replicas have what it wrote, for a quarter of the deadline at most. Returns its
    /// outcome, and whether enough of them confirmed it. `key` is one of the script's; the call ends at `ends_at`.
    pub async fn run(
        &self,
        server: &Server,
        target: &Target,
        invocation: &ScriptInvocation<'_>,
        key: &str,
        ends_at: Instant,
    ) -> RedisResult<(Value, bool)> {
        // The semaphore is never closed.
        let _turn = self.turns.acquire().await.ok();
        let free = lock(&self.free).pop();
        let mut link = match free {
            Some(link) => link,
            None => target.connect(server).await?.0,
        };
        let value = link.run(invocation).await?;
        let left = ends_at.saturating_duration_since(Instant::now());
        // Zero would wait without an end.
        let time = (server.deadline / 4).min(left / 3).max(Duration::from_millis(1));
        // The server itself may no longer reply.
        let confirmed = timeout(time * 2, link.wait(key, server.replicas, time)).await;
        let replicas = match confirmed {
            Ok(Ok(replicas)) => replicas,
            // The server may be gone, and with it what it wrote. A repetition finds out.
            Ok(Err(error)) if is_lost(&error) => return Err(error),
            _ => return Ok((value, false)),
        };
        let mut free = lock(&self.free);
        if free.len() < KEPT {
            free.push(link);
        }
        Ok((value, replicas >= u64::from(server.replicas)))
    }
}
