//! Causes that the text as a whole shows: it is something else, or a token in some wrapping.

use crate::base::percent;

use super::{Diagnosis, DiagnosisKind, cookie, document, format, pasted, wrapping};

type Detector = fn(&str) -> Option<Diagnosis>;

/// Causes that are more specific than a broken token in other text.
const SPECIFIC: &[Detector] = &[
    document::empty,
    document::unset,
    document::placeholder,
    document::refresh_token,
    wrapping::utf16,
    wrapping::inside,
    document::pem,
    pasted::terminal_codes,
    wrapping::replaced_dot,
    wrapping::shortened,
    pasted::encoded_value,
    pasted::dump,
    wrapping::quoted,
    wrapping::replaced_by_spaces,
    wrapping::wrapped,
    pasted::wrapped_in_text,
    wrapping::separated,
    wrapping::escaped,
    wrapping::inserted_character,
    wrapping::escaped_dots,
    wrapping::joined,
    wrapping::url_encoded_token,
    document::json,
    document::markup,
    format::saml,
    format::ssh_key,
    document::scheme,
    pasted::express_cookie,
    cookie::framework_cookie,
    cookie::chunked_cookie,
    format::keycloak_code,
    format::other_token,
];

/// Causes that are less specific.
const GENERAL: &[Detector] = &[
    cookie::cookie_line,
    url_encoded,
    wrapping::base64_of_token,
    wrapping::hexadecimal,
    format::base32,
    document::authorization_code,
    document::url,
    document::known_prefix,
    wrapping::lower_cased,
    wrapping::foreign_character,
];

/// The first cause that applies to `text` as a whole.
pub(super) fn cause(text: &str) -> Option<Diagnosis> {
    first(SPECIFIC, text)
        .or_else(|| pasted::broken_token(text))
        .or_else(|| first(GENERAL, text))
        .or_else(|| pasted::credentials(text))
        .or_else(|| pasted::no_token(text))
}

/// The same for a value that was found in other text: no value is looked for in it, so that the search ends.
pub(super) fn cause_of_value(value: &str) -> Option<Diagnosis> {
    first(SPECIFIC, value).or_else(|| first(GENERAL, value)).or_else(|| pasted::no_token(value))
}

/// One word with percent signs in it.
fn url_encoded(text: &str) -> Option<Diagnosis> {
    let at = percent::find(text).filter(|_| !text.trim().contains(char::is_whitespace))?;
    let hint = "decode it first, and check the result again";
    let decoded = String::from_utf8(percent::decode(text.trim())).ok();
    let inner = decoded.and_then(|decoded| first(SPECIFIC, &decoded));
    if let Some(inner) = inner {
        let message = match inner.kind {
            DiagnosisKind::UrlEncoded => "the token is URL-encoded twice".to_owned(),
            _ => format!("the text is URL-encoded; decoded: {}", inner.message),
        };
        let hint = match inner.kind {
            DiagnosisKind::UrlEncoded => "decode it twice".to_owned(),
            _ => inner.hint,
        };
        return Some(Diagnosis { message, hint, offset: Some(at), ..inner });
    }
    Some(Diagnosis::new(DiagnosisKind::UrlEncoded, "the text is URL-encoded", hint).at(at))
}

fn first(causes: &[Detector], text: &str) -> Option<Diagnosis> {
    causes.iter().find_map(|cause| cause(text))
}
