//! Layer 0: what everything else is built from. No cryptography and no network.

pub mod b64;
pub mod code;
pub mod datetime;
pub mod dir;
pub mod duration;
pub mod fault;
pub mod files;
pub mod hex;
pub mod inflate;
pub mod json;
pub mod level;
pub mod lock;
pub mod percent;
pub mod prefix;
pub mod random;
pub mod secret;
pub mod shown;
pub mod sync;
pub mod system;
pub mod time;
pub mod utf16;

pub(crate) mod named;
mod permissions;

pub use code::Code;
pub use dir::Dir;
pub use fault::Fault;
pub use json::{Json, Object};
pub use level::Level;
pub use random::{Random, SystemRandom};
pub use secret::Secret;
pub use shown::shown;
pub use time::{Clock, FixedClock, SystemClock, Timestamp};
