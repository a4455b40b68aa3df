//! Results as text for people.

pub mod decode;
pub mod escape;
pub mod progress;
pub mod style;
pub mod verify;
