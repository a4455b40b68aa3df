//! Layer 1: JOSE, that is bytes and cryptography. No clock, no files, no network.

pub mod alg;
pub mod check;
pub mod crypto;
pub mod jwk;

pub mod key;
pub mod pem;

pub use alg::Algorithm;

pub use key::{Key, SigningKey, Strength, VerifyingKey};
