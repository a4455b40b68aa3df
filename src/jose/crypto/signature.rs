//! Signing and verifying with keys that are parsed once.

use std::fmt;

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPairComponents, PublicKeyComponents};
use aws_lc_rs::signature::{
    self as sig, EcdsaKeyPair, EcdsaSigningAlgorithm, EcdsaVerificationAlgorithm, Ed25519KeyPair, KeyPair,
    ParsedPublicKey, PqdsaKeyPair, PqdsaSigningAlgorithm, PqdsaVerificationAlgorithm, RsaKeyPair, RsaParameters,
    RsaSignatureEncoding,
};

use crate::base::{Code, Fault};
use crate::jose::alg::{Curve, Hash, MlDsa, Primitive};
use crate::jose::key::{AkpKey, EcKey, Material, OkpKey, RsaKey, RsaPrivate, Strength};

/// A private key or secret, prepared to sign.
pub(in crate::jose) enum Signer {
    Hmac(Box<hmac::Key>),
    Rsa(Box<RsaKeyPair>, &'static RsaSignatureEncoding),
    Ecdsa(Box<EcdsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
    MlDsa(Box<PqdsaKeyPair>),
}

/// A public key or secret, prepared to verify.
pub(in crate::jose) enum Verifier {
    Hmac(Box<hmac::Key>),
    Public(Box<ParsedPublicKey>),
}

impl Signer {
    pub(in crate::jose) fn new(material: &Material, primitive: Primitive) -> Result<Self, Fault> {
        match (material, primitive) {
            (Material::Oct(secret), Primitive::Hmac(hash)) => Ok(Self::Hmac(hmac_key(hash, secret.expose()))),
            (Material::Rsa(key), Primitive::RsaPkcs1(hash)) => Ok(Self::Rsa(rsa_pair(key)?, pkcs1_encoding(hash))),
            (Material::Rsa(key), Primitive::RsaPss(hash)) => Ok(Self::Rsa(rsa_pair(key)?, pss_encoding(hash))),
            (Material::Ec(key), Primitive::Ecdsa(curve, _)) if key.curve == curve => Ok(Self::Ecdsa(ec_pair(key)?)),
            (Material::Ed25519(key), Primitive::Ed25519) => Ok(Self::Ed25519(ed25519_pair(key)?)),
            (Material::MlDsa(key), Primitive::MlDsa(set)) if key.set == set => Ok(Self::MlDsa(ml_dsa_pair(key)?)),
            _ => Err(mismatch()),
        }
    }

    pub(in crate::jose) fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), Fault> {
        let failed = |_| Fault::new(Code::Internal, "the cryptographic library could not sign");
        signature.clear();
        match self {
            Self::Hmac(key) => signature.extend_from_slice(hmac::sign(key, message).as_ref()),
            Self::Rsa(pair, encoding) => {
                signature.resize(pair.public_modulus_len(), 0);
                pair.sign(*encoding, &SystemRandom::new(), message, signature).map_err(failed)?;
            }
            Self::Ecdsa(pair) => {
                signature.extend_from_slice(pair.sign(&SystemRandom::new(), message).map_err(failed)?.as_ref());
            }
            Self::Ed25519(pair) => signature.extend_from_slice(pair.try_sign(message).map_err(failed)?.as_ref()),
            Self::MlDsa(pair) => {
                signature.resize(pair.algorithm().signature_len(), 0);
                pair.sign(message, signature).map_err(failed)?;
            }
        }
        Ok(())
    }
}

impl Verifier {
    pub(in crate::jose) fn new(material: &Material, primitive: Primitive, strength: Strength) -> Result<Self, Fault> {
        let rejected = |_| Fault::new(Code::KeyRefused, "invalid public key");
        Ok(match (material, primitive) {
            (Material::Oct(secret), Primitive::Hmac(hash)) => Self::Hmac(hmac_key(hash, secret.expose())),
            (Material::Rsa(key), Primitive::RsaPkcs1(hash)) => Self::rsa(key, pkcs1_parameters(hash, strength))?,
            (Material::Rsa(key), Primitive::RsaPss(hash)) => Self::rsa(key, pss_parameters(hash))?,
            (Material::Ec(key), Primitive::Ecdsa(curve, _)) if key.curve == curve => {
                let parsed =
                    ParsedPublicKey::new(ecdsa_verification(curve), key.point()).map_err(|_| off_curve(curve))?;
                Self::Public(Box::new(parsed))
            }
            (Material::Ed25519(key), Primitive::Ed25519) => {
                Self::Public(Box::new(ParsedPublicKey::new(&sig::ED25519, &key.x).map_err(rejected)?))
            }
            (Material::MlDsa(key), Primitive::MlDsa(set)) if key.set == set => {
                Self::Public(Box::new(ParsedPublicKey::new(ml_dsa_verification(set), &key.public).map_err(rejected)?))
            }
            _ => return Err(mismatch()),
        })
    }

