//! `prune`: removing what no longer matters.
//!
//! A session is kept until the end of its absolute lifetime, which no token of it outlives, so that its end and refresh tokens
//! exchanged long ago stay known. A denylist entry is kept until its token would have expired.

use std::time::Duration;

use serde::Serialize;

use crate::base::Fault;
use crate::store::Store;
use crate::store::step::{Prune, Pruned};

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
    pub denied: u64,
    /// Names with failed logins.
    pub failed_logins: u64,
    pub events: u64,
    /// Successors kept for a retry.
    pub sealed: u64,
}

/// Removes batches until nothing is left to remove.
pub fn prune(context: &Context<'_>, events_kept: Duration) -> Result<PruneReport, Fault> {
    let settings = context.home()?.settings()?;
    let now = context.now();
    let step = Prune {
        op: context.operation()?,
        // Verifiers with a leeway still learn that a session has ended.
        sessions_before: now.saturating_sub(settings.leeway),
        denied_before: now.saturating_sub(settings.leeway),
        attempts_before: now.saturating_sub(throttle::policy(&settings).forget),
        events_before: now.saturating_sub(events_kept),
        budget: BUDGET,
    };
    context.with_store(|store| prune_all(store, &step))
}

fn prune_all(store: &dyn Store, step: &Prune) -> Result<PruneReport, Fault> {
    let mut report = PruneReport::default();
    loop {
        let Pruned { sessions, denied, throttles, events, sealed, more } = store.prune(step)?;
        report.sessions += sessions;
        report.denied += denied;
        report.failed_logins += throttles;
        report.events += events;
        report.sealed += sealed;
        if !more {
            return Ok(report);
        }
    }
}
