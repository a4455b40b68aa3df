//! Ctrl-C and SIGTERM, for a command that has to clean up first. By default they end the process at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// While this value lives, SIGINT and SIGTERM set a flag instead of ending the process.
#[derive(Debug, Default)]
pub struct Interrupts {
    received: Arc<AtomicBool>,
    is_over: Arc<AtomicBool>,
}

impl Interrupts {
    /// Starts to catch the signals. If they cannot be caught, they still end the process at once.
    pub fn of_process() -> Self {
        let interrupts = Self::default();
        for signal in [SIGINT, SIGTERM] {
            // Registered first, so that a signal ends the process once `is_over` is set.
            let ends = flag::register_conditional_default(signal, interrupts.is_over.clone());
            if ends.is_ok() {
                let _ = flag::register(signal, interrupts.received.clone());
            }
        }
        interrupts
    }

    /// Whether one of the signals arrived.
    pub fn received(&self) -> bool {
        self.received.load(Ordering::Relaxed)
    }
}

impl Drop for Interrupts {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}
