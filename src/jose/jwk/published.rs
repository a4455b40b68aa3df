//! Sets from the network, which anyone can read.

use super::set::{KeyList, entry_name, is_secret, objects, read_set};
use crate::base::json::{Json, Object};
use crate::base::{Code, Fault};

/// The members of private keys (RFC 7518 section 6, RFC 9964).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "priv"];

/// Reads a published JWKS, which must hold only public keys.
///
/// A secret or private key that anyone can fetch lets anyone sign. The whole set is refused, not that key alone: its
/// publisher has not protected the others either.
pub fn read_published_set(set: &Object<'_>, notes: &mut Vec<String>) -> Result<KeyList, Fault> {
    let entries = set.get("keys").and_then(Json::as_array).unwrap_or_default();
    for (at, entry) in entries.iter().enumerate() {
        let name = entry_name(at, entry);
        for object in objects(entry) {
            if is_secret(object) {
                return Err(Fault::new(Code::KeyRefused, format!("{name} is a symmetric key published in a JWKS"))
                    .hint("pass the shared secret with --secret @FILE"));
            }
            if let Some(member) = PRIVATE.into_iter().find(|member| object.contains(member)) {
                let message = format!("{name} is a private key (it has {member:?}) published in a JWKS");
                return Err(Fault::new(Code::KeyRefused, message)
                    .hint("anyone can sign with it; ask the publisher to replace it"));
            }
        }
    }
    read_set(set, notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::{self, Duplicates};

    const X: &str = "11qYAyYbRHBlYsI3CQ8ckpXkaqvRZTEwOYXWuCO1wwA";

    fn read(entries: &str) -> Result<(usize, usize), Code> {
        let text = format!("{{\"keys\":[{entries}]}}");
        let set = json::parse_object(text.as_bytes(), Duplicates::Refuse).unwrap();
        let mut notes = Vec::new();
        read_published_set(&set, &mut notes).map(|list| (list.keys.len(), notes.len())).map_err(|fault| fault.code)
    }

    #[test]
    fn what_is_not_public_spoils_the_set_and_what_is_unknown_does_not() {
        let good = format!(r#"{{"kty":"OKP","crv":"Ed25519","kid":"good","x":"{X}"}}"#);
        assert_eq!(read(""), Ok((0, 0)));
        assert_eq!(read(&good), Ok((1, 0)));
        for unknown in [
            r#"{"kty":"XYZ"}"#,
            r#"{"kty":"EC","crv":"P-224","x":"AA","y":"AA"}"#,
            r#"{"kty":7}"#,
            "7",
            "null",
            "{}",
            r#"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#,
            r#"{"kty":"RSA","alg":"RS1","n":"AA","e":"AQAB"}"#,
        ] {
            assert_eq!(read(&format!("{unknown},{good}")), Ok((1, 1)), "{unknown}");
        }
        for bad in [
            r#"{"kty":"oct","k":"AAAA"}"#,
            r#"{"kty":"oct"}"#,
            r#"{"kty":"OKP","crv":"X25519","x":"AA","d":"AA"}"#,
            r#"{"kty":"RSA","n":"AA","e":"AQAB","p":"AA"}"#,
            r#"{"kty":"AKP","alg":"ML-DSA-44","pub":"AA","priv":"AA"}"#,
            r#"{"kty":"XYZ","k":"AAAA"}"#,
        ] {
            assert_eq!(read(&format!("{good},{bad}")), Err(Code::KeyRefused), "{bad}");
        }
    }
}
