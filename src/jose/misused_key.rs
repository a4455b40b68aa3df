//! Telling key material that anybody may have from an HMAC secret, in whatever wrapping it comes.
//!
//! Whoever takes a public key as an HMAC secret accepts tokens that everybody can make (RFC 8725 section 2.1), so the
//! question is asked of every secret before it is used, and answered generously: a random secret looks like none of this.

use zeroize::Zeroizing;

use super::der::DerKind;
use crate::base::json::{self, Duplicates};
use crate::base::{b64, hex};

/// How often one wrapping may stand in another: base64 of base64 of PEM, say.
const MOST_LAYERS: usize = 4;

/// What public (or private) key material these bytes are, if they look like any.
pub fn find_key_material(bytes: &[u8]) -> Option<&'static str> {
    inspect(bytes, MOST_LAYERS)
}

fn inspect(bytes: &[u8], layers: usize) -> Option<&'static str> {
    let layers = layers.checked_sub(1)?;
    if let Some(what) = of_binary(bytes) {
        return Some(what);
    }
    // UTF-16, as Windows writes it, is ASCII with a zero before or after each byte, and a mark in front.
    if bytes.contains(&0) {
        let narrow = bytes.iter().copied().filter(|byte| !matches!(byte, 0 | 0xfe | 0xff));
        let narrow: Zeroizing<Vec<u8>> = Zeroizing::new(narrow.collect());
        return of_text(std::str::from_utf8(&narrow).ok()?, layers);
    }
    of_text(std::str::from_utf8(bytes).ok()?, layers)
}

fn of_text(text: &str, layers: usize) -> Option<&'static str> {
    let around = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '\u{feff}');
    let text = text.trim_matches(around);
    if text.contains("-----BEGIN") || text.contains("-----END") || text.contains("---- BEGIN SSH2") {
        return Some(if text.contains("CERTIFICATE-----") { "a certificate" } else { "a PEM key" });
    }
    if is_ssh_public(text) {
        return Some("an OpenSSH public key");
    }
    if let Some(what) = of_json(text) {
        return Some(what);
    }
    let packed: Zeroizing<String> =
        Zeroizing::new(text.replace("\\n", "").replace("\\r", "").split_whitespace().collect());
    let hex = decode_hex(&packed).and_then(|bytes| inspect(&bytes, layers));
    hex.or_else(|| inspect(&Zeroizing::new(b64::decode_lenient(&packed)?), layers))
}

/// A JWK or JWKS, whatever its white space, the order of its members, and how well it is made.
fn of_json(text: &str) -> Option<&'static str> {
    if text.starts_with('{')
        && let Ok(object) = json::parse_object(text.as_bytes(), Duplicates::Keep)
    {
        match (object.contains("kty"), object.contains("keys")) {
            (true, _) => return Some("a JWK"),
            (_, true) => return Some("a JWKS"),
            _ => {}
        }
    }
    // Broken, in an array, or with its quotes escaped for a place in another text.
    ["\"kty\"", "\\\"kty\\\""].iter().any(|member| text.contains(member)).then_some("a JWK")
}

/// A line of `authorized_keys` or `id_….pub`.
pub(super) fn is_ssh_public(line: &str) -> bool {
    const KINDS: [&str; 6] =
        ["ssh-rsa ", "ssh-dss ", "ssh-ed25519 ", "ecdsa-sha2-", "sk-ssh-ed25519@", "sk-ecdsa-sha2-"];
    KINDS.iter().any(|kind| line.starts_with(kind)) && line.contains(" AAAA")
}

/// What the base64 of an OpenSSH public key holds: the name of its kind, after the name's length (RFC 4253 section 6.6).
fn is_ssh_blob(bytes: &[u8]) -> bool {
    let Some(([0, 0, 0, 1..=64], name)) = bytes.split_at_checked(4) else { return false };
    [&b"ssh-"[..], b"ecdsa-sha2-", b"sk-"].iter().any(|kind| name.starts_with(kind))
}

