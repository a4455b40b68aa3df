//! What the arguments mean: after this no `Option` means "default".

pub mod bad_token;
pub mod claim;
pub mod global;
pub mod issue;
pub mod serve;
pub mod verify;

pub use global::Global;
