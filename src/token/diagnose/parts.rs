//! Causes inside the parts of what is built like a token.

use crate::base::b64::{self, B64Error};
use crate::base::json::{self, Duplicates, JsonProblem};
use crate::jose::Algorithm;
use crate::jose::jws::{Malformed, MalformedKind, Part, has_unencoded_payload};
use crate::token::signature::form::{MIN_RSA_LEN, signature_len};

use super::super::form::{is_header, is_token};
use super::lookalike::{self, starts_as_json};
use super::{Diagnosis, DiagnosisKind, prefix};

/// The first cause that applies to `text`, which was refused as `malformed`.
pub(super) fn cause(text: &str, malformed: &Malformed) -> Option<Diagnosis> {
    sd_jwt(text)
        .or_else(|| padded(text))
        .or_else(|| standard_alphabet(text))
        .or_else(|| lookalike::flask_session(text))
        .or_else(|| missing_header(text))
        .or_else(|| rearranged(text))
        .or_else(|| unencoded_payload(text))
        .or_else(|| short_signature(text))
        .or_else(|| by_count(text))
        .or_else(|| encrypted(text))
        .or_else(|| lookalike::not_jose(text))
        .or_else(|| by_problem(malformed))
}

/// An SD-JWT: a JWT followed by disclosures (RFC 9901 section 4).
fn sd_jwt(text: &str) -> Option<Diagnosis> {
    let (jwt, _) = text.split_once('~')?;
    (jwt.matches('.').count() == 2 && is_token(jwt)).then(|| {
        Diagnosis::new(
            DiagnosisKind::SdJwt,
            "this is an SD-JWT (RFC 9901): a JWT followed by disclosures",
            "verify its JWT alone, the text before the first '~'; `tokctl decode` shows it",
        )
        .at(jwt.len())
    })
}

fn padded(text: &str) -> Option<Diagnosis> {
    let at = text.find('=')?;
    let stripped = text.replace('=', "");
    is_token(&stripped).then(|| {
        let part = part_at(text, at);
        let diagnosis = Diagnosis::new(
            DiagnosisKind::Padded,
            "the token is padded with '=', which JWS leaves out (RFC 7515 §2)",
            "remove the '='",
        )
        .at(at);
        Diagnosis { part, ..diagnosis }
    })
}

fn standard_alphabet(text: &str) -> Option<Diagnosis> {
    let at = text.find(['+', '/'])?;
    let url_safe = text.replace('+', "-").replace('/', "_").replace('=', "");
    is_token(&url_safe).then(|| {
        let diagnosis = Diagnosis::new(
            DiagnosisKind::StandardBase64,
            "the token is in the standard base64 alphabet; JWS uses '-' and '_' for '+' and '/'",
            "have its issuer use base64url (RFC 4648 §5), or convert it with `tr '+/' '-_' | tr -d =`",
        )
        .at(at);
        Diagnosis { part: part_at(text, at), ..diagnosis }
    })
}

fn missing_header(text: &str) -> Option<Diagnosis> {
    (text.starts_with('.') && text.matches('.').count() == 2).then(|| {
        Diagnosis::new(
            DiagnosisKind::NoHeader,
            "the header is missing: the token begins with a dot",
            "copy the token from its beginning",
        )
        .at(0)
        .in_part(Part::Header)
    })
}

/// All parts are there, but in another order, or one of them twice.
fn rearranged(text: &str) -> Option<Diagnosis> {
    if text.starts_with('.') && is_token(text.trim_start_matches('.')) {
        return Some(Diagnosis::new(DiagnosisKind::AddedDot, "the token has a dot before it", "remove it").at(0));
    }
    let parts: Vec<&str> = text.split('.').collect();
    match parts.as_slice() {
        [first, second, third]
            if !is_header(first) && json_of(first) && is_header(second) && b64::decode(third).is_ok() =>
        {
            let message = "header and payload of the token are swapped";
            let hint = "have the issuer write the header first, and sign it so (RFC 7515 §7.1)";
            Some(Diagnosis::new(DiagnosisKind::SwappedParts, message, hint).at(0).in_part(Part::Header))
        }
        [first, second, _, _] if is_header(first) && first == second => {
            let message = "the token has its header twice";
            Some(
                Diagnosis::new(DiagnosisKind::RepeatedPart, message, "remove the first part")
                    .at(0)
                    .in_part(Part::Header),
            )
        }
        _ => None,
    }
}

