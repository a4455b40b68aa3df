//! `key export`, `key convert` and `key thumbprint`: writing keys down.

use serde::Serialize;

use crate::base::named::named_enum;
use crate::base::{Code, Fault, Random, Secret, b64};
use crate::core::Context;
use crate::jose::key::Material;
use crate::jose::{Key, der, jwk, pem};

named_enum! {
    pub enum Format {
        /// PEM: SPKI for a public key, PKCS#8 for a private one.
        Pem = "pem",
        /// The same as DER.
        Der = "der",
        Jwk = "jwk",
        Jwks = "jwks",
        Raw = "raw",
        /// The bytes of a shared secret in base64.
        Base64 = "base64",
    }
}

impl Format {
    /// Refuses a format that has no encrypted form.
    pub fn encryptable(self) -> Result<(), Fault> {
        match self {
            Self::Pem | Self::Der => Ok(()),
            Self::Jwk | Self::Jwks | Self::Raw | Self::Base64 => {
                let message = format!("the format {} cannot be encrypted with a passphrase", self.name());
                Err(Fault::new(Code::Usage, message).hint("use --format pem or --format der"))
            }
        }
    }
}

#[derive(Debug, Clone)]
pub struct ExportRequest {
    pub kid: String,
    pub format: Format,
    /// Export the private key or secret.
    pub private: bool,
    /// Export the private key, encrypted with this passphrase.
    pub passphrase: Option<Secret>,
}

#[derive(Debug, Clone)]
pub struct ConvertRequest {
    pub keys: Vec<Key>,
    pub format: Format,
    /// Write only the public keys of private keys.
    pub public: bool,
    /// Encrypt the private key with this passphrase.
    pub passphrase: Option<Secret>,
}

#[derive(Debug)]
pub struct ExportedKey {
    /// The text with a line break at its end, or the DER.
    pub bytes: Secret,
    /// Whether it contains a private key or secret: then it may only go to a terminal or an owner-only file.
    pub is_private: bool,
    /// Whether it is not text, and so not for a terminal.
    pub is_binary: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThumbprintReport {
    /// RFC 7638, with SHA-256, in base64url.
    pub thumbprint: String,
    pub kty: &'static str,
    pub kid: Option<String>,
}

pub fn export(context: &Context<'_>, request: &ExportRequest) -> Result<ExportedKey, Fault> {
    let home = context.home()?;
    let entry = context.ring()?.find(&request.kid)?;
    let key = if request.private || request.passphrase.is_some() {
        home.private_key(entry)?
    } else {
        entry.public_key()?.ok_or_else(|| {
            Fault::new(Code::Usage, format!("the key {:?} is a shared secret, which has no public key", request.kid))
                .hint(SECRET_FORMATS)
        })?
    };
    write(&[key], request.format, request.passphrase.as_ref(), context.random)
}

pub fn convert(request: ConvertRequest, random: &dyn Random) -> Result<ExportedKey, Fault> {
    let wanted = |key: Key| {
        if request.public {
            key.public().ok_or_else(|| Fault::new(Code::Usage, "a shared secret has no public key"))
        } else {
            Ok(key)
        }
    };
    let keys = request.keys.into_iter().map(wanted).collect::<Result<Vec<_>, _>>()?;
    write(&keys, request.format, request.passphrase.as_ref(), random)
}

pub fn thumbprint(keys: &[Key]) -> Vec<ThumbprintReport> {
    let report = |key: &Key| ThumbprintReport {
        thumbprint: jwk::thumbprint(key),
        kty: key.key_type().kty(),
        kid: key.kid.clone(),
    };
    keys.iter().map(report).collect()
}

/// How to write a shared secret, which has no PEM or DER form.
const SECRET_FORMATS: &str = "export the secret with --private and --format raw, base64 or jwk";

fn secret_of(key: &Key, format: Format) -> Result<&Secret, Fault> {
    match &key.material {
        Material::Oct(secret) => Ok(secret),
        _ => Err(Fault::new(Code::Usage, format!("--format {} is for shared secrets only", format.name()))
            .hint("use --format pem, der or jwk")),
    }
}

fn write(keys: &[Key], format: Format, passphrase: Option<&Secret>, random: &dyn Random) -> Result<ExportedKey, Fault> {
    let is_private = keys.iter().any(Key::is_private);
    let only = || match keys {
        [one] => Ok(one),
        keys => {
            Err(Fault::new(Code::Usage, format!("the format {} holds one key, found {}", format.name(), keys.len()))
                .hint("use --format jwks for several keys"))
        }
    };
    if passphrase.is_some() {
        format.encryptable()?;
    }
    if matches!(format, Format::Pem | Format::Der) && keys.iter().any(Key::is_symmetric) {
        let message = format!("a shared secret cannot be written as {}", format.name());
        return Err(Fault::new(Code::Usage, message).hint(SECRET_FORMATS));
    }
    let encrypted = |passphrase: &Secret| der::encrypt(&der::to_der(only()?, true)?, passphrase, random);
    let bytes = match (format, passphrase) {
        (Format::Pem, Some(passphrase)) => pem::encrypted_to_pem(&encrypted(passphrase)?),
        (Format::Der, Some(passphrase)) => encrypted(passphrase)?,
        (Format::Pem, None) => pem::to_pem(only()?, is_private)?,
        (Format::Der, None) => der::to_der(only()?, is_private)?,
        (Format::Jwk, _) => line(&jwk::write(only()?, is_private)?),
        (Format::Raw, _) => secret_of(only()?, format)?.clone(),
        (Format::Base64, _) => line(&Secret::from(b64::encode_standard(secret_of(only()?, format)?.expose()))),
        (Format::Jwks, _) => line(&jwk::write_set(keys, is_private)?),
    };
    Ok(ExportedKey { bytes, is_private, is_binary: matches!(format, Format::Der | Format::Raw) })
}

/// The text with a line break at its end, in one buffer that never moves, so that no copy of a secret stays in memory.
fn line(text: &Secret) -> Secret {
    let mut line = Vec::with_capacity(text.len() + 1);
    line.extend_from_slice(text.expose());
    line.push(b'\n');
    Secret::new(line)
}
