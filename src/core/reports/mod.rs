//! Results on tokens as plain serializable values. The command line renders text and JSON from them; the server's page shows
//! the same.

pub mod claims;
pub mod decode;
pub mod diff;
pub mod explain;
pub mod finding;
pub mod inspect;
pub mod lint;
pub mod verify;
