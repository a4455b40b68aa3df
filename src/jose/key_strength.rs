//! Whether a key is strong and sound enough (RFC 7518 section 3, RFC 8725 section 3.5).

use super::alg::{Algorithm, Hash, Primitive};
use super::crypto;
use super::ed25519_check;
use super::key::{Key, Material, RsaKey, SharedSecret, Strength, bit_length, with_article};
use super::misused_key::find_key_material;
use super::rsa_factors;
use super::weakness::{Misuse, Weakness, WeaknessKind};
use crate::base::Fault;

/// The shortest RSA modulus (RFC 7518 section 3.3).
pub const MIN_RSA_BITS: usize = 2048;

/// The shortest modulus that `--allow-weak-key` allows, and the longest that the cryptographic library accepts.
const MIN_WEAK_RSA_BITS: usize = 1024;
const MAX_RSA_BITS: usize = 8192;

/// The longest public exponent, in bits, that the cryptographic library accepts.
const MAX_RSA_EXPONENT_BITS: usize = 33;

/// The shortest secret that any HMAC algorithm accepts.
const MIN_SECRET_BYTES: usize = Hash::Sha256.output_len();

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Making signatures.
    Sign,
    /// Checking signatures.
    Verify,
}

impl Purpose {
    /// The value in a JWK's `key_ops` (RFC 7517 section 4.3).
    pub const fn operation(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Verify => "verify",
        }
    }
}

/// Refuses a key that is too weak or invalid for this purpose.
///
/// [`Strength::AllowWeak`] allows short secrets, and verifying RS256 and RS512 from 1024 bits; nothing else.
pub fn permit(key: &Key, alg: Algorithm, strength: Strength, purpose: Purpose) -> Result<(), Fault> {
    let weak = strength == Strength::AllowWeak;
    let found = match (&key.material, alg.primitive()) {
        (Material::Oct(secret), Primitive::Hmac(hash)) => {
            let shortest = if weak { 1 } else { hash.output_len() };
            secret_weaknesses(secret, shortest, alg.name())
        }
        (Material::Rsa(rsa), primitive) => {
            let legacy = matches!(primitive, Primitive::RsaPkcs1(Hash::Sha256 | Hash::Sha512));
            let shortest = if weak && legacy && purpose == Purpose::Verify { MIN_WEAK_RSA_BITS } else { MIN_RSA_BITS };
            rsa_weaknesses(rsa, shortest)
        }
        _ => public_weaknesses(key),
    };
    found.into_iter().find(|weakness| weakness.refused).map_or(Ok(()), |weakness| Err(weakness.into_fault()))
}

/// All weaknesses of a key, for any purpose. Also checks that a private key matches its public key, which is slow.
pub fn weaknesses(key: &Key) -> Vec<Weakness> {
    let mut found = public_weaknesses(key);
    if let Material::Oct(secret) = &key.material
        && let Some((first, rest)) = secret.expose().split_first()
        && !rest.is_empty()
        && rest.iter().all(|byte| byte == first)
    {
        let message = "the secret is one byte repeated, which is easy to guess".to_owned();
        found.push(Weakness { kind: WeaknessKind::SecretUniform, message, refused: false });
    }
    // The library may reject or take long for a key that is already refused.
    if found.iter().all(|weakness| !weakness.refused)
        && key.is_private()
        && let Some(alg) = key.key_type().algorithms().next()
        && let Err(fault) = crypto::Signer::new(&key.material, alg.primitive())
    {
        found.push(Weakness::new(WeaknessKind::KeyPairMismatch, fault.message));
    }
    found
}

