//! Keys in bytes: DER, OpenSSH's encoding, and points of elliptic curves.

use memchr::{memchr_iter, memchr3_iter};
use zeroize::Zeroizing;

use super::budget::Budget;
use super::words::{contains, positions};
use crate::jose::alg::Curve;
use crate::jose::crypto;
use crate::jose::der::DerKind;

/// Byte sequences in the encodings of keys, long enough to be rare. A byte outside ASCII is also found as whatever
/// character it has become, if the bytes were taken for text (see [`fold`]).
const PATTERNS: [(&[u8], &str); 17] = [
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
    // Members of COSE keys (RFC 9053 section 7): Ed25519 and x, the exponent 65537.
    (&[0x20, 0x06, 0x21, 0x58, 0x20], "COSE key"),
    (&[0x21, 0x43, 0x01, 0x00, 0x01], "COSE key"),
    (b"RSA1\0", "RSA key in a Windows format (CNG or CAPI)"),
];

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

/// The version field of an X.509 certificate of version 3, and the serial number's tag (RFC 5280 section 4.1).
const CERTIFICATE_VERSION: &[u8] = &[0xa0, 0x03, 0x02, 0x01, 0x02, 0x02];

/// How names of keys begin in OpenSSH's encoding (RFC 4253 section 6.6).
const SSH_NAMES: [&[u8]; 4] = [b"ssh-", b"ecdsa-sha2-", b"sk-ssh-", b"sk-ecdsa-"];

/// The longest name of a kind of key, in bytes.
const MAX_SSH_NAME: usize = 64;

/// Replaces every byte that is not ASCII.
const FOLDED: u8 = 0x80;

/// What it costs to check that a point is on a curve.
const POINT_WORK: usize = 256;

pub(super) fn find(bytes: &[u8], budget: &mut Budget) -> Option<&'static str> {
    if bytes.first() == Some(&0x30)
        && let Some(kind) = DerKind::of(bytes)
    {
        return Some(kind.name());
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
    memchr_iter(0x30, bytes).find_map(|at| without_identifier(bytes.get(at..)?)).or_else(|| point(bytes, budget))
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

/// An uncompressed point (SEC 1 section 2.3.3), its two coordinates alone, or after a length as COSE (RFC 9053 section
/// 7.1.1) and Windows have them.
fn point(bytes: &[u8], budget: &mut Budget) -> Option<&'static str> {
    for curve in Curve::ALL {
        let length = curve.field_len();
        if bytes.len() < 2 * length {
            continue;
        }
        let mut starts_at = |at: usize| {
            let xy = bytes.get(at..).and_then(|rest| rest.get(..2 * length));
            xy.is_some_and(|xy| is_point(curve, xy, budget))
        };
        let prefixes = memchr3_iter(4, 6, 7, bytes).map(|at| at + 1);
        let (byte_count, x_member) = ([length as u8, 0, 0, 0], [0x21, 0x58, length as u8]);
        let lengths = positions(bytes, &byte_count).map(|at| at + 4);
        if (bytes.len() == 2 * length && starts_at(0)) || prefixes.chain(lengths).any(&mut starts_at) {
            return Some("EC point");
        }
        let mut members = positions(bytes, &x_member).filter_map(|at| {
            let (x, rest) = bytes.get(at + 3..)?.split_at_checked(length)?;
            let y = rest.strip_prefix(&[0x22, 0x58, length as u8])?.get(..length)?;
            Some([x, y].concat())
        });
        if members.any(|xy| is_point(curve, &xy, budget)) {
            return Some("EC point");
        }
    }
    None
}

/// Whether `xy`, the two coordinates one after the other, is a point. False, too, if the budget is spent.
pub(super) fn is_point(curve: Curve, xy: &[u8], budget: &mut Budget) -> bool {
    // P-521 leaves seven bits of each coordinate free, which are zero.
    let fits =
        curve != Curve::P521 || [0, curve.field_len()].iter().all(|at| xy.get(*at).is_some_and(|byte| *byte < 2));
    fits && budget.spend(POINT_WORK) && crypto::is_point(curve, xy)
}
