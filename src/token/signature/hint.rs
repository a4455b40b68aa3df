//! The likely cause of a bad signature, by cheap checks. It only adds a hint and never changes the verdict.

use crate::jose::Algorithm;
use crate::jose::jws::{Compact, Header, Part, has_unencoded_payload};
use crate::jose::key::Material;

use crate::token::keyset::KeySet;
use crate::token::signature::form::form_fault;
use crate::token::signature::secret_form;

/// What to do about the signature of `token`, which no key of `keys` accepted; `None` if no check finds a cause.
pub fn hint(token: &str, header: &Header, keys: &KeySet) -> Option<String> {
    let compact = Compact::split(token).ok()?;
    let signature = compact.decode(Part::Signature).ok()?;
    let alg = Algorithm::from_name(header.alg())?;
    if has_unencoded_payload(header.members()) {
        return Some(format!("{UNENCODED}; have the issuer leave \"b64\" out"));
    }
    if let Some(fault) = form_fault(alg, &signature) {
        return Some(format!("{}; {}", fault.message, fault.hint));
    }
    if compact.encoded(Part::Payload).is_empty() {
        return Some("the token has no payload; if it is detached, pass it with --detached-payload @FILE".to_owned());
    }
    if header.members().get_str("nonce").is_some() {
        return Some(format!("the header has \"nonce\", as access tokens for Microsoft Graph do; {GRAPH}"));
    }
    let secrets = keys.candidates_for(header).into_iter().filter_map(|candidate| match &candidate.key.material {
        Material::Oct(secret) => Some(secret.expose()),
        _ => None,
    });
    let (what, advice) = secret_form::used(alg, compact.signing_input().as_bytes(), &signature, secrets)?;
    Some(format!("the signature matches the secret {what}; {advice}"))
}

/// A token with `"b64": false` in its header (RFC 7797).
pub(in crate::token) const UNENCODED: &str = "the header has \"b64\": false (RFC 7797): the payload is signed as it is, not encoded, which tokctl does not support";

/// What to do about a token for Microsoft Graph.
pub(in crate::token) const GRAPH: &str = "only Graph can verify its tokens; request a token for your own API";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, Object, Secret, Timestamp};
    use crate::jose::{Key, SigningKey, Strength, jws};
    use crate::token::key_issuer::KeyIssuer;
    use crate::token::keyset::Candidate;
    use crate::token::policy::Policy;
    use crate::token::verify::verify;

    fn signed(secret: &[u8]) -> String {
        let alg = Algorithm::from_name("HS256").unwrap();
        let key = SigningKey::new(&Key::from_secret(Secret::from(secret)), alg, Strength::AllowWeak).unwrap();
        let header: Object<'_> = [("alg", crate::base::Json::string("HS256"))].into_iter().collect();
        jws::sign(&header, br#"{"exp":1800000000}"#, &key).unwrap()
    }

    fn hint_of(token: &str, secret: &[u8]) -> Option<String> {
        let key = Key::from_secret(Secret::from(secret));
        let candidate = Candidate { key, source: "--secret".into(), any_kid: true, issuer: KeyIssuer::Any };
        let keys = KeySet::new(vec![candidate], vec![], Strength::Required);
        let verdict = verify(token, &keys, &Policy::default(), Timestamp::from_secs(0));
        assert_eq!(verdict.faults()[0].code, Code::BadSignature);
        hint(token, verdict.header().unwrap(), &keys)
    }

    const TEXT: &str = "00112233445566778899aabbccddeeff0123456789abcdef";

    #[test]
    fn a_missing_payload_is_named() {
        let detached = jws::detach(&signed(TEXT.as_bytes())).unwrap();
        assert!(hint_of(&detached, TEXT.as_bytes()).unwrap().contains("--detached-payload"));
    }

    #[test]
    fn the_form_comes_before_the_secret() {
        let token = signed(TEXT.as_bytes());
        let (input, _) = token.rsplit_once('.').unwrap();
        let hint = |signature: &str| hint_of(&format!("{input}.{signature}"), TEXT.as_bytes()).unwrap();
        assert!(hint("").contains("empty"));
        assert!(hint("AAAA").contains("3 bytes, expected 32"));
    }

    #[test]
    fn another_form_of_the_secret_is_named() {
        let hint = hint_of(&signed(format!("{TEXT}\n").as_bytes()), TEXT.as_bytes()).unwrap();
        assert!(hint.starts_with("the signature matches the secret with a line break at its end; "), "{hint}");
        assert_eq!(hint_of(&signed(b"another secret of 32 characters."), TEXT.as_bytes()), None);
    }
}
