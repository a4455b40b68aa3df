//! The right key signed other bytes than the encoded header and payload with the dot between.

use crate::base::{b64, hex};
use crate::jose::jws::{Part, has_unencoded_payload};
use crate::jose::{VerifyingKey, crypto};

use super::{Search, described};
use crate::token::keyset::Candidate;
use crate::token::signature::cause::{Cause, CauseKind};
use crate::token::signature::hint;

/// Searches for bytes over which one of `keys` accepts the signature.
pub(super) fn search(search: &Search<'_>, keys: &[(&Candidate, VerifyingKey)]) -> Option<Cause> {
    for (message, what) in messages(search) {
        if let Some((key, _)) = keys.iter().find(|(_, key)| key.verify(&message, &search.signature)) {
            let message = format!("the issuer signed {what}: {} accepts the signature over that", described(key));
            let hint = "have the issuer sign the encoded header and payload, joined by a dot (RFC 7515 §5.1)";
            return Some(Cause::new(CauseKind::SignedBytes, message).hint(hint));
        }
    }
    None
}

fn messages(search: &Search<'_>) -> Vec<(Vec<u8>, &'static str)> {
    let input = search.message();
    let [header, payload] = [Part::Header, Part::Payload].map(|part| search.compact.encoded(part).as_bytes());
    let raw = [Part::Header, Part::Payload].map(|part| search.compact.decode(part).ok());
    let digest = crypto::sha256(input);
    let mut messages = vec![
        ([input, b"\n"].concat(), "the header and payload with a line break at their end"),
        ([input, b"\r\n"].concat(), "the header and payload with a line break at their end"),
        ([input, b"."].concat(), "the header and payload with a dot at their end"),
        (payload.to_vec(), "the encoded payload alone, without the header"),
        ([header, payload].concat(), "the header and payload without the dot between them"),
        (digest.to_vec(), "the SHA-256 digest of the header and payload, which was hashed again"),
        (hex::encode(&digest).into_bytes(), "the hexadecimal digest of the header and payload"),
    ];
    if let [Some(header), Some(payload)] = &raw {
        let encoders: [fn(&[u8]) -> String; 2] = [
            |bytes| b64::encode_standard(bytes),
            |bytes| b64::encode_standard(bytes).replace('+', "-").replace('/', "_"),
        ];
        for encode in encoders {
            let padded = format!("{}.{}", encode(header), encode(payload));
            messages.push((padded.clone().into_bytes(), "the header and payload in padded base64"));
            messages.push((padded.replace('=', "").into_bytes(), "the header and payload in standard base64"));
        }
        messages.push((payload.clone(), "the JSON of the payload alone, not encoded and without the header"));
        messages.push(([&header[..], b".", payload].concat(), "the header and payload before they were encoded"));
    }
    messages.retain(|(message, _)| message != input);
    messages
}

/// A token whose header says that its payload is not encoded (RFC 7797).
pub(super) fn unencoded(search: &Search<'_>, keys: &[(&Candidate, VerifyingKey)]) -> Option<Cause> {
    if keys.is_empty() || !has_unencoded_payload(search.header.members()) {
        return None;
    }
    let raw = search.compact.decode(Part::Payload);
    let payload = raw.as_deref().unwrap_or(search.compact.encoded(Part::Payload).as_bytes());
    let message = [search.compact.encoded(Part::Header).as_bytes(), b".", payload].concat();
    let key = keys.iter().find(|(_, key)| key.verify(&message, &search.signature));
    let accepted = key.map(|(key, _)| format!("; {} accepts the signature over that", described(key)));
    let message = format!("{}{}", hint::UNENCODED, accepted.unwrap_or_default());
    Some(Cause::new(CauseKind::UnencodedPayload, message).hint("have the issuer leave \"b64\" out"))
}

/// A detached payload that differs in its line breaks from the one that was signed.
pub(super) fn detached(search: &Search<'_>, keys: &[(&Candidate, VerifyingKey)]) -> Option<Cause> {
    let payload = search.compact.decode(Part::Payload).ok()?;
    let stripped = payload.strip_suffix(b"\n").map(|rest| rest.strip_suffix(b"\r").unwrap_or(rest).to_vec());
    let text = std::str::from_utf8(&payload).ok();
    let forms = [
        (stripped, "has a line break at its end that was not signed", "pass the file without it"),
        (Some([&payload[..], b"\n"].concat()), "lacks the line break at its end that was signed", "add it to the file"),
        (
            text.map(|text| text.replace("\r\n", "\n").into_bytes()),
            "has Windows line breaks, and was signed with others",
            "pass the file as it was signed",
        ),
        (
            text.map(|text| text.replace("\r\n", "\n").replace('\n', "\r\n").into_bytes()),
            "was signed with Windows line breaks",
            "pass the file as it was signed",
        ),
    ];
    let header = search.compact.encoded(Part::Header);
    for (form, what, advice) in forms {
        let Some(form) = form.filter(|form| *form != payload) else { continue };
        let message = format!("{header}.{}", b64::encode(form));
        if let Some((key, _)) = keys.iter().find(|(_, key)| key.verify(message.as_bytes(), &search.signature)) {
            let message = format!("the detached payload {what}; {} made the signature", described(key));
            return Some(Cause::new(CauseKind::DetachedPayload, message).hint(advice));
        }
    }
    None
}
