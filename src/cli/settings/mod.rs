//! What is meant, made from what was typed. After this no `Option` means "default".

pub mod global;
pub mod issue;
pub mod verify;

pub use global::Global;
