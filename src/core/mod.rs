//! Layer 3: the shared core, one file per verb. No printing, no arguments, no sockets, no environment.

pub mod batch;
pub mod config;
pub mod context;
pub mod init;
pub mod issue;
pub mod issuer;
pub mod keys;
pub mod password;
pub mod refresh_token;
pub mod remote;
pub mod verify;

pub use context::Context;
