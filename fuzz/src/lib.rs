//! What the fuzz targets assert of every key, every message, and every pair of spellings.

use tokctl::base::Fault;
use tokctl::base::json::{self, Duplicates};
use tokctl::cli::render::escape::{escape, escape_bytes, escape_json};
use tokctl::jose::key_strength::weaknesses;
use tokctl::jose::{Key, SigningKey, Strength, VerifyingKey, der, jwk, keyfile, misused_key, pem};

/// The largest modulus whose private half is looked at: beyond it one key takes longer than a thousand others.
const LARGEST_MODULUS: usize = 3072;

/// Holds a key that was read to what is promised of keys.
///
/// Whatever is written reads back as the same key; no key that is refused verifies or signs anything; none of its
/// spellings is taken for an HMAC secret.
pub fn hold_key(key: &Key) {
    if key.is_private() && key.bits() > LARGEST_MODULUS {
        return;
    }
    let found = weaknesses(key);
    let is_refused = found.iter().any(|weakness| weakness.refused);
    let thumbprint = jwk::thumbprint(key);
    for private in [false, true] {
        if let Ok(written) = jwk::write(key, private) {
            let again = jwk::parse(written.expose(), &mut Vec::new()).expect("a JWK that was written is read");
            assert_eq!(jwk::thumbprint(&again), thumbprint);
            assert_eq!(again.is_private(), private);
            assert_eq!(jwk::write(&again, private).unwrap(), written, "writing twice is writing once");
            assert!(misused_key::find_key_material(written.expose()).is_some(), "a JWK is not a secret");
        }
        if let Ok(written) = der::to_der(key, private) {
            hold_binary(written.expose(), &thumbprint, private, is_refused);
        }
        if let Ok(written) = pem::to_pem(key, private) {
            hold_binary(written.expose(), &thumbprint, private, is_refused);
        }
    }
    if key.is_private() || key.is_symmetric() {
        assert_eq!(key.public().is_none(), key.is_symmetric());
    }
    for alg in key.algorithms() {
        let verifying = VerifyingKey::new(key, alg, Strength::Required);
        let signing = SigningKey::new(key, alg, Strength::Required);
        // Halves that do not fit are the signer's to find; the public one alone may be sound.
        if is_refused {
            assert!(signing.is_err(), "{alg}: {found:?}");
        }
        let (Ok(verifying), Ok(signing)) = (verifying, signing) else { continue };
        let mut signature = Vec::new();
        signing.sign(b"message", &mut signature).expect("a sound key signs");
        assert!(verifying.verify(b"message", &signature), "{alg}: what it signs it verifies");
        assert!(!verifying.verify(b"massage", &signature), "{alg}");
    }
}

/// Holds PEM or DER that was written to what it must read back as.
fn hold_binary(written: &[u8], thumbprint: &str, private: bool, is_refused: bool) {
    assert!(misused_key::find_key_material(written).is_some(), "a key's DER and PEM are not secrets");
    match keyfile::read(written) {
        Ok(file) => {
            let [again] = file.keys.as_slice() else { panic!("one key was written") };
            assert_eq!(jwk::thumbprint(again), thumbprint);
            assert_eq!(again.is_private(), private);
        }
        // Halves that do not fit and points that are none are written as they are, and refused when they are read.
        Err(fault) => assert!(is_refused, "{fault}"),
    }
}

/// Holds a message to it that no terminal is harmed by it once it is escaped.
pub fn hold_fault(fault: &Fault) {
    hold_text(&fault.message);
    assert!(!fault.message.is_empty());
    if let Some(hint) = &fault.hint {
        hold_text(hint);
    }
}

/// Holds the escaping of a text to its promises: no control character is left, and nothing is escaped twice.
pub fn hold_text(text: &str) {
    let shown = escape(text);
    assert!(!shown.contains(char::is_control), "{text:?} is shown as {shown:?}");
    assert_eq!(escape(&shown), shown);
    let shown = escape_bytes(text.as_bytes());
    assert!(!shown.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{text:?} is shown as {shown:?}");
    let json = serde_json::to_string(text).unwrap();
    let shown = escape_json(&json);
    assert!(!shown.contains(char::is_control), "{text:?} is shown as {shown:?}");
    assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
    assert_eq!(json::parse(shown.as_bytes(), Duplicates::Refuse).unwrap().as_str(), Some(text));
}
