//! Results as text for people.

pub mod decode;
pub mod escape;
pub mod style;
pub mod verify;
