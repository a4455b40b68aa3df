//! Signing many tokens that differ only in their `jti`: the common parts are serialized once.

use crate::base::json::{Json, Object};
use crate::base::random::Random;
use crate::base::{Fault, hex, random};
use crate::jose::SigningKey;
use crate::jose::jws::Prefix;

/// The length of a `jti` in characters.
const ID_LEN: usize = 2 * ID_BYTES;
const ID_BYTES: usize = 16;

/// A `jti`: 128 random bits in hexadecimal.
pub fn new_jti(random: &dyn Random) -> Result<String, Fault> {
    let bytes: [u8; ID_BYTES] = random::bytes(random)?;
    Ok(hex::encode(&bytes))
}

/// Tokens with the same header and claims, each with its own `jti`.
#[derive(Debug, Clone)]
pub struct TokenTemplate<'k> {
    key: &'k SigningKey,
    prefix: Prefix,
    payload: Vec<u8>,
    /// The offset of the `jti` in the payload, if each token has its own.
    id_at: Option<usize>,
    signature: Vec<u8>,
    token: String,
}

/// Random values for the `jti` of several tokens.
#[derive(Debug, Default)]
pub struct TokenIds(Vec<u8>);

impl<'k> TokenTemplate<'k> {
    /// All tokens have this payload.
    pub fn of_bytes(header: &Object<'_>, payload: Vec<u8>, key: &'k SigningKey) -> Self {
        let prefix = Prefix::new(header);
        Self { key, prefix, payload, id_at: None, signature: Vec::new(), token: String::new() }
    }

    /// Each token has its own `jti`, at the position of the one in `claims`.
    pub fn with_ids(header: &Object<'_>, mut claims: Object<'static>, key: &'k SigningKey) -> Self {
        claims.set("jti", Json::string("0".repeat(ID_LEN)));
        let before: Object<'_> =
            claims.iter().take_while(|(name, _)| *name != "jti").map(|(n, v)| (n, v.clone())).collect();
        // The closing brace is replaced by a comma, unless the `jti` comes first.
        let at = before.to_string().len() - usize::from(before.is_empty()) + "\"jti\":\"".len();
        Self { id_at: Some(at), ..Self::of_bytes(header, claims.to_string().into_bytes(), key) }
    }

    /// Draws the `jti` of the next `count` tokens, if each has its own.
    pub fn draw(&self, count: usize, random: &dyn Random, ids: &mut TokenIds) -> Result<(), Fault> {
        ids.0.clear();
        if self.id_at.is_some() {
            ids.0.resize(count * ID_BYTES, 0);
            random.fill(&mut ids.0)?;
        }
        Ok(())
    }

    /// The token with the `nth` of `ids` as its `jti`.
    pub fn sign(&mut self, ids: &TokenIds, nth: usize) -> Result<&str, Fault> {
        if let Some(at) = self.id_at {
            let id = &ids.0[nth * ID_BYTES..(nth + 1) * ID_BYTES];
            hex::encode_into(id, &mut self.payload[at..at + ID_LEN]);
        }
        self.prefix.sign(&self.payload, self.key, &mut self.signature, &mut self.token)?;
        Ok(&self.token)
    }

    /// The `jti` of the token signed last, if each has its own.
    pub fn last_id(&self) -> Option<String> {
        self.id_at.map(|at| String::from_utf8_lossy(&self.payload[at..at + ID_LEN]).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::{self, Duplicates};
    use crate::base::{Secret, SystemRandom};
    use crate::jose::{Algorithm, Compact, Key, Strength};

    #[test]
    fn tokens_differ_only_in_their_jti() {
        let key = Key::from_secret(Secret::from(&b"0123456789abcdef0123456789abcdef"[..]));
        let key = SigningKey::new(&key, Algorithm::from_name("HS256").unwrap(), Strength::Required).unwrap();
        for text in [
            r#"{"jti":""}"#,
            r#"{"jti":"","sub":"a"}"#,
            r#"{"sub":"a\"é\n","n":1.10,"jti":"","last":[{"jti":""}]}"#,
            r#"{"inner":{"jti":""},"jti\u0000":"","\"jti\":\"":1,"jti":""}"#,
        ] {
            let claims = json::parse_object(text.as_bytes(), Duplicates::Refuse).unwrap().into_owned();
            let mut template = TokenTemplate::with_ids(&Object::new(), claims.clone(), &key);
            let mut ids = TokenIds::default();
            template.draw(3, &SystemRandom, &mut ids).unwrap();
            let mut seen = Vec::new();
            for nth in 0..3 {
                let token = template.sign(&ids, nth).unwrap().to_owned();
                let payload = Compact::split(&token).unwrap().decode(crate::jose::jws::Part::Payload).unwrap();
                let mut signed = json::parse_object(&payload, Duplicates::Refuse).unwrap().into_owned();
                let id = signed.get_str("jti").unwrap().to_owned();
                assert_eq!(Some(&id), template.last_id().as_ref());
                assert!(id.len() == ID_LEN && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
                assert!(!seen.contains(&id));
                seen.push(id);
                signed.set("jti", Json::string(""));
                assert_eq!(signed.to_string(), claims.to_string());
            }
        }
    }
}
