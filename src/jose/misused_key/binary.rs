//! Keys in bytes: DER, OpenSSH's encoding, and points of elliptic curves.

use memchr::{memchr_iter, memchr3_iter};
use zeroize::Zeroizing;

use super::point;
use super::queue::Budget;
use super::words::{contains, positions};
use crate::jose::alg::Curve;
use crate::jose::der::DerKind;

/// Byte sequences in the encodings of keys, long enough to be rare. A byte outside ASCII is also found as whatever
/// character it has become, if the bytes were taken for text (see [`fold`]).
const PATTERNS: [(&[u8], &str); 26] = [
    (&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01], "RSA key in DER"),
    (&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01], "PKCS structure in DER"),
    (&[0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01], "PKCS structure in DER"),
    (&[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01], "EC key in DER"),
    (&[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01], "EC key in DER"),
    (&[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01], "DSA key in DER"),
    (&[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00], "EC key in DER"),
    (&[0x06, 0x09, 0x2b, 0x24, 0x03, 0x03, 0x02], "EC key in DER"),
    (&[0x30, 0x05, 0x06, 0x03, 0x2b, 0x65], "Edwards or Montgomery curve key in DER"),
    (&[0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00], "Ed25519 public key in DER"),
    (&[0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04], "post-quantum key in DER"),
    // The exponent 65537, after its modulus.
    (&[0x02, 0x03, 0x01, 0x00, 0x01], "RSA key in DER"),
    (b"openssh-key-v1\0", "OpenSSH private key"),
    // The exponent 65537 and the beginning of a modulus (RFC 4251 section 5).
    (&[0, 0, 0, 3, 1, 0, 1, 0, 0], "OpenSSH public key"),
    // The same as a field of Protocol Buffers.
    (&[0x12, 3, 1, 0, 1], "RSA key in Protocol Buffers"),
    (&[0x22, 3, 1, 0, 1], "RSA key in Protocol Buffers"),
    // The curve of Ed25519 keys in OpenPGP (RFC 9580 section 9.2).
    (&[0x2b, 6, 1, 4, 1, 0xda, 0x47, 0x0f, 1], "OpenPGP public key"),
    // Members of COSE keys (RFC 9053 section 7): Ed25519 and x, the exponent 65537.
    (&[0x20, 0x06, 0x21, 0x58, 0x20], "COSE key"),
    (&[0x21, 0x43, 0x01, 0x00, 0x01], "COSE key"),
    (b"RSA1\0", "RSA key in a Windows format (CNG or CAPI)"),
    // The size of a modulus in bits, the exponent (0 for 65537), the length of the modulus and its first bit (TPM 2.0 part 2
    // sections 12.2.3.5 and 11.2.4.5).
    (&[0x08, 0, 0, 0, 0, 0, 1, 0, 0x80], TPM_KEY),
    (&[0x08, 0, 0, 1, 0, 1, 1, 0, 0x80], TPM_KEY),
    (&[0x0c, 0, 0, 0, 0, 0, 1, 0x80, 0x80], TPM_KEY),
    (&[0x0c, 0, 0, 1, 0, 1, 1, 0x80, 0x80], TPM_KEY),
    (&[0x10, 0, 0, 0, 0, 0, 2, 0, 0x80], TPM_KEY),
    (&[0x10, 0, 0, 1, 0, 1, 2, 0, 0x80], TPM_KEY),
];

const TPM_KEY: &str = "RSA key in a TPM structure";

