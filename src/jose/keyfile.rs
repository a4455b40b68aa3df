//! Reading keys from PEM, DER, JWK, JWKS and OpenSSH files. The content decides the format, not the name.

use memchr::memmem;
use zeroize::Zeroizing;

use super::der::{self, Ask, DerKind};
use super::jwk::SkippedKey;
use super::key::{Key, with_article};
use super::{jwk, misused_key, pem, ssh};
use crate::base::json::{self, Duplicates, Json};
use crate::base::{Code, Fault, b64, hex, utf16};

/// The largest key or set, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// The content of a file, a stream or a variable.
#[derive(Debug, Clone)]
pub struct KeyFile {
    /// One key, or the keys of a set, which may be empty.
    pub keys: Vec<Key>,
    /// Whether it is a set, from which a token's `kid` selects.
    pub is_set: bool,
    /// How many entries of a set are broken; the notes say why.
    pub broken: usize,
    /// The entries of a set that cannot be used.
    pub skipped: Vec<SkippedKey>,
    /// What was ignored or tolerated.
    pub notes: Vec<String>,
}

/// Reads keys from `bytes`; an encrypted one is refused.
pub fn read(bytes: &[u8]) -> Result<KeyFile, Fault> {
    read_with(bytes, &mut der::no_passphrase)
}

/// Reads keys from `bytes`; `ask` returns the passphrase of an encrypted key.
pub fn read_with(bytes: &[u8], ask: Ask<'_>) -> Result<KeyFile, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(unreadable(format!("{} bytes, too large for a key; the limit is {MAX_BYTES}", bytes.len())));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(unreadable("it is empty"));
    }
    // DER of a key begins with 0x30, the digit 0 in text. No text format of a key begins with a digit.
    let text = std::str::from_utf8(bytes).ok().filter(|_| DerKind::of(bytes).is_none());
    let has_pem = memmem::find(bytes, b"-----BEGIN ").is_some();
    match text {
        Some(text) => read_text(unquoted(text), ask),
        // Text around a PEM block may be in Latin-1.
        None if has_pem && bytes.first() != Some(&0x30) => {
            read_pem(&Zeroizing::new(String::from_utf8_lossy(bytes).into_owned()), ask)
        }
        None => read_binary(bytes, ask),
    }
}

/// The text without a byte order mark, quotes and white space around it.
fn unquoted(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim();
    let inner = ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    inner.unwrap_or(text).trim()
}

fn read_binary(bytes: &[u8], ask: Ask<'_>) -> Result<KeyFile, Fault> {
    let fault = match bytes {
        _ if utf16::byte_order(bytes).is_some() => {
            unreadable("this is text in UTF-16").hint("convert it with `iconv -f UTF-16 -t UTF-8 FILE > key.txt`")
        }
        [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..] => unreadable("this is a Java keystore").hint(
            "convert it with `keytool -importkeystore -srckeystore FILE -destkeystore key.p12 -deststoretype PKCS12`, \
             then `openssl pkcs12 -in key.p12 -nodes -out key.pem`",
        ),
        [0x85 | 0x95 | 0x98 | 0x99 | 0xc5 | 0xc6, ..] => unreadable("not a key for tokens; it may be an OpenPGP key"),
        _ if memchr::memmem::find(bytes, b"-----BEGIN").is_some() => {
            unreadable("a PEM header in bytes that are not text; the key may be damaged").hint("export the key again")
        }
        [0x30, ..] => return Ok(single(der::read_with(bytes, ask)?, Vec::new())),
        [0x1f, 0x8b, ..] => {
            unreadable("this file is compressed with gzip").hint("decompress it with `gunzip -c < FILE > key.txt`")
        }
        [b'P', b'K', 3, 4, ..] => unreadable("this is a ZIP archive").hint("extract the key with `unzip FILE`"),
        _ => unreadable("unknown binary format; expected PEM, DER, JWK, JWKS or an OpenSSH key").hint(SECRET),
    };
    Err(fault)
}