fn public_weaknesses(key: &Key) -> Vec<Weakness> {
    match &key.material {
        Material::Oct(secret) => secret_weaknesses(secret, MIN_SECRET_BYTES, "HMAC"),
        Material::Rsa(rsa) => rsa_weaknesses(rsa, MIN_RSA_BITS),
        Material::Ec(ec) if crypto::is_on_curve(ec) => Vec::new(),
        Material::Ec(ec) => {
            vec![Weakness::new(
                WeaknessKind::PointOffCurve,
                format!("the point is not on the curve {}", ec.curve.name()),
            )]
        }
        // Every byte string of the right length is a public key (FIPS 204 algorithm 23); keys of other lengths are not read.
        Material::MlDsa(_) => Vec::new(),
        Material::Ed25519(okp) => {
            ed25519_check::problem(&okp.x).map(|(kind, text)| Weakness::new(kind, text)).into_iter().collect()
        }
    }
}

/// What [`find_key_material`] finds in a secret (RFC 8725 section 2.1).
pub fn key_material(secret: &SharedSecret) -> Option<Misuse> {
    secret.search_once(find_key_material)
}

/// RFC 7518 section 3.2 requires a secret as long as the hash. A public key is not a secret.
fn secret_weaknesses(secret: &SharedSecret, shortest: usize, user: &str) -> Vec<Weakness> {
    let mut found = Vec::new();
    if secret.is_empty() {
        found.push(Weakness::new(WeaknessKind::SecretEmpty, "the HMAC secret is empty"));
    } else if secret.len() < shortest {
        let message = format!("{user} needs a secret of at least {shortest} bytes; this one has {}", secret.len());
        found.push(Weakness::new(WeaknessKind::SecretShort, message));
    }
    if let Some(misuse) = key_material(secret) {
        found.push(match misuse {
            Misuse::Key(what) => Weakness::new(
                WeaknessKind::SecretIsKey,
                format!("the HMAC secret contains {}, which must not be used as a secret", with_article(what)),
            ),
            Misuse::NotSearched => Weakness::new(
                WeaknessKind::SecretNotSearched,
                "the HMAC secret is too long to be searched for public keys",
            ),
        });
    }
    found
}

fn rsa_weaknesses(key: &RsaKey, shortest: usize) -> Vec<Weakness> {
    let bits = bit_length(&key.n);
    if bits > MAX_RSA_BITS {
        let message = format!("the RSA modulus has {bits} bits; the maximum is {MAX_RSA_BITS}");
        return vec![Weakness::new(WeaknessKind::RsaModulusLong, message)];
    }
    let mut found = Vec::new();
    if bits < shortest {
        let message = format!("the RSA modulus has {bits} bits; the minimum is {shortest}");
        found.push(Weakness::new(WeaknessKind::RsaModulusShort, message));
    }
    if is_even(&key.n) {
        found.push(Weakness::new(
            WeaknessKind::RsaModulusEven,
            "the RSA modulus is even, so it is not a product of two large primes",
        ));
    } else if let Some(prime) = rsa_factors::small_factor(&key.n) {
        found.push(Weakness::new(WeaknessKind::RsaSmallFactor, format!("the RSA modulus is divisible by {prime}")));
    } else if rsa_factors::is_roca_shaped(&key.n) {
        let message = "the RSA modulus can be factored with ROCA (CVE-2017-15361)";
        found.push(Weakness::new(WeaknessKind::RsaRoca, message));
    }
    found.extend(exponent_weakness(&key.e));
    found
}

fn exponent_weakness(e: &[u8]) -> Option<Weakness> {
    let bits = bit_length(e);
    if bits > MAX_RSA_EXPONENT_BITS {
        let message = format!("the RSA public exponent has {bits} bits; the maximum is {MAX_RSA_EXPONENT_BITS}");
        return Some(Weakness::new(WeaknessKind::RsaExponentLarge, message));
    }
    if is_even(e) {
        return Some(Weakness::new(
            WeaknessKind::RsaExponentEven,
            "the RSA public exponent is even; it must be odd and greater than 2",
        ));
    }
    (bits <= 1).then(|| {
        Weakness::new(WeaknessKind::RsaExponentOne, "the RSA public exponent is 1; it must be odd and greater than 2")
    })
}

fn is_even(number: &[u8]) -> bool {
    number.last().is_none_or(|byte| byte % 2 == 0)
}
