//! The likely cause of a bad signature, by cheap checks. It only adds a hint and never changes the verdict.

use zeroize::Zeroizing;

use crate::base::{Secret, b64, hex};
use crate::jose::jws::{Compact, Header, Part, has_unencoded_payload};
use crate::jose::key::{Key, Material};
use crate::jose::{Algorithm, Strength, VerifyingKey};

use crate::token::keyset::KeySet;
use crate::token::signature::form::form_fault;

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
    let (what, advice) = secret_variant(alg, compact.signing_input().as_bytes(), &signature, secrets)?;
    Some(format!("the signature matches the secret {what}; {advice}"))
}

/// A token with `"b64": false` in its header (RFC 7797).
pub(in crate::token) const UNENCODED: &str = "the header has \"b64\": false (RFC 7797): the payload is signed as it is, not encoded, which tokctl does not support";

/// What to do about a token for Microsoft Graph.
pub(in crate::token) const GRAPH: &str = "only Graph can verify its tokens; request a token for your own API";

/// How a secret that made `signature` differs from one of `secrets`, and what to do; `None` if none did.
pub(in crate::token) fn secret_variant<'s>(
    alg: Algorithm,
    message: &[u8],
    signature: &[u8],
    mut secrets: impl Iterator<Item = &'s [u8]>,
) -> Option<(&'static str, &'static str)> {
    let matches = |secret: &[u8]| {
        let key = Key::from_secret(Secret::from(secret));
        VerifyingKey::new(&key, alg, Strength::AllowWeak).is_ok_and(|key| key.verify(message, signature))
    };
    secrets.find_map(|secret| {
        let found = variants(secret).into_iter().find(|variant| matches(variant.secret.expose()));
        found.map(|variant| (variant.what, variant.advice))
    })
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// A secret that is often meant instead of the given one.
struct Variant {
    secret: Secret,
    /// How it differs from the given one.
    what: &'static str,
    advice: &'static str,
}

/// Secrets that are often meant instead of `secret`.
fn variants(secret: &[u8]) -> Vec<Variant> {
    let mut found = Vec::new();
    let mut add = |variant: Option<Vec<u8>>, what, advice| {
        let secret = variant.map(Secret::new).filter(|variant| !variant.is_empty() && variant.expose() != secret);
        found.extend(secret.map(|secret| Variant { secret, what, advice }));
    };
    let joined = |before: &[u8], after: &[u8]| Some([before, secret, after].concat());
    let inner = |before: &[u8], after: &[u8]| Some(secret.strip_prefix(before)?.strip_suffix(after)?.to_vec());
    let issuer = "remove it at the issuer, or pass the secret as hex: with 0a at its end";
    add(joined(b"", b"\n"), "with a line break at its end", issuer);
    let issuer = "remove it at the issuer, or pass the secret as hex: with 0d0a at its end";
    add(joined(b"", b"\r\n"), "with a Windows line break at its end", issuer);
    let end = "without the white space at its end";
    add(Some(secret.trim_ascii_end().to_vec()), end, "remove it from the secret");
    let ends = "without the white space around it";
    add(Some(secret.trim_ascii().to_vec()), ends, "remove it from the secret");
    add(joined(b"", b" "), "with a space at its end", "remove it at the issuer");
    add(joined(b" ", b""), "with a space before it", "remove it at the issuer");
    for quote in [&b"\""[..], b"'"] {
        let issuer = "remove them at the issuer: its configuration takes quotes as a part of the value";
        add(joined(quote, quote), "in quotes", issuer);
        add(inner(quote, quote), "without the quotes around it", "remove them from the secret");
    }
    let literal = "with the two characters \\n in place of a line break";
    add(joined(b"", b"\\n"), literal, "remove them at the issuer, which does not read escapes");
    let issuer = "save the issuer's file without one, or pass the secret as hex: with efbbbf before it";
    add(joined(BOM, b""), "with a byte order mark before it", issuer);
    add(inner(BOM, b""), "without its byte order mark", "save the file as UTF-8 without one");
    let text = std::str::from_utf8(secret).ok().map(|text| text.trim().trim_matches(['"', '\'']));
    let hexadecimal = "pass it as hex:…, or the decoded bytes as @FILE";
    add(text.and_then(hex::decode), "decoded from hexadecimal", hexadecimal);
    let base64 = "pass it as base64:…, or the decoded bytes as @FILE";
    add(text.and_then(b64::decode_lenient), "decoded from base64", base64);
    let advice = "the issuer did not decode it, so pass the text itself, not hex:…";
    let lower = hex::encode(secret).into_bytes();
    add(Some(lower.to_ascii_uppercase()), "as hexadecimal text", advice);
    add(Some(lower), "as hexadecimal text", advice);
    let advice = "the issuer did not decode it, so pass the text itself, not base64:… or \"k\" of a JWK";
    let url_safe = Zeroizing::new(b64::encode(secret));
    let standard = Zeroizing::new(b64::encode_standard(secret));
    let padding = &standard[standard.trim_end_matches('=').len()..];
    for text in [standard.as_bytes(), standard.trim_end_matches('=').as_bytes(), url_safe.as_bytes()] {
        add(Some(text.to_vec()), "as base64 text", advice);
    }
    add(Some([url_safe.as_bytes(), padding.as_bytes()].concat()), "as base64 text", advice);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, Object, Timestamp};
    use crate::jose::{SigningKey, jws};
    use crate::token::keyset::{Candidate, KeyIssuer};
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

    /// 48 characters that are valid as base64 and hexadecimal.
    const TEXT: &str = "00112233445566778899aabbccddeeff0123456789abcdef";

    #[test]
    fn a_secret_in_another_form_is_named() {
        let bytes = hex::decode(TEXT).unwrap();
        let long = [bytes.clone(), bytes.clone()].concat();
        let base64 = b64::encode(&long);
        for (issuer, verifier, expected) in [
            (format!("{TEXT}\n").into_bytes(), TEXT.as_bytes().to_vec(), "with a line break"),
            (format!("{TEXT}\r\n").into_bytes(), TEXT.as_bytes().to_vec(), "with a Windows line break"),
            (TEXT.as_bytes().to_vec(), format!("{TEXT}\n").into_bytes(), "without the white space"),
            (TEXT.as_bytes().to_vec(), format!("{TEXT} \r\n").into_bytes(), "without the white space"),
            ([BOM, TEXT.as_bytes()].concat(), TEXT.as_bytes().to_vec(), "with a byte order mark"),
            (TEXT.as_bytes().to_vec(), [BOM, TEXT.as_bytes()].concat(), "without its byte order mark"),
            (bytes, TEXT.as_bytes().to_vec(), "decoded from hexadecimal"),
            (long.clone(), base64.clone().into_bytes(), "decoded from base64"),
            (hex::encode(&long).into_bytes(), long.clone(), "as hexadecimal text"),
            (hex::encode(&long).to_ascii_uppercase().into_bytes(), long.clone(), "as hexadecimal text"),
            (base64.into_bytes(), long.clone(), "as base64 text"),
            (format!("\"{TEXT}\"").into_bytes(), TEXT.as_bytes().to_vec(), "in quotes"),
            (TEXT.as_bytes().to_vec(), format!("'{TEXT}'").into_bytes(), "without the quotes"),
            (format!("{TEXT} ").into_bytes(), TEXT.as_bytes().to_vec(), "with a space at its end"),
            (TEXT.as_bytes().to_vec(), format!(" {TEXT}").into_bytes(), "white space around"),
            (format!("{TEXT}\\n").into_bytes(), TEXT.as_bytes().to_vec(), "two characters"),
        ] {
            let hint = hint_of(&signed(&issuer), &verifier).unwrap();
            assert!(hint.contains(expected), "{expected}: {hint}");
        }
        assert_eq!(hint_of(&signed(TEXT.as_bytes()), &long), None);
    }

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
}
