//! The one file that names the cryptographic library. Keys are parsed once and used many times.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::digest;
use aws_lc_rs::encoding::{AsBigEndian, AsDer, AsRawBytes, Pkcs8V1Der};
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPairComponents, KeySize, PublicKeyComponents};
use aws_lc_rs::signature::{
    self as sig, EcdsaKeyPair, EcdsaSigningAlgorithm, EcdsaVerificationAlgorithm, Ed25519KeyPair, KeyPair,
    ParsedPublicKey, PqdsaKeyPair, PqdsaSigningAlgorithm, PqdsaVerificationAlgorithm, RsaKeyPair, RsaParameters,
    RsaSignatureEncoding,
};
use subtle::ConstantTimeEq;

use zeroize::Zeroizing;

use crate::base::{Code, Fault, Random, Secret, random};

use super::alg::{Curve, Hash, KeyType, MlDsa, Primitive};
use super::der;
use super::key::{AkpKey, EcKey, Material, OkpKey, RsaKey, RsaPrivate, Strength};

/// A private key or secret, prepared to sign.
pub(super) enum Signer {
    Hmac(Box<hmac::Key>),
    Rsa(Box<RsaKeyPair>, &'static RsaSignatureEncoding),
    Ecdsa(Box<EcdsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
    MlDsa(Box<PqdsaKeyPair>),
}

/// A public key or secret, prepared to verify.
pub(super) enum Verifier {
    Hmac(Box<hmac::Key>),
    Public(Box<ParsedPublicKey>),
}

impl Signer {
    pub(super) fn new(material: &Material, primitive: Primitive) -> Result<Self, Fault> {
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

    pub(super) fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), Fault> {
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
    pub(super) fn new(material: &Material, primitive: Primitive, strength: Strength) -> Result<Self, Fault> {
        let rejected = |_| Fault::new(Code::KeyRefused, "the public key is not a sound one");
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
            .map_err(|_| Fault::new(Code::KeyRefused, "the RSA public key is not a sound one"))?;
        Ok(Self::Public(Box::new(parsed)))
    }

    #[must_use]
    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
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

/// Makes a new key. `bits` counts for RSA (2048, 3072, 4096 or 8192) and for secrets (any multiple of 8).
pub fn generate(key_type: KeyType, bits: usize, random: &dyn Random) -> Result<Material, Fault> {
    let failed = |_| Fault::new(Code::Internal, "the cryptographic library could not make a key");
    match key_type {
        KeyType::Oct => {
            let mut secret = vec![0; bits / 8];
            random.fill(&mut secret)?;
            Ok(Material::Oct(Secret::new(secret)))
        }
        KeyType::Rsa => {
            let size = rsa_size(bits).ok_or_else(|| {
                Fault::new(Code::Usage, format!("RSA keys of {bits} bits are not made here"))
                    .hint("choose 2048, 3072, 4096 or 8192")
            })?;
            let pair = RsaKeyPair::generate(size).map_err(failed)?;
            let pkcs8: Pkcs8V1Der<'_> = pair.as_der().map_err(failed)?;
            Ok(der::private_from_pkcs8(pkcs8.as_ref())?.material)
        }
        KeyType::Ec(curve) => {
            let pair = EcdsaKeyPair::generate(ecdsa_signing(curve)).map_err(failed)?;
            ec_material(curve, &pair)
        }
        KeyType::Ed25519 => {
            let mut seed = vec![0; 32];
            random.fill(&mut seed)?;
            ed25519_from_seed(Secret::new(seed))
        }
        KeyType::MlDsa(set) => {
            let mut seed = vec![0; MlDsa::SEED_LEN];
            random.fill(&mut seed)?;
            ml_dsa_from_seed(set, Secret::new(seed), None)
        }
    }
}

/// The key on `curve` with the private scalar `d`, its point computed.
pub fn ec_from_private(curve: Curve, d: &Secret) -> Result<Material, Fault> {
    let rejected = || Fault::new(Code::KeyRefused, "the private scalar is not between 1 and the order of the curve");
    // RFC 5915's ECPrivateKey with nothing but the scalar: the library computes the point from it.
    let length = u8::try_from(d.len()).ok().filter(|_| d.len() == curve.field_len()).ok_or_else(rejected)?;
    let der = Secret::new([&[0x30, length + 5, 0x02, 1, 1, 0x04, length], d.expose()].concat());
    let pair = EcdsaKeyPair::from_private_key_der(ecdsa_signing(curve), der.expose()).map_err(|_| rejected())?;
    ec_material(curve, &pair)
}

/// The public key with this point in SEC 1's compressed form.
pub fn ec_from_compressed(curve: Curve, point: &[u8]) -> Result<EcKey, Fault> {
    let parsed = ParsedPublicKey::new(ecdsa_verification(curve), point).map_err(|_| off_curve(curve))?;
    // The library hands the whole point out only at the end of a SubjectPublicKeyInfo.
    let info = parsed.as_der().map_err(|_| off_curve(curve))?;
    let bytes = info.as_ref();
    match bytes.get(bytes.len().saturating_sub(1 + 2 * curve.field_len())..) {
        Some([4, xy @ ..]) => {
            let (x, y) = xy.split_at(xy.len() / 2);
            Ok(EcKey { curve, x: x.to_vec(), y: y.to_vec(), d: None })
        }
        _ => Err(off_curve(curve)),
    }
}

/// The Ed25519 key with this seed, its public key computed.
pub fn ed25519_from_seed(seed: Secret) -> Result<Material, Fault> {
    let pair = Ed25519KeyPair::from_seed_unchecked(seed.expose()).map_err(|_| {
        Fault::new(Code::KeyUnreadable, format!("an Ed25519 private key has 32 bytes, not {}", seed.len()))
    })?;
    Ok(Material::Ed25519(OkpKey { x: pair.public_key().as_ref().to_vec(), d: Some(seed) }))
}

/// The ML-DSA key with this seed, its public key computed; and compared with the expanded form where there is one.
pub fn ml_dsa_from_seed(set: MlDsa, seed: Secret, expanded: Option<&[u8]>) -> Result<Material, Fault> {
    let pair = PqdsaKeyPair::from_seed(ml_dsa_signing(set), seed.expose()).map_err(|_| {
        let message = format!("an {} private key has a seed of 32 bytes, not {}", set.name(), seed.len());
        Fault::new(Code::KeyUnreadable, message)
    })?;
    if let Some(expanded) = expanded {
        let computed = pair
            .private_key()
            .as_raw_bytes()
            .map_err(|_| Fault::new(Code::Internal, "the cryptographic library could not read its own key"))?;
        if !bool::from(computed.as_ref().ct_eq(expanded)) {
            let message =
                format!("the seed and the expanded form of the {} private key do not belong together", set.name());
            return Err(Fault::new(Code::KeyRefused, message));
        }
    }
    Ok(Material::MlDsa(AkpKey { set, public: pair.public_key().as_ref().to_vec(), seed: Some(seed) }))
}

/// SHA-2 of `bytes`.
pub fn hash(hash: Hash, bytes: &[u8]) -> Vec<u8> {
    let algorithm = match hash {
        Hash::Sha256 => &digest::SHA256,
        Hash::Sha384 => &digest::SHA384,
        Hash::Sha512 => &digest::SHA512,
    };
    digest::digest(algorithm, bytes).as_ref().to_vec()
}

/// SHA-256 of `bytes`.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    out
}

/// HMAC with SHA-256 (RFC 2104): for codes and keys of our own, not for tokens.
pub fn hmac_sha256(key: &Secret, message: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.expose()), message).as_ref());
    out
}

