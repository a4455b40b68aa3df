//! The algorithms, one row each. No other code lists them.

use std::fmt;
use std::str::FromStr;

use crate::base::{Code, Fault, shown};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// In bytes.
    pub const fn output_len(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Curve {
    P256,
    P384,
    P521,
    /// RFC 8812
    Secp256k1,
}

impl Curve {
    pub const ALL: [Self; 4] = [Self::P256, Self::P384, Self::P521, Self::Secp256k1];

    /// The name in a JWK's `crv`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Secp256k1 => "secp256k1",
        }
    }

    /// In DER.
    pub const fn oid(self) -> &'static str {
        match self {
            Self::P256 => "1.2.840.10045.3.1.7",
            Self::P384 => "1.3.132.0.34",
            Self::P521 => "1.3.132.0.35",
            Self::Secp256k1 => "1.3.132.0.10",
        }
    }

    /// The length in bytes of a coordinate, and of a private scalar.
    pub const fn field_len(self) -> usize {
        match self {
            Self::P256 | Self::Secp256k1 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }
}

/// A parameter set of ML-DSA (FIPS 204 section 4); each is an algorithm and a key type of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MlDsa {
    Set44,
    Set65,
    Set87,
}

impl MlDsa {
    pub const ALL: [Self; 3] = [Self::Set44, Self::Set65, Self::Set87];

    /// The length in bytes of the seed, the form that private keys are stored in (RFC 9964 section 4).
    pub const SEED_LEN: usize = 32;

    /// The name of the parameter set and of its algorithm.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Set44 => "ML-DSA-44",
            Self::Set65 => "ML-DSA-65",
            Self::Set87 => "ML-DSA-87",
        }
    }

    /// The object identifier in DER (RFC 9881 section 2).
    pub const fn oid(self) -> &'static str {
        match self {
            Self::Set44 => "2.16.840.1.101.3.4.3.17",
            Self::Set65 => "2.16.840.1.101.3.4.3.18",
            Self::Set87 => "2.16.840.1.101.3.4.3.19",
        }
    }

    /// The length in bytes of a public key.
    pub const fn public_len(self) -> usize {
        match self {
            Self::Set44 => 1312,
            Self::Set65 => 1952,
            Self::Set87 => 2592,
        }
    }

    /// The length in bytes of a signature.
    pub const fn signature_len(self) -> usize {
        match self {
            Self::Set44 => 2420,
            Self::Set65 => 3309,
            Self::Set87 => 4627,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Primitive {
    Hmac(Hash),
    /// RSASSA-PKCS1-v1_5
    RsaPkcs1(Hash),
    /// RSASSA-PSS with MGF1 on the same hash, and a salt as long as the hash
    RsaPss(Hash),
    /// ECDSA with signatures in the form `r || s`
    Ecdsa(Curve, Hash),
    Ed25519,
    /// ML-DSA with an empty context
    MlDsa(MlDsa),
}

/// The type of a key: `kty`, and the curve or parameter set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyType {
    /// A shared secret
    Oct,
    Rsa,
    Ec(Curve),
    Ed25519,
    MlDsa(MlDsa),
}

impl KeyType {
    /// The value of a JWK's `kty`.
    pub const fn kty(self) -> &'static str {
        match self {
            Self::Oct => "oct",
            Self::Rsa => "RSA",
            Self::Ec(_) => "EC",
            Self::Ed25519 => "OKP",
            Self::MlDsa(_) => "AKP",
        }
    }

    /// The value of a JWK's `crv`, if it has one.
    pub const fn crv(self) -> Option<&'static str> {
        match self {
            Self::Oct | Self::Rsa | Self::MlDsa(_) => None,
            Self::Ec(curve) => Some(curve.name()),
            Self::Ed25519 => Some("Ed25519"),
        }
    }

    /// The algorithms for keys of this type, the usual one first.
    pub fn algorithms(self) -> impl Iterator<Item = Algorithm> {
        Algorithm::all().filter(move |alg| alg.key_type() == self)
    }
}

impl fmt::Display for KeyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Oct => f.write_str("HMAC secret"),
            Self::Rsa => f.write_str("RSA key"),
            Self::Ec(curve) => write!(f, "{} key", curve.name()),
            Self::Ed25519 => f.write_str("Ed25519 key"),
            Self::MlDsa(set) => write!(f, "{} key", set.name()),
        }
    }
}

#[derive(Debug)]
struct Row {
    name: &'static str,
    primitive: Primitive,
    summary: &'static str,
    rfc: &'static str,
}

const fn row(name: &'static str, primitive: Primitive, summary: &'static str, rfc: &'static str) -> Row {
    Row { name, primitive, summary, rfc }
}

