//! The state as a whole: opening it, its events, and pruning it.

pub mod events;
pub mod open;
pub mod prune;
