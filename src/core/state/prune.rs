//! `prune`: forgetting what no longer matters.
//!
//! A session is kept until its absolute end, which no token of it outlives, so that a refresh token exchanged long ago is
//! recognised for as long as anybody could gain by it. A denied token is kept until it would have expired.

use std::time::Duration;

use serde::Serialize;

use crate::base::Fault;
use crate::store::step::{Prune, Pruned};

use crate::core::Context;
use crate::core::users::throttle;

/// How long one batch may hold the store's lock.
const BUDGET: Duration = Duration::from_millis(20);

/// What was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PruneReport {
    /// Sessions past their absolute end.
    pub sessions: u64,
    /// Denied tokens that would have expired.
    pub denied: u64,
    /// Names whose failed logins are long ago.
    pub failed_logins: u64,
    /// Events.
    pub events: u64,
    /// Successors kept for a retry whose grace is over.
    pub sealed: u64,
}

/// Forgets, a batch at a time, until nothing is left to forget. It goes by the real clock alone.
pub fn prune(context: &Context<'_>, events_kept: Duration) -> Result<PruneReport, Fault> {
    let config = context.home()?.settings()?;
    let now = context.now();
    let step = Prune {
        now,
        // Whoever allows for other clocks is told of an ended session that long still.
        sessions_before: now.saturating_sub(config.leeway),
        denied_before: now.saturating_sub(config.leeway),
        attempts_before: now.saturating_sub(throttle::policy(&config).forget),
        events_before: now.saturating_sub(events_kept),
        budget: BUDGET,
    };
    let store = context.open_store()?;
    let mut report = PruneReport::default();
    loop {
        let Pruned { sessions, denied, throttles, events, sealed, more } = store.prune(&step)?;
        report.sessions += sessions;
        report.denied += denied;
        report.failed_logins += throttles;
        report.events += events;
        report.sealed += sealed;
        if !more {
            break;
        }
    }
    store.close()?;
    Ok(report)
}
