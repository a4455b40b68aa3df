//! The keys of a seed. A key that the ring has under its ID stays as it is: it may have been retired since.

use crate::base::{Code, Fault, Secret};
use crate::core::Context;
use crate::home::ring::{KeyEntry, NewKey};
use crate::home::{FIRST_ALGORITHM, Home};
use crate::jose::{Algorithm, Key, keyfile};

use super::document::{MemberPosition, Table};
use super::strings::{literal, secret};
use super::{KeyOutcome, PreparedSeed, References, Seed, SeedOutcome};

const MEMBERS: &[&str] = &["kid", "alg", "bits", "key", "file", "passphrase", "issuer", "active"];

#[derive(Debug)]
pub struct SeedKey {
    pub place: MemberPosition,
    source: SeedKeySource,
    /// Whether it becomes the signing key when it is added.
    is_active: bool,
}

#[derive(Debug)]
enum SeedKeySource {
    Generate { kid: String, alg: Algorithm, bits: Option<(MemberPosition, usize)> },
    Import(Box<NewKey>),
}

impl SeedKey {
    fn kid(&self) -> &str {
        match &self.source {
            SeedKeySource::Generate { kid, .. } => kid,
            SeedKeySource::Import(new) => new.kid(),
        }
    }

    /// Refuses another key under the same ID.
    fn check_present(&self, home: &Home, entry: &KeyEntry) -> Result<(), Fault> {
        let is_it = match &self.source {
            SeedKeySource::Generate { alg, bits, .. } => {
                entry.private && entry.alg == *alg && bits.as_ref().is_none_or(|(_, bits)| entry.bits == *bits)
            }
            SeedKeySource::Import(new) => home.has_key(entry, new)?,
        };
        match is_it {
            true => Ok(()),
            false => Err(self
                .place
                .fault("the ring has another key with this ID")
                .hint("choose another `kid`; `tokctl key list` shows the keys")),
        }
    }
}

pub fn read(seed: &mut Seed, mut table: Table<'_>, references: &dyn References) -> Result<(), Fault> {
    table.refuse_unknown(MEMBERS)?;
    let kid = string(&mut table, "kid")?;
    let place = kid.as_ref().map_or(&table.place, |(place, _)| place).clone();
    let kid = kid.map(|(_, kid)| kid);
    if let Some(kid) = &kid {
        let hint = "choose letters, digits, `.`, `_` and `-`, as in 2026-11";
        references.check_kid(kid).map_err(|fault| place.locate(fault).hint(hint))?;
    }
    let alg = match string(&mut table, "alg")? {
        Some((place, name)) => {
            Some(name.parse::<Algorithm>().map_err(|fault| place.instead(fault, "this is not a supported algorithm"))?)
        }
        None => None,
    };
    let source = match (table.take("key"), table.take("file")) {
        (Some(key), Some(_)) => return Err(key.place.fault("a key has either `key` or `file`, not both")),
        (Some(key), None) => {
            let at = key.place.clone();
            let (text, is_plain) = secret(key, references)?;
            let key = import_key(seed, &mut table, &at, &text, references)?;
            seed.has_secrets |= is_plain && key.is_private();
            import(&mut table, &at, key, alg, kid)?
        }
        (None, Some(file)) => {
            let at = file.place.clone();
            let path = literal(&at, file.string()?)?;
            let text = references.key_file(&path).map_err(|fault| at.locate(fault))?;
            let key = import_key(seed, &mut table, &at, &text, references)?;
            if key.is_private() {
                seed.private_key_files.push(path.into_owned());
            }
            import(&mut table, &at, key, alg, kid)?
        }
        (None, None) => generate(&mut table, &place, alg, kid)?,
    };
    let is_active = match table.take("active") {
        Some(member) => {
            let at = member.place.clone();
            let is_active = member.boolean()?;
            if is_active && matches!(&source, SeedKeySource::Import(new) if !new.key().is_private()) {
                return Err(at.fault("a public key cannot sign"));
            }
            if let Some(other) = seed.keys.iter().find(|other| is_active && other.is_active) {
                return Err(at.fault(format!("only one key is active, and the one on line {} is", other.place.line)));
            }
            is_active
        }
        None => false,
    };
    let key = SeedKey { place, source, is_active };
    if let Some(first) = seed.keys.iter().find(|first| first.kid() == key.kid()) {
        return Err(key.place.fault(format!("the key on line {} has the same ID", first.place.line)));
    }
    seed.keys.push(key);
    Ok(())
}

fn string(table: &mut Table<'_>, name: &str) -> Result<Option<(MemberPosition, String)>, Fault> {
    let Some(member) = table.take(name) else { return Ok(None) };
    let place = member.place.clone();
    let text = literal(&place, member.string()?)?.into_owned();
    Ok(Some((place, text)))
}