/// Encrypts and authenticates `text` under a key of 32 bytes (AES-256-GCM), for [`open`] alone.
pub fn seal(key: &Secret, text: &Secret, random: &dyn Random) -> Result<Secret, Fault> {
    let failed = |_| Fault::new(Code::Internal, "the cryptographic library could not encrypt");
    let nonce: [u8; NONCE_LEN] = random::bytes(random)?;
    let key = UnboundKey::new(&AES_256_GCM, key.expose()).map(LessSafeKey::new).map_err(failed)?;
    let mut sealed = text.expose().to_vec();
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed).map_err(failed)?;
    Ok(Secret::new([&nonce[..], &sealed].concat()))
}

/// What [`seal`] encrypted under this key; `None` where it was under another, or is not as it was.
pub fn open(key: &Secret, sealed: &Secret) -> Option<Secret> {
    let (nonce, sealed) = sealed.expose().split_first_chunk()?;
    let key = UnboundKey::new(&AES_256_GCM, key.expose()).map(LessSafeKey::new).ok()?;
    let mut text = Zeroizing::new(sealed.to_vec());
    let plain = key.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut text).ok()?;
    Some(Secret::from(&*plain))
}

/// Whether a curve has this point, and it is not the point at infinity.
pub fn is_on_curve(key: &EcKey) -> bool {
    ParsedPublicKey::new(ecdsa_verification(key.curve), key.point()).is_ok()
}

