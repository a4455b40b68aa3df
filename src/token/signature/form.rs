//! The form of a signature: what its bytes show without a key.

use crate::base::b64;
use crate::jose::Algorithm;
use crate::jose::alg::Primitive;
use crate::jose::key::with_article;

use crate::token::signature::cause::CauseKind;

/// What to do about a signature in another form.
pub(in crate::token) const HEX_TEXT_HINT: &str =
    "have the issuer encode the bytes of the signature as base64url, not their hexadecimal text";
pub(in crate::token) const HEX_DIGITS_HINT: &str = "have the issuer encode the bytes of the signature as base64url";
pub(in crate::token) const TWICE_HINT: &str = "have the issuer encode the bytes of the signature once";
pub(in crate::token) const DER_HINT: &str =
    "have the issuer write r and s at full length (RFC 7518 §3.4); in Node, `dsaEncoding: 'ieee-p1363'`";

/// A signature that cannot be one of its algorithm, whatever the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFault {
    pub code: CauseKind,
    pub message: String,
    pub hint: &'static str,
}

/// The length in bytes of a signature of `alg`; `None` if it depends on the key.
pub(in crate::token) fn signature_len(alg: Algorithm) -> Option<usize> {
    match alg.primitive() {
        Primitive::Hmac(hash) => Some(hash.output_len()),
        Primitive::RsaPkcs1(_) | Primitive::RsaPss(_) => None,
        Primitive::Ecdsa(curve, _) => Some(2 * curve.field_len()),
        Primitive::Ed25519 => Some(64),
        Primitive::MlDsa(set) => Some(set.signature_len()),
    }
}

/// The shortest RSA signature, in bytes: that of a key of 1024 bits.
pub(in crate::token) const MIN_RSA_LEN: usize = 128;

/// The length of an Ed448 signature, in bytes (RFC 8032 section 5.2.6).
const ED448_LEN: usize = 114;

/// Why `signature` cannot be one of `alg`; `None` if its form is right.
pub fn form_fault(alg: Algorithm, signature: &[u8]) -> Option<FormFault> {
    let fault = |code, message: String, hint| Some(FormFault { code, message, hint });
    let found = signature.len();
    if found == 0 {
        let message = format!("the signature is empty, expected {}", with_article(&format!("{alg} signature")));
        return fault(CauseKind::EmptySignature, message, "copy the whole token: the signature follows the second dot");
    }
    let right = match signature_len(alg) {
        Some(length) => found == length,
        None => found >= MIN_RSA_LEN,
    };
    if is_hex(signature) {
        let message = "the signature is hexadecimal text, expected the bytes that it encodes".to_owned();
        return fault(CauseKind::HexSignature, message, HEX_TEXT_HINT);
    }
    if is_hex(b64::encode(signature).as_bytes()) {
        let message = "the signature is hexadecimal text, expected base64url".to_owned();
        return fault(CauseKind::HexSignature, message, HEX_DIGITS_HINT);
    }
    if let Some(decoded) = as_base64(signature) {
        let message = format!("the signature is base64 text of {} bytes: it was encoded twice", decoded.len());
        return fault(CauseKind::Base64Signature, message, TWICE_HINT);
    }
    if matches!(alg.primitive(), Primitive::Ecdsa(..)) && der_integers(signature).is_some() {
        let message = format!("the signature is ECDSA in DER, expected {} bytes of r and s", signature_len(alg)?);
        return fault(CauseKind::DerSignature, message, DER_HINT);
    }
    match signature_len(alg) {
        _ if right => None,
        Some(length) => {
            let message = format!("the signature has {found} bytes, expected {length} for {alg}");
            let hint = if alg.primitive() == Primitive::Ed25519 && found == ED448_LEN {
                "have the issuer sign with an Ed25519 key; tokctl does not support Ed448"
            } else if found < length {
                short_hint(found)
            } else if is_common_len(found) {
                "have the issuer write the algorithm that it signs with into \"alg\""
            } else {
                "remove what follows the token"
            };
            fault(CauseKind::SignatureLength, message, hint)
        }
        None => {
            let message = format!("the signature has {found} bytes, expected at least {MIN_RSA_LEN} for {alg}");
            fault(CauseKind::SignatureLength, message, short_hint(found))
        }
    }
}

/// What to do about a signature that is too short with `length` bytes.
fn short_hint(length: usize) -> &'static str {
    match is_common_len(length) {
        true => "copy the whole token again; if it is complete, have the issuer correct \"alg\"",
        false => "copy the whole token again",
    }
}

/// Whether an algorithm, with RSA keys of common sizes, has signatures of `length` bytes.
fn is_common_len(length: usize) -> bool {
    [128, 256, 384, 512].contains(&length) || Algorithm::all().any(|alg| signature_len(alg) == Some(length))
}

