//! The form of a signature, and the cause of one that no key accepts.

pub mod cause;
pub mod form;
pub mod hint;
pub mod search;
mod secret_form;
