//! The home: creating it, and its settings.

pub mod config;
pub mod init;
