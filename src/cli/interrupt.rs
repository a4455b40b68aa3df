//! Signals. Ctrl-C, for a command that has something to tidy up first; everywhere else it ends the process at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// While this lives, being asked to end is noticed rather than obeyed.
#[derive(Debug, Default)]
pub struct Interrupts {
    asked: Arc<AtomicBool>,
    is_over: Arc<AtomicBool>,
}

impl Interrupts {
    /// Of this process. Where they cannot be caught, they end it at once as ever.
    pub fn of_process() -> Self {
        let interrupts = Self::default();
        for signal in [SIGINT, SIGTERM] {
            // First, so that the process ends as ever whenever nobody looks at the other.
            let ends = flag::register_conditional_default(signal, interrupts.is_over.clone());
            if ends.is_ok() {
                let _ = flag::register(signal, interrupts.asked.clone());
            }
        }
        interrupts
    }

    /// Whether the process was asked to end.
    pub fn asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Drop for Interrupts {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

/// From now on a pipe that nobody reads is a failed write, and not the end of the process. Rust sees to it before a `main`
/// of its own. `false` where it cannot be had.
#[cfg(unix)]
#[must_use]
pub fn survive_closed_pipes() -> bool {
    flag::register(signal_hook::consts::SIGPIPE, Arc::default()).is_ok()
}
