//! The home: creating it, and its settings.

pub mod clock;
pub mod config;
pub mod init;
pub mod transfer;
