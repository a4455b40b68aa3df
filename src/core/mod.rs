//! Layer 3: the shared core, one file per verb. No printing, no arguments, no sockets, no environment.

pub mod access;
pub mod batch;
pub mod config;
pub mod context;
pub mod current;
pub mod demo;
pub mod doctor;
pub mod events;
pub mod init;
pub mod introspect;
pub mod issue;
pub mod issuer;
pub mod keys;
pub mod login;
pub mod own;
pub mod password;
pub mod presented;
pub mod prune;
pub mod recorded;
pub mod refresh;
pub mod refresh_token;
pub mod remote;
pub mod revoke;
pub mod second_opinion;
pub mod sessions;
pub mod throttle;
pub mod turns;
pub mod users;
pub mod verify;
pub mod wire;

pub use context::Context;
