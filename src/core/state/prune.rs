//! `prune`: removing what no longer matters.
//!
//! A session is kept until the end of its absolute lifetime, which no token of it outlives, so that its end and refresh tokens
//! rotated long ago stay known. A denylist entry is kept until a day after its token has expired.

use std::time::Duration;

use serde::Serialize;

use crate::base::{Fault, Timestamp};
use crate::home::Settings;
use crate::store::Store;
use crate::store::step::{Operation, Prune, Pruned};

use crate::core::Context;
use crate::core::users::throttle;

/// How long one batch may hold the store's lock.
const BUDGET: Duration = Duration::from_millis(20);

/// The number of rows removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PruneReport {
    /// Past their absolute lifetime.
    pub sessions: u64,
    /// Denylist entries.
    pub revocations: u64,
    /// Names with failed logins.
    pub failed_logins: u64,
    pub events: u64,
    /// Successors kept for a retry.
    pub sealed: u64,
}

impl PruneReport {
    pub fn add(&mut self, pruned: &Pruned) {
        self.sessions += pruned.sessions;
        self.revocations += pruned.denied;
        self.failed_logins += pruned.throttles;
        self.events += pruned.events;
        self.sealed += pruned.sealed;
    }
}

/// Removes batches until nothing is left to remove. Events are kept for `events_kept`, or for the setting `events.keep`.
pub fn prune(context: &Context<'_>, events_kept: Option<Duration>) -> Result<PruneReport, Fault> {
    let settings = context.settings()?;
    let events_kept = events_kept.unwrap_or(settings.events_keep);
    context.with_store(|store| {
        let newest = store.meta()?.newest_at;
        prune_all(store, &step(settings, context.operation()?, newest, events_kept))
    })
}

/// The step that removes a batch. It goes by the current time or the newest in the state, whichever is earlier: a clock that is
/// ahead makes nothing be forgotten.
pub fn step(settings: &Settings, operation: Operation, newest: Option<Timestamp>, events_kept: Duration) -> Prune {
    let now = newest.map_or(operation.now, |newest| newest.min(operation.now));
    Prune {
        op: Operation { now, ..operation },
        // Verifiers with a leeway still learn that a session has ended.
        sessions_before: now.saturating_sub(settings.leeway),
        denied_before: now.saturating_sub(settings.leeway),
        attempts_before: now.saturating_sub(throttle::policy(settings).forget),
        events_before: now.saturating_sub(events_kept),
        budget: BUDGET,
    }
}

fn prune_all(store: &dyn Store, step: &Prune) -> Result<PruneReport, Fault> {
    let mut report = PruneReport::default();
    loop {
        let pruned = store.prune(step)?;
        report.add(&pruned);
        if !pruned.more {
            return Ok(report);
        }
    }
}
