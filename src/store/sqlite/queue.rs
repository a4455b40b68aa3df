//! Group commit: one thread that writes. Steps wait in a bounded queue; whatever waits is committed in one durable
//! transaction, and each step gets its outcome after that.

use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::base::Timestamp;
use crate::store::error::StoreError;
use crate::store::port::{Absent, Opening, Result, Store};
use crate::store::step::{Prune, Pruned};

use super::{Apply, SqliteStore, apply};

/// So many steps share a transaction at most: with more, the first would wait longer for the last than for the disk.
const MAX_GROUP: usize = 256;

/// Where an outcome is awaited.
pub(in crate::store) type PendingOutcome<T> = oneshot::Receiver<Result<T>>;

/// A queue of steps, and the thread that runs them.
#[derive(Debug)]
pub(in crate::store) struct StepQueue {
    jobs: mpsc::Sender<Job>,
    closed: oneshot::Receiver<Result<()>>,
}

enum Job {
    Step(Box<dyn Waiting>),
    /// Has its own rhythm of transactions and checkpoints, and goes alone.
    Prune(Prune, oneshot::Sender<Result<Pruned>>),
}

impl StepQueue {
    /// Opens the state file `path` in a thread of its own. Up to `size` steps wait.
    pub fn open(path: &Path, opening: Opening<'static>, timeout: Duration, size: usize) -> Result<Self> {
        let store = SqliteStore::open(path, Absent::Refuse, timeout)?.with(opening);
        let (jobs, waiting) = mpsc::channel(size.max(1));
        let (done, closed) = oneshot::channel();
        thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || {
                write_all(&store, waiting);
                // The caller may not wait for it.
                _ = done.send(Box::new(store).close());
            })
            .map_err(|source| StoreError::Io { path: path.to_owned(), source })?;
        Ok(Self { jobs, closed })
    }

    /// Puts a step at the end of the queue; [`StoreError::Busy`] if the queue is full. A step whose outcome is no longer
    /// awaited when its turn comes is not run.
    pub fn submit<S>(&self, step: S) -> Result<PendingOutcome<S::Outcome>>
    where
        S: Apply + Send + 'static,
        S::Outcome: Send,
    {
        let (reply, outcome) = oneshot::channel();
        self.send(Job::Step(Box::new(QueuedStep { step, outcome: None, reply })))?;
        Ok(outcome)
    }

    pub fn prune(&self, step: Prune) -> Result<PendingOutcome<Pruned>> {
        let (reply, outcome) = oneshot::channel();
        self.send(Job::Prune(step, reply))?;
        Ok(outcome)
    }

    /// Ends the thread after the steps that wait, and closes the store.
    pub async fn close(self) -> Result<()> {
        drop(self.jobs);
        self.closed.await.unwrap_or(Err(StoreError::Closed))
    }

    fn send(&self, job: Job) -> Result<()> {
        self.jobs.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy { queued: self.jobs.max_capacity() },
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })
    }
}

/// A step that waits, whatever its kind.
trait Waiting: Send {
    fn is_awaited(&self) -> bool;

    fn run(&mut self, tx: &Connection, now: Timestamp) -> rusqlite::Result<()>;

    /// Replies after the commit of the transaction in which it ran last, or its failure.
    fn reply(self: Box<Self>, committed: Result<()>);
}

struct QueuedStep<S: Apply> {
    step: S,
    outcome: Option<S::Outcome>,
    reply: oneshot::Sender<Result<S::Outcome>>,
}

impl<S> Waiting for QueuedStep<S>
where
    S: Apply + Send,
    S::Outcome: Send,
{
    fn is_awaited(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run(&mut self, tx: &Connection, now: Timestamp) -> rusqlite::Result<()> {
        self.outcome = Some(apply(&self.step, tx, now)?);
        Ok(())
    }

    fn reply(self: Box<Self>, committed: Result<()>) {
        let Self { outcome, reply, .. } = *self;
        let outcome = committed.and_then(|()| outcome.ok_or(StoreError::Closed));
        // A caller whose deadline has passed does not take it any more.
        _ = reply.send(outcome);
    }
}

fn write_all(store: &SqliteStore<'_>, mut waiting: mpsc::Receiver<Job>) {
    while let Some(first) = waiting.blocking_recv() {
        let mut group: Vec<Box<dyn Waiting>> = Vec::new();
        let mut next = Some(first);
        let mut prune = None;
        while let Some(job) = next.take() {
            match job {
                Job::Step(step) => group.push(step),
                Job::Prune(step, reply) => {
                    prune = Some((step, reply));
                    break;
                }
            }
            if group.len() < MAX_GROUP {
                next = waiting.try_recv().ok();
            }
        }
        group.retain(|step| step.is_awaited());
        if !group.is_empty() {
            write_group(store, group);
        }
        if let Some((step, reply)) = prune.filter(|(_, reply)| !reply.is_closed()) {
            _ = reply.send(store.prune(&step));
        }
    }
}

/// Commits a group in one transaction. If anything in it fails, each step gets a transaction of its own, so that only the
/// faulty one fails.
fn write_group(store: &SqliteStore<'_>, mut group: Vec<Box<dyn Waiting>>) {
    // Checked again under the lock, which may have been waited for.
    let together =
        store.write(|tx, now| group.iter_mut().filter(|step| step.is_awaited()).try_for_each(|step| step.run(tx, now)));
    match together {
        Ok(()) => group.into_iter().for_each(|step| step.reply(Ok(()))),
        // The lock would be waited for again by each.
        Err(error) if group.len() == 1 || matches!(error, StoreError::Locked(_)) => {
            let mut error = Some(error);
            for step in group {
                step.reply(Err(error.take().unwrap_or(StoreError::Closed)));
            }
        }
        Err(_) => {
            for mut step in group.into_iter().filter(|step| step.is_awaited()) {
                let alone = store.write(|tx, now| step.run(tx, now));
                step.reply(alone);
            }
        }
    }
}
