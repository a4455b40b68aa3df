//! Hashes, message authentication codes and encryption for tokctl's own use.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA384, SHA512, SHA512_256};
use aws_lc_rs::hmac;
use md5::Md5;
use zeroize::Zeroizing;

use crate::base::{Code, Fault, Random, Secret, random};
use crate::jose::alg::Hash;

pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(aws_lc_rs::digest::digest(&SHA256, bytes).as_ref());
    out
}

/// SHA-1 of `bytes`, to name it as the cause of a signature that is not accepted.
pub fn sha1(bytes: &[u8]) -> [u8; 20] {
    let mut out = [0; 20];
    out.copy_from_slice(aws_lc_rs::digest::digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref());
    out
}

/// The hash of `bytes`.
pub fn digest(hash: Hash, bytes: &[u8]) -> Vec<u8> {
    let algorithm = match hash {
        Hash::Sha256 => &SHA256,
        Hash::Sha384 => &SHA384,
        Hash::Sha512 => &SHA512,
    };
    aws_lc_rs::digest::digest(algorithm, bytes).as_ref().to_vec()
}

/// SHA-512/256 of `bytes` (FIPS 180-4 section 5.3.6.2).
pub fn sha512_256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(aws_lc_rs::digest::digest(&SHA512_256, bytes).as_ref());
    out
}

/// MD5 of `bytes`: broken, and still what HTTP Digest uses by default.
pub fn md5(bytes: &[u8]) -> [u8; 16] {
    <Md5 as md5::Digest>::digest(bytes).into()
}

/// HMAC with SHA-256 (RFC 2104), for tokctl's own keys and MACs.
pub fn hmac_sha256(key: &Secret, message: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.expose()), message).as_ref());
    out
}

/// Encrypts `text` with AES-256-GCM under a key of 32 bytes. The result begins with the nonce; [`open`] reads it.
pub fn seal(key: &Secret, text: &Secret, random: &dyn Random) -> Result<Secret, Fault> {
    let failed = |_| Fault::new(Code::Internal, "the cryptographic library could not encrypt");
    let nonce: [u8; NONCE_LEN] = random::bytes(random)?;
    let key = UnboundKey::new(&AES_256_GCM, key.expose()).map(LessSafeKey::new).map_err(failed)?;
    let mut sealed = text.expose().to_vec();
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed).map_err(failed)?;
    Ok(Secret::new([&nonce[..], &sealed].concat()))
}

/// The text that [`seal`] encrypted; `None` if the key is another, or if the bytes were changed.
pub fn open(key: &Secret, sealed: &Secret) -> Option<Secret> {
    let (nonce, sealed) = sealed.expose().split_first_chunk()?;
    let key = UnboundKey::new(&AES_256_GCM, key.expose()).map(LessSafeKey::new).ok()?;
    let mut text = Zeroizing::new(sealed.to_vec());
    let plain = key.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut text).ok()?;
    Some(Secret::from(&*plain))
}
