//! Sets of JWKs (RFC 7517 section 5).

use std::collections::HashMap;

use zeroize::Zeroizing;

use super::read::{not_json, read};
use super::write::{thumbprint, write_into};
use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::{Code, Fault, Secret, shown};
use crate::jose::alg::{self, Algorithm, Curve};
use crate::jose::key::Key;

/// The largest public sets have some dozens.
const MAX_KEYS: usize = 1000;

#[derive(Debug, Clone)]
pub struct KeyList {
    pub keys: Vec<Key>,
    /// Entries of a supported type that could not be read.
    pub broken: usize,
    pub skipped: Vec<SkippedKey>,
}

/// An entry of a set that cannot verify signatures here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedKey {
    pub kid: Option<String>,
    /// What is wrong with it.
    pub reason: String,
}

/// Parses a JWKS and reads it as [`read_set`] does.
pub fn parse_set(text: &[u8], notes: &mut Vec<String>) -> Result<Vec<Key>, Fault> {
    let object = json::parse_object(text, Duplicates::Refuse).map_err(|error| not_json(&error))?;
    read_set(&object, notes).map(|list| list.keys)
}

/// Reads a JWKS. Entries that cannot be used are left out with a note (RFC 7517 section 5).
///
/// A set that mixes secrets and public keys, or has two entries for one key ID, is refused. Both are judged before any
/// entry is read, so that an entry cannot hide by being broken. The very same key listed twice counts once.
pub fn read_set(object: &Object<'_>, notes: &mut Vec<String>) -> Result<KeyList, Fault> {
    let unreadable = |message: String| Fault::new(Code::KeyUnreadable, message);
    let entries = match object.get("keys") {
        Some(Json::Array(entries)) => entries,
        Some(other) => return Err(unreadable(format!("\"keys\" must be an array, not {}", other.kind()))),
        None => return Err(unreadable("the set has no \"keys\"".to_owned())),
    };
    if entries.len() > MAX_KEYS {
        return Err(unreadable(format!("the set has {} keys; the limit is {MAX_KEYS}", entries.len())));
    }
    refuse_mixture(entries)?;
    let mut list = KeyList { keys: Vec::with_capacity(entries.len()), broken: 0, skipped: Vec::new() };
    let mut named: HashMap<String, Vec<Option<String>>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let mut asides = Vec::new();
        let name = entry_name(at, entry);
        let read = read_entry(entry, &mut asides);
        let thumbprint = read.as_ref().ok().map(identity);
        let mut is_repeated = false;
        for kid in key_ids(entry) {
            let others = named.entry(kid).or_default();
            is_repeated |= thumbprint.is_some() && others.contains(&thumbprint);
            others.push(thumbprint.clone());
        }
        notes.extend(asides.into_iter().map(|aside| format!("{name}: {aside}")));
        match read {
            Ok(_) if is_repeated => notes.push(format!("{name} is listed twice")),
            Ok(key) => list.keys.push(key),
            Err(fault) => {
                notes.push(format!("{name} is skipped: {}", fault.message));
                list.broken += usize::from(is_supported_type(entry));
                let kid = entry.as_object().and_then(|object| object.get_str("kid")).map(str::to_owned);
                list.skipped.push(SkippedKey { kid, reason: fault.message });
            }
        }
    }
    match named.iter().find(|(_, entries)| entries.len() > 1 && !is_one_key(entries)) {
        Some((kid, _)) => Err(Fault::new(
            Code::KeyRefused,
            format!("the set has more than one entry for the key ID {}", shown::key_id(kid)),
        )
        .hint("give each key a unique \"kid\"")),
        None => Ok(list),
    }
}

/// Whether all entries of a key ID were read as the very same key.
fn is_one_key(entries: &[Option<String>]) -> bool {
    entries.first().is_some_and(Option::is_some) && entries.windows(2).all(|pair| pair.first() == pair.last())
}

/// Equal for two entries with the same key and the same restrictions.
fn identity(key: &Key) -> String {
    format!("{} {} {:?}", thumbprint(key), key.is_private(), key.usage)
}

/// The name of an entry in notes.
pub(super) fn entry_name(at: usize, entry: &Json<'_>) -> String {
    match entry.as_object().and_then(|object| object.get_str("kid")) {
        Some(kid) => format!("key {} ({})", at + 1, shown::key_id(kid)),
        None => format!("key {}", at + 1),
    }
}