/// How compressed files begin that are not decompressed: bzip2, xz, Zstandard, ZIP, 7-Zip.
const COMPRESSED: [&[u8]; 5] =
    [b"1AY&SY", b"\xfd7zXZ\0", &[0x28, 0xb5, 0x2f, 0xfd], b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c"];

/// The bytes that patterns begin with.
static FIRST_BYTES: [bool; 256] = {
    let mut is_first = [false; 256];
    let mut at = 0;
    while at < PATTERNS.len() {
        is_first[PATTERNS[at].0[0] as usize] = true;
        at += 1;
    }
    is_first
};

/// The exponent 65537 as an integer in OpenPGP (RFC 9580 section 3.2): its length in bits, and its bytes.
const OPENPGP_EXPONENT: &[u8] = &[0, 17, 1, 0, 1];

/// The version field of an X.509 certificate of version 3, and the serial number's tag (RFC 5280 section 4.1).
const CERTIFICATE_VERSION: &[u8] = &[0xa0, 0x03, 0x02, 0x01, 0x02, 0x02];

/// How names of keys begin in OpenSSH's encoding (RFC 4253 section 6.6).
const SSH_NAMES: [&[u8]; 4] = [b"ssh-", b"ecdsa-sha2-", b"sk-ssh-", b"sk-ecdsa-"];

/// The longest name of a kind of key, in bytes.
const MAX_SSH_NAME: usize = 64;

/// Replaces every byte that is not ASCII.
const FOLDED: u8 = 0x80;

pub(super) fn find(bytes: &[u8], budget: &mut Budget) -> Option<&'static str> {
    if bytes.first() == Some(&0x30)
        && let Some(kind) = DerKind::of(bytes)
    {
        return Some(kind.name());
    }
    // The level of compression is before the first mark.
    let after_level = bytes.strip_prefix(b"BZh").and_then(|rest| rest.get(1..)).unwrap_or(bytes);
    if COMPRESSED.iter().any(|mark| after_level.starts_with(mark)) {
        return Some("compressed file");
    }
    if SSH_NAMES.iter().any(|name| has_ssh_name(bytes, name)) {
        return Some("OpenSSH public key");
    }
    let folded = fold(bytes);
    let starts = folded.iter().enumerate().filter(|(_, byte)| FIRST_BYTES[usize::from(**byte)]);
    let found = starts
        .filter_map(|(at, _)| folded.get(at..))
        .find_map(|rest| PATTERNS.iter().find(|(pattern, _)| starts_with_folded(rest, pattern)));
    if let Some((_, name)) = found {
        let is_certificate = contains(bytes, CERTIFICATE_VERSION);
        return Some(if is_certificate { "certificate" } else { name });
    }
    if positions(bytes, OPENPGP_EXPONENT).any(|at| ends_with_openpgp_modulus(bytes.get(..at).unwrap_or_default())) {
        return Some("OpenPGP public key");
    }
    memchr_iter(0x30, bytes).find_map(|at| without_identifier(bytes.get(at..)?)).or_else(|| find_point(bytes, budget))
}

/// The bytes with one mark instead of each character outside ASCII and of each byte that is not UTF-8: the same for
/// bytes, for the text that they were taken for in any encoding of one byte a character, and for what is left where
/// a question mark or U+FFFD replaced them.
fn fold(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len()));
    for chunk in bytes.utf8_chunks() {
        out.extend(chunk.valid().chars().map(|c| if c.is_ascii() && c != '?' { c as u8 } else { FOLDED }));
        out.extend(chunk.invalid().iter().map(|_| FOLDED));
    }
    out
}

fn starts_with_folded(folded: &[u8], pattern: &[u8]) -> bool {
    folded.len() >= pattern.len()
        && folded.iter().zip(pattern).all(|(byte, expected)| *byte == if *expected < 0x80 { *expected } else { FOLDED })
}

/// The name of a key is between its own length and that of the next field, each in four bytes.
fn has_ssh_name(bytes: &[u8], name: &[u8]) -> bool {
    positions(bytes, name).any(|at| {
        let length = at.checked_sub(4).and_then(|start| bytes.get(start..at));
        let is_before_length = bytes.get(at + name.len()..).is_some_and(|rest| {
            rest.iter()
                .take(MAX_SSH_NAME)
                .position(|byte| *byte == 0)
                .is_some_and(|end| rest[end..].starts_with(&[0; 3]))
        });
        matches!(length, Some([0, 0, 0, 4..=64])) || is_before_length
    })
}

/// Whether the last bytes are an integer in OpenPGP of the length of a modulus.
fn ends_with_openpgp_modulus(bytes: &[u8]) -> bool {
    [128, 192, 256, 384, 512, 1024].into_iter().any(|length: u16| {
        let start = bytes.len().checked_sub(usize::from(length) + 2);
        let modulus = start.and_then(|start| bytes.get(start..)?.strip_prefix(&(length * 8).to_be_bytes()));
        modulus.is_some_and(|modulus| modulus.first().is_some_and(|byte| *byte >= 0x80))
    })
}

