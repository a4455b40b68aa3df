//! Upkeep of the store while the server runs: it is pruned as `tokctl prune` does it.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::core::state::prune::{PruneReport, step};

use super::reply::Problem;
use super::site::Site;

/// How often the store is pruned.
pub const INTERVAL: Duration = Duration::from_secs(10 * 60);

/// Prunes the store now and then every `period`, until the server is about to end.
pub async fn run(site: Arc<Site>, period: Duration) {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let pruned = async {
            ticks.tick().await;
            prune(&site).await
        };
        tokio::select! {
            pruned = pruned => match pruned {
                Ok(report) => tracing::debug!(?report, "the store was pruned"),
                Err(problem) => tracing::warn!(reason = problem.reason().name(), "the store was not pruned"),
            },
            () = site.ending() => return,
        }
    }
}

/// Removes what no longer matters, in batches between the steps of requests.
pub async fn prune(site: &Site) -> Result<PruneReport, Problem> {
    let prepared = site.prepared().await?;
    let newest = site.store.meta().await?.newest_at;
    let step = step(&prepared.settings, site.operation()?, newest, prepared.settings.events_keep);
    let mut report = PruneReport::default();
    loop {
        let pruned = site.store.prune(step).await?;
        report.add(&pruned);
        if !pruned.more {
            return Ok(report);
        }
    }
}
