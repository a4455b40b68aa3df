//! Sets of JWKs (RFC 7517 section 5).

use zeroize::Zeroizing;

use super::read::{not_json, read};
use super::write::write_into;
use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::{Code, Fault, Secret};
use crate::jose::alg::Algorithm;
use crate::jose::key::Key;

/// How many keys one set may hold. The largest public ones have some dozens.
const MOST_KEYS: usize = 1000;

/// Reads the text of a JWKS. Keys that cannot be used here are left out, and told in `notes`.
pub fn parse_set(text: &[u8], notes: &mut Vec<String>) -> Result<Vec<Key>, Fault> {
    let object = json::parse_object(text, Duplicates::Refuse).map_err(|error| not_json(&error))?;
    read_set(&object, notes)
}

/// Reads a JWKS.
///
/// A key that is broken or of an unknown kind is left out, as RFC 7517 section 5 advises. What makes the choice among
/// the rest unsafe is refused: secrets beside public keys, and two keys under one kid that could serve one algorithm.
pub fn read_set(object: &Object<'_>, notes: &mut Vec<String>) -> Result<Vec<Key>, Fault> {
    let unreadable = |message: String| Fault::new(Code::KeyUnreadable, message);
    let entries = match object.get("keys") {
        Some(Json::Array(entries)) => entries,
        Some(other) => return Err(unreadable(format!("\"keys\" must be an array, and is {}", other.kind()))),
        None => return Err(unreadable("the set has no \"keys\"".to_owned())),
    };
    if entries.len() > MOST_KEYS {
        return Err(unreadable(format!("the set has {} keys, and at most {MOST_KEYS} are read", entries.len())));
    }
    refuse_mixture(entries)?;
    let mut keys = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let mut asides = Vec::new();
        let name = entry.as_object().and_then(|object| object.get_str("kid"));
        let name = name.map_or_else(|| format!("key {}", at + 1), |kid| format!("key {} ({kid:?})", at + 1));
        match read_entry(entry, &mut asides) {
            Ok(key) => keys.push(key),
            Err(fault) => notes.push(format!("{name} is left out: {}", fault.message)),
        }
        notes.extend(asides.into_iter().map(|aside| format!("{name}: {aside}")));
    }
    refuse_rivals(&keys)?;
    Ok(keys)
}

fn read_entry(entry: &Json<'_>, notes: &mut Vec<String>) -> Result<Key, Fault> {
    let object = entry
        .as_object()
        .ok_or_else(|| Fault::new(Code::KeyUnreadable, format!("it is {}, not an object", entry.kind())))?;
    let key = read(object, notes)?;
    match key.usage.algorithm.as_deref() {
        Some(name) if Algorithm::named(name).is_none() => {
            Err(Fault::new(Code::KeyUnreadable, format!("it is for {name:?}, which is no algorithm here")))
        }
        _ => Ok(key),
    }
}

/// Judged by `kty` alone, so that a broken secret does not slip by.
fn refuse_mixture(entries: &[Json<'_>]) -> Result<(), Fault> {
    let is_secret = |entry: &&Json<'_>| entry.as_object().and_then(|object| object.get_str("kty")) == Some("oct");
    let secrets = entries.iter().filter(is_secret).count();
    if secrets == 0 || secrets == entries.len() {
        return Ok(());
    }
    let message = format!("the set mixes {secrets} secret and {} public-key entries", entries.len() - secrets);
    Err(Fault::new(Code::KeyRefused, message).hint("keep HMAC secrets in a set of their own"))
}

/// Refuses two keys of one kid where an algorithm of a token would not tell which is meant.
fn refuse_rivals(keys: &[Key]) -> Result<(), Fault> {
    let mut named: Vec<(&str, &Key)> =
        keys.iter().filter(|key| may_sign(key)).filter_map(|key| Some((key.kid.as_deref()?, key))).collect();
    named.sort_by_key(|(kid, _)| *kid);
    for group in named.chunk_by(|(one, _), (other, _)| one == other) {
        let mut served: Vec<Algorithm> = Vec::new();
        for (kid, key) in group {
            let algorithms = key.algorithms();
            if let Some(alg) = algorithms.iter().find(|alg| served.contains(alg)) {
                let message = format!("the set has more than one key with the kid {kid:?} that {alg} could mean");
                return Err(Fault::new(Code::KeyRefused, message).hint("give each key a kid of its own"));
            }
            served.extend(algorithms);
        }
    }
    Ok(())
}

/// A key for encryption is no rival of one for signatures (RFC 7517 sections 4.2 and 4.5).
fn may_sign(key: &Key) -> bool {
    let operations = key.usage.operations.as_deref();
    key.usage.public_use.as_deref().is_none_or(|public_use| public_use == "sig")
        && operations.is_none_or(|names| names.iter().any(|name| name == "sign" || name == "verify"))
}

/// Writes a JWKS, with the private halves where `private` asks for them.
pub fn write_set(keys: &[Key], private: bool) -> Result<Secret, Fault> {
    let mut text = Zeroizing::new(Vec::with_capacity(8192 * (keys.len() + 1)));
    text.extend_from_slice(b"{\"keys\":[");
    for (at, key) in keys.iter().enumerate() {
        if at > 0 {
            text.push(b',');
        }
        write_into(key, private, &mut text)?;
    }
    text.extend_from_slice(b"]}");
    Ok(Secret::new(std::mem::take(&mut *text)))
}