/// Whether a curve has the point with these coordinates, one after the other.
pub(super) fn is_point(curve: Curve, xy: &[u8]) -> bool {
    ParsedPublicKey::new(ecdsa_verification(curve), [&[4], xy].concat()).is_ok()
}

fn ec_material(curve: Curve, pair: &EcdsaKeyPair) -> Result<Material, Fault> {
    let point = pair.public_key().as_ref();
    let (x, y) =
        point.get(1..).and_then(|xy| xy.split_at_checked(curve.field_len())).ok_or_else(|| off_curve(curve))?;
    let d = pair
        .private_key()
        .as_be_bytes()
        .map_err(|_| Fault::new(Code::Internal, "the cryptographic library could not read its own key"))?;
    Ok(Material::Ec(EcKey { curve, x: x.to_vec(), y: y.to_vec(), d: Some(Secret::from(d.as_ref())) }))
}

fn rsa_size(bits: usize) -> Option<KeySize> {
    [KeySize::Rsa2048, KeySize::Rsa3072, KeySize::Rsa4096, KeySize::Rsa8192].into_iter().find(|s| s.len() * 8 == bits)
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
        .map_err(|_| Fault::new(Code::KeyRefused, "the numbers of the RSA private key do not fit each other"))
}

fn ec_pair(key: &EcKey) -> Result<Box<EcdsaKeyPair>, Fault> {
    let d = key.d.as_ref().ok_or_else(mismatch)?;
    EcdsaKeyPair::from_private_key_and_public_key(ecdsa_signing(key.curve), d.expose(), &key.point())
        .map(Box::new)
        .map_err(|_| Fault::new(Code::KeyRefused, "the private and the public half of the key do not belong together"))
}

fn ed25519_pair(key: &OkpKey) -> Result<Box<Ed25519KeyPair>, Fault> {
    let seed = key.d.as_ref().ok_or_else(mismatch)?;
    Ed25519KeyPair::from_seed_and_public_key(seed.expose(), &key.x)
        .map(Box::new)
        .map_err(|_| Fault::new(Code::KeyRefused, "the private and the public half of the key do not belong together"))
}

fn ml_dsa_pair(key: &AkpKey) -> Result<Box<PqdsaKeyPair>, Fault> {
    let seed = key.seed.as_ref().ok_or_else(mismatch)?;
    PqdsaKeyPair::from_seed(ml_dsa_signing(key.set), seed.expose())
        .ok()
        .filter(|pair| pair.public_key().as_ref() == key.public)
        .map(Box::new)
        .ok_or_else(|| {
            Fault::new(Code::KeyRefused, "the private and the public half of the key do not belong together")
        })
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

/// Weak moduli are a choice only where the library has parameters for them: with SHA-256 and SHA-512.
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

fn ecdsa_signing(curve: Curve) -> &'static EcdsaSigningAlgorithm {
    match curve {
        Curve::P256 => &sig::ECDSA_P256_SHA256_FIXED_SIGNING,
        Curve::P384 => &sig::ECDSA_P384_SHA384_FIXED_SIGNING,
        Curve::P521 => &sig::ECDSA_P521_SHA512_FIXED_SIGNING,
        Curve::Secp256k1 => &sig::ECDSA_P256K1_SHA256_FIXED_SIGNING,
    }
}

fn ecdsa_verification(curve: Curve) -> &'static EcdsaVerificationAlgorithm {
    match curve {
        Curve::P256 => &sig::ECDSA_P256_SHA256_FIXED,
        Curve::P384 => &sig::ECDSA_P384_SHA384_FIXED,
        Curve::P521 => &sig::ECDSA_P521_SHA512_FIXED,
        Curve::Secp256k1 => &sig::ECDSA_P256K1_SHA256_FIXED,
    }
}

fn ml_dsa_signing(set: MlDsa) -> &'static PqdsaSigningAlgorithm {
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

fn off_curve(curve: Curve) -> Fault {
    Fault::new(Code::KeyRefused, format!("the point is not on the curve {}", curve.name()))
}
