//! What is meant, made from what was typed. After this no `Option` means "default".

pub mod issue;
pub mod verify;
