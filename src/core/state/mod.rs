//! The state as a whole: opening it, its events, pruning it, and moving it to another store.

pub mod copy;
pub mod events;
pub mod open;
pub mod prune;
