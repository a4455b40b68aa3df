//! Reads what arguments refer to: tokens, secrets, keys, claims.

pub mod header;
pub mod key;
pub mod key_arg;
pub mod passphrase;
pub mod password;
pub mod remote;
pub mod secret;
pub mod source;
pub mod token;
