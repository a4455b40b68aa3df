//! What an RSA signature contains: the public key decrypts it, even if it is over other content.
//!
//! Only for explaining a signature that was not accepted. Nothing here accepts one.

use num_bigint::BigUint;

use super::alg::Hash;
use super::crypto;
use super::key::RsaKey;

/// The contents of an RSA signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RsaContents {
    pub scheme: Scheme,
    pub hash: Hash,
    /// Whether it is over the message that was compared.
    pub is_over_message: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// RSASSA-PKCS1-v1_5 (RFC 8017 section 9.2)
    Pkcs1,
    /// RSASSA-PSS (RFC 8017 section 9.1) with a salt of this many bytes
    Pss(usize),
}

/// Opens `signature` with `key` and compares it with `message`; `None` if it was not made with that key, or was damaged.
pub fn open(key: &RsaKey, signature: &[u8], message: &[u8]) -> Option<RsaContents> {
    let modulus = BigUint::from_bytes_be(&key.n);
    let number = BigUint::from_bytes_be(signature);
    if signature.len() != key.n.len() || number >= modulus {
        return None;
    }
    let opened = number.modpow(&BigUint::from_bytes_be(&key.e), &modulus).to_bytes_be();
    let mut encoded = vec![0; key.n.len()];
    let start = encoded.len().checked_sub(opened.len())?;
    encoded[start..].copy_from_slice(&opened);
    [Hash::Sha256, Hash::Sha384, Hash::Sha512].into_iter().find_map(|hash| {
        let digest = crypto::digest(hash, message);
        pkcs1(&encoded, hash, &digest).or_else(|| pss(&encoded, modulus.bits(), hash, &digest))
    })
}

/// `00 01 FF … FF 00`, the identifier of the hash, and the hash.
fn pkcs1(encoded: &[u8], hash: Hash, digest: &[u8]) -> Option<RsaContents> {
    let identifier: &[u8] = match hash {
        Hash::Sha256 => b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
        Hash::Sha384 => b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30",
        Hash::Sha512 => b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40",
    };
    let (padding, info) = encoded.split_at_checked(encoded.len().checked_sub(identifier.len() + digest.len())?)?;
    let found = info.strip_prefix(identifier)?;
    let filling = padding.strip_prefix(&[0, 1])?.strip_suffix(&[0])?;
    let is_over_message = found == digest;
    filling.iter().all(|byte| *byte == 0xff).then_some(RsaContents { scheme: Scheme::Pkcs1, hash, is_over_message })
}

/// The masked block, the salted hash and `BC`; the unmasked block is zeros, a one, and the salt.
fn pss(encoded: &[u8], modulus_bits: u64, hash: Hash, digest: &[u8]) -> Option<RsaContents> {
    let bits = usize::try_from(modulus_bits).ok()?.checked_sub(1)?;
    let encoded = encoded.get(encoded.len().checked_sub(bits.div_ceil(8))?..)?;
    let unused = 8 * encoded.len() - bits;
    let rest = encoded.strip_suffix(&[0xbc])?;
    let (masked, salted) = rest.split_at_checked(rest.len().checked_sub(hash.output_len())?)?;
    let mask = mgf1(salted, masked.len(), hash);
    let mut block: Vec<u8> = masked.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    *block.first_mut()? &= 0xff >> unused;
    let zeros = block.iter().position(|byte| *byte != 0)?;
    let salt = block[zeros..].strip_prefix(&[1])?;
    let is_over_message = crypto::digest(hash, &[&[0; 8], digest, salt].concat()) == salted;
    // A few zeros may be chance; the salts that JWS uses leave many.
    (is_over_message || zeros >= 8).then_some(RsaContents { scheme: Scheme::Pss(salt.len()), hash, is_over_message })
}

/// RFC 8017 appendix B.2.1.
fn mgf1(seed: &[u8], length: usize, hash: Hash) -> Vec<u8> {
    let mut mask = Vec::with_capacity(length + hash.output_len());
    for counter in 0_u32.. {
        if mask.len() >= length {
            break;
        }
        mask.extend(crypto::digest(hash, &[seed, &counter.to_be_bytes()].concat()));
    }
    mask.truncate(length);
    mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SystemRandom;
    use crate::jose::alg::{KeyType, Primitive};
    use crate::jose::key::{Form, Material};
    use crate::jose::{Key, SigningKey, Strength, generate};

    #[test]
    fn a_signature_opens_only_under_its_key() {
        let keys = [(); 2].map(|()| Key::new(generate(KeyType::Rsa, 2048, &SystemRandom).unwrap(), Form::Raw));
        let [public, other] = keys.each_ref().map(|key| match &key.material {
            Material::Rsa(key) => key,
            _ => unreachable!(),
        });
        for alg in KeyType::Rsa.algorithms() {
            let mut signature = Vec::new();
            let key = SigningKey::new(&keys[0], alg, Strength::Required).unwrap();
            key.sign(b"any content", &mut signature).unwrap();
            let (scheme, hash) = match alg.primitive() {
                Primitive::RsaPkcs1(hash) => (Scheme::Pkcs1, hash),
                Primitive::RsaPss(hash) => (Scheme::Pss(hash.output_len()), hash),
                _ => unreachable!(),
            };
            for (message, is_over_message) in [(&b"any content"[..], true), (b"other content", false)] {
                let expected = Some(RsaContents { scheme, hash, is_over_message });
                assert_eq!(open(public, &signature, message), expected, "{alg}");
                assert_eq!(open(other, &signature, message), None, "{alg}");
            }
            assert_eq!(open(public, &signature[1..], b"any content"), None, "{alg}");
            signature[200] ^= 1;
            assert_eq!(open(public, &signature, b"any content"), None, "{alg}");
        }
        assert_eq!(open(public, &[0xff; 256], b""), None);
        assert_eq!(open(public, &[], b""), None);
    }
}
