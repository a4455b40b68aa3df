//! Results as plain serializable values, from which text and JSON are rendered.

pub mod algorithms;
pub mod bad_token;
pub mod decode;
pub mod demo;
pub mod diff;
pub mod doctor;
pub mod explain;
pub mod finding;
pub mod header;
pub mod issue;
pub mod lint;
pub mod login;
pub mod serve;
pub mod verify;
