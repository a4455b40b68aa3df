//! Causes that the text as a whole shows: it is something else, or a token in some wrapping.

use super::{Diagnosis, document, pasted, wrapping};

/// The first cause that applies to `text` as a whole.
pub(super) fn cause(text: &str) -> Option<Diagnosis> {
    const CAUSES: &[fn(&str) -> Option<Diagnosis>] = &[
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
        wrapping::escaped,
        wrapping::joined,
        wrapping::url_encoded_token,
        document::json,
        document::saml,
        document::scheme,
        pasted::express_cookie,
        pasted::broken_token,
        document::cookie,
        wrapping::url_encoded,
        wrapping::base64_of_token,
        wrapping::hexadecimal,
        document::url,
        document::known_prefix,
        wrapping::lower_cased,
        wrapping::foreign_character,
        pasted::credentials,
        pasted::no_token,
    ];
    CAUSES.iter().find_map(|cause| cause(text))
}
