//! The key ring: the keys and their states. Changes here are in memory; `store` writes the files.

mod entry;
mod new;
mod store;

use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::{Code, Fault, Timestamp, prefix, shown};

use super::file_version::FileVersion;

pub use entry::{KeyEntry, KeyOrigin, KeyState};
pub use new::{NewKey, RSA_BITS, has_sizes};
pub use store::{KeyChange, RingKey, Rotated};

/// The version of `ring.json` that is written and read.
const VERSION: u32 = 1;

/// Every key of a home, oldest first; at most one is active.
#[derive(Debug, Clone, Default)]
pub struct Ring {
    keys: Vec<KeyEntry>,
}

/// `ring.json`.
#[derive(Serialize, Deserialize)]
struct RingFile<Keys> {
    version: u32,
    keys: Keys,
}

impl Ring {
    /// Reads the text of the file `path`.
    pub(super) fn parse(text: &[u8], path: &Path) -> Result<Self, Fault> {
        let damaged = |what: &dyn std::fmt::Display| {
            Fault::new(Code::KeyUnreadable, format!("the key ring {} is damaged: {what}", path.display()))
                .hint("restore it from a backup, or create a new home with `tokctl init --force`")
        };
        let FileVersion { version } = serde_json::from_slice(text).map_err(|error| damaged(&error))?;
        if version != VERSION {
            let message = format!(
                "the key ring {} has version {version}; this tokctl supports version {VERSION}",
                path.display()
            );
            return Err(Fault::new(Code::KeyUnreadable, message).hint("a newer tokctl wrote it: use that version"));
        }
        let RingFile::<Vec<KeyEntry>> { keys, .. } = serde_json::from_slice(text).map_err(|error| damaged(&error))?;
        let ring = Self { keys };
        match ring.contradiction() {
            Some(what) => Err(damaged(&what)),
            None => Ok(ring),
        }
    }

    /// The text of the file.
    pub(super) fn to_text(&self) -> Result<Vec<u8>, Fault> {
        let file = RingFile { version: VERSION, keys: &self.keys };
        let mut text =
            serde_json::to_vec_pretty(&file).map_err(|error| Fault::new(Code::Internal, error.to_string()))?;
        text.push(b'\n');
        Ok(text)
    }

    /// The ring without private keys and secrets, for a home of `issuer` that only verifies.
    pub(super) fn public(&self, issuer: &str) -> Self {
        Self { keys: self.keys.iter().filter_map(|entry| entry.public(issuer)).collect() }
    }

    fn contradiction(&self) -> Option<String> {
        let mut kids: Vec<_> = self.keys.iter().map(|key| &key.kid).collect();
        kids.sort_unstable();
        if let Some(pair) = kids.windows(2).find(|pair| pair[0] == pair[1]) {
            return Some(format!("two keys have the ID {:?}", pair[0]));
        }
        let active: Vec<_> = self.keys.iter().filter(|key| key.state == KeyState::Active).collect();
        match active.as_slice() {
            [] => None,
            [one] if one.private => None,
            [one] => Some(format!("the active key {:?} has no private key", one.kid)),
            _ => Some("several keys are active".to_owned()),
        }
    }

    /// Oldest first.
    pub fn keys(&self) -> &[KeyEntry] {
        &self.keys
    }

    pub fn active(&self) -> Result<&KeyEntry, Fault> {
        self.keys.iter().find(|key| key.state == KeyState::Active).ok_or_else(|| {
            Fault::new(Code::NotFound, "no key of the home is active; nothing can be signed")
                .hint("`tokctl key rotate` generates a new one, `tokctl key activate KID` activates an existing one")
        })
    }

    pub fn get(&self, kid: &str) -> Option<&KeyEntry> {
        self.keys.iter().find(|key| key.kid == kid)
    }

    pub fn find(&self, kid: &str) -> Result<&KeyEntry, Fault> {
        self.get(kid).ok_or_else(|| self.not_found(kid))
    }

    /// The key with this ID, or the only one whose ID begins with it.
    pub fn find_by_prefix(&self, typed: &str) -> Result<&KeyEntry, Fault> {
        match self.get(typed) {
            Some(entry) => Ok(entry),
            None => match prefix::only("key", typed, &self.beginning_with(typed))? {
                Some(kid) => self.find(&kid),
                None => Err(self.not_found(typed)),
            },
        }
    }

    pub fn verifying(&self, now: Timestamp) -> impl Iterator<Item = &KeyEntry> {
        self.keys.iter().filter(move |key| key.why_not_verifying(now).is_none())
    }

    /// When the next key stops verifying.
    pub fn next_end(&self, now: Timestamp) -> Option<Timestamp> {
        self.verifying(now).filter_map(|key| key.verify_until).min()
    }

    pub fn newest(&self) -> Option<Timestamp> {
        self.keys.iter().flat_map(|key| [Some(key.created_at), key.retired_at]).flatten().max()
    }

