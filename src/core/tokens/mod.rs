//! Issuing and verifying tokens.

pub mod against;
pub mod batch;
pub mod claimed_issuer;
pub mod inspect;
pub mod issue;
pub mod lint;
pub mod local_verifier;
pub mod ordered_sink;
pub mod pasted;
pub mod refresh_token;
pub mod revocation;
pub mod second_opinion;
pub mod verify;
