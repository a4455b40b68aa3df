//! Keys: material, permitted use and ID.

use std::ops::Deref;
use std::sync::OnceLock;

use super::alg::{Algorithm, Curve, KeyType, MlDsa, Primitive};
use super::weakness::Misuse;
use crate::base::{Code, Fault, Secret};

/// Which key strength is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strength {
    /// As RFC 7518 requires.
    #[default]
    Required,
    /// For debugging: short HMAC secrets, and RS256/RS512 verification from 1024 bits. Nothing else.
    AllowWeak,
}

/// The cryptographic part of a key.
#[derive(Debug, Clone)]
pub enum Material {
    Oct(SharedSecret),
    Rsa(RsaKey),
    Ec(EcKey),
    Ed25519(OkpKey),
    MlDsa(AkpKey),
}

/// An HMAC secret. It keeps the result of the search for key material, which takes longer than a signature.
#[derive(Debug, Clone)]
pub struct SharedSecret {
    secret: Secret,
    key_material: OnceLock<Option<Misuse>>,
}

impl SharedSecret {
    pub fn new(secret: Secret) -> Self {
        Self { secret, key_material: OnceLock::new() }
    }

    /// What `search` returned for the secret when it was first called.
    pub(super) fn search_once(&self, search: fn(&[u8]) -> Option<Misuse>) -> Option<Misuse> {
        *self.key_material.get_or_init(|| search(self.secret.expose()))
    }
}

impl Deref for SharedSecret {
    type Target = Secret;

    fn deref(&self) -> &Secret {
        &self.secret
    }
}

/// Numbers are big-endian, without leading zeros.
#[derive(Debug, Clone)]
pub struct RsaKey {
    pub n: Vec<u8>,
    pub e: Vec<u8>,
    pub private: Option<RsaPrivate>,
}

/// The private members of an RSA key, always with those for the CRT (RFC 7518 section 6.3.2).
#[derive(Debug, Clone)]
pub struct RsaPrivate {
    pub d: Secret,
    pub p: Secret,
    pub q: Secret,
    /// `d mod (p - 1)`
    pub dp: Secret,
    /// `d mod (q - 1)`
    pub dq: Secret,
    /// `q⁻¹ mod p`
    pub qi: Secret,
}

/// Numbers are big-endian, each as long as the curve's field.
#[derive(Debug, Clone)]
pub struct EcKey {
    pub curve: Curve,
    pub x: Vec<u8>,
    pub y: Vec<u8>,
    /// The private scalar.
    pub d: Option<Secret>,
}

impl EcKey {
    /// The point in SEC 1's uncompressed form.
    pub fn point(&self) -> Vec<u8> {
        [&[4][..], &self.x, &self.y].concat()
    }
}

#[derive(Debug, Clone)]
pub struct OkpKey {
    /// The public key, 32 bytes.
    pub x: Vec<u8>,
    /// The private key: the 32-byte seed of RFC 8032.
    pub d: Option<Secret>,
}

#[derive(Debug, Clone)]
pub struct AkpKey {
    pub set: MlDsa,
    /// The public key in the encoding of FIPS 204 section 7.2, of the length that the parameter set requires.
    pub public: Vec<u8>,
    /// The private key: the 32-byte seed of FIPS 204. The expanded form is not stored.
    pub seed: Option<Secret>,
}

/// The format that a key was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Pem,
    Der,
    Jwk,
    /// An X.509 certificate. Its dates and chain are not checked.
    Certificate,
    /// The bytes of a secret, or a generated key
    Raw,
}

/// The restrictions that a key states (RFC 7517 section 4).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// `use`
    pub public_use: Option<String>,
    /// `key_ops`
    pub operations: Option<Vec<String>>,
    /// `alg`
    pub algorithm: Option<String>,
    /// An RSA key for RSASSA-PSS only (RFC 4055 section 1.2). A JWK can state that only with a single `alg`.
    pub pss_only: bool,
}

/// A key that is not yet checked, and not yet bound to an algorithm.
#[derive(Debug, Clone)]
pub struct Key {
    pub material: Material,
    pub kid: Option<String>,
    pub usage: Usage,
    pub form: Form,
}

impl Key {
    /// A key without an ID and without restrictions.
    pub fn new(material: Material, form: Form) -> Self {
        Self { material, kid: None, usage: Usage::default(), form }
    }

    pub fn from_secret(secret: Secret) -> Self {
        Self::new(Material::Oct(SharedSecret::new(secret)), Form::Raw)
    }

    #[must_use]
    pub fn with_kid(mut self, kid: impl Into<String>) -> Self {
        self.kid = Some(kid.into());
        self
    }

    pub fn key_type(&self) -> KeyType {
        match &self.material {
            Material::Oct(_) => KeyType::Oct,
            Material::Rsa(_) => KeyType::Rsa,
            Material::Ec(key) => KeyType::Ec(key.curve),
            Material::Ed25519(_) => KeyType::Ed25519,
            Material::MlDsa(key) => KeyType::MlDsa(key.set),
        }
    }

    /// Whether it can sign. A shared secret always can.
    pub fn is_private(&self) -> bool {
        match &self.material {
            Material::Oct(_) => true,
            Material::Rsa(key) => key.private.is_some(),
            Material::Ec(key) => key.d.is_some(),
            Material::Ed25519(key) => key.d.is_some(),
            Material::MlDsa(key) => key.seed.is_some(),
        }
    }

