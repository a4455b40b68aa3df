//! base64url as RFC 7515 section 2 wants it: no padding, no white space, no stray bits.
//!
//! Where there are many tokens they go through `base64-simd`, which is many times as fast; the tests hold it to what
//! `base64` takes and refuses.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use thiserror::Error;

use super::many;

/// Why a text is not strict base64url. Offsets count bytes from the start of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum B64Error {
    /// A byte outside `A-Z a-z 0-9 - _`.
    #[error("byte {offset} is {}, which base64url does not use", show_byte(*byte))]
    InvalidByte {
        /// Where it stands.
        offset: usize,
        /// What it is.
        byte: u8,
    },
    /// A length that no number of bytes encodes to (4n + 1).
    #[error("no bytes are encoded in {length} characters, so one is missing or one too many")]
    InvalidLength {
        /// The length in characters.
        length: usize,
    },
    /// The last character carries bits that belong to no byte, so another spelling means the same bytes.
    #[error("byte {offset} is the last and carries stray bits")]
    TrailingBits {
        /// Where the last character stands.
        offset: usize,
    },
}

impl B64Error {
    /// Where in the text the fault lies.
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

/// Encodes without padding.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    let mut out = String::new();
    encode_into(bytes.as_ref(), &mut out);
    out
}

/// Appends the encoding of `bytes` to `out`.
pub fn encode_into(bytes: &[u8], out: &mut String) {
    encode_by(many::are_expected(), bytes, out);
}

fn encode_by(simd: bool, bytes: &[u8], out: &mut String) {
    if simd {
        base64_simd::URL_SAFE_NO_PAD.encode_append(bytes, out);
    } else {
        URL_SAFE_NO_PAD.encode_string(bytes, out);
    }
}

/// Decodes strictly.
pub fn decode(text: impl AsRef<[u8]>) -> Result<Vec<u8>, B64Error> {
    let mut out = Vec::new();
    decode_into(text.as_ref(), &mut out)?;
    Ok(out)
}

/// Decodes strictly into `out`, which is cleared first and keeps its capacity for the next call.
pub fn decode_into(text: &[u8], out: &mut Vec<u8>) -> Result<(), B64Error> {
    decode_by(many::are_expected(), text, out)
}

fn decode_by(simd: bool, text: &[u8], out: &mut Vec<u8>) -> Result<(), B64Error> {
    out.clear();
    let decoded = if simd {
        base64_simd::URL_SAFE_NO_PAD.decode_append(text, out).is_ok()
    } else {
        URL_SAFE_NO_PAD.decode_vec(text, out).is_ok()
    };
    decoded.then_some(()).ok_or_else(|| fault_in(text))
}

/// Decodes base64 of either alphabet, padded or not: for secrets that a person typed, never for tokens.
pub fn decode_lenient(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').replace('-', "+").replace('_', "/");
    let padding = (4 - text.len() % 4) % 4;
    STANDARD.decode(text + &"=".repeat(padding)).ok()
}

/// Encodes with the standard alphabet and padding, as PEM, Basic credentials and `x5c` use it.
pub fn encode_standard(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

/// Decodes the standard alphabet with its padding, and nothing else.
pub fn decode_standard(text: impl AsRef<[u8]>) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// Finds the fault itself, so that the report does not depend on what the library calls it.
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

    /// What both libraries make of a text.
    fn decoded(text: &[u8]) -> Option<Vec<u8>> {
        let [plain, simd] = [false, true].map(|simd| {
            let mut out = Vec::new();
            decode_by(simd, text, &mut out).map(|()| out)
        });
        assert_eq!(plain, simd, "{text:?}");
        plain.ok()
    }

    /// What both write for these bytes.
    fn encoded(bytes: &[u8]) -> String {
        let [plain, simd] = [false, true].map(|simd| {
            let mut out = String::new();
            encode_by(simd, bytes, &mut out);
            out
        });
        assert_eq!(plain, simd, "{bytes:?}");
        plain
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
        fn any_text_is_answered(text in ".*") {
            let _ = decode(&text);
            let _ = decode_lenient(&text);
        }
    }
}
