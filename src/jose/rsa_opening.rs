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
    let encoded = decrypted(key, signature)?;
    let bits = BigUint::from_bytes_be(&key.n).bits();
    [Hash::Sha256, Hash::Sha384, Hash::Sha512].into_iter().find_map(|hash| {
        let digest = crypto::digest(hash, message);
        pkcs1(&encoded, hash, &digest).or_else(|| pss(&encoded, bits, hash, &digest))
    })
}

/// What `signature`, which `key` made, contains instead of what JWS defines; `None` if the key did not make it, or if it is
/// not known.
pub fn unusual(key: &RsaKey, signature: &[u8]) -> Option<&'static str> {
    let encoded = decrypted(key, signature)?;
    if let Some(contents) = encoded.strip_prefix(&[0, 1]) {
        let filling = contents.iter().take_while(|byte| **byte == 0xff).count();
        let contents = contents[filling..].strip_prefix(&[0]).filter(|_| filling >= 8)?;
        return Some(match contents.starts_with(SHA1_IDENTIFIER) {
            true => "over a SHA-1 digest",
            false => "over something else than a digest with the identifier of its hash (RFC 8017 §9.2)",
        });
    }
    let bits = BigUint::from_bytes_be(&key.n).bits();
    let masked_by_sha1 = |salted_len| {
        let mask = |seed: &[u8], length| mgf1(seed, length, |bytes| crypto::sha1(bytes).to_vec());
        unmasked(&encoded, bits, salted_len, mask).is_some_and(|(.., zeros)| zeros >= MIN_ZEROS)
    };
    if masked_by_sha1(20) {
        return Some("over a SHA-1 digest");
    }
    let lengths = [Hash::Sha256, Hash::Sha384, Hash::Sha512].map(Hash::output_len);
    let is_mask = lengths.into_iter().any(masked_by_sha1);
    is_mask.then_some("with a mask of SHA-1 (MGF1)")
}

const SHA1_IDENTIFIER: &[u8] = b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14";

/// The encoded message of a signature (RFC 8017 section 5.2.2), at the length of the key.
fn decrypted(key: &RsaKey, signature: &[u8]) -> Option<Vec<u8>> {
    let modulus = BigUint::from_bytes_be(&key.n);
    let number = BigUint::from_bytes_be(signature);
    if signature.len() != key.n.len() || number >= modulus {
        return None;
    }
    let opened = number.modpow(&BigUint::from_bytes_be(&key.e), &modulus).to_bytes_be();
    let mut encoded = vec![0; key.n.len()];
    let start = encoded.len().checked_sub(opened.len())?;
    encoded[start..].copy_from_slice(&opened);
    Some(encoded)
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

fn pss(encoded: &[u8], modulus_bits: u64, hash: Hash, digest: &[u8]) -> Option<RsaContents> {
    let mask = |seed: &[u8], length| mgf1(seed, length, |bytes| crypto::digest(hash, bytes));
    let (salt, salted, zeros) = unmasked(encoded, modulus_bits, hash.output_len(), mask)?;
    let is_over_message = crypto::digest(hash, &[&[0; 8], digest, &salt[..]].concat()) == salted;
    (is_over_message || zeros >= MIN_ZEROS).then_some(RsaContents {
        scheme: Scheme::Pss(salt.len()),
        hash,
        is_over_message,
    })
}

/// A few zeros before the salt may be chance; the salts that JWS uses leave many.
const MIN_ZEROS: usize = 8;

/// The masked block, the salted hash and `BC`; the unmasked block is zeros, a one, and the salt. Returns the salt, the salted
/// hash and the number of zeros.
fn unmasked(
    encoded: &[u8],
    modulus_bits: u64,
    salted_len: usize,
    mask: impl Fn(&[u8], usize) -> Vec<u8>,
) -> Option<(Vec<u8>, &[u8], usize)> {
    let bits = usize::try_from(modulus_bits).ok()?.checked_sub(1)?;
    let encoded = encoded.get(encoded.len().checked_sub(bits.div_ceil(8))?..)?;
    let unused = 8 * encoded.len() - bits;
    let rest = encoded.strip_suffix(&[0xbc])?;
    let (masked, salted) = rest.split_at_checked(rest.len().checked_sub(salted_len)?)?;
    let mask = mask(salted, masked.len());
    let mut block: Vec<u8> = masked.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    *block.first_mut()? &= 0xff >> unused;
    let zeros = block.iter().position(|byte| *byte != 0)?;
    Some((block[zeros..].strip_prefix(&[1])?.to_vec(), salted, zeros))
}

/// RFC 8017 appendix B.2.1.
fn mgf1(seed: &[u8], length: usize, digest: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut mask = Vec::with_capacity(length + 64);
    for counter in 0_u32.. {
        if mask.len() >= length {
            break;
        }
        mask.extend(digest(&[seed, &counter.to_be_bytes()].concat()));
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
