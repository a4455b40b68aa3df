//! Tokens and messages of other formats, by their content.

use crate::base::{b64, inflate, percent};

use super::super::form::is_token;
use super::{Diagnosis, DiagnosisKind};

/// The most bytes that compressed data may expand to.
const MAX_INFLATED: usize = 64 * 1024;

/// The longest text that is decoded.
const MAX_LEN: usize = 64 * 1024;

const ASK_ISSUER: &str = "only the service that issued it can verify it";

/// SAML in base64, as browsers post it: in lines, percent-encoded, or compressed as in a redirect (SAML bindings 3.4.4.1).
pub(super) fn saml(text: &str) -> Option<Diagnosis> {
    if text.len() > MAX_LEN {
        return None;
    }
    let (value, is_named) = match text.trim().split_once('=') {
        Some((name, rest)) if name.ends_with("SAMLRequest") || name.ends_with("SAMLResponse") => {
            (rest.split('&').next().unwrap_or_default(), true)
        }
        _ => (text.trim(), false),
    };
    let decoded = String::from_utf8(percent::decode(value)).ok()?;
    let is_encoded = decoded != value;
    let one_line: String = decoded.split_whitespace().collect();
    let bytes = b64::decode_lenient(&one_line).filter(|bytes| bytes.len() >= 16)?;
    let (xml, is_compressed) = match is_saml(&bytes) {
        true => (true, false),
        false => (is_saml(&inflate::raw(&bytes, MAX_INFLATED)), true),
    };
    if !xml && !is_named {
        return None;
    }
    let compressed = if is_compressed && xml { ", compressed," } else { "" };
    let encoded = if is_encoded { " and percent-encoding" } else { "" };
    let message = format!("this is a SAML message{compressed} in base64{encoded}, not a JWT");
    let hint = match is_compressed && xml {
        true => {
            "decode it with `base64 -d | python3 -c 'import sys,zlib; print(zlib.decompress(sys.stdin.buffer.read(), -15).decode())'`"
        }
        false => "decode it with `base64 -d`, and read it as XML",
    };
    Some(Diagnosis::new(DiagnosisKind::Saml, message, hint).at(0))
}

fn is_saml(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.trim_start().starts_with('<') && text.to_ascii_lowercase().contains("saml")
}

/// Formats of tokens that their first bytes show.
pub(super) fn other_token(text: &str) -> Option<Diagnosis> {
    let name = kind(text.trim())?;
    Some(Diagnosis::new(DiagnosisKind::OtherFormat, format!("this is {name}, not a JWT"), ASK_ISSUER).at(0))
}

fn kind(text: &str) -> Option<&'static str> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_alphanumeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_base64url = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if let Some((id, secret)) = text.split_once('|')
        && is_digits(id)
        && (40..=64).contains(&secret.len())
        && is_alphanumeric(secret)
    {
        return Some("a token of Laravel Sanctum");
    }
    if let Some((id, secret)) = text.split_once(':')
        && is_digits(id)
        && (8..=12).contains(&id.len())
        && (30..=40).contains(&secret.len())
        && is_base64url(secret)
    {
        return Some("a token of a Telegram bot");
    }
    if let [id, _, _] = text.split('.').collect::<Vec<_>>().as_slice()
        && let Some(id) = b64::decode(id).ok().and_then(|bytes| String::from_utf8(bytes).ok())
        && is_digits(&id)
        && (15..=20).contains(&id.len())
    {
        return Some("a token of a Discord bot");
    }
    if text.starts_with("EAA")
        && super::prefix::kind_by_prefix(text).is_none()
        && text.len() >= 60
        && is_alphanumeric(text)
    {
        return Some("an access token of Facebook");
    }
    if text.starts_with("00") && text.len() == 42 && is_base64url(text) {
        return Some("an API token or a session of Okta");
    }
    if text.starts_with("v1.0-") && text.len() > 40 {
        return Some("a key of Cloudflare");
    }
    if is_branca(text) {
        return Some("probably a Branca token");
    }
    if text.len() > MAX_LEN {
        return None;
    }
    let one_line: String = text.split_whitespace().collect();
    let bytes = b64::decode_lenient(&one_line)?;
    match bytes.as_slice() {
        bytes if is_macaroon(bytes) => Some("a macaroon"),
        bytes if is_biscuit(bytes) => Some("a Biscuit token"),
        [0x80, 0, 0, 0, 0, ..] => Some("a Fernet token"),
        _ => None,
    }
}

