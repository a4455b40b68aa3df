//! Layer 3: the shared core, one file per verb. No printing, no arguments, no sockets, no environment.

pub mod batch;
pub mod issue;
pub mod verify;
