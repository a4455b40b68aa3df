//! A secret as a key for HMAC.

use crate::base::{Code, Fault, Secret};
use crate::jose::key::{Form, Key, Material, SharedSecret, with_article};
use crate::jose::key_strength;
use crate::jose::misused_key;
use crate::jose::weakness::{Misuse, SHORTER_SECRET};

/// The key, and a note if the secret could also be a key of another kind. What certainly is one is refused (RFC 8725 section
/// 2.1).
pub fn key(secret: Secret) -> Result<(Key, Option<String>), Fault> {
    let secret = SharedSecret::new(secret);
    if let Some(misuse) = key_strength::key_material(&secret) {
        let refused = |message: String| Fault::new(Code::KeyRefused, message);
        return Err(match misuse {
            Misuse::Key(what) => refused(format!("this is {}, not a shared secret", with_article(what))),
            Misuse::NotSearched => {
                refused("the secret is too long to be searched for public keys".to_owned()).hint(SHORTER_SECRET)
            }
        });
    }
    let note = misused_key::possible_key(secret.expose()).map(|what| {
        format!("these {} bytes could also be {}; a public key is not a secret", secret.len(), with_article(what))
    });
    Ok((Key::new(Material::Oct(secret), Form::Raw), note))
}
