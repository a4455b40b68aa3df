//! Results as plain serializable values, from which text and JSON are rendered.

pub mod algorithms;
pub mod bad_token;
pub mod demo;
pub mod doctor;
pub mod header;
pub mod init;
pub mod issue;
pub mod login;
pub mod serve;