/// Version 1 begins with a packet of four hexadecimal digits and a name; version 2 with a field of a type and a length.
fn is_macaroon(bytes: &[u8]) -> bool {
    match bytes {
        [a, b, c, d, rest @ ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_hexdigit()) => {
            rest.starts_with(b"location ") || rest.starts_with(b"identifier ")
        }
        [2, 1 | 2, length @ 1..128, rest @ ..] => {
            let field = rest.get(..usize::from(*length));
            field.is_some_and(|field| field.iter().all(|byte| (b' '..=b'~').contains(byte)))
        }
        _ => false,
    }
}

/// A message of protocol buffers with the next public key, of Ed25519 or P-256, in its first block.
fn is_biscuit(bytes: &[u8]) -> bool {
    const NEXT_KEYS: [&[u8]; 2] = [&[0x12, 0x24, 8, 0, 0x12, 0x20], &[0x12, 0x25, 8, 1, 0x12, 0x21]];
    matches!(bytes, [0x12, ..] | [0x08, _, 0x12, ..])
        && NEXT_KEYS.iter().any(|key| memchr::memmem::find(bytes, key).is_some())
}

/// The shortest and the longest Branca token that is recognized, in characters. The shortest has no payload.
const BRANCA_LENGTHS: std::ops::RangeInclusive<usize> = 61..=1024;

/// The times that count as those of a token, in Unix seconds: the years 2017 to 2042.
const BRANCA_TIMES: std::ops::Range<u32> = 1_483_228_800..2_272_147_200;

/// A version, a time in seconds, a nonce, ciphertext and its tag, in base62. Of random words of this length, about one in a
/// thousand has such a beginning.
fn is_branca(text: &str) -> bool {
    if !BRANCA_LENGTHS.contains(&text.len()) {
        return false;
    }
    match base62(text).as_deref() {
        Some([0xba, time @ ..]) => {
            time.first_chunk().is_some_and(|time| BRANCA_TIMES.contains(&u32::from_be_bytes(*time)))
        }
        _ => false,
    }
}

/// A number in digits, capital letters and small letters, big-endian.
fn base62(text: &str) -> Option<Vec<u8>> {
    let mut number: Vec<u8> = Vec::new();
    for byte in text.bytes() {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A' + 10,
            b'a'..=b'z' => byte - b'a' + 36,
            _ => return None,
        };
        let mut carry = u32::from(digit);
        for byte in &mut number {
            let value = u32::from(*byte) * 62 + carry;
            (*byte, carry) = ((value & 0xff) as u8, value >> 8);
        }
        if carry > 0 {
            number.push(carry as u8);
        }
    }
    number.reverse();
    Some(number)
}

/// The code that an authorization endpoint of Keycloak returns: three UUIDs.
pub(super) fn keycloak_code(text: &str) -> Option<Diagnosis> {
    let is_uuid = |part: &str| super::prefix::form(part) == Some("a UUID");
    let parts: Vec<&str> = text.trim().split('.').collect();
    (parts.len() == 3 && parts.iter().all(|part| is_uuid(part))).then(|| {
        Diagnosis::new(
            DiagnosisKind::AuthorizationCode,
            "this looks like an authorization code of Keycloak, not a token",
            super::document::EXCHANGE_CODE,
        )
        .at(0)
    })
}

/// A token in base32 (RFC 4648 section 6).
pub(super) fn base32(text: &str) -> Option<Diagnosis> {
    if text.len() > MAX_LEN {
        return None;
    }
    let digits: String = text.split_whitespace().collect();
    let inner = String::from_utf8(decode_base32(digits.trim_end_matches('='))?).ok()?;
    is_token(inner.trim()).then(|| {
        Diagnosis::new(DiagnosisKind::Base32, "this is base32 of a token", "decode it with `base32 -d` first").at(0)
    })
}

fn decode_base32(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::with_capacity(text.len() * 5 / 8));
    for c in text.bytes() {
        let digit = match c {
            b'A'..=b'Z' => c - b'A',
            b'2'..=b'7' => c - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 | u32::from(digit);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
        bits &= 0xff;
    }
    Some(bytes)
}

