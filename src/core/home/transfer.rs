//! `init --export` and `--from`: carrying the settings and keys of a home to another node.
//!
//! The file is JSON. With private keys its content is encrypted with AES-256-GCM under a key that Argon2id (RFC 9106)
//! derives from a passphrase; the version fixes the parameters.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::base::{Code, Fault, Secret, b64, random};
use crate::core::Context;
use crate::core::users::password;
use crate::home::HomeContents;
use crate::jose::crypto;

const FORMAT: &str = "tokctl-home";
const VERSION: u32 = 1;

/// In bytes.
const SALT_LEN: usize = 16;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TransferFile<'t> {
    format: &'t str,
    version: u32,
    /// In base64url.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    salt: Option<&'t str>,
    /// In base64url.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    encrypted: Option<&'t str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    public: Option<&'t RawValue>,
}

/// What is in the file.
#[derive(Debug)]
pub enum Transfer {
    Public(Box<HomeContents>),
    Encrypted { salt: [u8; SALT_LEN], content: Secret },
}

/// The text of the file, and what it holds.
#[derive(Debug)]
pub struct ExportedHome {
    pub text: Secret,
    pub keys: usize,
    /// Shared secrets that a public export leaves out.
    pub left_out: usize,
}

/// The home for another node: encrypted with `passphrase`, or, without one, for a node that only verifies.
pub fn export(context: &Context<'_>, passphrase: Option<&Secret>) -> Result<ExportedHome, Fault> {
    let contents = context.home()?.contents(passphrase.is_none())?;
    let json = contents.to_json()?;
    let failed = |error: serde_json::Error| Fault::new(Code::Internal, error.to_string());
    let file = TransferFile { format: FORMAT, version: VERSION, salt: None, encrypted: None, public: None };
    let text = match passphrase {
        None => {
            let public = serde_json::from_slice(json.expose()).map_err(failed)?;
            serde_json::to_vec(&TransferFile { public: Some(public), ..file })
        }
        Some(passphrase) => {
            let salt: [u8; SALT_LEN] = random::bytes(context.random)?;
            let sealed = crypto::seal(&password::derive_key(passphrase, &salt)?, &json, context.random)?;
            let (salt, sealed) = (b64::encode(salt), b64::encode(sealed.expose()));
            serde_json::to_vec(&TransferFile { salt: Some(&salt), encrypted: Some(&sealed), ..file })
        }
    };
    let mut text = text.map_err(failed)?;
    text.push(b'\n');
    Ok(ExportedHome { text: Secret::new(text), keys: contents.ring().keys().len(), left_out: contents.left_out })
}

impl Transfer {
    pub fn parse(text: &[u8]) -> Result<Self, Fault> {
        let foreign = || {
            Fault::new(Code::KeyUnreadable, "this is not an exported home")
                .hint("write one with `tokctl init --export FILE` on the node to copy")
        };
        let file: TransferFile<'_> = serde_json::from_slice(text).map_err(|_| foreign())?;
        if file.format != FORMAT {
            return Err(foreign());
        }
        if file.version != VERSION {
            let message =
                format!("the exported home has version {}; this tokctl supports version {VERSION}", file.version);
            return Err(Fault::new(Code::KeyUnreadable, message).hint("a newer tokctl wrote it: use that version"));
        }
        match (file.public, file.salt, file.encrypted) {
            (Some(public), None, None) => HomeContents::parse(public.get().as_bytes()).map(Box::new).map(Self::Public),
            (None, Some(salt), Some(content)) => {
                let decoded = |text: &str| b64::decode(text).map_err(|_| foreign());
                let salt = decoded(salt)?.try_into().map_err(|_| foreign())?;
                Ok(Self::Encrypted { salt, content: Secret::new(decoded(content)?) })
            }
            _ => Err(foreign()),
        }
    }

    /// The contents, decrypted with the passphrase from `ask` if they are encrypted.
    pub fn decrypt(self, ask: impl FnOnce() -> Result<Secret, Fault>) -> Result<HomeContents, Fault> {
        let (salt, content) = match self {
            Self::Public(contents) => return Ok(*contents),
            Self::Encrypted { salt, content } => (salt, content),
        };
        let key = password::derive_key(&ask()?, &salt)?;
        let json = crypto::open(&key, &content).ok_or_else(|| {
            let message = "the exported home cannot be decrypted: the passphrase is wrong, or the file is damaged";
            Fault::new(Code::KeyUnreadable, message)
        })?;
        HomeContents::parse(json.expose())
    }
}
