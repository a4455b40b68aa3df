//! Plain results, made before anything is shown: text and JSON come from the same value.

pub mod algorithms;
pub mod decode;
pub mod demo;
pub mod issue;
pub mod login;
pub mod verify;