fn read_text(text: &str, ask: Ask<'_>) -> Result<KeyFile, Fault> {
    match text.as_bytes() {
        [b'{', ..] => read_json(text),
        [b'[', ..] if !text.contains("-----BEGIN ") => {
            Err(unreadable("this is a JSON array, not a JWK or a JWKS").hint("a JWKS is {\"keys\": […]}"))
        }
        _ if text.contains("-----BEGIN ") => read_pem(text, ask),
        _ => match ssh::read_public(text) {
            Some(key) => Ok(single(key?, Vec::new())),
            None => Err(not_a_key(text)),
        },
    }
}

fn read_pem(text: &str, ask: Ask<'_>) -> Result<KeyFile, Fault> {
    let mut notes = Vec::new();
    let key = pem::read_with(text, &mut notes, ask)?;
    Ok(single(key, notes))
}

fn read_json(text: &str) -> Result<KeyFile, Fault> {
    if text.starts_with("{\\\"") {
        return Err(unreadable("this is a JWK as a JSON string").hint("extract it with `jq -r . FILE > key.jwk`"));
    }
    let object = json::parse_object(text.as_bytes(), Duplicates::Refuse)
        .map_err(|error| unreadable(format!("the JSON of the key cannot be read: {error}")))?;
    let mut notes = Vec::new();
    match (object.contains("kty"), object.contains("keys")) {
        (true, false) => {
            let key = jwk::read(&object, &mut notes)?;
            Ok(single(key, notes))
        }
        (false, true) => {
            let list = jwk::read_set(&object, &mut notes)?;
            Ok(KeyFile { keys: list.keys, is_set: true, broken: list.broken, skipped: list.skipped, notes })
        }
        (true, true) => {
            Err(unreadable("the JSON has both \"kty\" and \"keys\"; a JWK has only the first, a JWKS only the second"))
        }
        (false, false) => Err(other_json(&object)),
    }
}

