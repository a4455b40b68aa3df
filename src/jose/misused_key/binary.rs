//! Keys in bytes: DER, OpenSSH's encoding, and points of elliptic curves.

use memchr::{memchr_iter, memmem};

use crate::jose::alg::Curve;
use crate::jose::crypto;
use crate::jose::der::DerKind;

/// Object identifiers that stand in every DER structure with a key, with the bytes before them that make them rare.
static IDENTIFIERS: [(&[u8], &str); 9] = [
    (&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01], "RSA key in DER"),
    (&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01], "PKCS structure in DER"),
    (&[0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01], "PKCS structure in DER"),
    (&[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce], "EC key in DER"),
    (&[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce], "EC key in DER"),
    (&[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00], "EC key in DER"),
    (&[0x06, 0x09, 0x2b, 0x24, 0x03, 0x03, 0x02], "EC key in DER"),
    (&[0x30, 0x05, 0x06, 0x03, 0x2b, 0x65], "Edwards or Montgomery curve key in DER"),
    (&[0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04], "post-quantum key in DER"),
];

/// The version field of an X.509 certificate of version 3, and the serial number's tag (RFC 5280 section 4.1).
const CERTIFICATE_VERSION: &[u8] = &[0xa0, 0x03, 0x02, 0x01, 0x02, 0x02];

/// How names of keys begin in OpenSSH's encoding (RFC 4253 section 6.6).
const SSH_NAMES: [&[u8]; 4] = [b"ssh-", b"ecdsa-sha2-", b"sk-ssh-", b"sk-ecdsa-"];

pub(super) fn find(bytes: &[u8]) -> Option<&'static str> {
    if let Some(kind) = DerKind::of(bytes) {
        return Some(kind.name());
    }
    if memmem::find(bytes, b"openssh-key-v1\0").is_some() {
        return Some("OpenSSH private key");
    }
    if SSH_NAMES.iter().any(|name| has_ssh_name(bytes, name)) {
        return Some("OpenSSH public key");
    }
    let identified = IDENTIFIERS.iter().find(|(identifier, _)| memmem::find(bytes, identifier).is_some());
    if let Some((_, name)) = identified {
        let is_certificate = memmem::find(bytes, CERTIFICATE_VERSION).is_some();
        return Some(if is_certificate { "certificate" } else { name });
    }
    memchr_iter(0x30, bytes).find_map(|at| without_identifier(bytes.get(at..)?)).or_else(|| point(bytes))
}

/// The name of a key follows its length, in four bytes.
fn has_ssh_name(bytes: &[u8], name: &[u8]) -> bool {
    memmem::find_iter(bytes, name).any(|at| {
        let length = at.checked_sub(4).and_then(|start| bytes.get(start..at));
        matches!(length, Some([0, 0, 0, 4..=64]))
    })
}

/// The structures that name no algorithm: PKCS#1 keys, OpenSSL's DSA keys, and SEC 1 keys.
fn without_identifier(bytes: &[u8]) -> Option<&'static str> {
    let (length, content) = header(0x30, bytes)?;
    match content {
        [2, 1, 0, rest @ ..] if header(2, rest).is_some_and(|(inner, _)| (32..length).contains(&inner)) => {
            Some("RSA or DSA private key in DER")
        }
        [2, 1, 1, 4, 16..=72, ..] if length > 20 => Some("SEC 1 EC private key"),
        _ => {
            // SEQUENCE { INTEGER of 64 bytes or more, positive, INTEGER of at most eight bytes } and nothing else
            let (modulus, rest) = header(2, content)?;
            let exponent = length.checked_sub(modulus)?;
            let is_positive = matches!(rest, [0, 0x80..=0xff, ..] | [1..=0x7f, ..]);
            (modulus >= 64 && is_positive && (5..=14).contains(&exponent)).then_some("PKCS#1 RSA public key")
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

/// An uncompressed point (SEC 1 section 2.3.3), its two coordinates alone, or a COSE key (RFC 9053 section 7.1.1).
fn point(bytes: &[u8]) -> Option<&'static str> {
    let is_point = |xy: &[u8]| {
        let curves = Curve::ALL.into_iter().filter(|curve| 2 * curve.field_len() <= xy.len());
        curves.into_iter().any(|curve| xy.get(..2 * curve.field_len()).is_some_and(|xy| crypto::is_point(curve, xy)))
    };
    let is_whole =
        Curve::ALL.into_iter().any(|curve| bytes.len() == 2 * curve.field_len() && crypto::is_point(curve, bytes));
    let prefixed = bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, 4 | 6 | 7));
    let is_prefixed = || prefixed.filter_map(|(at, _)| bytes.get(at + 1..)).any(is_point);
    (is_whole || is_prefixed() || has_cose_point(bytes)).then_some("EC point")
}

/// The members -2 and -3 of a COSE key of 32-byte coordinates, one after the other.
fn has_cose_point(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, &[0x21, 0x58, 0x20]).any(|at| {
        let Some((x, rest)) = bytes.get(at + 3..).and_then(|rest| rest.split_at_checked(32)) else { return false };
        let y = rest.strip_prefix(&[0x22, 0x58, 0x20]).and_then(|rest| rest.get(..32));
        y.is_some_and(|y| {
            [Curve::P256, Curve::Secp256k1].into_iter().any(|curve| crypto::is_point(curve, &[x, y].concat()))
        })
    })
}
