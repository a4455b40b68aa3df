//! Layer 1: JOSE, that is bytes and cryptography. No clock, no files, no network.

pub mod alg;
pub mod bound_key;
mod crit;
pub mod crypto;
pub mod der;
mod ed25519_check;
mod generate;
pub mod jwk;
pub mod jws;
pub mod key;
pub mod key_strength;
pub mod keyfile;
pub mod misused_key;
pub mod pem;
mod rsa_factors;
pub mod rsa_opening;
mod ssh;
pub mod weakness;

pub use alg::Algorithm;
pub use bound_key::{SigningKey, VerifyingKey};
pub use generate::generate;
pub use jws::{Compact, Header, Malformed};
pub use key::{Key, Strength};