fn of_binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some(shape) = DerKind::of(bytes) {
        return Some(shape.name());
    }
    if is_ssh_blob(bytes) {
        return Some("an OpenSSH public key");
    }
    if bytes.starts_with(b"openssh-key-v1\0") {
        return Some("an OpenSSH private key");
    }
    // White space may have been put around the bytes, or some of theirs have been taken for it and dropped.
    let at = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let bytes = bytes.get(at..)?;
    PREFIXES.iter().find(|(prefix, _)| starts_like(bytes, prefix)).map(|(_, what)| *what)
}

/// A part of a prefix: a given byte, or a length, which takes one byte below 128 and two to four bytes above.
enum Part {
    Byte(u8),
    Length,
    LongLength,
}

use Part::{Byte, Length, LongLength};

/// How the structures begin, as far as that tells them from anything else.
static PREFIXES: [(&[Part], &str); 11] = [
    // SEQUENCE { SEQUENCE { OID 1.2.840.…
    (&[Byte(0x30), Length, Byte(0x30), Length, Byte(0x06), Length, Byte(0x2a), Byte(0x86), Byte(0x48)], "a public key"),
    // SEQUENCE { SEQUENCE { OID 1.3.101.…
    (&[Byte(0x30), Length, Byte(0x30), Length, Byte(0x06), Length, Byte(0x2b), Byte(0x65)], "a public key"),
    // SEQUENCE { SEQUENCE { OID 2.16.840.1.101.3.4.…, which is ML-DSA
    (&[Byte(0x30), Length, Byte(0x30), Length, Byte(0x06), Length, Byte(0x60), Byte(0x86), Byte(0x48)], "a public key"),
    // SEQUENCE { SEQUENCE { [0] { INTEGER
    (&[Byte(0x30), Length, Byte(0x30), Length, Byte(0xa0), Byte(3), Byte(2), Byte(1)], "a certificate"),
    // SEQUENCE { INTEGER 0, SEQUENCE { OID
    (&[Byte(0x30), Length, Byte(2), Byte(1), Byte(0), Byte(0x30), Length, Byte(6)], "a private key"),
    // SEQUENCE { INTEGER of 128 bytes or more with its highest bit set
    (&[Byte(0x30), LongLength, Byte(2), LongLength, Byte(0)], "a PKCS#1 RSA public key"),
    // SEQUENCE { INTEGER 0, INTEGER of 128 bytes or more
    (&[Byte(0x30), LongLength, Byte(2), Byte(1), Byte(0), Byte(2), LongLength], "a PKCS#1 RSA private key"),
    // SEQUENCE { INTEGER 1, OCTET STRING
    (&[Byte(0x30), Length, Byte(2), Byte(1), Byte(1), Byte(4), Length], "a SEC 1 EC private key"),
    // SEQUENCE { SEQUENCE { INTEGER 0, SEQUENCE { SET
    (
        &[Byte(0x30), Length, Byte(0x30), Length, Byte(2), Byte(1), Byte(0), Byte(0x30), Length, Byte(0x31)],
        "a certificate request",
    ),
    // SEQUENCE { INTEGER 3, SEQUENCE { OID
    (&[Byte(0x30), Length, Byte(2), Byte(1), Byte(3), Byte(0x30), Length, Byte(6)], "a PKCS#12 bundle"),
    // SEQUENCE { OID 1.2.840.113549.…
    (&[Byte(0x30), Length, Byte(6), Byte(9), Byte(0x2a), Byte(0x86), Byte(0x48), Byte(0x86)], "a PKCS#7 bundle"),
];

fn starts_like(bytes: &[u8], parts: &[Part]) -> bool {
    let mut rest = bytes;
    for part in parts {
        let Some((first, after)) = rest.split_first() else { return false };
        rest = match (part, first) {
            (Byte(wanted), found) if wanted == found => after,
            (Length, 0..=0x7f) => after,
            (Length | LongLength, 0x81..=0x83) => match after.get(usize::from(first & 0x7f)..) {
                Some(after) => after,
                None => return false,
            },
            _ => return false,
        };
    }
    true
}

/// Hexadecimal with or without colons, of at least 16 bytes.
fn decode_hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let digits: Zeroizing<String> = Zeroizing::new(text.chars().filter(|c| *c != ':').collect());
    (digits.len() >= 32).then(|| hex::decode(&digits)).flatten().map(Zeroizing::new)
}
