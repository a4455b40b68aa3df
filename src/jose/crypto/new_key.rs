//! New keys, and keys computed from a private key or a compressed point.

use aws_lc_rs::encoding::{AsBigEndian, AsDer, AsRawBytes, Pkcs8V1Der};
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{EcdsaKeyPair, Ed25519KeyPair, KeyPair, ParsedPublicKey, PqdsaKeyPair, RsaKeyPair};
use subtle::ConstantTimeEq;

use super::signature::{ecdsa_signing, ecdsa_verification, ml_dsa_signing, off_curve};
use crate::base::{Code, Fault, Secret};
use crate::jose::alg::{Curve, MlDsa};
use crate::jose::key::{AkpKey, EcKey, Material, OkpKey};

/// A new RSA key of 2048, 3072, 4096 or 8192 bits, as PKCS#8: the library gives out its private numbers in no other form.
pub(in crate::jose) fn new_rsa_pkcs8(bits: usize) -> Result<Secret, Fault> {
    let size = rsa_size(bits).ok_or_else(|| {
        Fault::new(Code::Usage, format!("unsupported RSA key size: {bits} bits"))
            .hint("choose 2048, 3072, 4096 or 8192")
    })?;
    let pair = RsaKeyPair::generate(size).map_err(|_| not_generated())?;
    let pkcs8: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| not_generated())?;
    Ok(Secret::from(pkcs8.as_ref()))
}

pub(in crate::jose) fn new_ec(curve: Curve) -> Result<Material, Fault> {
    let pair = EcdsaKeyPair::generate(ecdsa_signing(curve)).map_err(|_| not_generated())?;
    ec_material(curve, &pair)
}

/// The key pair of the private scalar `d`.
pub fn ec_from_private(curve: Curve, d: &Secret) -> Result<Material, Fault> {
    let rejected = || Fault::new(Code::KeyRefused, "the private scalar is not between 1 and the curve order");
    // From an ECPrivateKey (RFC 5915) without a public key the library computes the point.
    let length = u8::try_from(d.len()).ok().filter(|_| d.len() == curve.field_len()).ok_or_else(rejected)?;
    let der = Secret::new([&[0x30, length + 5, 0x02, 1, 1, 0x04, length], d.expose()].concat());
    let pair = EcdsaKeyPair::from_private_key_der(ecdsa_signing(curve), der.expose()).map_err(|_| rejected())?;
    ec_material(curve, &pair)
}

/// The public key of a point in SEC 1's compressed form.
pub fn ec_from_compressed(curve: Curve, point: &[u8]) -> Result<EcKey, Fault> {
    let parsed = ParsedPublicKey::new(ecdsa_verification(curve), point).map_err(|_| off_curve(curve))?;
    // The library gives out the whole point only at the end of a SubjectPublicKeyInfo.
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

/// The key pair of a seed of 32 bytes.
pub fn ed25519_from_seed(seed: Secret) -> Result<Material, Fault> {
    let pair = Ed25519KeyPair::from_seed_unchecked(seed.expose()).map_err(|_| {
        Fault::new(Code::KeyUnreadable, format!("an Ed25519 private key has 32 bytes, not {}", seed.len()))
    })?;
    Ok(Material::Ed25519(OkpKey { x: pair.public_key().as_ref().to_vec(), d: Some(seed) }))
}

/// The key pair of a seed. If `expanded` is given, the private key expanded from the seed must equal it.
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
            let message = format!("the seed and the expanded {} private key do not match", set.name());
            return Err(Fault::new(Code::KeyRefused, message));
        }
    }
    Ok(Material::MlDsa(AkpKey { set, public: pair.public_key().as_ref().to_vec(), seed: Some(seed) }))
}

/// Whether the point is on its curve, and not the point at infinity.
pub fn is_on_curve(key: &EcKey) -> bool {
    ParsedPublicKey::new(ecdsa_verification(key.curve), key.point()).is_ok()
}

/// Whether `xy`, the two coordinates one after the other, is a point on the curve.
pub(in crate::jose) fn is_point(curve: Curve, xy: &[u8]) -> bool {
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

fn not_generated() -> Fault {
    Fault::new(Code::Internal, "the cryptographic library could not generate a key")
}
