//! Keys bound to one algorithm and parsed once: what may be done with a key, as a type.

use crate::base::{Code, Fault, Json, Object};

use super::alg::Algorithm;
use super::key::{Key, Strength};
use super::{crypto, key_strength};

/// A key that signs with one algorithm, prepared once.
#[derive(Debug)]
pub struct SigningKey {
    alg: Algorithm,
    kid: Option<String>,
    signer: crypto::Signer,
}

impl SigningKey {
    /// Prepares `key` to sign with `alg`, and refuses what is weak, unsound or not meant for it.
    pub fn new(key: &Key, alg: Algorithm, strength: Strength) -> Result<Self, Fault> {
        key.allow(alg, "sign")?;
        if !key.is_private() {
            return Err(Fault::new(Code::KeyRefused, "signing needs a private key, but this key is public"));
        }
        key_strength::permit(key, alg, strength, key_strength::Purpose::Sign)?;
        let signer = crypto::Signer::new(&key.material, alg.primitive())?;
        Ok(Self { alg, kid: key.kid.clone(), signer })
    }

    pub fn algorithm(&self) -> Algorithm {
        self.alg
    }

    /// The header of a token that this key signs: `alg`, `typ` if there is one, and the key's own `kid`.
    pub fn header(&self, typ: Option<&str>) -> Object<'static> {
        let typ = typ.map(|typ| ("typ", Json::string(typ.to_owned())));
        let kid = self.kid.as_ref().map(|kid| ("kid", Json::string(kid.clone())));
        [("alg", Json::string(self.alg.name()))].into_iter().chain(typ).chain(kid).collect()
    }

    /// Signs `message`, and puts the signature in `signature`, which is cleared first.
    pub fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), Fault> {
        self.signer.sign(message, signature)
    }
}

/// A key that verifies one algorithm, prepared once.
#[derive(Debug)]
pub struct VerifyingKey {
    alg: Algorithm,
    kid: Option<String>,
    verifier: crypto::Verifier,
}

impl VerifyingKey {
    /// Prepares `key` to verify `alg`, and refuses what is weak, unsound or not meant for it.
    pub fn new(key: &Key, alg: Algorithm, strength: Strength) -> Result<Self, Fault> {
        // A private key verifies with its public key, which has other `key_ops`.
        let key = &key.public().unwrap_or_else(|| key.clone());
        key.allow(alg, "verify")?;
        key_strength::permit(key, alg, strength, key_strength::Purpose::Verify)?;
        let verifier = crypto::Verifier::new(&key.material, alg.primitive(), strength)?;
        Ok(Self { alg, kid: key.kid.clone(), verifier })
    }

    pub fn algorithm(&self) -> Algorithm {
        self.alg
    }

    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// Whether `signature` is this key's over `message`.
    #[must_use]
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.verifier.verify(message, signature)
    }
}
