//! The verbs: one file each, from what was typed to the answer.

pub mod decode;
pub mod issue;
pub mod verify;