/// A public key in OpenSSH's format.
pub(super) fn ssh_key(text: &str) -> Option<Diagnosis> {
    let (kind, rest) = text.trim().split_once(' ')?;
    let is_kind = kind.starts_with("ssh-") || kind.starts_with("ecdsa-sha2-") || kind.starts_with("sk-");
    (is_kind && rest.starts_with("AAAA")).then(|| {
        Diagnosis::new(
            DiagnosisKind::SshKey,
            "this is a public key of OpenSSH, not a token",
            "to verify a token with it, pass it to --key",
        )
        .at(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_near_misses() {
        let macaroon = |version: &[u8]| b64::encode([version, &[7; 40]].concat());
        let biscuit = [&[0x12, 0x60, 0x0a, 2, 1, 1, 0x12, 0x24, 8, 0, 0x12, 0x20][..], &[7; 80]].concat();
        for (text, expected) in [
            (format!("17|{}", "a1B2".repeat(10)), Some("a token of Laravel Sanctum")),
            (format!("x|{}", "a1B2".repeat(10)), None),
            (format!("123456789:{}", "Aa_-x".repeat(7)), Some("a token of a Telegram bot")),
            (format!("1234:{}", "Aa_-x".repeat(7)), None),
            (
                format!("{}.GaBcDe.{}", b64::encode("123456789012345678"), "x".repeat(38)),
                Some("a token of a Discord bot"),
            ),
            (format!("{}.GaBcDe.{}", b64::encode("12345"), "x".repeat(38)), None),
            (format!("EAA{}", "aZ0".repeat(30)), Some("an access token of Facebook")),
            (format!("EAA{}", "aZ0".repeat(3)), None),
            (format!("00{}", "aB-_".repeat(10)), Some("an API token or a session of Okta")),
            (macaroon(b"001clocation http://example"), Some("a macaroon")),
            (macaroon(b"001clocale"), None),
            (macaroon(b"\x02\x01\x04site\x02\x01i\0\0"), Some("a macaroon")),
            (macaroon(b"\x02\x01\x04si\x01e"), None),
            (b64::encode(&biscuit), Some("a Biscuit token")),
            (b64::encode(&biscuit[1..]), None),
        ] {
            assert_eq!(kind(&text), expected, "{text}");
        }
    }

    #[test]
    fn base32_of_bytes() {
        // RFC 4648 section 10
        for (text, expected) in [("MY", "f"), ("MZXQ", "fo"), ("MZXW6YTBOI", "foobar"), ("", "")] {
            assert_eq!(decode_base32(text).as_deref(), Some(expected.as_bytes()), "{text}");
        }
        assert_eq!(decode_base32("mzxq"), None);
    }

    #[test]
    fn saml_in_each_binding() {
        let xml = "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\"/>";
        let base64 = b64::encode_standard(xml);
        // One stored block: its length, the complement of that, and the bytes (RFC 1951 section 3.2.4).
        let length = u16::try_from(xml.len()).unwrap();
        let header = [&[1], &length.to_le_bytes()[..], &(!length).to_le_bytes()].concat();
        let deflated = b64::encode_standard([&header, xml.as_bytes()].concat());
        for (text, expected) in [
            (base64.clone(), "a SAML message in base64, not"),
            (format!("{}\r\n{}", &base64[..40], &base64[40..]), "a SAML message in base64, not"),
            (base64.replace('=', "%3D").replace('P', "%50"), "in base64 and percent-encoding"),
            (deflated.clone(), "a SAML message, compressed, in base64"),
            (
                format!("SAMLRequest={}&RelayState=x", percent::encode(&deflated, b"")),
                "compressed, in base64 and percent-encoding",
            ),
            (
                "https://idp.example/sso?SAMLResponse=AAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned(),
                "a SAML message in base64",
            ),
        ] {
            let found = saml(&text).unwrap_or_else(|| panic!("{text}"));
            assert!(found.message.contains(expected), "{text}: {}", found.message);
        }
        assert_eq!(saml(&b64::encode_standard("<html>no assertion here</html>")), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_examined(text: String) {
            let _ = (saml(&text), other_token(&text), base32(&text), ssh_key(&text), keycloak_code(&text));
        }
    }
}