/// The structures that name no algorithm: PKCS#1 keys, OpenSSL's DSA keys, and SEC 1 keys. They may be cut short.
fn without_identifier(bytes: &[u8]) -> Option<&'static str> {
    let (length, content) = header(0x30, bytes)?;
    match content {
        [2, 1, 0, rest @ ..] if header(2, rest).is_some_and(|(inner, _)| (32..length).contains(&inner)) => {
            Some("RSA or DSA private key in DER")
        }
        [2, 1, 1, 4, 16..=72, ..] if length > 20 => Some("SEC 1 EC private key"),
        _ => {
            // SEQUENCE { INTEGER of 64 bytes or more and a zero before them, INTEGER of at most eight bytes }
            let (modulus, rest) = header(2, content)?;
            let exponent = length.checked_sub(modulus)?;
            (modulus > 64 && matches!(rest, [0, 0x80..=0xff, ..]) && (5..=14).contains(&exponent))
                .then_some("PKCS#1 RSA public key")
        }
    }
}

/// The length and the start of the content of an element with this tag. The content may be cut short.
fn header(tag: u8, bytes: &[u8]) -> Option<(usize, &[u8])> {
    match bytes {
        [first, length @ 0..=0x7f, rest @ ..] if *first == tag => Some((usize::from(*length), rest)),
        [first, 0x81, length, rest @ ..] if *first == tag => Some((usize::from(*length), rest)),
        [first, 0x82, high, low, rest @ ..] if *first == tag => {
            Some((usize::from(*high) << 8 | usize::from(*low), rest))
        }
        _ => None,
    }
}

/// An uncompressed point (SEC 1 section 2.3.3), or its two coordinates: alone, as DNS (RFC 6605 section 4) and Windows have
/// them, or each after its length as in COSE, MessagePack and Protocol Buffers.
fn find_point(bytes: &[u8], budget: &mut Budget) -> Option<&'static str> {
    for curve in Curve::ALL {
        let length = curve.field_len();
        if bytes.len() < 2 * length {
            continue;
        }
        let mut starts_at = |at: usize| {
            let xy = bytes.get(at..).and_then(|rest| rest.get(..2 * length));
            xy.is_some_and(|xy| point::is_point(curve, xy, budget))
        };
        let prefixes = memchr3_iter(4, 6, 7, bytes).map(|at| at + 1);
        let byte_count = [length as u8, 0, 0, 0];
        let lengths = positions(bytes, &byte_count).map(|at| at + 4);
        // The protocol, which is always 3, and the algorithm.
        let in_dns = [13, 14].map(|algorithm| [3, algorithm]);
        let in_dns = in_dns.iter().flat_map(|mark| positions(bytes, mark)).map(|at| at + 2);
        if prefixes.chain(lengths).chain(in_dns).any(&mut starts_at) {
            return Some("EC point");
        }
        let whole = (bytes.len() == 2 * length).then(|| bytes.split_at(length));
        // A zero may be before a coordinate.
        let separate = [length, length + 1].into_iter().flat_map(|length| separate(bytes, length));
        let mut pairs = separate.flat_map(|(x, y)| [(x, y), (y, x)]).chain(whole);
        if pairs.any(|(x, y)| point::has_coordinates(x, y, budget)) {
            return Some("EC point");
        }
    }
    None
}

/// Two fields of `length` bytes, each after its length, and with at most four bytes between them that name the second one.
fn separate(bytes: &[u8], length: usize) -> impl Iterator<Item = (&[u8], &[u8])> {
    memchr_iter(length as u8, bytes).filter_map(move |at| {
        let (x, rest) = bytes.get(at + 1..)?.split_at_checked(length)?;
        let name = rest.iter().take(5).rposition(|byte| usize::from(*byte) == length)?;
        Some((x, rest.get(name + 1..)?.get(..length)?))
    })
}