static TABLE: [Row; 18] = [
    row("HS256", Primitive::Hmac(Hash::Sha256), "HMAC with SHA-256", "RFC 7518 §3.2"),
    row("HS384", Primitive::Hmac(Hash::Sha384), "HMAC with SHA-384", "RFC 7518 §3.2"),
    row("HS512", Primitive::Hmac(Hash::Sha512), "HMAC with SHA-512", "RFC 7518 §3.2"),
    row("RS256", Primitive::RsaPkcs1(Hash::Sha256), "RSASSA-PKCS1-v1_5 with SHA-256", "RFC 7518 §3.3"),
    row("RS384", Primitive::RsaPkcs1(Hash::Sha384), "RSASSA-PKCS1-v1_5 with SHA-384", "RFC 7518 §3.3"),
    row("RS512", Primitive::RsaPkcs1(Hash::Sha512), "RSASSA-PKCS1-v1_5 with SHA-512", "RFC 7518 §3.3"),
    row("PS256", Primitive::RsaPss(Hash::Sha256), "RSASSA-PSS with SHA-256", "RFC 7518 §3.5"),
    row("PS384", Primitive::RsaPss(Hash::Sha384), "RSASSA-PSS with SHA-384", "RFC 7518 §3.5"),
    row("PS512", Primitive::RsaPss(Hash::Sha512), "RSASSA-PSS with SHA-512", "RFC 7518 §3.5"),
    row("ES256", Primitive::Ecdsa(Curve::P256, Hash::Sha256), "ECDSA on P-256 with SHA-256", "RFC 7518 §3.4"),
    row("ES384", Primitive::Ecdsa(Curve::P384, Hash::Sha384), "ECDSA on P-384 with SHA-384", "RFC 7518 §3.4"),
    row("ES512", Primitive::Ecdsa(Curve::P521, Hash::Sha512), "ECDSA on P-521 with SHA-512", "RFC 7518 §3.4"),
    row("ES256K", Primitive::Ecdsa(Curve::Secp256k1, Hash::Sha256), "ECDSA on secp256k1 with SHA-256", "RFC 8812 §3.2"),
    row("EdDSA", Primitive::Ed25519, "Ed25519, usual name", "RFC 8037 §3.1"),
    row("Ed25519", Primitive::Ed25519, "Ed25519, fully specified name", "RFC 9864 §2.2"),
    row("ML-DSA-44", Primitive::MlDsa(MlDsa::Set44), "ML-DSA-44, post-quantum, NIST level 2", "RFC 9964 §5"),
    row("ML-DSA-65", Primitive::MlDsa(MlDsa::Set65), "ML-DSA-65, post-quantum, NIST level 3", "RFC 9964 §5"),
    row("ML-DSA-87", Primitive::MlDsa(MlDsa::Set87), "ML-DSA-87, post-quantum, NIST level 5", "RFC 9964 §5"),
];

/// A signature or MAC algorithm of JWS.
#[derive(Clone, Copy)]
pub struct Algorithm(&'static Row);

impl Algorithm {
    /// All algorithms, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(Self)
    }

    /// Names are case-sensitive (RFC 7515 section 4.1.1).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|alg| alg.name() == name)
    }

    /// The value of a header's `alg`.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    pub fn primitive(self) -> Primitive {
        self.0.primitive
    }

    /// A description for users.
    pub fn summary(self) -> &'static str {
        self.0.summary
    }

    /// The RFC and section that define it.
    pub fn reference(self) -> &'static str {
        self.0.rfc
    }

    pub fn key_type(self) -> KeyType {
        match self.0.primitive {
            Primitive::Hmac(_) => KeyType::Oct,
            Primitive::RsaPkcs1(_) | Primitive::RsaPss(_) => KeyType::Rsa,
            Primitive::Ecdsa(curve, _) => KeyType::Ec(curve),
            Primitive::Ed25519 => KeyType::Ed25519,
            Primitive::MlDsa(set) => KeyType::MlDsa(set),
        }
    }

    /// Whether two algorithms are the same, even under two names (`EdDSA` and `Ed25519`).
    pub fn is_same_as(self, other: Self) -> bool {
        self.0.primitive == other.0.primitive
    }
}

impl PartialEq for Algorithm {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Algorithm {}

impl fmt::Debug for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl FromStr for Algorithm {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::from_name(text).ok_or_else(|| {
            let fault = Fault::new(Code::Usage, format!("unknown or unsupported algorithm {}", shown(text)));
            match Self::all().find(|alg| alg.name().eq_ignore_ascii_case(text)) {
                Some(alg) => fault.hint(format!("names are case-sensitive: write {alg}")),
                None => fault.hint("`tokctl algorithms` lists them"),
            }
        })
    }
}

/// Values of `alg` and `enc` of encrypted tokens and of keys for them (RFC 7518 sections 4.1 and 5.1).
const ENCRYPTION: &[&str] = &[
    "RSA1_5",
    "RSA-OAEP",
    "RSA-OAEP-256",
    "RSA-OAEP-384",
    "RSA-OAEP-512",
    "A128KW",
    "A192KW",
    "A256KW",
    "dir",
    "ECDH-ES",
    "ECDH-ES+A128KW",
    "ECDH-ES+A192KW",
    "ECDH-ES+A256KW",
    "A128GCMKW",
    "A192GCMKW",
    "A256GCMKW",
    "PBES2-HS256+A128KW",
    "PBES2-HS384+A192KW",
    "PBES2-HS512+A256KW",
    "A128CBC-HS256",
    "A192CBC-HS384",
    "A256CBC-HS512",
    "A128GCM",
    "A192GCM",
    "A256GCM",
];

/// Whether this is the name of an algorithm of JWE.
pub fn is_encryption(name: &str) -> bool {
    ENCRYPTION.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_case_sensitive() {
        for alg in Algorithm::all() {
            assert_eq!(Algorithm::all().filter(|other| other.name() == alg.name()).count(), 1);
            assert_eq!(Algorithm::from_name(alg.name()), Some(alg));
        }
        for name in ["none", "None", "hs256", "HS256 ", "", "ES256k"] {
            assert_eq!(Algorithm::from_name(name), None, "{name:?}");
        }
    }

    #[test]
    fn a_key_type_knows_its_algorithms() {
        let names = |key: KeyType| key.algorithms().map(Algorithm::name).collect::<Vec<_>>();
        assert_eq!(names(KeyType::Rsa), ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]);
        assert_eq!(names(KeyType::Ed25519), ["EdDSA", "Ed25519"]);
        assert_eq!(names(KeyType::Ec(Curve::P521)), ["ES512"]);
        assert_eq!(names(KeyType::MlDsa(MlDsa::Set65)), ["ML-DSA-65"]);
    }
}
