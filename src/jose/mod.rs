//! Layer 1: JOSE, that is bytes and cryptography. No clock, no files, no network.

pub mod alg;
pub mod check;
pub mod crypto;
pub mod der;
mod disguise;
mod ed25519_check;
pub mod jwk;
pub mod jws;
pub mod key;
pub mod keyfile;
pub mod pem;
pub mod prepared;
mod residue;

pub use alg::Algorithm;
pub use jws::{Compact, Header, Malformed};
pub use key::{Key, Strength};
pub use prepared::{SigningKey, VerifyingKey};
