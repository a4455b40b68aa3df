//! New keys for the ring: generated or imported, and checked.

use crate::base::{Code, Fault, Random, shown};
use crate::jose::alg::{KeyType, Primitive};
use crate::jose::key::{Form, with_article};
use crate::jose::key_strength::MIN_RSA_BITS;
use crate::jose::{Algorithm, generate, jwk};
use crate::jose::{Key, SigningKey, Strength, VerifyingKey};

use super::entry::KeyOrigin;

/// The default size of an RSA key, in bits.
pub const RSA_BITS: usize = MIN_RSA_BITS;

/// The largest secret that is generated.
const MAX_SECRET_BITS: usize = 8192;

/// A key that may be added to the ring: valid, strong enough, with an ID and an algorithm.
#[derive(Debug, Clone)]
pub struct NewKey {
    key: Key,
    alg: Algorithm,
    origin: KeyOrigin,
    issuer: Option<String>,
}

impl NewKey {
    /// Generates a key for `alg`. `bits` is only for RSA keys and secrets; the default ID is the thumbprint,
    /// and a key whose thumbprint begins with `-` is generated again.
    pub fn generate(
        alg: Algorithm,
        bits: Option<usize>,
        kid: Option<String>,
        random: &dyn Random,
    ) -> Result<Self, Fault> {
        let size = size(alg, bits)?;
        let key = loop {
            let mut key = Key::new(generate(alg.key_type(), size, random)?, Form::Raw);
            key.usage.algorithm = Some(alg.name().to_owned());
            key.usage.public_use = Some("sig".to_owned());
            // On a command line, an ID that begins with `-` is read as an option.
            if kid.is_some() || !jwk::thumbprint(&key).starts_with('-') {
                break key;
            }
        };
        Self::checked(key, alg, kid, KeyOrigin::Generated)
    }

    /// Checks a key that was read. `alg` restricts it to one algorithm; without it, the key keeps all that it allows. Its
    /// ID is `kid`, else its own, else its thumbprint.
    pub fn import(mut key: Key, alg: Option<Algorithm>, kid: Option<String>) -> Result<Self, Fault> {
        let usual = key.algorithms().first().copied();
        let unusable = || {
            let declared = key.usage.algorithm.as_deref().unwrap_or_default();
            Fault::new(
                Code::KeyRefused,
                format!("the key is for {}, which is not a supported signature algorithm", shown(declared)),
            )
        };
        let alg = match alg {
            Some(alg) => alg,
            None => usual.ok_or_else(unusable)?,
        };
        let own = key.kid.take();
        if kid.is_none() && own.as_deref() == Some("") {
            return Err(Fault::new(Code::KeyUnreadable, "the \"kid\" of the key is empty")
                .hint("remove it from the key, or choose another key ID"));
        }
        let kid = kid.or(own);
        let mut new = Self::checked(key, alg, kid, KeyOrigin::Imported)?;
        if usual != Some(alg) {
            new.key.usage.algorithm = Some(alg.name().to_owned());
        }
        Ok(new)
    }

    fn checked(key: Key, alg: Algorithm, kid: Option<String>, origin: KeyOrigin) -> Result<Self, Fault> {
        if kid.as_deref() == Some("") {
            return Err(
                Fault::new(Code::Usage, "the key ID is empty").hint("without --kid the ID is the key's thumbprint")
            );
        }
        // Preparing the key for its use is the check.
        let prepared = if key.is_private() {
            SigningKey::new(&key, alg, Strength::Required).map(drop)
        } else {
            VerifyingKey::new(&key, alg, Strength::Required).map(drop)
        };
        // `--allow-weak-key` is only for single tokens.
        prepared.map_err(|fault| match fault.code {
            Code::KeyRefused => fault.hint("a home accepts only strong keys; `tokctl key generate` generates one"),
            _ => fault,
        })?;
        let kid = kid.unwrap_or_else(|| jwk::thumbprint(&key));
        Ok(Self { key: key.with_kid(kid), alg, origin, issuer: None })
    }

    /// Restricts a public key to tokens of `issuer`.
    pub fn for_issuer(self, issuer: String) -> Result<Self, Fault> {
        if issuer.is_empty() {
            return Err(Fault::new(Code::Usage, "the issuer is empty").hint("pass the tokens' \"iss\""));
        }
        if issuer.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(Fault::new(Code::Usage, "the issuer has white space or control characters")
                .hint("pass the tokens' \"iss\" as it is, as in https://idp.example"));
        }
        if self.key.is_private() {
            let message = "an issuer can be set only for a public key, and this is a private key or secret";
            return Err(
                Fault::new(Code::Usage, message).hint("a private key in the ring signs for the home's own issuer")
            );
        }
        Ok(Self { issuer: Some(issuer), ..self })
    }

    /// The key, with an ID.
    pub fn key(&self) -> &Key {
        &self.key
    }

    pub fn kid(&self) -> &str {
        self.key.kid.as_deref().unwrap_or_default()
    }

    pub fn algorithm(&self) -> Algorithm {
        self.alg
    }

    pub fn origin(&self) -> KeyOrigin {
        self.origin
    }

    pub fn issuer(&self) -> Option<&str> {
        self.issuer.as_deref()
    }
}

/// Whether keys for `alg` come in several sizes.
pub fn has_sizes(alg: Algorithm) -> bool {
    matches!(alg.key_type(), KeyType::Rsa | KeyType::Oct)
}

/// The size in bits of a new key for `alg`.
fn size(alg: Algorithm, asked: Option<usize>) -> Result<usize, Fault> {
    match (alg.key_type(), alg.primitive(), asked) {
        // The cryptographic library checks the size of an RSA key.
        (KeyType::Rsa, _, asked) => Ok(asked.unwrap_or(RSA_BITS)),
        (_, Primitive::Hmac(hash), asked) => {
            // RFC 7518 section 3.2: a key of the size of the hash output or larger.
            let least = hash.output_len() * 8;
            match asked.unwrap_or(least) {
                bits if bits % 8 == 0 && (least..=MAX_SECRET_BITS).contains(&bits) => Ok(bits),
                bits => Err(Fault::new(Code::Usage, format!("a secret for {alg} cannot have {bits} bits"))
                    .hint(format!("choose a multiple of 8 from {least} to {MAX_SECRET_BITS}"))),
            }
        }
        (_, _, None) => Ok(0),
        (key_type, _, Some(_)) => {
            Err(Fault::new(Code::Usage, format!("the size of {} is fixed", with_article(&key_type.to_string())))
                .hint("only RSA keys and HMAC secrets have a choice of sizes"))
        }
    }
}
