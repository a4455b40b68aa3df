//! The command line as it is typed: the global options, and one file per verb.

pub mod algorithms;
pub mod as_of;
pub mod bad_token;
pub mod clock;
pub mod completions;
pub mod config;
pub mod decode;
pub mod demo;
pub mod diff;
pub mod doctor;
pub mod events;
pub mod global;
pub mod header;
pub mod init;
pub mod introspect;
pub mod issue;
pub mod key;
pub mod level;
pub mod lint;
pub mod login;
pub mod logout;
pub mod man;
pub mod net;
pub mod prune;
pub mod refresh;
pub mod revoke;
pub mod seed;
pub mod serve;
pub mod session;
pub mod store;
pub mod token;
pub mod user;
pub mod verify;

use crate::base::Fault;

pub use global::GlobalArgs;

/// The exit code of a command that did not fail. A negative result is not a failure.
pub type CommandResult = Result<u8, Fault>;
