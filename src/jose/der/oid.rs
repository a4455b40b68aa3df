//! The object identifiers of supported algorithms, and the names of unsupported ones.

use ::der::asn1::ObjectIdentifier;

use crate::jose::alg::{Curve, Hash, MlDsa};
use crate::jose::key::with_article;

/// rsaEncryption (RFC 8017 appendix A.1)
pub(super) const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
/// id-RSASSA-PSS (RFC 8017 appendix A.2.3)
pub(super) const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
/// id-mgf1 (RFC 8017 appendix B.2.1)
pub(super) const MGF1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.8");
/// id-ecPublicKey (RFC 5480 section 2.1.1)
pub(super) const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
/// id-Ed25519 (RFC 8410 section 3)
pub(super) const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");

pub(super) fn hash(oid: ObjectIdentifier) -> Option<Hash> {
    [Hash::Sha256, Hash::Sha384, Hash::Sha512].into_iter().find(|hash| of_hash(*hash) == oid)
}

pub(super) const fn of_hash(hash: Hash) -> ObjectIdentifier {
    match hash {
        Hash::Sha256 => SHA256,
        Hash::Sha384 => SHA384,
        Hash::Sha512 => SHA512,
    }
}

pub(super) fn curve(oid: ObjectIdentifier) -> Option<Curve> {
    Curve::ALL.into_iter().find(|curve| of_curve(*curve) == oid)
}

pub(super) fn of_curve(curve: Curve) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(curve.oid())
}

pub(super) fn ml_dsa(oid: ObjectIdentifier) -> Option<MlDsa> {
    MlDsa::ALL.into_iter().find(|set| of_ml_dsa(*set) == oid)
}

pub(super) fn of_ml_dsa(set: MlDsa) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(set.oid())
}

/// The name of an unsupported kind of key, for a message.
pub(super) fn key_name(oid: ObjectIdentifier) -> String {
    known_name(oid)
        .map_or_else(|| format!("a key of the unknown type {oid}"), |name| with_article(&format!("{name} key")))
}

/// The name of an unsupported curve, for a message.
pub(super) fn curve_name(oid: ObjectIdentifier) -> String {
    known_name(oid).map_or_else(|| format!("the unknown curve {oid}"), |name| format!("the curve {name}"))
}

fn known_name(oid: ObjectIdentifier) -> Option<&'static str> {
    let text = oid.to_string();
    UNSUPPORTED.iter().find(|(known, _)| *known == text).map(|(_, name)| *name)
}

/// For messages.
static UNSUPPORTED: [(&str, &str); 29] = [
    ("1.2.840.113549.1.1.7", "RSAES-OAEP"),
    ("1.2.840.113549.1.3.1", "Diffie-Hellman"),
    ("1.2.840.10046.2.1", "Diffie-Hellman"),
    ("1.2.840.10040.4.1", "DSA"),
    ("1.3.101.110", "X25519"),
    ("1.3.101.111", "X448"),
    ("1.3.101.113", "Ed448"),
    ("1.3.132.1.12", "ECDH"),
    ("1.3.132.0.33", "P-224"),
    ("1.2.840.10045.3.1.1", "P-192"),
    ("1.3.132.0.8", "secp160r1"),
    ("1.3.132.0.9", "secp160k1"),
    ("1.3.132.0.31", "secp192k1"),
    ("1.3.132.0.32", "secp224k1"),
    ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
    ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
    ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
    ("1.2.156.10197.1.301", "SM2"),
    ("1.2.643.7.1.1.1.1", "GOST"),
    ("1.2.643.7.1.1.1.2", "GOST"),
    ("2.16.840.1.101.3.4.4.1", "ML-KEM-512"),
    ("2.16.840.1.101.3.4.4.2", "ML-KEM-768"),
    ("2.16.840.1.101.3.4.4.3", "ML-KEM-1024"),
    ("2.16.840.1.101.3.4.3.20", "SLH-DSA"),
    ("2.16.840.1.101.3.4.3.22", "SLH-DSA"),
    ("2.16.840.1.101.3.4.3.24", "SLH-DSA"),
    ("2.16.840.1.101.3.4.3.26", "SLH-DSA"),
    ("2.16.840.1.101.3.4.3.28", "SLH-DSA"),
    ("2.16.840.1.101.3.4.3.30", "SLH-DSA"),
];
