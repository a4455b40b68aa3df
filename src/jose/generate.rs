//! Generating keys.

use super::alg::{KeyType, MlDsa};
use super::crypto;
use super::der;
use super::key::{Material, SharedSecret};
use crate::base::{Fault, Random, Secret};

/// Generates a key. `bits` applies to RSA keys (2048, 3072, 4096 or 8192) and secrets (any multiple of 8).
///
/// RSA and EC keys take their randomness from the cryptographic library, the others from `random`.
pub fn generate(key_type: KeyType, bits: usize, random: &dyn Random) -> Result<Material, Fault> {
    let random_secret = |length: usize| -> Result<Secret, Fault> {
        let mut bytes = vec![0; length];
        random.fill(&mut bytes)?;
        Ok(Secret::new(bytes))
    };
    match key_type {
        KeyType::Oct => random_secret(bits / 8).map(SharedSecret::new).map(Material::Oct),
        KeyType::Rsa => Ok(der::private_from_pkcs8(crypto::new_rsa_pkcs8(bits)?.expose())?.material),
        KeyType::Ec(curve) => crypto::new_ec(curve),
        KeyType::Ed25519 => crypto::ed25519_from_seed(random_secret(32)?),
        KeyType::MlDsa(set) => crypto::ml_dsa_from_seed(set, random_secret(MlDsa::SEED_LEN)?, None),
    }
}
