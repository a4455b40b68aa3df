//! Whether a few tokens are to be read or many: the instructions that are worth having for many have to be asked for first,
//! and the processor's answer takes a virtual machine some 50 µs, longer than one token takes as a whole.

use std::sync::atomic::{AtomicBool, Ordering};

static EXPECTED: AtomicBool = AtomicBool::new(false);

/// Says that many are to come.
pub fn expect() {
    EXPECTED.store(true, Ordering::Relaxed);
}

/// Whether that was said.
pub fn are_expected() -> bool {
    EXPECTED.load(Ordering::Relaxed)
}