/// The bytes that a signature encodes if it is base64 text. Random bytes of this length are never text.
fn as_base64(signature: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(signature).ok().filter(|text| text.len() >= 40 && text.is_ascii())?;
    b64::decode_lenient(text)
}

fn is_hex(bytes: &[u8]) -> bool {
    bytes.len() >= 32 && bytes.len().is_multiple_of(2) && bytes.iter().all(u8::is_ascii_hexdigit)
}

/// The two integers of a DER sequence, as ECDSA signatures are outside of JOSE; `None` if `bytes` are something else.
pub(in crate::token) fn der_integers(bytes: &[u8]) -> Option<[&[u8]; 2]> {
    fn value(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
        let (length, rest) = match bytes.strip_prefix(&[tag])? {
            [length @ 0..=127, rest @ ..] | [0x81, length, rest @ ..] => (usize::from(*length), rest),
            _ => return None,
        };
        rest.split_at_checked(length)
    }
    let (inner, after) = value(0x30, bytes)?;
    let (r, rest) = value(2, inner)?;
    let (s, rest) = value(2, rest)?;
    (after.is_empty() && rest.is_empty()).then_some([r, s])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(alg: &str, signature: &[u8]) -> Option<&'static str> {
        form_fault(Algorithm::from_name(alg).unwrap(), signature).map(|fault| fault.code.name())
    }

    fn der(r: usize, s: usize) -> Vec<u8> {
        let integer = |length: usize| [vec![2, length as u8], vec![1; length]].concat();
        let inner = [integer(r), integer(s)].concat();
        let length = if inner.len() < 128 { vec![inner.len() as u8] } else { vec![0x81, inner.len() as u8] };
        [vec![0x30], length, inner].concat()
    }

    #[test]
    fn lengths_by_algorithm() {
        for (alg, length) in [
            ("HS256", 32),
            ("HS384", 48),
            ("HS512", 64),
            ("ES256", 64),
            ("ES384", 96),
            ("ES512", 132),
            ("ES256K", 64),
            ("EdDSA", 64),
            ("Ed25519", 64),
            ("ML-DSA-44", 2420),
            ("RS256", 256),
            ("PS512", 512),
        ] {
            assert_eq!(code(alg, &vec![7; length]), None, "{alg}");
            assert_eq!(code(alg, &[]), Some("empty_signature"), "{alg}");
            assert_eq!(code(alg, &[7; 20]), Some("signature_length"), "{alg}");
            if !alg.starts_with("PS") && !alg.starts_with("RS") {
                assert_eq!(code(alg, &vec![7; length + 1]), Some("signature_length"), "{alg}");
            }
        }
    }

    #[test]
    fn other_encodings_are_named() {
        for (r, s) in [(32, 32), (33, 32), (31, 33)] {
            assert_eq!(code("ES256", &der(r, s)), Some("der_signature"), "{r} {s}");
        }
        assert_eq!(code("ES512", &der(66, 66)), Some("der_signature"));
        assert_eq!(code("HS256", &der(32, 32)), Some("signature_length"));
        // One byte more, or less, is not DER.
        assert_eq!(code("ES256", &[der(32, 32), vec![0]].concat()), Some("signature_length"));
        assert_eq!(code("ES256", &der(32, 32)[..69]), Some("signature_length"));
        assert_eq!(code("HS256", "0f".repeat(32).as_bytes()), Some("hex_signature"));
        for (alg, length) in [("HS256", 32), ("ES256", 64), ("RS256", 256)] {
            let bytes: Vec<u8> = (0..length).map(|at| at as u8).collect();
            for text in [b64::encode(&bytes), b64::encode_standard(&bytes)] {
                assert_eq!(code(alg, text.as_bytes()), Some("base64_signature"), "{alg}");
            }
        }
        assert_eq!(code("RS256", "0f".repeat(256).as_bytes()), Some("hex_signature"));
    }

    #[test]
    fn hints_distinguish_short_and_long_signatures() {
        let hint = |alg: &str, length| form_fault(Algorithm::from_name(alg).unwrap(), &vec![7; length]).unwrap().hint;
        assert!(hint("HS256", 31).starts_with("copy the whole token"));
        assert!(hint("HS256", 64).starts_with("have the issuer write the algorithm"));
        assert!(hint("ES256", 96).starts_with("have the issuer write the algorithm"));
        assert!(hint("HS256", 44).starts_with("remove what follows"));
        assert!(hint("EdDSA", 114).contains("Ed448"));
        assert!(hint("RS256", 32).contains("\"alg\""));
        assert!(hint("EdDSA", 65).starts_with("remove what follows"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_classified(bytes in proptest::collection::vec(0_u8.., 0..200)) {
            for alg in Algorithm::all() {
                let _ = form_fault(alg, &bytes);
            }
        }
    }
}
