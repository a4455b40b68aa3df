//! Causes that the text as a whole shows: it is something else, or a token in some wrapping.

use super::{Diagnosis, document, pasted, wrapping};

type Cause = fn(&str) -> Option<Diagnosis>;

/// Causes that are more specific than a broken token in other text.
const SPECIFIC: &[Cause] = &[
    document::empty,
    document::unset,
    document::placeholder,
    document::refresh_token,
    wrapping::utf16,
    wrapping::inside,
    document::pem,
    pasted::terminal_codes,
    wrapping::shortened,
    pasted::encoded_value,
    pasted::dump,
    wrapping::quoted,
    wrapping::wrapped,
    pasted::wrapped_in_text,
    wrapping::separated,
    wrapping::escaped,
    wrapping::escaped_dots,
    wrapping::joined,
    wrapping::url_encoded_token,
    document::json,
    document::saml,
    document::scheme,
    pasted::express_cookie,
    document::framework_cookie,
    document::chunked_cookie,
];

/// Causes that are less specific.
const GENERAL: &[Cause] = &[
    document::cookie,
    wrapping::url_encoded,
    wrapping::base64_of_token,
    wrapping::hexadecimal,
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

fn first(causes: &[Cause], text: &str) -> Option<Diagnosis> {
    causes.iter().find_map(|cause| cause(text))
}
