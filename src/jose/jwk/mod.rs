//! JSON Web Keys and sets of them (RFC 7517, RFC 7518 section 6, RFC 8037 section 2), and thumbprints (RFC 7638).

mod published;
mod read;
mod set;
mod write;

pub use published::read_published_set;
pub use read::{parse, read};
pub use set::{KeyList, SkippedKey, parse_set, read_set, write_set};
pub use write::{public_object, thumbprint, write};
