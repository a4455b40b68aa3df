//! Causes that the text as a whole shows: it is something else, or a token in some wrapping.

use super::{Diagnosis, document, wrapping};

/// The first cause that applies to `text` as a whole.
pub(super) fn cause(text: &str) -> Option<Diagnosis> {
    const CAUSES: &[fn(&str) -> Option<Diagnosis>] = &[
        document::empty,
        document::unset,
        document::placeholder,
        document::refresh_token,
        document::pem,
        wrapping::utf16,
        wrapping::inside,
        document::json,
        document::saml,
        document::scheme,
        document::cookie,
        wrapping::shortened,
        wrapping::quoted,
        wrapping::wrapped,
        wrapping::escaped,
        wrapping::url_encoded,
        wrapping::base64_of_token,
        wrapping::joined,
        document::url,
        document::known_prefix,
        wrapping::lower_cased,
        wrapping::foreign_character,
    ];
    CAUSES.iter().find_map(|cause| cause(text))
}