    fn rsa(key: &RsaKey, parameters: &'static RsaParameters) -> Result<Self, Fault> {
        let components = PublicKeyComponents { n: &key.n, e: &key.e };
        let parsed = components
            .to_parsed_public_key(parameters)
            .map_err(|_| Fault::new(Code::KeyRefused, "invalid RSA public key"))?;
        Ok(Self::Public(Box::new(parsed)))
    }

    #[must_use]
    pub(in crate::jose) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Hmac(key) => hmac::verify(key, message, signature).is_ok(),
            Self::Public(key) => key.verify_sig(message, signature).is_ok(),
        }
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer([redacted])")
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifier([redacted])")
    }
}

fn rsa_pair(key: &RsaKey) -> Result<Box<RsaKeyPair>, Fault> {
    let RsaPrivate { d, p, q, dp, dq, qi } = key.private.as_ref().ok_or_else(mismatch)?;
    let components = KeyPairComponents {
        public_key: PublicKeyComponents { n: key.n.as_slice(), e: key.e.as_slice() },
        d: d.expose(),
        p: p.expose(),
        q: q.expose(),
        dP: dp.expose(),
        dQ: dq.expose(),
        qInv: qi.expose(),
    };
    RsaKeyPair::from_components(&components)
        .map(Box::new)
        .map_err(|_| Fault::new(Code::KeyRefused, "inconsistent RSA key components"))
}

fn ec_pair(key: &EcKey) -> Result<Box<EcdsaKeyPair>, Fault> {
    let d = key.d.as_ref().ok_or_else(mismatch)?;
    EcdsaKeyPair::from_private_key_and_public_key(ecdsa_signing(key.curve), d.expose(), &key.point())
        .map(Box::new)
        .map_err(|_| Fault::new(Code::KeyRefused, "private and public key do not match"))
}

fn ed25519_pair(key: &OkpKey) -> Result<Box<Ed25519KeyPair>, Fault> {
    let seed = key.d.as_ref().ok_or_else(mismatch)?;
    Ed25519KeyPair::from_seed_and_public_key(seed.expose(), &key.x)
        .map(Box::new)
        .map_err(|_| Fault::new(Code::KeyRefused, "private and public key do not match"))
}

fn ml_dsa_pair(key: &AkpKey) -> Result<Box<PqdsaKeyPair>, Fault> {
    let seed = key.seed.as_ref().ok_or_else(mismatch)?;
    PqdsaKeyPair::from_seed(ml_dsa_signing(key.set), seed.expose())
        .ok()
        .filter(|pair| pair.public_key().as_ref() == key.public)
        .map(Box::new)
        .ok_or_else(|| Fault::new(Code::KeyRefused, "private and public key do not match"))
}

/// Whether `code` is the HMAC of `message` under `secret`, which may be of any length: for guessing secrets.
pub fn is_hmac(hash: Hash, secret: &[u8], message: &[u8], code: &[u8]) -> bool {
    hmac::verify(&hmac_key(hash, secret), message, code).is_ok()
}

/// Whether `signature`, r and s at equal length, is one by `key` over `message` with a hash that JWS does not use with its
/// curve: for explaining signatures that were not accepted.
pub fn is_ecdsa_with(hash: Hash, key: &EcKey, message: &[u8], signature: &[u8]) -> bool {
    let algorithm = match (key.curve, hash) {
        (Curve::P256, Hash::Sha384) => &sig::ECDSA_P256_SHA384_ASN1,
        (Curve::P256, Hash::Sha512) => &sig::ECDSA_P256_SHA512_ASN1,
        (Curve::P384, Hash::Sha256) => &sig::ECDSA_P384_SHA256_ASN1,
        (Curve::P384, Hash::Sha512) => &sig::ECDSA_P384_SHA512_ASN1,
        (Curve::P521, Hash::Sha256) => &sig::ECDSA_P521_SHA256_ASN1,
        (Curve::P521, Hash::Sha384) => &sig::ECDSA_P521_SHA384_ASN1,
        _ => return false,
    };
    let (r, s) = signature.split_at(signature.len() / 2);
    let is_signature = || -> Option<bool> {
        let integers = [der_element(2, &[&[0], r].concat())?, der_element(2, &[&[0], s].concat())?].concat();
        let key = ParsedPublicKey::new(algorithm, key.point()).ok()?;
        Some(key.verify_sig(message, &der_element(0x30, &integers)?).is_ok())
    };
    is_signature().unwrap_or_default()
}