fn generate(
    table: &mut Table<'_>,
    place: &MemberPosition,
    alg: Option<Algorithm>,
    kid: Option<String>,
) -> Result<SeedKeySource, Fault> {
    for name in ["passphrase", "issuer"] {
        table.refuse(name, "this is only for a key with `key` or `file`")?;
    }
    let kid = kid.ok_or_else(|| {
        place
            .fault("the member `kid` is missing")
            .hint("a key that is generated needs an ID, by which the seed finds it the next time")
    })?;
    let bits = match table.take("bits") {
        Some(member) => {
            let at = member.place.clone();
            let bits = usize::try_from(member.integer()?).map_err(|_| at.fault("the number is out of range"))?;
            Some((at, bits))
        }
        None => None,
    };
    let alg = alg.map_or_else(|| FIRST_ALGORITHM.parse(), Ok)?;
    Ok(SeedKeySource::Generate { kid, alg, bits })
}

/// The one key in `text`.
fn import_key(
    seed: &mut Seed,
    table: &mut Table<'_>,
    place: &MemberPosition,
    text: &Secret,
    references: &dyn References,
) -> Result<Key, Fault> {
    table.refuse("bits", "this is only for a key that is generated")?;
    let passphrase = match table.take("passphrase") {
        Some(member) => {
            let (passphrase, is_plain) = secret(member, references)?;
            seed.has_secrets |= is_plain;
            Some(passphrase)
        }
        None => None,
    };
    let mut is_encrypted = false;
    let mut ask = || {
        is_encrypted = true;
        let missing = || Fault::new(Code::Config, "the key is encrypted, and the member `passphrase` is missing");
        passphrase.clone().ok_or_else(missing)
    };
    let mut file = keyfile::read_with(text.expose(), &mut ask).map_err(|fault| place.locate(fault))?;
    if passphrase.is_some() && !is_encrypted {
        seed.notes.push(format!("{place}: the passphrase was not used: the key is not encrypted"));
    }
    seed.notes.extend(file.notes.iter().map(|note| format!("{place}: {note}")));
    match (file.keys.pop(), file.keys.len() + file.broken) {
        (Some(key), 0) => Ok(key),
        (_, others) => Err(place.fault(format!("expected one key, found a set of {}", others + 1))),
    }
}

fn import(
    table: &mut Table<'_>,
    place: &MemberPosition,
    key: Key,
    alg: Option<Algorithm>,
    kid: Option<String>,
) -> Result<SeedKeySource, Fault> {
    let mut new = NewKey::import(key, alg, kid).map_err(|fault| place.locate(fault))?;
    if let Some((place, issuer)) = string(table, "issuer")? {
        new = new.for_issuer(issuer).map_err(|fault| place.locate(fault))?;
    }
    Ok(SeedKeySource::Import(Box::new(new)))
}

/// The keys that the ring lacks; those to generate are generated.
pub fn missing(keys: &[SeedKey], context: &Context<'_>) -> Result<Vec<NewKey>, Fault> {
    let home = context.home;
    let ring = home.map(Home::ring).transpose()?.unwrap_or_default();
    let mut missing = Vec::new();
    for key in keys {
        if let (Some(home), Some(entry)) = (home, ring.get(key.kid())) {
            key.check_present(home, entry)?;
            continue;
        }
        missing.push(match &key.source {
            SeedKeySource::Import(new) => new.as_ref().clone(),
            SeedKeySource::Generate { kid, alg, bits } => {
                let place = bits.as_ref().map_or(&key.place, |(place, _)| place);
                let size = bits.as_ref().map(|(_, bits)| *bits);
                NewKey::generate(*alg, size, Some(kid.clone()), context.random).map_err(|fault| place.locate(fault))?
            }
        });
    }
    Ok(missing)
}

/// Adds the new keys, all or none, and makes the active one of them the signing key.
pub fn add(prepared: &PreparedSeed, context: &Context<'_>) -> Result<Vec<KeyEntry>, Fault> {
    let active = prepared.keys.iter().find(|key| key.is_active).map(SeedKey::kid);
    context.home()?.add_missing_keys(&prepared.new_keys, active, context.clock)
}

pub fn outcomes(prepared: &PreparedSeed, added: &[KeyEntry], context: &Context<'_>) -> Result<Vec<KeyOutcome>, Fault> {
    let home = context.home()?;
    let ring = home.ring()?;
    let outcome = |key: &SeedKey| {
        let entry = ring.find(key.kid()).map_err(|fault| key.place.locate(fault))?;
        let outcome = match added.iter().any(|new| new.kid == entry.kid) {
            true => SeedOutcome::Added,
            // It was there before, or another process has added it in the meantime.
            false => key.check_present(home, entry).map(|()| SeedOutcome::Unchanged)?,
        };
        Ok(KeyOutcome { kid: entry.kid.clone(), alg: entry.alg.name(), state: entry.state, outcome })
    };
    prepared.keys.iter().map(outcome).collect()
}
