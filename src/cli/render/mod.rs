//! Reports as text.

pub mod bad_token;
pub mod claims;
pub mod columns;
pub mod decode;
pub mod demo;
pub mod diff;
pub mod doctor;
pub mod escape;
pub mod events;
pub mod explain;
pub mod findings;
pub mod header;
pub mod key;
pub mod man;
pub mod progress;
pub mod seed;
pub mod session;
pub mod style;
pub mod table;
pub mod time;
pub mod tokens;
pub mod user;
pub mod verify;
