//! `key export`, `key convert` and `key thumbprint`: writing keys down.

use serde::Serialize;

use crate::base::named::named_enum;
use crate::base::{Code, Fault, Random, Secret};
use crate::core::Context;
use crate::jose::{Key, der, jwk, pem};

named_enum! {
    /// How a key is written.
    pub enum Format {
        /// PEM: SPKI for a public key, PKCS#8 for a private one.
        Pem = "pem",
        /// The same as DER bytes.
        Der = "der",
        /// A JSON Web Key.
        Jwk = "jwk",
        /// A set of JSON Web Keys.
        Jwks = "jwks",
    }
}

impl Format {
    /// Refuses a format that has no encrypted form.
    pub fn encryptable(self) -> Result<(), Fault> {
        match self {
            Self::Pem | Self::Der => Ok(()),
            Self::Jwk | Self::Jwks => {
                let message = format!("{} has no form that is encrypted with a passphrase", self.name());
                Err(Fault::new(Code::Usage, message).hint("--format pem and --format der have one"))
            }
        }
    }
}

/// A key of the ring to write down.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// Its name.
    pub kid: String,
    /// How to write it.
    pub format: Format,
    /// Whether the private half is wanted, or the secret.
    pub private: bool,
    /// The passphrase to encrypt it with, where it is to be encrypted, which makes it the private half.
    pub passphrase: Option<Secret>,
}

/// How to write keys that were read.
#[derive(Debug, Clone)]
pub struct ConvertRequest {
    /// The keys.
    pub keys: Vec<Key>,
    /// How to write them.
    pub format: Format,
    /// Whether the public halves of private keys are wanted.
    pub public: bool,
    /// The passphrase to encrypt a private key with, where it is to be encrypted.
    pub passphrase: Option<Secret>,
}

/// A key as it was written.
#[derive(Debug)]
pub struct Exported {
    /// The text, with a line end, or the bytes.
    pub bytes: Secret,
    /// Whether there is anything private in it: such output goes to a terminal, or to a file for its owner alone.
    pub is_private: bool,
    /// Whether it is bytes and not text, which no terminal should be sent.
    pub is_binary: bool,
}

/// The thumbprint of a key (RFC 7638).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThumbprintReport {
    /// SHA-256 over the members that make the key, in base64url.
    pub thumbprint: String,
    /// The kind of key, as in a JWK.
    pub kty: &'static str,
    /// The key's own name, where it has one.
    pub kid: Option<String>,
}

/// Writes down a key of the ring.
pub fn export(context: &Context<'_>, request: &ExportRequest) -> Result<Exported, Fault> {
    let home = context.home()?;
    let ring = home.ring()?;
    let entry = ring.find(&request.kid)?;
    let key = if request.private || request.passphrase.is_some() {
        home.private_key(entry)?
    } else {
        entry.public_key()?.ok_or_else(|| {
            Fault::new(Code::Usage, format!("the key {:?} is a shared secret, and has no public half", request.kid))
                .hint("--private exports the secret itself")
        })?
    };
    write(&[key], request.format, request.passphrase.as_ref(), context.random)
}

/// Writes down keys that were read.
pub fn convert(request: ConvertRequest, random: &dyn Random) -> Result<Exported, Fault> {
    let half = |key: Key| {
        if request.public {
            key.public().ok_or_else(|| Fault::new(Code::Usage, "a shared secret has no public half"))
        } else {
            Ok(key)
        }
    };
    let keys = request.keys.into_iter().map(half).collect::<Result<Vec<_>, _>>()?;
    write(&keys, request.format, request.passphrase.as_ref(), random)
}

/// The thumbprint of each key.
pub fn thumbprint(keys: &[Key]) -> Vec<ThumbprintReport> {
    let report = |key: &Key| ThumbprintReport {
        thumbprint: jwk::thumbprint(key),
        kty: key.key_type().kty(),
        kid: key.kid.clone(),
    };
    keys.iter().map(report).collect()
}

fn write(keys: &[Key], format: Format, passphrase: Option<&Secret>, random: &dyn Random) -> Result<Exported, Fault> {
    let is_private = keys.iter().any(Key::is_private);
    let only = || match keys {
        [one] => Ok(one),
        keys => Err(Fault::new(Code::Usage, format!("{} holds one key, and there are {}", format.name(), keys.len()))
            .hint("--format jwks takes them all")),
    };
    if passphrase.is_some() {
        format.encryptable()?;
    }
    let encrypted = |passphrase: &Secret| der::encrypt(&der::to_der(only()?, true)?, passphrase, random);
    let bytes = match (format, passphrase) {
        (Format::Pem, Some(passphrase)) => pem::encrypted_to_pem(&encrypted(passphrase)?),
        (Format::Der, Some(passphrase)) => encrypted(passphrase)?,
        (Format::Pem, None) => pem::to_pem(only()?, is_private)?,
        (Format::Der, None) => der::to_der(only()?, is_private)?,
        (Format::Jwk, _) => line(&jwk::write(only()?, is_private)?),
        (Format::Jwks, _) => line(&jwk::write_set(keys, is_private)?),
    };
    Ok(Exported { bytes, is_private, is_binary: format == Format::Der })
}

/// The text with a line end, in one buffer that never moves, so that nothing of a secret stays behind.
fn line(text: &Secret) -> Secret {
    let mut line = Vec::with_capacity(text.len() + 1);
    line.extend_from_slice(text.expose());
    line.push(b'\n');
    Secret::new(line)
}
