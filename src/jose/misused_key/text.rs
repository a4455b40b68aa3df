//! Keys in text: what PEM, JWK, XML and the printouts of OpenSSL have that other text has not.

use zeroize::Zeroizing;

use super::words::{contains, positions};

/// Marks of a key, in lower case, and what they are marks of.
static MARKS: [(&str, &str); 31] = [
    ("--begin certificate", "certificate"),
    ("--begin trusted certificate", "certificate"),
    ("--begin x509 certificate", "certificate"),
    ("--begin pkcs7", "certificate"),
    ("--begin", "PEM key"),
    ("-- begin", "PEM key"),
    ("-----end", "PEM key"),
    ("nigeb--", "reversed PEM key"),
    ("putty-user-key-file", "PuTTY key"),
    ("keyvalue>", "XML key"),
    ("<modulus", "XML key"),
    (":modulus", "XML key"),
    ("x509certificate>", "certificate"),
    ("public-key:", "key printed by OpenSSL"),
    ("private-key:", "key printed by OpenSSL"),
    ("nist curve:", "key printed by OpenSSL"),
    ("asn1 oid:", "key printed by OpenSSL"),
    ("untrusted comment:", "minisign or signify key"),
    ("age-secret-key-1", "age private key"),
    ("public key algorithm:", "key printed by a tool"),
    ("cons:sequence", "key printed by OpenSSL"),
    ("did:key:z", "public key in a DID"),
    ("google.crypto.tink", "Tink keyset"),
    ("v=dkim1", "DKIM record"),
    ("dnskey256", "DNSKEY record"),
    ("dnskey257", "DNSKEY record"),
    ("type48\\#", "DNSKEY record"),
    ("\"keys\":[{", "JWKS"),
    ("\"keys\":[]", "JWKS"),
    ("'keys':[{", "JWKS"),
    ("'keys':[]", "JWKS"),
];

/// The values of `kty` and `crv`, in lower case.
const KEY_TYPES: &[&[u8]] = &[b"rsa", b"ec", b"okp", b"oct", b"akp"];
const CURVES: &[&[u8]] = &[b"p-256", b"p-384", b"p-521", b"secp256k1", b"ed25519", b"ed448", b"x25519", b"x448"];

/// Names of a public key, in lower case.
const PUBLIC_KEY_NAMES: [&[u8]; 8] =
    [b"publickey", b"public_key", b"public-key", b"public key", b"public", b"pubkey", b"pub_key", b"verify_key"];

/// The shortest value of a public key, in characters: 32 bytes in base64.
const MIN_PUBLIC_KEY: usize = 40;

/// The most characters between a member's name and its value: quotes, backslashes, a colon, white space.
const MAX_BETWEEN: usize = 12;

/// How many letters in a row random bytes rarely have.
const MIN_WORD: usize = 6;

/// The longest `BEGIN` and label of PEM.
const MAX_LABEL: usize = 40;

/// The shortest number that counts as a modulus, in characters.
const MIN_MODULUS: usize = 64;

pub(super) fn find(bytes: &[u8]) -> Option<&'static str> {
    // Each mark and member has one of these; most secrets have none.
    if !bytes.iter().any(|byte| matches!(byte, b'-' | b':' | b'=' | b'<' | b'>' | b'"' | b'\'' | 0..=8 | 0x80..=0xff)) {
        return None;
    }
    let lower = Zeroizing::new(bytes.to_ascii_lowercase());
    let packed: Zeroizing<Vec<u8>> =
        Zeroizing::new(lower.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect());
    let is_packed = packed.len() < lower.len();
    let marked = |(mark, _): &&(&str, &str)| {
        contains(&lower, mark.as_bytes()) || is_packed && contains(&packed, mark.as_bytes())
    };
    if let Some((_, name)) = MARKS.iter().find(marked) {
        return Some(name);
    }
    if has_member(&lower, b"kty", KEY_TYPES) || has_member(&lower, b"crv", CURVES) {
        return Some("JWK");
    }
    if values(bytes, b"e").any(|value| starts_with_word(value, b"AQAB")) {
        return Some("RSA key in JSON");
    }
    if has_typographic_header(&lower) {
        return Some("PEM key");
    }
    let is_long = |value: &[u8]| value.iter().take_while(|byte| is_digit(**byte)).count() >= MIN_PUBLIC_KEY;
    if PUBLIC_KEY_NAMES.iter().any(|name| members(&lower, name).any(|(_, value)| is_long(value))) {
        return Some("public key");
    }
    names_number(&lower, b"modulus").then_some("RSA modulus")
}