/// An element of DER (X.690 section 8.1); of an integer, its unneeded leading zeros are removed. `None` if it is too long.
fn der_element(tag: u8, content: &[u8]) -> Option<Vec<u8>> {
    let is_unneeded = |pair: &[u8]| tag == 2 && matches!(pair, [0, 0..=127]);
    let zeros = content.windows(2).take_while(|pair| is_unneeded(pair)).count();
    let content = &content[zeros..];
    let length = u8::try_from(content.len()).ok()?;
    let header = if length < 128 { vec![tag, length] } else { vec![tag, 0x81, length] };
    Some([&header[..], content].concat())
}

fn hmac_key(hash: Hash, secret: &[u8]) -> Box<hmac::Key> {
    let algorithm = match hash {
        Hash::Sha256 => hmac::HMAC_SHA256,
        Hash::Sha384 => hmac::HMAC_SHA384,
        Hash::Sha512 => hmac::HMAC_SHA512,
    };
    Box::new(hmac::Key::new(algorithm, secret))
}

fn pkcs1_encoding(hash: Hash) -> &'static RsaSignatureEncoding {
    match hash {
        Hash::Sha256 => &sig::RSA_PKCS1_SHA256,
        Hash::Sha384 => &sig::RSA_PKCS1_SHA384,
        Hash::Sha512 => &sig::RSA_PKCS1_SHA512,
    }
}

fn pss_encoding(hash: Hash) -> &'static RsaSignatureEncoding {
    match hash {
        Hash::Sha256 => &sig::RSA_PSS_SHA256,
        Hash::Sha384 => &sig::RSA_PSS_SHA384,
        Hash::Sha512 => &sig::RSA_PSS_SHA512,
    }
}

/// The library has parameters for weak moduli only with SHA-256 and SHA-512.
fn pkcs1_parameters(hash: Hash, strength: Strength) -> &'static RsaParameters {
    match (hash, strength) {
        (Hash::Sha256, Strength::Required) => &sig::RSA_PKCS1_2048_8192_SHA256,
        (Hash::Sha256, Strength::AllowWeak) => &sig::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
        (Hash::Sha384, _) => &sig::RSA_PKCS1_2048_8192_SHA384,
        (Hash::Sha512, Strength::Required) => &sig::RSA_PKCS1_2048_8192_SHA512,
        (Hash::Sha512, Strength::AllowWeak) => &sig::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
    }
}

fn pss_parameters(hash: Hash) -> &'static RsaParameters {
    match hash {
        Hash::Sha256 => &sig::RSA_PSS_2048_8192_SHA256,
        Hash::Sha384 => &sig::RSA_PSS_2048_8192_SHA384,
        Hash::Sha512 => &sig::RSA_PSS_2048_8192_SHA512,
    }
}

pub(super) fn ecdsa_signing(curve: Curve) -> &'static EcdsaSigningAlgorithm {
    match curve {
        Curve::P256 => &sig::ECDSA_P256_SHA256_FIXED_SIGNING,
        Curve::P384 => &sig::ECDSA_P384_SHA384_FIXED_SIGNING,
        Curve::P521 => &sig::ECDSA_P521_SHA512_FIXED_SIGNING,
        Curve::Secp256k1 => &sig::ECDSA_P256K1_SHA256_FIXED_SIGNING,
    }
}

pub(super) fn ecdsa_verification(curve: Curve) -> &'static EcdsaVerificationAlgorithm {
    match curve {
        Curve::P256 => &sig::ECDSA_P256_SHA256_FIXED,
        Curve::P384 => &sig::ECDSA_P384_SHA384_FIXED,
        Curve::P521 => &sig::ECDSA_P521_SHA512_FIXED,
        Curve::Secp256k1 => &sig::ECDSA_P256K1_SHA256_FIXED,
    }
}

pub(super) fn ml_dsa_signing(set: MlDsa) -> &'static PqdsaSigningAlgorithm {
    match set {
        MlDsa::Set44 => &sig::ML_DSA_44_SIGNING,
        MlDsa::Set65 => &sig::ML_DSA_65_SIGNING,
        MlDsa::Set87 => &sig::ML_DSA_87_SIGNING,
    }
}

fn ml_dsa_verification(set: MlDsa) -> &'static PqdsaVerificationAlgorithm {
    match set {
        MlDsa::Set44 => &sig::ML_DSA_44,
        MlDsa::Set65 => &sig::ML_DSA_65,
        MlDsa::Set87 => &sig::ML_DSA_87,
    }
}

fn mismatch() -> Fault {
    Fault::new(Code::AlgorithmRefused, "the key does not fit the algorithm")
}

pub(super) fn off_curve(curve: Curve) -> Fault {
    Fault::new(Code::KeyRefused, format!("the point is not on the curve {}", curve.name()))
}
