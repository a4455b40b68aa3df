//! The only directory that names the cryptographic library.

mod new_key;
mod signature;
mod symmetric;

pub use new_key::{ec_from_compressed, ec_from_private, ed25519_from_seed, is_on_curve, ml_dsa_from_seed};
pub(super) use new_key::{is_point, new_ec, new_rsa_pkcs8};
pub(super) use signature::{Signer, Verifier};
pub use signature::{is_ecdsa_with, is_hmac};
pub use symmetric::{digest, hmac_sha256, md5, open, seal, sha1, sha256, sha512_256};
