//! Whether a string has the form of a token, as far as that can be checked without a key.

use crate::base::b64;
use crate::base::json::{self, Duplicates, Object};

/// Whether `text` is a token as far as that can be seen without a key: strict base64url, with a header that has an `alg`.
pub fn is_token(text: &str) -> bool {
    let jwt = text.split('~').next().unwrap_or_default();
    let mut parts = jwt.split('.');
    let (Some(header), 3, true) = (parts.next(), jwt.split('.').count(), parts.all(|part| b64::decode(part).is_ok()))
    else {
        return encrypted_header(text).is_some();
    };
    is_header(header)
}

/// Whether `part` is an encoded JSON object with an `alg`.
pub(super) fn is_header(part: &str) -> bool {
    let Ok(bytes) = b64::decode(part) else { return false };
    json::parse_object(&bytes, Duplicates::Keep).is_ok_and(|header| header.contains("alg"))
}

/// The header of a JWE and its length: five parts, the first of which has an `enc` (RFC 7516 sections 3.1 and 4.1.2).
/// `None` if `token` is not a JWE.
pub(super) fn encrypted_header(token: &str) -> Option<(Object<'static>, usize)> {
    let (first, rest) = token.split_once('.')?;
    if rest.split('.').count() != 4 || rest.split('.').any(|part| b64::decode(part).is_err()) {
        return None;
    }
    let bytes = b64::decode(first).ok()?;
    let header = json::parse_object(&bytes, Duplicates::Keep).ok()?.into_owned();
    header.contains("enc").then_some((header, bytes.len()))
}
