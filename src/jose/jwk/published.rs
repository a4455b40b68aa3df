//! Sets that anybody can read: from the network.

use super::set::read_set;
use crate::base::json::{Json, Object};
use crate::base::{Code, Fault};
use crate::jose::key::Key;

/// The members that only a private key or a secret has (RFC 7518 section 6, RFC 9964).
const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

/// Reads a JWKS that was published. It must hold public keys alone.
///
/// A secret that everybody can fetch is none. A private key that everybody can fetch signs for everybody; and who
/// publishes one has not looked at the others either, so the whole set is refused, and not that key alone.
pub fn read_published_set(set: &Object<'_>, notes: &mut Vec<String>) -> Result<Vec<Key>, Fault> {
    let entries = set.get("keys").and_then(Json::as_array).unwrap_or_default();
    for (at, entry) in entries.iter().enumerate() {
        let Some(entry) = entry.as_object() else { continue };
        let name =
            entry.get_str("kid").map_or_else(|| format!("key {}", at + 1), |kid| format!("key {} ({kid:?})", at + 1));
        if entry.get_str("kty") == Some("oct") {
            return Err(Fault::new(
                Code::KeyRefused,
                format!("{name} is a shared secret (\"kty\": \"oct\") for everybody to read"),
            )
            .hint("a secret is given with --secret, from a place of your own"));
        }
        if let Some(member) = PRIVATE.into_iter().find(|member| entry.contains(member)) {
            let message = format!("{name} is a private key (it has {member:?}) for everybody to read");
            return Err(Fault::new(Code::KeyRefused, message)
                .hint("anybody can sign with it: tell whoever runs the server to replace it"));
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
        read_published_set(&set, &mut notes).map(|keys| (keys.len(), notes.len())).map_err(|fault| fault.code)
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