fn other_json(object: &json::Object<'_>) -> Fault {
    if let Some(url) = object.get_str("jwks_uri") {
        return unreadable("this is a discovery document; it only names the URL of the keys")
            .hint(format!("pass the URL of its keys to --key: {url}"));
    }
    if object.contains("private_key") {
        return unreadable("this is a service account file; the key is its member \"private_key\"")
            .hint("extract the key with `jq -r .private_key FILE`");
    }
    if object.contains("ciphertext") {
        return unreadable("this JSON is encrypted (JWE)").hint("decrypt it first");
    }
    let is_pem = |(_, value): (&str, &Json<'_>)| value.as_str().is_some_and(|text| text.starts_with("-----BEGIN "));
    if !object.is_empty() && object.iter().all(is_pem) {
        return unreadable("this is a JSON object of PEM certificates or keys")
            .hint("extract one with `jq -r '.[\"NAME\"]' FILE`");
    }
    unreadable("the JSON is not a JWK (no \"kty\") and not a JWKS (no \"keys\")")
}

/// The error for a string that is not a key; it names the format if that is known.
fn not_a_key(text: &str) -> Fault {
    let first = text.lines().next().unwrap_or_default().trim();
    if first.starts_with("PuTTY-User-Key-File") {
        return unreadable("this is a private key in PuTTY's format")
            .hint("convert it with `puttygen FILE -O private-openssh -o key`");
    }
    if text.contains("---- BEGIN SSH2") {
        return unreadable("this is a public key in the format of RFC 4716 (SSH2)")
            .hint("convert it with `ssh-keygen -i -f FILE > key.pub`");
    }
    if text.contains("----BEGIN ") {
        return unreadable("the BEGIN and END lines of PEM have five hyphens; these have four").hint(FIVE_HYPHENS);
    }
    let is_dashed = |c: char| text.contains(&format!("{c}BEGIN ")) || text.contains(&format!("{c}-BEGIN "));
    if ['\u{2013}', '\u{2014}'].into_iter().any(is_dashed) {
        return unreadable("the BEGIN and END lines of PEM have five hyphens; these have dashes").hint(FIVE_HYPHENS);
    }
    if text.contains("<RSAKeyValue") || text.contains("<Modulus>") {
        return unreadable("this is an RSA key in XML").hint(format!("convert it with `{XML_TO_JWK}`"));
    }
    if first.starts_with("AGE-SECRET-KEY-") {
        return unreadable("this is a key for the encryption tool age, which cannot sign");
    }
    if first.starts_with("https://") || first.starts_with("http://") {
        return unreadable("this is a URL, not a key").hint("pass the URL itself to --key");
    }
    let compact: Zeroizing<String> = Zeroizing::new(text.split_whitespace().collect());
    let bare = compact.strip_prefix("Bearer").unwrap_or(&compact);
    if bare.starts_with("eyJ") && bare.split('.').count() >= 3 {
        return unreadable("this is a token, not a key");
    }
    let plain = b64::decode_lenient(&compact).map(Zeroizing::new);
    if let Some((kind, file)) = plain.as_ref().and_then(|plain| in_base64(plain)) {
        let decode = if compact.contains(['-', '_']) || !compact.len().is_multiple_of(4) {
            let padding = "=".repeat((4 - compact.trim_end_matches('=').len() % 4) % 4);
            format!("(tr -d '=\\n' < FILE | tr -- '-_' '+/'; printf '{padding}') | base64 -d > {file}")
        } else {
            format!("base64 -d FILE > {file}")
        };
        return unreadable(format!("this is {} in base64", with_article(kind)))
            .hint(format!("decode it with `{decode}`"));
    }
    let plain = hex::decode(&compact).map(Zeroizing::new);
    if let Some(kind) = plain.and_then(|plain: Zeroizing<Vec<u8>>| DerKind::of(plain.as_slice())) {
        return unreadable(format!("this is {} in hexadecimal", with_article(kind.name())))
            .hint("decode it with `xxd -r -p FILE > key.der`");
    }
    if first.starts_with('<') {
        return unreadable("this is a web page or XML, not a key");
    }
    let fault = unreadable("unknown text format; expected PEM, DER, JWK, JWKS or an OpenSSH key");
    if misused_key::find_key_material(text.as_bytes()).is_some() { fault } else { fault.hint(SECRET) }
}

/// The hint for PEM whose first and last line have other hyphens.
const FIVE_HYPHENS: &str = "convert it with `sed 's/^[-\u{2013}\u{2014}]*\\([BE][^-\u{2013}\u{2014}]*\\)[-\u{2013}\u{2014}]*$/-----\\1-----/' FILE > key.pem`";

/// The hint for what may be an HMAC secret.
const SECRET: &str = "`tokctl issue` and `tokctl verify` take an HMAC secret with --secret";

/// .NET's `RSAKeyValue` (XML Signature section 4.5.2.2) as a JWK.
const XML_TO_JWK: &str = "python3 -c 'import json,re,sys; t=re.sub(r\"\\s\",\"\",open(sys.argv[1]).read()); \
    m=dict(n=\"Modulus\",e=\"Exponent\",d=\"D\",p=\"P\",q=\"Q\",dp=\"DP\",dq=\"DQ\",qi=\"InverseQ\"); \
    f={k:re.search(f\"<{x}>(.*?)<\",t) for k,x in m.items()}; \
    print(json.dumps({\"kty\":\"RSA\"}|{k:v[1].rstrip(\"=\").translate(str.maketrans(\"+/\",\"-_\")) for k,v in f.items() if v}))' FILE > key.jwk";

/// The kind of key in decoded base64, and a file name for it.
fn in_base64(plain: &[u8]) -> Option<(&'static str, &'static str)> {
    if let Some(kind) = DerKind::of(plain) {
        return Some((kind.name(), "key.der"));
    }
    if memmem::find(plain, b"-----BEGIN ").is_some() {
        return Some(("PEM key", "key.pem"));
    }
    let is_json = plain.trim_ascii_start().starts_with(b"{") && misused_key::find_key_material(plain).is_some();
    is_json.then_some(("JWK", "key.jwk"))
}

fn single(key: Key, notes: Vec<String>) -> KeyFile {
    KeyFile { keys: vec![key], is_set: false, broken: 0, skipped: Vec::new(), notes }
}

fn unreadable(message: impl Into<String>) -> Fault {
    Fault::new(Code::KeyUnreadable, message)
}