    /// Adds a key: the first that can sign is active, others are published.
    pub(super) fn add(&mut self, new: &NewKey, now: Timestamp) -> Result<&KeyEntry, Fault> {
        let mut entry = KeyEntry::new(new.key(), new.algorithm(), new.origin(), new.issuer(), now)?;
        if self.get(&entry.kid).is_some() {
            let message = format!("the key {:?} is already in the ring", entry.kid);
            return Err(
                Fault::new(Code::Usage, message).hint("choose another key ID with --kid, or remove the old key first")
            );
        }
        if entry.private && !self.keys.iter().any(|key| key.private) {
            entry.state = KeyState::Active;
        }
        self.keys.push(entry);
        // The list has just got a last element.
        self.keys.last().ok_or_else(|| Fault::new(Code::Internal, "the ring is empty"))
    }

    /// Makes a key the signing key; the previous one is published and keeps verifying.
    fn activate(&mut self, kid: &str) -> Result<(), Fault> {
        let key = self.find(kid)?;
        if key.state == KeyState::Revoked {
            return Err(refused(kid, "is revoked, which is permanent", "generate a new one with `tokctl key rotate`"));
        }
        if !key.private {
            return Err(refused(kid, "has no private key in the ring, so it cannot sign", "import its private key"));
        }
        for key in &mut self.keys {
            if key.kid == kid {
                (key.state, key.retired_at, key.verify_until) = (KeyState::Active, None, None);
            } else if key.state == KeyState::Active {
                key.state = KeyState::Published;
            }
        }
        Ok(())
    }

    /// Retires a key: it verifies for `keep` from now. A retired key gets the new end.
    fn retire(&mut self, kid: &str, now: Timestamp, keep: Duration) -> Result<(), Fault> {
        let key = self.find_mut(kid)?;
        match key.state {
            KeyState::Active => Err(refused(
                kid,
                "is the signing key",
                "`tokctl key rotate` retires it and generates a new one; or activate another key first",
            )),
            KeyState::Revoked => Err(refused(kid, "is revoked and cannot be retired", "")),
            KeyState::Published | KeyState::Retired => {
                key.state = KeyState::Retired;
                key.retired_at = key.retired_at.or(Some(now.floor_secs()));
                key.verify_until = Some(end_of(now, keep));
                Ok(())
            }
        }
    }

    /// Makes `new` the signing key, retires the previous one, and returns its ID.
    fn rotate(&mut self, new: &NewKey, now: Timestamp, keep: Duration) -> Result<Option<String>, Fault> {
        let old = self.active().ok().map(|key| key.kid.clone());
        let kid = self.add(new, now)?.kid.clone();
        self.activate(&kid)?;
        if let Some(old) = &old {
            self.retire(old, now, keep)?;
        }
        Ok(old)
    }

    /// Revokes a key: from now on it neither signs nor verifies.
    fn revoke(&mut self, kid: &str, now: Timestamp) -> Result<(), Fault> {
        let key = self.find_mut(kid)?;
        if key.state != KeyState::Revoked {
            (key.state, key.retired_at, key.verify_until) = (KeyState::Revoked, Some(now.floor_secs()), None);
        }
        Ok(())
    }

    /// The key with this ID, if it may be removed: the signing key may not.
    pub fn removable(&self, kid: &str) -> Result<&KeyEntry, Fault> {
        match self.find(kid)? {
            key if key.state == KeyState::Active => {
                Err(refused(kid, "is the signing key", "activate another key first, or run `tokctl key rotate`"))
            }
            key => Ok(key),
        }
    }

    fn remove(&mut self, kid: &str) -> Result<KeyEntry, Fault> {
        self.removable(kid)?;
        let index = self.position(kid)?;
        Ok(self.keys.remove(index))
    }

    fn find_mut(&mut self, kid: &str) -> Result<&mut KeyEntry, Fault> {
        let index = self.position(kid)?;
        Ok(&mut self.keys[index])
    }

    fn position(&self, kid: &str) -> Result<usize, Fault> {
        self.keys.iter().position(|key| key.kid == kid).ok_or_else(|| self.not_found(kid))
    }

    fn beginning_with(&self, prefix: &str) -> Vec<String> {
        let kids = self.keys.iter().map(|key| &key.kid);
        kids.filter(|kid| !prefix.is_empty() && kid.starts_with(prefix)).cloned().collect()
    }

    fn not_found(&self, kid: &str) -> Fault {
        match self.beginning_with(kid).as_slice() {
            [] => Fault::new(Code::NotFound, format!("no key {} in the ring", shown::unknown_key_id(kid)))
                .hint("`tokctl key list` shows the keys"),
            candidates => prefix::incomplete("key", kid, candidates),
        }
    }
}

/// `keep` after now in whole seconds, rounded up: a key must not end early.
fn end_of(now: Timestamp, keep: Duration) -> Timestamp {
    now.saturating_add(keep).saturating_add(Duration::from_millis(999)).floor_secs()
}

fn refused(kid: &str, why: &str, hint: &str) -> Fault {
    let fault = Fault::new(Code::Usage, format!("the key {kid:?} {why}"));
    if hint.is_empty() { fault } else { fault.hint(hint) }
}

#[cfg(test)]
mod tests;
