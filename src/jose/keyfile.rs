//! Reading whatever holds a key: PEM, DER, JWK or JWKS, told apart by content, never by a name.

use zeroize::Zeroizing;

use super::der::{self, Ask, DerKind};
use super::key::{Key, with_article};
use super::{jwk, pem};
use crate::base::json::{self, Duplicates, Json};
use crate::base::{Code, Fault, b64};

/// The most bytes that are read as a key or a set of them.
pub const MOST_BYTES: usize = 1 << 20;

/// What a file, a stream or a variable held.
#[derive(Debug, Clone)]
pub struct KeyFile {
    /// The keys: one, or those of a set, which may be none.
    pub keys: Vec<Key>,
    /// Whether it was a set, so that a token's `kid` chooses.
    pub is_set: bool,
    /// What was passed over or put up with.
    pub notes: Vec<String>,
}

/// Reads keys from `bytes`; an encrypted one is refused.
pub fn read(bytes: &[u8]) -> Result<KeyFile, Fault> {
    read_with(bytes, &mut der::no_passphrase)
}

/// Reads keys from `bytes`, and asks for the passphrase where one is encrypted.
pub fn read_with(bytes: &[u8], ask: Ask<'_>) -> Result<KeyFile, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(unreadable(format!("{} bytes are too many for a key; at most {MOST_BYTES} are read", bytes.len())));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(unreadable("there is nothing in it"));
    }
    match std::str::from_utf8(bytes) {
        // DER of a key begins with 0x30, which is the digit 0 in text; no key's text begins with that.
        Ok(text) if DerKind::of(bytes).is_none() => read_text(text.trim_start_matches('\u{feff}').trim(), ask),
        _ => read_binary(bytes, ask),
    }
}

fn read_binary(bytes: &[u8], ask: Ask<'_>) -> Result<KeyFile, Fault> {
    let fault = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => unreadable("this is text in UTF-16")
            .hint("write it as UTF-8; in PowerShell with `Set-Content -Encoding utf8`"),
        [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..] => unreadable("this is a Java keystore").hint(
            "convert it with `keytool -importkeystore -srckeystore FILE -destkeystore key.p12 -deststoretype PKCS12`, \
             then `openssl pkcs12 -in key.p12 -nodes -out key.pem`",
        ),
        [0x85 | 0x95 | 0x98 | 0x99 | 0xc5 | 0xc6, ..] => {
            unreadable("this is no key for tokens; it may be an OpenPGP key")
        }
        [0x30, ..] => return Ok(single(der::read_with(bytes, ask)?, Vec::new())),
        _ => unreadable("neither PEM, DER, JWK nor JWKS: these are other bytes")
            .hint("a raw HMAC secret is given with --secret"),
    };
    Err(fault)
}

fn read_text(text: &str, ask: Ask<'_>) -> Result<KeyFile, Fault> {
    match text.as_bytes() {
        [b'{', ..] => read_json(text),
        [b'[', ..] => {
            Err(unreadable("this is a JSON array, where a JWK or a JWKS is needed").hint("a JWKS is {\"keys\": […]}"))
        }
        _ if text.contains("-----BEGIN ") => read_pem(text, ask),
        _ => Err(no_key(text)),
    }
}

fn read_pem(text: &str, ask: Ask<'_>) -> Result<KeyFile, Fault> {
    let mut notes = Vec::new();
    // Environment files and JSON write a line break as `\n`.
    let unescaped = (!text.contains('\n') && text.contains("\\n")).then(|| {
        notes.push("the line breaks are written as \\n; read as line breaks".to_owned());
        Zeroizing::new(text.replace("\\r", "").replace("\\n", "\n"))
    });
    let text = unescaped.as_ref().map_or(text, |text| text.as_str());
    let key = pem::read_with(text, &mut notes, ask)?;
    Ok(single(key, notes))
}

fn read_json(text: &str) -> Result<KeyFile, Fault> {
    let object = json::parse_object(text.as_bytes(), Duplicates::Refuse)
        .map_err(|error| unreadable(format!("the JSON of the key cannot be read: {error}")))?;
    let mut notes = Vec::new();
    match (object.contains("kty"), object.contains("keys")) {
        (true, false) => {
            let key = jwk::read(&object, &mut notes)?;
            Ok(single(key, notes))
        }
        (false, true) => {
            let keys = jwk::read_set(&object, &mut notes)?;
            Ok(KeyFile { keys, is_set: true, notes })
        }
        (true, true) => Err(unreadable("the JSON has both \"kty\" and \"keys\": is it a JWK or a JWKS?")),
        (false, false) => Err(other_json(&object)),
    }
}

fn other_json(object: &json::Object<'_>) -> Fault {
    if let Some(url) = object.get_str("jwks_uri") {
        return unreadable("this is a discovery document, which only says where the keys are")
            .hint(format!("its keys are at {url}"));
    }
    if object.contains("private_key") {
        return unreadable("this is a service account file, with the key inside it")
            .hint("take the key out with `jq -r .private_key FILE`");
    }
    if object.contains("ciphertext") {
        return unreadable("this JSON is encrypted (JWE)").hint("decrypt it first");
    }
    let is_pem = |(_, value): (&str, &Json<'_>)| value.as_str().is_some_and(|text| text.starts_with("-----BEGIN "));
    if !object.is_empty() && object.iter().all(is_pem) {
        return unreadable("this JSON holds certificates or keys in PEM, by name")
            .hint("take one out with `jq -r '.[\"NAME\"]' FILE`");
    }
    unreadable("the JSON has neither \"kty\", as a JWK has, nor \"keys\", as a JWKS has")
}

/// Says what a text is that is no key.
fn no_key(text: &str) -> Fault {
    let first = text.lines().next().unwrap_or_default().trim();
    if first.starts_with("PuTTY-User-Key-File") {
        return unreadable("this is a private key in PuTTY's own format").hint(
            "convert it with `puttygen FILE -O private-openssh -o key`, then `ssh-keygen -p -N '' -m PKCS8 -f key`",
        );
    }
    if first.contains(" AAAA") || first.starts_with("---- BEGIN SSH2") {
        return unreadable("this is a public key in OpenSSH's own format")
            .hint("convert it with `ssh-keygen -e -m PKCS8 -f FILE`");
    }
    if first.starts_with("AGE-SECRET-KEY-") {
        return unreadable("this is a key for the encryption tool age, which signs nothing");
    }
    if first.starts_with("https://") || first.starts_with("http://") {
        return unreadable("this is a URL, not a key").hint("give the URL itself as the key's source");
    }
    let compact: Zeroizing<String> = Zeroizing::new(text.split_whitespace().collect());
    let bare = compact.strip_prefix("Bearer").unwrap_or(&compact);
    if bare.starts_with("eyJ") && bare.split('.').count() >= 3 {
        return unreadable("this is a token, where a key is needed");
    }
    let der = b64::decode_lenient(&compact).map(Zeroizing::new);
    if let Some(kind) = der.as_ref().and_then(|der| DerKind::of(der)) {
        return unreadable(format!(
            "this is {} in base64, without the lines that make it PEM",
            with_article(kind.name())
        ))
        .hint("decode it with `base64 -d FILE > key.der`, and give that");
    }
    unreadable("neither PEM, DER, JWK nor JWKS: this is some other text").hint("an HMAC secret is given with --secret")
}

fn single(key: Key, notes: Vec<String>) -> KeyFile {
    KeyFile { keys: vec![key], is_set: false, notes }
}

fn unreadable(message: impl Into<String>) -> Fault {
    Fault::new(Code::KeyUnreadable, message)
}
