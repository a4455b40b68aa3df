//! Steps that wait for replicas.
//!
//! WAIT waits for the writes of its own connection, and blocks it. Each such step therefore has a connection to itself, from
//! its script until the replicas have confirmed it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
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

pub struct Replicated {
    turns: Semaphore,
    free: Mutex<Vec<Link>>,
    shortfalls: AtomicU64,
}

impl Default for Replicated {
    fn default() -> Self {
        Self { turns: Semaphore::new(AT_ONCE), free: Mutex::default(), shortfalls: AtomicU64::new(0) }
    }
}

impl Replicated {
    /// Runs a script, and waits until the replicas have what it wrote, for a quarter of the deadline at most. If fewer confirm
    /// it, or WAIT is refused, that is counted, and the outcome stands. `key` is one of the script's; the call ends at `ends_at`.
    pub async fn run(
        &self,
        server: &Server,
        target: &Target,
        invocation: &ScriptInvocation<'_>,
        key: &str,
        ends_at: Instant,
    ) -> RedisResult<Value> {
        // The semaphore is never closed.
        let _turn = self.turns.acquire().await.ok();
        let free = lock(&self.free).pop();
        let mut link = match free {
            Some(link) => link,
            None => target.connect(server).await?,
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
            _ => {
                self.shortfalls.fetch_add(1, Ordering::Relaxed);
                return Ok(value);
            }
        };
        if replicas < u64::from(server.replicas) {
            self.shortfalls.fetch_add(1, Ordering::Relaxed);
        }
        let mut free = lock(&self.free);
        if free.len() < KEPT {
            free.push(link);
        }
        Ok(value)
    }

    pub fn shortfalls(&self) -> u64 {
        self.shortfalls.load(Ordering::Relaxed)
    }
}
