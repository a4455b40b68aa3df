//! The session commands as real processes: two hundred at once, killed at any time, and on disks that fail.
#![cfg(unix)]

mod faults;
mod kills;
#[path = "../support/namespace.rs"]
mod namespace;
mod races;
mod replaced;
mod test_home;
