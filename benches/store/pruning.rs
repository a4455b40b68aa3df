//! How long a batch of pruning keeps others waiting.

use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokctl::base::Timestamp;
use tokctl::base::lock::DEADLINE;
use tokctl::store::sqlite::{SqliteStore, lock_path};
use tokctl::store::step::Prune;
use tokctl::store::{Absent, Store};

use crate::grouped;
use crate::site::Site;
use crate::support::op;

/// As much of the lock as `prune` gives a batch.
const BUDGET: Duration = Duration::from_millis(20);

/// Batches in one store; five million sessions would take minutes.
const BATCHES: u32 = 300;

/// Prunes stores in which everything is over.
pub fn measure(sites: &[Site]) {
    println!("\n{:<30} {:>12} {:>12} {:>14}", "pruning", "batches", "rows/s", "longest hold");
    for site in sites {
        let store = SqliteStore::open(&site.path, Absent::Refuse, DEADLINE).expect("the store");
        let over = AtomicBool::new(false);
        let ((batches, rows, time), longest) = thread::scope(|scope| {
            let watch = scope.spawn(|| longest_hold(&lock_path(&site.path), &over));
            let pruned = prune(&store);
            over.store(true, Ordering::Relaxed);
            (pruned, watch.join().expect("the watch"))
        });
        let (pace, longest) = (rows as f64 / time.as_secs_f64(), longest.as_secs_f64() * 1000.0);
        let name = format!("{} sessions", grouped(site.size));
        println!("{name:<30} {batches:>12} {pace:>12.0} {longest:>11.1} ms");
    }
    println!("Batches of {} ms; the hold is measured from outside, to within half a millisecond.", BUDGET.as_millis());
}

/// How many batches there were, what they forgot, and how long that took.
fn prune(store: &SqliteStore<'_>) -> (u32, u64, Duration) {
    let never = Timestamp::MAX;
    let step = Prune {
        op: op(never),
        sessions_before: never,
        denied_before: never,
        attempts_before: never,
        events_before: never,
        budget: BUDGET,
    };
    let (mut batches, mut rows) = (0, 0);
    let start = Instant::now();
    while batches < BATCHES {
        let pruned = store.prune(&step).expect("an answer");
        batches += 1;
        rows += pruned.sessions + pruned.denied + pruned.events;
        if !pruned.more {
            break;
        }
    }
    (batches, rows, start.elapsed())
}

/// Looks at the lock all the time.
fn longest_hold(lock: &Path, over: &AtomicBool) -> Duration {
    let file = File::options().write(true).open(lock).expect("the lock file");
    let (mut free, mut longest) = (Instant::now(), Duration::ZERO);
    while !over.load(Ordering::Relaxed) {
        if file.try_lock().is_ok() {
            file.unlock().expect("an unlocked file");
            // Held for longer than the pause, or not at all.
            longest = longest.max(free.elapsed().saturating_sub(PAUSE));
            free = Instant::now();
        }
        thread::sleep(PAUSE);
    }
    longest
}

const PAUSE: Duration = Duration::from_micros(250);
