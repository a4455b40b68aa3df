//! Diagnosis of a string that was passed as a token and is not one: the most likely cause, where it is, and what to do.
//!
//! Causes are tried from the most specific to the least; the first that applies is reported. A cause never states what the
//! text does not show.

mod cookie;
mod document;
mod format;
mod kind;
mod lookalike;
mod parts;
mod pasted;
mod prefix;
mod text;
mod wrapping;

use crate::base::json::Duplicates;
use crate::base::{Code, Fault, utf16};
use crate::jose::jws::{Compact, Malformed, MalformedKind, Part};

pub use kind::DiagnosisKind;

use super::form::encrypted_header;

/// The most likely cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    pub kind: DiagnosisKind,
    /// What the text is, or what happened to it.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The part of the token with the fault.
    pub part: Option<Part>,
    /// The byte of the text at which the fault begins.
    pub offset: Option<usize>,
}

impl Diagnosis {
    fn new(kind: DiagnosisKind, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: hint.into(), part: None, offset: None }
    }

    fn at(self, offset: usize) -> Self {
        Self { offset: Some(offset), ..self }
    }

    fn in_part(self, part: Part) -> Self {
        Self { part: Some(part), ..self }
    }
}

/// The longest text that is searched for a cause, in bytes: some causes read all of it more than once, and a batch of hostile
/// lines must stay fast and small.
const MAX_SEARCHED: usize = 512 * 1024;

/// Diagnoses `text`, which was refused as `malformed`.
pub fn diagnose(text: &str, malformed: &Malformed) -> Diagnosis {
    if text.len() > MAX_SEARCHED || malformed.problem == MalformedKind::HeaderTooLong {
        return fallback(malformed);
    }
    text::cause(text).or_else(|| parts::cause(text, malformed)).unwrap_or_else(|| fallback(malformed))
}

/// Diagnoses a `value` that was found in other text.
fn diagnose_value(value: &str, malformed: &Malformed) -> Diagnosis {
    text::cause_of_value(value).or_else(|| parts::cause(value, malformed)).unwrap_or_else(|| fallback(malformed))
}

/// The fault of `text`, which was refused as `malformed`, by its most likely cause.
pub fn fault(text: &str, malformed: &Malformed) -> Fault {
    diagnose(text, malformed).into()
}

/// Why `text` is not a token.
fn malformed(text: &str) -> Option<Malformed> {
    let jwt = text.split('~').next().filter(|jwt| jwt.matches('.').count() == 2).unwrap_or(text);
    let decode = |compact: Compact<'_>| {
        compact.header_object(Duplicates::Keep)?;
        compact.decode(Part::Payload)?;
        compact.decode(Part::Signature)
    };
    Compact::split(jwt).and_then(decode).err().filter(|_| encrypted_header(jwt).is_none())
}

impl From<Diagnosis> for Fault {
    fn from(diagnosis: Diagnosis) -> Self {
        let place = match (diagnosis.part, diagnosis.offset) {
            (Some(part), Some(offset)) => format!(" ({part}, byte {offset})"),
            (None, Some(offset)) if offset > 0 => format!(" (byte {offset})"),
            _ => String::new(),
        };
        Self::new(Code::Malformed, diagnosis.message + &place).hint(diagnosis.hint)
    }
}

/// Diagnoses bytes that are not UTF-8.
pub fn diagnose_bytes(bytes: &[u8]) -> Diagnosis {
    if let Some(encoding) = utf16::byte_order(bytes) {
        return Diagnosis::new(
            DiagnosisKind::Utf16,
            format!("the text is UTF-16 ({encoding}), as Windows PowerShell 5 writes files"),
            "convert it with `iconv -f UTF-16 -t UTF-8`, or write it with `Set-Content -Encoding ascii`",
        )
        .at(0);
    }
    if let Some(name) = compression(bytes) {
        return Diagnosis::new(
            DiagnosisKind::Compressed,
            format!("the input is compressed ({name})"),
            "decompress it first",
        )
        .at(0);
    }
    let offset = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    if bytes.starts_with(&[0x30, 0x82]) {
        return Diagnosis::new(
            DiagnosisKind::Der,
            "the input is DER, such as a key or a certificate, not a token",
            "for a key, use `tokctl key check`",
        )
        .at(0);
    }
    Diagnosis::new(
        DiagnosisKind::NotText,
        "the input is not text",
        "a token is ASCII text: three parts separated by dots",
    )
    .at(offset)
}

/// The format of `bytes` if they are compressed, by their first bytes.
fn compression(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: [(&[u8], &str); 8] = [
        (&[0x1f, 0x8b], "gzip"),
        (b"BZh", "bzip2"),
        (&[0xfd, b'7', b'z', b'X', b'Z'], "xz"),
        (b"PK\x03\x04", "zip"),
        (&[0x28, 0xb5, 0x2f, 0xfd], "zstd"),
        // RFC 1950 section 2.2, at the compression levels in use.
        (&[0x78, 0x01], "zlib"),
        (&[0x78, 0x9c], "zlib"),
        (&[0x78, 0xda], "zlib"),
    ];
    FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

fn fallback(malformed: &Malformed) -> Diagnosis {
    let hint = match malformed.problem {
        MalformedKind::Parameter(_) => "have the issuer write the header as RFC 7515 §4.1 defines it",
        _ => "a token has three parts of base64url separated by dots: header, payload, signature",
    };
    let diagnosis = Diagnosis::new(DiagnosisKind::Malformed, malformed.to_string(), hint).at(malformed.offset);
    Diagnosis { part: malformed.part, ..diagnosis }
}

#[cfg(test)]
mod tests;