fn read_entry(entry: &Json<'_>, notes: &mut Vec<String>) -> Result<Key, Fault> {
    let object = entry
        .as_object()
        .ok_or_else(|| Fault::new(Code::KeyUnreadable, format!("expected an object, found {}", entry.kind())))?;
    let key = read(object, notes)?;
    match key.usage.algorithm.as_deref() {
        Some(name) if Algorithm::from_name(name).is_none() => {
            let message = match alg::is_encryption(name) {
                true => format!("its algorithm {name:?} is for encryption"),
                false => format!("unsupported algorithm {}", shown(name)),
            };
            Err(Fault::new(Code::KeyUnreadable, message))
        }
        _ => Ok(key),
    }
}

/// Whether an unreadable entry is of a supported type. Then it is broken; otherwise it is only unsupported.
fn is_supported_type(entry: &Json<'_>) -> bool {
    let Some(object) = entry.as_object() else { return true };
    let member = |name: &str| object.get(name).map(Json::as_str);
    let has_curve = |names: &[&str]| match member("crv") {
        Some(Some(name)) => names.contains(&name),
        _ => true,
    };
    let has_algorithm = match member("alg") {
        Some(Some(name)) => Algorithm::from_name(name).is_some(),
        _ => true,
    };
    has_algorithm
        && match member("kty") {
            Some(Some("EC")) => has_curve(&Curve::ALL.map(Curve::name)),
            Some(Some("OKP")) => has_curve(&["Ed25519"]),
            Some(Some(name)) => matches!(name, "RSA" | "oct" | "AKP"),
            Some(None) | None => true,
        }
}

/// The keys that an entry may be taken for: itself, what an array in its place holds, and any nested object with a `kty`.
pub(super) fn objects<'j>(entry: &'j Json<'j>) -> Vec<&'j Object<'j>> {
    fn collect<'j>(value: &'j Json<'j>, is_nested: bool, found: &mut Vec<&'j Object<'j>>) {
        match value {
            Json::Array(items) => items.iter().for_each(|item| collect(item, is_nested, found)),
            Json::Object(object) => {
                if !is_nested || members(object, "kty").next().is_some() {
                    found.push(object);
                }
                object.iter().for_each(|(_, value)| collect(value, true, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(entry, false, &mut found);
    found
}

/// The values of a member whose name is spelled in any case, with white space around it or not.
fn members<'j>(object: &'j Object<'j>, name: &'static str) -> impl Iterator<Item = &'j Json<'j>> {
    object.iter().filter(move |(found, _)| found.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The key IDs in an entry: every `kid` at any depth and of any type.
fn key_ids(entry: &Json<'_>) -> Vec<String> {
    fn strings(value: &Json<'_>, found: &mut Vec<String>) {
        match value {
            Json::String(text) => found.push(text.to_string()),
            Json::Array(items) => items.iter().for_each(|item| strings(item, found)),
            Json::Object(object) => object.iter().for_each(|(_, value)| strings(value, found)),
            Json::Null => {}
            other => found.push(other.to_string()),
        }
    }
    fn collect(value: &Json<'_>, found: &mut Vec<String>) {
        match value {
            Json::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Json::Object(object) => {
                members(object, "kid").for_each(|kid| strings(kid, found));
                object.iter().for_each(|(_, value)| collect(value, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(entry, &mut found);
    found.sort();
    found.dedup();
    found
}

/// Whether an entry is a shared secret: by its `k`, or by its `kty` in whatever case.
pub(super) fn is_secret(object: &Object<'_>) -> bool {
    let is_oct = |value: &Json<'_>| value.as_str().is_some_and(|text| text.trim().eq_ignore_ascii_case("oct"));
    members(object, "k").next().is_some()
        || members(object, "kty").any(|kty| match kty {
            Json::Array(items) => items.iter().any(is_oct),
            kty => is_oct(kty),
        })
}

fn refuse_mixture(entries: &[Json<'_>]) -> Result<(), Fault> {
    let secrets = entries.iter().filter(|entry| objects(entry).into_iter().any(is_secret)).count();
    if secrets == 0 || secrets == entries.len() {
        return Ok(());
    }
    let count = |number: usize, kind: &str| format!("{number} {kind}{}", if number == 1 { "" } else { "s" });
    let others = count(entries.len() - secrets, "other key");
    let message = format!("the set mixes {} with {others}", count(secrets, "secret"));
    Err(Fault::new(Code::KeyRefused, message).hint("put HMAC secrets in a separate set"))
}

/// Writes a JWKS, with private keys if `private` is true.
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