/// A header that says that the payload is not encoded (RFC 7797); the payload may have dots.
fn unencoded_payload(text: &str) -> Option<Diagnosis> {
    let (first, rest) = text.split_once('.')?;
    let bytes = b64::decode(first).ok()?;
    let header = json::parse_object(&bytes, Duplicates::Keep).ok()?;
    let (payload, _) = rest.rsplit_once('.')?;
    (header.contains("alg") && has_unencoded_payload(&header) && b64::decode(payload).is_err()).then(|| {
        Diagnosis::new(
            DiagnosisKind::UnencodedPayload,
            "the payload is not encoded, as the header says with \"b64\": false (RFC 7797), which tokctl does not support",
            "have the issuer encode the payload, and leave \"b64\" out",
        )
        .at(first.len() + 1)
        .in_part(Part::Payload)
    })
}

/// The signature is shorter than those of the header's algorithm.
fn short_signature(text: &str) -> Option<Diagnosis> {
    let parts: Vec<&str> = text.split('.').collect();
    let [first, payload, signature] = parts.as_slice() else { return None };
    if !is_header(first)
        || b64::decode(payload).is_err()
        || b64::decode(signature).is_ok()
        || !signature.bytes().all(is_base64url)
    {
        return None;
    }
    let header = b64::decode(first).ok()?;
    let header = json::parse_object(&header, Duplicates::Keep).ok()?;
    let alg = header.get_str("alg").and_then(Algorithm::from_name)?;
    let (least, bound) = match signature_len(alg) {
        Some(length) => (length, ""),
        None => (MIN_RSA_LEN, "at least "),
    };
    let found = signature.len() * 3 / 4;
    (0 < found && found < least).then(|| {
        Diagnosis::new(
            DiagnosisKind::Truncated,
            format!("the signature is incomplete: it has {found} bytes, expected {bound}{least} for {alg}"),
            "copy the whole token",
        )
        .at(text.len())
        .in_part(Part::Signature)
    })
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Too few parts, or too many.
fn by_count(text: &str) -> Option<Diagnosis> {
    let parts: Vec<&str> = text.split('.').collect();
    let first_is_header = starts_as_json(parts[0]);
    match parts.as_slice() {
        [_] if first_is_header && is_header(parts[0]) => Some(
            Diagnosis::new(DiagnosisKind::Truncated, "the token is truncated: only the header is left", "copy the whole token")
                .at(text.len())
                .in_part(Part::Payload),
        ),
        [_] if first_is_header => Some(match json_of(parts[0]) {
            true => Diagnosis::new(
                DiagnosisKind::OnePart,
                "this is one part of a token: base64url of a JSON object without \"alg\"",
                "pass all three parts",
            )
            .at(text.len()),
            false => Diagnosis::new(DiagnosisKind::Truncated, "the token is truncated in its header", "copy the whole token")
                .at(text.len())
                .in_part(Part::Header),
        }),
        [part] if object_without_alg(part) => Some(
            Diagnosis::new(
                DiagnosisKind::OnePart,
                "this is base64 of a JSON object without \"alg\": a part of a token, or data such as a cookie of cookie-session",
                "pass all three parts of a token; `base64 -d` shows other data",
            )
            .at(text.len()),
        ),
        [_] => Some(opaque(text)),
        [_, second] if first_is_header => {
            let (message, part) = match second.is_empty() || b64::decode(second).is_err() || !json_of(second) {
                true => ("the token is truncated in its payload", Part::Payload),
                false => ("the token is truncated: the signature and the dot before it are missing", Part::Signature),
            };
            Some(
                Diagnosis::new(DiagnosisKind::Truncated, message, "copy the whole token; even an unsigned token ends with a dot")
                    .at(text.len())
                    .in_part(part),
            )
        }
        [first, second] if starts_as_json(first) || starts_as_json(second) => Some(
            Diagnosis::new(
                DiagnosisKind::NoHeader,
                "the header is missing: this begins with the payload",
                "copy the token from its beginning",
            )
            .at(0)
            .in_part(Part::Header),
        ),
        [_, _] => Some(opaque(text)),
        [_, _, _] | [_, _, _, _, _] => None,
        [first, ..] if b64::decode(first).is_ok_and(|bytes| has_enc(&bytes)) => {
            let message = format!("this is a JWE with {} parts instead of 5", parts.len());
            Some(Diagnosis::new(DiagnosisKind::BrokenJwe, message, "copy the whole token").at(text.len()))
        }
        [first, ..] if is_header(first) => {
            let at = parts.iter().take(3).map(|part| part.len() + 1).sum::<usize>() - 1;
            Some(
                Diagnosis::new(
                    DiagnosisKind::TooManyParts,
                    format!("the token has {} parts instead of 3", parts.len()),
                    "remove what follows the signature",
                )
                .at(at)
                .in_part(Part::Signature),
            )
        }
        _ => None,
    }
}

/// Whether these bytes are the header of a JWE.
fn has_enc(header: &[u8]) -> bool {
    json::parse_object(header, Duplicates::Keep).is_ok_and(|header| header.contains("enc"))
}

/// Five parts with a JWE header, one of which is broken.
fn encrypted(text: &str) -> Option<Diagnosis> {
    let parts: Vec<&str> = text.split('.').collect();
    let header = b64::decode(parts.first()?).ok()?;
    if parts.len() != 5 || !has_enc(&header) {
        return None;
    }
    const NAMES: [&str; 5] = ["header", "encrypted key", "initialization vector", "ciphertext", "authentication tag"];
    let (index, error) = parts.iter().enumerate().find_map(|(index, part)| Some((index, b64::decode(part).err()?)))?;
    let at = parts[..index].iter().map(|part| part.len() + 1).sum::<usize>() + error.offset();
    Some(
        Diagnosis::new(
            DiagnosisKind::BrokenJwe,
            format!("this is a JWE whose {} is not base64url: {error}", NAMES[index]),
            "copy the whole token",
        )
        .at(at),
    )
}

fn by_problem(malformed: &Malformed) -> Option<Diagnosis> {
    let name = malformed.part.map_or_else(|| "token".to_owned(), |part| part.to_string());
    let (kind, message, hint) = match &malformed.problem {
        MalformedKind::Base64(B64Error::InvalidLength { .. }) => (
            DiagnosisKind::Truncated,
            format!(
                "the token is truncated, or has one character too many: the length of its {name} is impossible in base64url"
            ),
            "copy the whole token again",
        ),
        MalformedKind::Base64(B64Error::TrailingBits { .. }) => (
            DiagnosisKind::LastCharacter,
            format!(
                "the end of the {name} was lost or changed: its last character has bits that base64url leaves zero"
            ),
            "copy the whole token again",
        ),
        MalformedKind::Base64(error @ B64Error::InvalidByte { .. }) => (
            DiagnosisKind::ForeignCharacter,
            format!("the {name} is not base64url: {error}"),
            "copy the token again as plain text",
        ),
        MalformedKind::Json(error) if error.problem == JsonProblem::Truncated && error.offset > 0 => (
            DiagnosisKind::Truncated,
            format!("the token is truncated: the JSON of its {name} ends early"),
            "copy the whole token",
        ),
        MalformedKind::Json(error) if error.offset == 0 && malformed.part == Some(Part::Header) => (
            DiagnosisKind::NotJwt,
            "not a JWT: the first part is not a JSON object".to_owned(),
            "a token's first part is base64url of a JSON object with \"alg\"",
        ),
        _ => return None,
    };
    let diagnosis = Diagnosis::new(kind, message, hint).at(malformed.offset);
    Some(Diagnosis { part: malformed.part, ..diagnosis })
}

fn opaque(text: &str) -> Diagnosis {
    let hint = "ask its issuer what it stands for, as with introspection (RFC 7662)";
    let message = match prefix::form(text) {
        Some(form) => format!("this is not a JWT but {form}: perhaps an opaque token or a session ID"),
        None if text.starts_with("eyJ") => "this begins as a token does, but has no dots between parts".to_owned(),
        None => "this is not a JWT but a single word: perhaps an opaque token, an API key or a session ID".to_owned(),
    };
    Diagnosis::new(DiagnosisKind::Opaque, message, hint).at(0)
}

/// Whether a text in any alphabet of base64 decodes to a JSON object without "alg".
fn object_without_alg(text: &str) -> bool {
    let bytes = b64::decode_lenient(text).unwrap_or_default();
    json::parse_object(&bytes, Duplicates::Keep).is_ok_and(|object| !object.contains("alg"))
}

/// Whether a part decodes to a whole JSON value.
fn json_of(part: &str) -> bool {
    b64::decode(part).is_ok_and(|bytes| json::parse(&bytes, Duplicates::Keep).is_ok())
}

fn part_at(text: &str, at: usize) -> Option<Part> {
    [Part::Header, Part::Payload, Part::Signature].get(text[..at].matches('.').count()).copied()
}
