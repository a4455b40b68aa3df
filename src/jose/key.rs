//! Keys as they were read: the numbers, what they are for, and what they are called.

use crate::base::{Code, Fault, Secret};

use super::alg::{Algorithm, Curve, KeyType, MlDsa, Primitive};

/// How strong a key must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strength {
    /// As RFC 7518 wants it.
    #[default]
    Required,
    /// For debugging: short HMAC secrets, and RS256/RS512 verification from 1024 bits. Nothing else.
    AllowWeak,
}

/// The numbers of a key.
#[derive(Debug, Clone)]
pub enum Material {
    /// A shared secret.
    Oct(Secret),
    /// RSA.
    Rsa(RsaKey),
    /// A point on a Weierstrass curve.
    Ec(EcKey),
    /// Ed25519.
    Ed25519(OkpKey),
    /// ML-DSA.
    MlDsa(AkpKey),
}

/// An RSA key; big-endian numbers without leading zeros.
#[derive(Debug, Clone)]
pub struct RsaKey {
    /// The modulus.
    pub n: Vec<u8>,
    /// The public exponent.
    pub e: Vec<u8>,
    /// The private half.
    pub private: Option<RsaPrivate>,
}

/// The private half of an RSA key: always with the CRT members.
#[derive(Debug, Clone)]
pub struct RsaPrivate {
    /// The private exponent.
    pub d: Secret,
    /// The first prime.
    pub p: Secret,
    /// The second prime.
    pub q: Secret,
    /// `d mod (p - 1)`
    pub dp: Secret,
    /// `d mod (q - 1)`
    pub dq: Secret,
    /// `q⁻¹ mod p`
    pub qi: Secret,
}

/// A key on a Weierstrass curve; numbers are big-endian, each as long as the curve's field.
#[derive(Debug, Clone)]
pub struct EcKey {
    /// The curve.
    pub curve: Curve,
    /// The point's first coordinate.
    pub x: Vec<u8>,
    /// The point's second coordinate.
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

/// An Ed25519 key.
#[derive(Debug, Clone)]
pub struct OkpKey {
    /// The public key, 32 bytes.
    pub x: Vec<u8>,
    /// The private key, that is RFC 8032's 32-byte seed.
    pub d: Option<Secret>,
}

/// An ML-DSA key.
#[derive(Debug, Clone)]
pub struct AkpKey {
    /// Its parameter set.
    pub set: MlDsa,
    /// The public key, encoded as in FIPS 204 section 7.2; as long as its set wants it.
    pub public: Vec<u8>,
    /// The private key, that is the 32-byte seed of FIPS 204; the expanded form is never kept.
    pub seed: Option<Secret>,
}

/// How a key was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A PEM block.
    Pem,
    /// DER bytes.
    Der,
    /// A JSON Web Key.
    Jwk,
    /// An X.509 certificate, whose dates and chain nobody checked.
    Certificate,
    /// Raw bytes given as a secret, or made here.
    Raw,
}

/// What a key says about its own use (RFC 7517 section 4).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// `use`
    pub public_use: Option<String>,
    /// `key_ops`
    pub operations: Option<Vec<String>>,
    /// `alg`
    pub algorithm: Option<String>,
    /// An RSA key that was made for RSASSA-PSS alone (RFC 4055 section 1.2). A JWK can say so only with one `alg`.
    pub pss_only: bool,
}

/// A key as it was read or made: not yet checked, not yet bound to an algorithm.
#[derive(Debug, Clone)]
pub struct Key {
    /// The numbers.
    pub material: Material,
    /// The key's name, where it has one.
    pub kid: Option<String>,
    /// What it may be used for.
    pub usage: Usage,
    /// How it was written.
    pub form: Form,
}

impl Key {
    /// A key of these numbers, with no name and no restriction.
    pub fn new(material: Material, form: Form) -> Self {
        Self { material, kid: None, usage: Usage::default(), form }
    }

    /// A shared secret.
    pub fn from_secret(secret: Secret) -> Self {
        Self::new(Material::Oct(secret), Form::Raw)
    }

    /// The same key under this name.
    #[must_use]
    pub fn with_kid(mut self, kid: impl Into<String>) -> Self {
        self.kid = Some(kid.into());
        self
    }

    /// What kind of key it is.
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

    /// Whether it is a shared secret, of which there is no public half.
    pub fn is_symmetric(&self) -> bool {
        matches!(self.material, Material::Oct(_))
    }

    /// The public half; `None` for a shared secret.
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

    /// The length that people name the key by: modulus, secret, or field, in bits.
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

    /// The algorithms this key may be used with: those of its type, narrowed by its own `alg`, the usual one first.
    ///
    /// A secret is allowed the algorithms whose hash it is long enough for, so that `--alg` is rarely needed.
    pub fn algorithms(&self) -> Vec<Algorithm> {
        let declared = self.usage.algorithm.as_deref();
        let allowed = |alg: &Algorithm| match declared {
            _ if self.usage.pss_only && !matches!(alg.primitive(), Primitive::RsaPss(_)) => false,
            None => true,
            Some(name) => Algorithm::named(name).is_some_and(|declared| declared.is_same_as(*alg)),
        };
        self.key_type().algorithms().filter(allowed).collect()
    }

    /// Whether this key, by what it says of itself, may verify signatures of this algorithm.
    pub fn may_verify(&self, alg: Algorithm) -> bool {
        self.public().as_ref().unwrap_or(self).allow(alg, "verify").is_ok()
    }

    /// Refuses an algorithm, or an operation of `key_ops`, that this key is not for.
    pub fn allow(&self, alg: Algorithm, operation: &str) -> Result<(), Fault> {
        if alg.key_type() != self.key_type() {
            let message = format!(
                "{alg} needs {}, and this is {}",
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
        // SPIFFE marks the keys that sign its JWTs with a value of its own (JWT-SVID section 5.2.2).
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

/// What the public half does to what the private half does (RFC 7517 section 4.3).
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
    // Abbreviations whose first letter is spelled out with a vowel sound.
    const SPELLED: [&str; 7] = ["HMAC", "RSA", "ML-", "X25519", "X448", "SLH-", "SM2"];
    let is_an =
        noun.starts_with(['A', 'E', 'I', 'O', 'a', 'e', 'i', 'o']) || SPELLED.iter().any(|name| noun.starts_with(name));
    format!("{} {noun}", if is_an { "an" } else { "a" })
}

/// How many bits a big-endian number has.
pub fn bit_length(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros).map_or(0, |first| (number.len() - zeros) * 8 - first.leading_zeros() as usize)
}
