//! What has dots and base64url like a token, and is something else.

use crate::base::b64;
use crate::base::json::{self, Duplicates};
use crate::jose::jws::Part;

use super::super::form::is_header;
use super::{Diagnosis, DiagnosisKind};

/// A compressed session of Flask: a dot before zlib in base64url, a time and a signature.
pub(super) fn flask_session(text: &str) -> Option<Diagnosis> {
    let first = text.strip_prefix('.')?.split('.').next()?;
    let is_session = text.matches('.').count() == 3 && b64::decode(first).is_ok_and(|bytes| bytes.starts_with(&[0x78]));
    is_session.then(|| {
        Diagnosis::new(
            DiagnosisKind::SignedCookie,
            "this looks like a compressed session cookie of Flask, not a JWT",
            "only the framework that made it can verify it",
        )
        .at(0)
    })
}

/// Three parts whose first is not a JOSE header.
pub(super) fn not_jose(text: &str) -> Option<Diagnosis> {
    let parts: Vec<&str> = text.split('.').collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let is_host =
        text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
            && third.len() <= 6
            && !starts_as_json(first);
    if is_host {
        return Some(
            Diagnosis::new(DiagnosisKind::HostName, "this looks like a host name, not a token", "pass the token alone")
                .at(0),
        );
    }
    let bytes = b64::decode(first).ok();
    let header = bytes.as_deref().and_then(|bytes| json::parse_object(bytes, Duplicates::Keep).ok());
    if let Some(header) = &header
        && !header.contains("alg")
        && second.len() <= 8
    {
        return Some(
            Diagnosis::new(
                DiagnosisKind::SignedCookie,
                "this looks like a signed session cookie of Flask, not a JWT: its first part is JSON without \"alg\"",
                "only the framework that made it can verify it",
            )
            .at(0)
            .in_part(Part::Header),
        );
    }
    let json = bytes.as_deref().and_then(|bytes| json::parse(bytes, Duplicates::Keep).ok());
    if let Some(json) = json.filter(|json| json.as_object().is_none()) {
        let (kind, message, hint) = match (second.len(), third.len()) {
            // A time in seconds, and an HMAC with SHA-1, SHA-256 or SHA-512.
            (4..=8, 27 | 43 | 86) => (
                DiagnosisKind::SignedCookie,
                "this looks like data signed by itsdangerous, as Flask signs it, not a JWT".to_owned(),
                "only the application that signed it can verify it",
            ),
            _ => (
                DiagnosisKind::NotJwt,
                format!("the header is {} in JSON, expected an object", json.kind()),
                "have the issuer write the header as RFC 7515 §4.1 defines it",
            ),
        };
        return Some(Diagnosis::new(kind, message, hint).at(0).in_part(Part::Header));
    }
    // A character lost at the front shifts every later byte.
    if header.is_none() {
        for lost in ["e", "ey", "eyJ"] {
            if is_header(&format!("{lost}{first}")) {
                return Some(
                    Diagnosis::new(
                        DiagnosisKind::TruncatedStart,
                        format!("the token is truncated at its beginning: {lost:?} is missing"),
                        "copy the token from its beginning",
                    )
                    .at(0)
                    .in_part(Part::Header),
                );
            }
        }
    }
    None
}

/// Whether a part decodes to the beginning of a JSON object.
pub(super) fn starts_as_json(part: &str) -> bool {
    let whole = part.get(..part.len() / 4 * 4).unwrap_or_default();
    b64::decode(whole).is_ok_and(|bytes| {
        bytes.trim_ascii_start().starts_with(b"{")
            && bytes.trim_ascii_start().get(1).is_none_or(|byte| b"\" \n\r\t}".contains(byte))
    })
}
