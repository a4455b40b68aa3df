//! The state as a whole: its events, and pruning it.

pub mod events;
pub mod prune;
