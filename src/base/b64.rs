//! Strict base64url (RFC 7515 section 2): no padding, no white space, no stray bits.
//!
//! `base64-simd` does the work; the tests compare what it accepts and rejects with `base64`.

use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use base64::{Engine as _, alphabet};
use base64_simd::URL_SAFE_NO_PAD;
use thiserror::Error;

/// Why a string is not strict base64url. Offsets are in bytes from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum B64Error {
    /// A byte outside `A-Z a-z 0-9 - _`.
    #[error("byte {offset} is {}, which is not in the base64url alphabet", show_byte(*byte))]
    InvalidByte { offset: usize, byte: u8 },
    /// A length of 4n + 1 characters, which no number of bytes encodes to.
    #[error("{length} characters cannot be base64url: one is missing, or there is one too many")]
    InvalidLength { length: usize },
    /// The last character carries bits that belong to no byte, so another spelling means the same bytes.
    #[error("the last character, byte {offset}, is not canonical base64url: its unused bits are not zero")]
    TrailingBits { offset: usize },
}

impl B64Error {
    pub fn offset(&self) -> usize {
        match *self {
            Self::InvalidByte { offset, .. } | Self::TrailingBits { offset } => offset,
            Self::InvalidLength { length } => length,
        }
    }
}

fn show_byte(byte: u8) -> String {
    match byte {
        b' ' => "a space".to_owned(),
        0x21..=0x7e => format!("'{}'", char::from(byte)),
        _ => format!("0x{byte:02x}"),
    }
}

pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    let mut out = String::new();
    encode_into(bytes.as_ref(), &mut out);
    out
}

/// Appends the encoding of `bytes` to `out`.
pub fn encode_into(bytes: &[u8], out: &mut String) {
    URL_SAFE_NO_PAD.encode_append(bytes, out);
}

pub fn decode(text: impl AsRef<[u8]>) -> Result<Vec<u8>, B64Error> {
    let mut out = Vec::new();
    decode_into(text.as_ref(), &mut out)?;
    Ok(out)
}

/// Clears `out` first and keeps its capacity for the next call.
pub fn decode_into(text: &[u8], out: &mut Vec<u8>) -> Result<(), B64Error> {
    out.clear();
    URL_SAFE_NO_PAD.decode_append(text, out).map(drop).map_err(|_| fault_in(text))
}

/// Accepts either alphabet, with or without padding: for secrets that a user typed, never for tokens.
pub fn decode_lenient(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').replace('-', "+").replace('_', "/");
    let padding = (4 - text.len() % 4) % 4;
    STANDARD.decode(text + &"=".repeat(padding)).ok()
}

/// Ignores bits of the last character that belong to no byte: for reports on tokens that are refused.
pub fn decode_stray(text: &str) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone);
    GeneralPurpose::new(&alphabet::URL_SAFE, config).decode(text).ok()
}

