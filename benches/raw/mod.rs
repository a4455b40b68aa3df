//! The cryptographic library with nothing around it: what signing and verifying come to at best.

use std::hint::black_box;

use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::{
    self as sig, EcdsaKeyPair, Ed25519KeyPair, ParsedPublicKey, PqdsaKeyPair, RsaKeyPair, RsaParameters,
    VerificationAlgorithm,
};
use aws_lc_rs::{hmac, rand};
use tokctl::base::b64;
use tokctl::jose::der;
use tokctl::jose::key::{Key, Material};

/// A public key or secret, prepared once.
pub enum Verifier {
    Hmac(Box<hmac::Key>),
    Public(ParsedPublicKey),
}

/// What a signature was made over, and the signature, decoded beforehand.
pub struct Signed {
    pub message: Vec<u8>,
    pub signature: Vec<u8>,
}

impl Verifier {
    pub fn new(key: &Key, alg: &str) -> Self {
        let parsed = |algorithm: &'static dyn VerificationAlgorithm, bytes: &[u8]| {
            Self::Public(ParsedPublicKey::new(algorithm, bytes).expect("a public key"))
        };
        match (&key.material, alg) {
            (Material::Oct(secret), "HS256") => {
                Self::Hmac(Box::new(hmac::Key::new(hmac::HMAC_SHA256, secret.expose())))
            }
            (Material::Rsa(key), "RS256" | "PS256") => {
                let parameters: &RsaParameters =
                    if alg == "RS256" { &sig::RSA_PKCS1_2048_8192_SHA256 } else { &sig::RSA_PSS_2048_8192_SHA256 };
                let components = PublicKeyComponents { n: &key.n, e: &key.e };
                Self::Public(components.to_parsed_public_key(parameters).expect("a public key"))
            }
            (Material::Ec(key), "ES256") => parsed(&sig::ECDSA_P256_SHA256_FIXED, &key.point()),
            (Material::Ed25519(key), "EdDSA") => parsed(&sig::ED25519, &key.x),
            (Material::MlDsa(key), "ML-DSA-44") => parsed(&sig::ML_DSA_44, &key.public),
            (Material::MlDsa(key), "ML-DSA-65") => parsed(&sig::ML_DSA_65, &key.public),
            (Material::MlDsa(key), "ML-DSA-87") => parsed(&sig::ML_DSA_87, &key.public),
            _ => panic!("{alg} is not measured"),
        }
    }

    pub fn verify(&self, Signed { message, signature }: &Signed) {
        let verified = match self {
            Self::Hmac(key) => hmac::verify(key, message, signature).is_ok(),
            Self::Public(key) => key.verify_sig(message, signature).is_ok(),
        };
        assert!(verified);
    }
}

impl Signed {
    pub fn of(token: &str) -> Self {
        let (message, signature) = token.rsplit_once('.').expect("a token");
        Self { message: message.into(), signature: b64::decode(signature).expect("base64url") }
    }
}

/// A private key or secret, prepared once.
pub enum Signer {
    Hmac(Box<hmac::Key>),
    Rsa(RsaKeyPair, &'static sig::RsaSignatureEncoding),
    Ecdsa(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
    MlDsa(PqdsaKeyPair),
}

impl Signer {
    pub fn new(key: &Key, alg: &str) -> Self {
        let pkcs8 = || der::to_der(key, true).expect("PKCS#8");
        match (&key.material, alg) {
            (Material::Oct(secret), _) => Self::Hmac(Box::new(hmac::Key::new(hmac::HMAC_SHA256, secret.expose()))),
            (Material::Rsa(_), _) => {
                let encoding = if alg == "RS256" { &sig::RSA_PKCS1_SHA256 } else { &sig::RSA_PSS_SHA256 };
                Self::Rsa(RsaKeyPair::from_pkcs8(pkcs8().expose()).expect("a key"), encoding)
            }
            (Material::Ec(_), _) => {
                let algorithm = &sig::ECDSA_P256_SHA256_FIXED_SIGNING;
                Self::Ecdsa(EcdsaKeyPair::from_pkcs8(algorithm, pkcs8().expose()).expect("a key"))
            }
            (Material::MlDsa(key), _) => {
                let algorithm = match alg {
                    "ML-DSA-44" => &sig::ML_DSA_44_SIGNING,
                    "ML-DSA-65" => &sig::ML_DSA_65_SIGNING,
                    _ => &sig::ML_DSA_87_SIGNING,
                };
                let seed = key.seed.as_ref().expect("a private key");
                Self::MlDsa(PqdsaKeyPair::from_seed(algorithm, seed.expose()).expect("a key"))
            }
            _ => Self::Ed25519(Ed25519KeyPair::from_pkcs8_maybe_unchecked(pkcs8().expose()).expect("a key")),
        }
    }

    pub fn sign(&self, message: &[u8]) {
        match self {
            Self::Hmac(key) => _ = black_box(hmac::sign(key, message)),
            Self::Rsa(key, encoding) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(*encoding, &rand::SystemRandom::new(), message, &mut signature).expect("a signature");
                black_box(signature);
            }
            Self::Ecdsa(key) => _ = black_box(key.sign(&rand::SystemRandom::new(), message).expect("a signature")),
            Self::Ed25519(key) => _ = black_box(key.sign(message)),
            Self::MlDsa(key) => {
                let mut signature = vec![0; key.algorithm().signature_len()];
                key.sign(message, &mut signature).expect("a signature");
                black_box(signature);
            }
        }
    }
}
