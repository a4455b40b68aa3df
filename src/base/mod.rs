//! Layer 0: what everything else is built from. No cryptography, no network, and no file opened.

pub mod b64;
pub mod code;
pub mod datetime;
pub mod duration;
pub mod fault;
pub mod json;
pub mod lock;
pub mod many;
pub mod random;
pub mod secret;
pub mod time;

pub use code::Code;
pub use fault::Fault;
pub use json::{Json, Object};
pub use random::{Random, SystemRandom};
pub use secret::Secret;
pub use time::{Clock, FixedClock, SystemClock, Timestamp};
