//! Why a payload is not a set of claims.

use crate::base::b64;
use crate::base::json::{self, Duplicates, Json, JsonProblem, Object};
use crate::base::named::named_enum;

use super::form::is_token;

use PayloadFaultKind::{
    ByteOrderMark, CompressedPayload, DuplicateMember, EmptyPayload, EncodedTwice, Latin1, NestedJwt, NotJson, NotText,
    SingleQuotes,
};

named_enum! {
    /// The kind of a [`PayloadFault`].
    pub enum PayloadFaultKind {
        EmptyPayload = "empty_payload",
        NestedJwt = "nested_jwt",
        CompressedPayload = "compressed_payload",
        EncodedTwice = "encoded_twice",
        ByteOrderMark = "byte_order_mark",
        Latin1 = "latin1",
        NotText = "not_text",
        SingleQuotes = "single_quotes",
        DuplicateMember = "duplicate_member",
        NotJson = "not_json",
    }
}

/// What is wrong with a payload, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayloadFault {
    pub kind: PayloadFaultKind,
    pub message: String,
    pub hint: &'static str,
}

impl PayloadFault {
    /// Whether claims were meant, and the fault says what happened to them.
    pub fn is_known_mistake(&self) -> bool {
        matches!(self.kind, EncodedTwice | ByteOrderMark | Latin1 | SingleQuotes)
    }
}

/// Why `payload` is not a JSON object without duplicate members; `None` if it is one.
pub fn fault(header: &Object<'_>, payload: &[u8]) -> Option<PayloadFault> {
    let error = json::parse_object(payload, Duplicates::Refuse).err()?;
    let fault = |kind, message: String, hint| Some(PayloadFault { kind, message, hint });
    if payload.is_empty() {
        let hint = "if it is detached, pass it with --detached-payload @FILE and --signature-only";
        return fault(EmptyPayload, "the payload is empty or detached".to_owned(), hint);
    }
    let text = std::str::from_utf8(payload);
    let string = json::parse(payload, Duplicates::Keep).ok().and_then(|json| match json {
        Json::String(text) => Some(text.into_owned()),
        _ => None,
    });
    if [text.ok(), string.as_deref()].into_iter().flatten().any(|text| is_token(text.trim())) {
        let hint = "verify this token with --signature-only, then the one inside with its own key";
        return fault(NestedJwt, "the payload is itself a token (nested JWT, RFC 7519 §5.2)".to_owned(), hint);
    }
    if let Some(name) = compression(header, payload) {
        let message = format!("the payload is compressed ({name}), which JWS does not define");
        return fault(CompressedPayload, message, "use --signature-only, and decompress the payload after that");
    }
    let is_object = |bytes: &[u8]| json::parse_object(bytes, Duplicates::Keep).is_ok();
    if string.is_some_and(|text| is_object(text.as_bytes())) {
        let message = "the payload is a JSON string that contains the claims: it was encoded as JSON twice".to_owned();
        return fault(
            EncodedTwice,
            message,
            "have the issuer pass the claims to its library as an object, not as text",
        );
    }
    if text.ok().and_then(b64::decode_lenient).is_some_and(|bytes| is_object(&bytes)) {
        let message = "the payload is base64 of the claims: it was encoded twice".to_owned();
        return fault(EncodedTwice, message, "have the issuer encode the claims once");
    }
    if payload.starts_with(b"\xef\xbb\xbf") {
        let message = "the payload begins with a byte order mark, which JSON must not have (RFC 8259 §8.1)".to_owned();
        return fault(ByteOrderMark, message, "have the issuer write UTF-8 without one");
    }
    if let Err(error) = text {
        let at = error.valid_up_to();
        if payload.starts_with(b"{") && payload.iter().all(|byte| *byte >= b' ') {
            let message = format!("the payload is not UTF-8 at byte {at}; it may be text in Latin-1");
            return fault(Latin1, message, "have the issuer write UTF-8 (RFC 8259 §8.1)");
        }
        let message = "the payload is not text, so this is a JWS but not a JWT".to_owned();
        return fault(NotText, message, "use --signature-only to verify any payload");
    }
    if payload.starts_with(b"{'") {
        let message = "the payload has single quotes, as Python prints a dictionary; JSON has double quotes".to_owned();
        return fault(SingleQuotes, message, "have the issuer write JSON, as with json.dumps");
    }
    let message = format!("the payload is not a set of claims: {error}");
    match error.problem {
        JsonProblem::Duplicate(_) => fault(DuplicateMember, message, "have the issuer write each member once"),
        _ if payload.trim_ascii_start().starts_with(b"{") => {
            fault(NotJson, message, "have the issuer write the claims as JSON")
        }
        _ => fault(NotJson, message, "use --signature-only to verify a payload that is not a JWT"),
    }
}

/// The name of the compression of a payload: by the header's `zip`, or by the first bytes.
pub fn compression(header: &Object<'_>, payload: &[u8]) -> Option<String> {
    match (header.get_str("zip"), payload) {
        (Some("DEF"), _) => Some("DEFLATE, \"zip\": \"DEF\"".to_owned()),
        (Some(zip), _) => Some(format!("\"zip\": {zip:?}")),
        (None, [0x1f, 0x8b, 8, ..]) => Some("gzip".to_owned()),
        // RFC 1950 section 2.2: the first two bytes are a multiple of 31.
        (None, [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..]) if std::str::from_utf8(payload).is_err() => {
            Some("zlib".to_owned())
        }
        (None, [0x28, 0xb5, 0x2f, 0xfd, ..]) => Some("zstd".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_by_its_name() {
        let token = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln";
        for (payload, expected) in [
            (&b"{\"sub\":\"alice\"}"[..], None),
            (b"{}", None),
            (b"", Some("empty_payload")),
            (token.as_bytes(), Some("nested_jwt")),
            (format!("{token:?}").as_bytes(), Some("nested_jwt")),
            (b"\x1f\x8b\x08\0", Some("compressed_payload")),
            (b"\x78\x9c\xff\xfe", Some("compressed_payload")),
            (b"x\x9c", Some("compressed_payload")),
            (b"\"{\\\"sub\\\":1}\"", Some("encoded_twice")),
            (b64::encode("{\"sub\":1}").as_bytes(), Some("encoded_twice")),
            (b"\xef\xbb\xbf{}", Some("byte_order_mark")),
            (b"{\"name\":\"M\xfcller\"}", Some("latin1")),
            (b"\x01\x02\xff", Some("not_text")),
            (b"{'sub': 'alice'}", Some("single_quotes")),
            (b"{\"sub\":1,\"sub\":2}", Some("duplicate_member")),
            (b"{\"sub\":", Some("not_json")),
            (b"[1]", Some("not_json")),
            (b"hello", Some("not_json")),
        ] {
            let found = fault(&Object::default(), payload).map(|fault| fault.kind.name());
            assert_eq!(found, expected, "{}", String::from_utf8_lossy(payload));
        }
        let header: Object<'_> = [("zip", Json::string("DEF"))].into_iter().collect();
        assert_eq!(fault(&header, b"\x01").unwrap().kind, CompressedPayload);
    }
}