    /// Whether it is a shared secret.
    pub fn is_symmetric(&self) -> bool {
        matches!(self.material, Material::Oct(_))
    }

    /// The public key; `None` for a shared secret.
    pub fn public(&self) -> Option<Self> {
        let material = match &self.material {
            Material::Oct(_) => return None,
            Material::Rsa(key) => Material::Rsa(RsaKey { private: None, ..key.clone() }),
            Material::Ec(key) => Material::Ec(EcKey { d: None, ..key.clone() }),
            Material::Ed25519(key) => Material::Ed25519(OkpKey { d: None, ..key.clone() }),
            Material::MlDsa(key) => Material::MlDsa(AkpKey { seed: None, ..key.clone() }),
        };
        let operations = match &self.usage.operations {
            Some(operations) if self.is_private() => Some(public_operations(operations)),
            operations => operations.clone(),
        };
        Some(Self { material, usage: Usage { operations, ..self.usage.clone() }, ..self.clone() })
    }

    /// The key size as it is usually stated: the length of the modulus, secret or field.
    pub fn bits(&self) -> usize {
        match &self.material {
            Material::Oct(secret) => secret.len() * 8,
            Material::Rsa(key) => bit_length(&key.n),
            Material::Ec(key) => {
                if key.curve == Curve::P521 {
                    521
                } else {
                    key.curve.field_len() * 8
                }
            }
            Material::Ed25519(_) => 256,
            Material::MlDsa(key) => key.public.len() * 8,
        }
    }

    /// The algorithms that this key may be used with, the usual one first: those of its type, restricted by its `alg`.
    pub fn algorithms(&self) -> Vec<Algorithm> {
        let declared = self.usage.algorithm.as_deref();
        let allowed = |alg: &Algorithm| match declared {
            _ if self.usage.pss_only && !matches!(alg.primitive(), Primitive::RsaPss(_)) => false,
            None => true,
            Some(name) => Algorithm::from_name(name).is_some_and(|declared| declared.is_same_as(*alg)),
        };
        self.key_type().algorithms().filter(allowed).collect()
    }

    /// Whether the key's own restrictions permit verifying signatures of this algorithm.
    pub fn may_verify(&self, alg: Algorithm) -> bool {
        self.public().as_ref().unwrap_or(self).allow(alg, "verify").is_ok()
    }

    /// Refuses an algorithm or an operation (a value of `key_ops`) that the key does not permit.
    pub fn allow(&self, alg: Algorithm, operation: &str) -> Result<(), Fault> {
        if alg.key_type() != self.key_type() {
            let message = format!(
                "{alg} needs {}; this is {}",
                with_article(&alg.key_type().to_string()),
                with_article(&self.key_type().to_string())
            );
            return Err(Fault::new(Code::AlgorithmRefused, message));
        }
        if !self.algorithms().iter().any(|allowed| allowed.is_same_as(alg)) {
            let declared = match self.usage.algorithm.as_deref() {
                Some(name) => format!("{name:?}"),
                None => "RSASSA-PSS".to_owned(),
            };
            return Err(Fault::new(Code::AlgorithmRefused, format!("the key is for {declared} only, not for {alg}")));
        }
        // SPIFFE has its own value for keys that sign JWTs (JWT-SVID section 5.2.2).
        if let Some(public_use) = self.usage.public_use.as_deref().filter(|name| !matches!(*name, "sig" | "jwt-svid")) {
            let message = format!("the key's \"use\" is {public_use:?}; signatures need \"sig\"");
            return Err(Fault::new(Code::KeyRefused, message));
        }
        if let Some(operations) = &self.usage.operations
            && !operations.iter().any(|name| name == operation)
        {
            let message = format!("the key's \"key_ops\" are {operations:?}; {operation:?} is not among them");
            return Err(Fault::new(Code::KeyRefused, message));
        }
        Ok(())
    }
}

/// The operations of the public key that match those of the private key (RFC 7517 section 4.3).
fn public_operations(private: &[String]) -> Vec<String> {
    let mut public: Vec<String> = Vec::new();
    for name in private {
        let other = match name.as_str() {
            "sign" | "verify" => "verify",
            "decrypt" | "encrypt" => "encrypt",
            "unwrapKey" | "wrapKey" => "wrapKey",
            _ => continue,
        };
        if !public.iter().any(|known| known == other) {
            public.push(other.to_owned());
        }
    }
    public
}

/// A noun with its indefinite article: `an RSA key`, `a P-256 key`.
pub fn with_article(noun: &str) -> String {
    // Abbreviations whose first letter is pronounced with a vowel.
    const SPELLED: [&str; 7] = ["HMAC", "HS", "ML-", "RS", "SLH-", "SM2", "X"];
    let is_an =
        noun.starts_with(['A', 'E', 'I', 'O', 'a', 'e', 'i', 'o']) || SPELLED.iter().any(|name| noun.starts_with(name));
    format!("{} {noun}", if is_an { "an" } else { "a" })
}

/// The length of a big-endian number, in bits.
pub fn bit_length(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros).map_or(0, |first| (number.len() - zeros) * 8 - first.leading_zeros() as usize)
}