/// Whether bytes that are not text contain enough letters, or names of JSON, for a mark of a key.
pub(super) fn has_words(bytes: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b' ' | b'"' | b':' | b',');
    bytes.windows(MIN_WORD).any(|word| word.iter().all(is_part))
}

/// A digit of base64, or of hexadecimal with colons.
fn is_digit(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'+' | b'/' | b'-' | b'_' | b'=')
}

/// Whether there is a header of PEM whose hyphens have become dashes, in whatever encoding.
fn has_typographic_header(text: &[u8]) -> bool {
    positions(text, b"begin ").any(|at| {
        let label = text.get(at..).map(|rest| rest.get(..MAX_LABEL).unwrap_or(rest)).unwrap_or_default();
        let is_after_dashes =
            text.get(..at).is_some_and(|before| matches!(before.trim_ascii_end(), [.., 0x80..=0xff, 0x80..=0xff]));
        is_after_dashes && [&b"key"[..], b"certificate"].iter().any(|word| contains(label, word))
    })
}

/// Whether a member of this name has a long number.
pub(super) fn names_number(text: &[u8], name: &[u8]) -> bool {
    values(text, name).any(starts_with_number)
}

/// Whether the string has a member of a JWK, in JSON, JavaScript, Python, YAML or anything like them: its name in
/// quotes, or its name and one of its values.
fn has_member(text: &[u8], name: &[u8], known: &[&[u8]]) -> bool {
    let is_quoted = |quote: u8| contains(text, &[&[quote], name, &[quote]].concat());
    let is_escaped = || contains(text, &[b"\\\"", name, b"\\\""].concat());
    is_quoted(b'"')
        || is_quoted(b'\'')
        || is_escaped()
        || values(text, name).any(|value| known.iter().any(|word| starts_with_word(value, word)))
}

/// The text after each occurrence of `name` as a member that is a word of its own.
fn values<'t>(text: &'t [u8], name: &'t [u8]) -> impl Iterator<Item = &'t [u8]> {
    let is_word = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        before.is_none_or(|byte| !byte.is_ascii_alphanumeric())
    };
    members(text, name).filter(move |(at, _)| is_word(*at)).map(|(_, value)| value)
}

/// The position of each occurrence of `name` as the end of the name of a member, with a colon, equals sign, quote, or byte that
/// is not text after it; and the text that follows.
fn members<'t>(text: &'t [u8], name: &'t [u8]) -> impl Iterator<Item = (usize, &'t [u8])> {
    positions(text, name).filter_map(move |at| {
        let after = text.get(at + name.len()..)?;
        let between = after.iter().take(MAX_BETWEEN).take_while(|byte| !byte.is_ascii_alphanumeric()).count();
        let (between, value) = after.split_at_checked(between)?;
        let is_mark = |byte: &u8| matches!(byte, b':' | b'=' | b'>' | b'"' | b'\'' | 0..=8 | 0x80..);
        between.iter().any(is_mark).then_some((at, value))
    })
}

fn starts_with_word(text: &[u8], word: &[u8]) -> bool {
    let after = text.strip_prefix(word);
    after.is_some_and(|after| after.first().is_none_or(|byte| !byte.is_ascii_alphanumeric()))
}

/// Whether a long number begins here: hexadecimal, with colons and line breaks or without, or base64.
fn starts_with_number(text: &[u8]) -> bool {
    let is_part = |byte: &u8| is_digit(*byte) || byte.is_ascii_whitespace();
    let digits = text.iter().take_while(|byte| is_part(byte)).filter(|byte| byte.is_ascii_alphanumeric()).count();
    digits >= MIN_MODULUS
}