/// Standard alphabet with padding, as in PEM, Basic credentials and `x5c`.
pub fn encode_standard(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

/// Standard alphabet; padding is required.
pub fn decode_standard(text: impl AsRef<[u8]>) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// Finds the fault independently of the library, so that the report does not depend on its error type.
fn fault_in(text: &[u8]) -> B64Error {
    let alphabet = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    if let Some(offset) = text.iter().position(|b| !alphabet(b)) {
        return B64Error::InvalidByte { offset, byte: text[offset] };
    }
    if text.len() % 4 == 1 {
        return B64Error::InvalidLength { length: text.len() };
    }
    B64Error::TrailingBits { offset: text.len().saturating_sub(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_7515_appendix_c_example() {
        assert_eq!(encode([3, 236, 255, 224, 193]), "A-z_4ME");
        assert_eq!(decode("A-z_4ME").unwrap(), [3, 236, 255, 224, 193]);
    }

    #[test]
    fn every_other_spelling_is_refused() {
        assert_eq!(decode("A+z/4ME"), Err(B64Error::InvalidByte { offset: 1, byte: b'+' }));
        assert_eq!(decode("A-z_4ME="), Err(B64Error::InvalidByte { offset: 7, byte: b'=' }));
        assert_eq!(decode("A-z_\n4ME"), Err(B64Error::InvalidByte { offset: 4, byte: b'\n' }));
        assert_eq!(decode(" A-z_4ME"), Err(B64Error::InvalidByte { offset: 0, byte: b' ' }));
        assert_eq!(decode("A-z_4"), Err(B64Error::InvalidLength { length: 5 }));
        assert_eq!(decode("A-z_4MF"), Err(B64Error::TrailingBits { offset: 6 }));
        assert_eq!(decode("é"), Err(B64Error::InvalidByte { offset: 0, byte: 0xc3 }));
    }

    #[test]
    fn lenient_takes_either_alphabet() {
        for text in ["A-z_4ME", "A+z/4ME", "A+z/4ME=", "A-z_4ME="] {
            assert_eq!(decode_lenient(text).unwrap(), [3, 236, 255, 224, 193], "{text}");
        }
        assert_eq!(decode_lenient("A z"), None);
    }

    #[test]
    fn stray_bits_are_ignored_and_nothing_else() {
        for (text, bytes) in
            [("A-z_4ME", &[3, 236, 255, 224, 193][..]), ("A-z_4MF", &[3, 236, 255, 224, 193]), ("_x", &[255])]
        {
            assert_eq!(decode_stray(text).unwrap(), bytes, "{text}");
        }
        for text in ["A+z_4ME", "A-z_4ME=", "A-z_4", " A-z_4ME"] {
            assert_eq!(decode_stray(text), None, "{text}");
        }
    }

    use base64::engine::general_purpose::URL_SAFE_NO_PAD as REFERENCE;

    /// Decodes, and compares the result with that of the `base64` crate.
    fn decoded(text: &[u8]) -> Option<Vec<u8>> {
        let ours = decode(text).ok();
        assert_eq!(ours, REFERENCE.decode(text).ok(), "{text:?}");
        ours
    }

    /// Encodes, and compares the result with that of the `base64` crate.
    fn encoded(bytes: &[u8]) -> String {
        let ours = encode(bytes);
        assert_eq!(ours, REFERENCE.encode(bytes), "{bytes:?}");
        ours
    }

    #[test]
    fn both_libraries_agree_on_each_byte_at_each_place() {
        for length in 0..70 {
            let good = "A".repeat(length).into_bytes();
            assert_eq!(decoded(&good).is_some(), length % 4 != 1, "{length}");
            for at in 0..length {
                for byte in 0..=u8::MAX {
                    let mut text = good.clone();
                    text[at] = byte;
                    decoded(&text);
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn both_libraries_agree(bytes: Vec<u8>, at: usize, byte: u8, cut in 0..5_usize) {
            let mut text = encoded(&bytes).into_bytes();
            proptest::prop_assert_eq!(decoded(&text), Some(bytes.clone()));
            text.truncate(text.len() - cut.min(text.len()));
            decoded(&text);
            if !text.is_empty() {
                let at = at % text.len();
                text[at] = byte;
            }
            decoded(&text);
            decoded(&bytes);
        }

        #[test]
        fn what_decodes_encodes_back_to_the_same_text(text in "[A-Za-z0-9_-]{0,40}") {
            if let Ok(bytes) = decode(&text) {
                proptest::prop_assert_eq!(encode(bytes), text);
            }
        }

        #[test]
        fn any_bytes_round_trip(bytes: Vec<u8>) {
            proptest::prop_assert_eq!(decode(encode(&bytes)).unwrap(), bytes);
        }

        #[test]
        fn any_text_is_accepted_or_rejected(text in ".*") {
            let _ = decode(&text);
            let _ = decode_lenient(&text);
        }
    }
}
