//! The ring in files. A key's file is written before `ring.json` names it, and removed after. So every key in the ring has
//! its file, even if the process is killed; a file that the ring does not name is harmless.

use std::path::PathBuf;
use std::slice;
use std::time::Duration;

use crate::base::lock::Lock;
use crate::base::shown::last_argument;
use crate::base::{Clock, Code, Fault, hex};
use crate::home::{Home, KEYS, RING, only_verifies};
use crate::jose::{Algorithm, Key, crypto, jwk};

use super::{KeyEntry, KeyState, NewKey, Ring};

/// In bytes; a key takes at most a kilobyte.
const RING_LIMIT: u64 = 16 * 1024 * 1024;

/// In bytes.
const KEY_LIMIT: u64 = 64 * 1024;

/// A key of the ring, loaded.
#[derive(Debug, Clone)]
pub struct RingKey {
    pub key: Key,
    /// The default of the algorithms that the key allows.
    pub alg: Algorithm,
}

/// A key of the ring after a change of its state.
#[derive(Debug)]
pub struct KeyChange {
    /// Its state before.
    pub before: KeyState,
    pub key: KeyEntry,
}

#[derive(Debug, Clone)]
pub struct Rotated {
    pub active: KeyEntry,
    /// The previous signing key, if there was one.
    pub retired: Option<KeyEntry>,
}

impl Home {
    pub fn ring(&self) -> Result<Ring, Fault> {
        let path = self.ring_path();
        let text = self.dir.read(RING, RING_LIMIT)?.ok_or_else(|| {
            Fault::new(Code::NoHome, format!("the key ring {} is missing", path.display()))
                .hint("`tokctl init` creates a new one")
        })?;
        Ring::parse(&text, &path)
    }

    /// The signing key; no other private key is read.
    pub fn signing_key(&self) -> Result<RingKey, Fault> {
        let ring = self.ring()?;
        let entry = match ring.active() {
            Err(_) if self.only_verifies()? => return Err(only_verifies()),
            active => active?,
        };
        Ok(RingKey { key: self.private_key(entry)?, alg: entry.alg })
    }

    /// The public key, or the shared secret.
    pub fn verification_key(&self, entry: &KeyEntry) -> Result<Key, Fault> {
        match entry.public_key()? {
            Some(key) => Ok(key),
            None => self.private_key(entry),
        }
    }

    /// The private key, or the shared secret. It is refused if other users can access its file.
    pub fn private_key(&self, entry: &KeyEntry) -> Result<Key, Fault> {
        let kid = &entry.kid;
        if !entry.private {
            let message = format!("only the public key of {kid:?} is in the ring");
            return Err(Fault::new(Code::KeyRefused, message).hint("import its private key to sign with it"));
        }
        let path = self.private_key_path(kid);
        let unreadable = |what: &str| {
            let remedy = match entry.state {
                KeyState::Active => format!("`tokctl key rotate` generates a new signing key to replace {kid:?}"),
                _ => format!("`tokctl key remove {}` removes the key", last_argument(kid)),
            };
            Fault::new(Code::KeyUnreadable, format!("the key file {} {what}", path.display()))
                .hint(format!("restore it from a backup; {remedy}"))
        };
        let text = match self.dir.subdir(KEYS)? {
            Some(keys) => keys.read_private(&private_key_name(kid), KEY_LIMIT)?,
            None => None,
        };
        let text = text.ok_or_else(|| unreadable("is missing"))?;
        let key = jwk::parse(text.expose(), &mut Vec::new())
            .map_err(|fault| unreadable(&format!("is damaged: {}", fault.message)))?;
        if !key.is_private() || !entry.matches(&key)? {
            return Err(unreadable("does not match the ring: it contains another key"));
        }
        Ok(key.with_kid(kid))
    }

    /// The file of a private key.
    pub fn private_key_path(&self, kid: &str) -> PathBuf {
        self.keys_dir().join(private_key_name(kid))
    }

    /// Adds all keys or none. The first key of a home that can sign becomes active, others are published.
    pub fn add_keys(&self, new: &[NewKey], clock: &dyn Clock) -> Result<Vec<KeyEntry>, Fault> {
        self.refuse_signer(new)?;
        let (_lock, mut ring) = self.lock_ring()?;
        let now = clock.now();
        for key in new {
            ring.add(key, now)?;
        }
        self.save_with(&ring, new)?;
        Ok(ring.keys[ring.keys.len() - new.len()..].to_vec())
    }

    /// Adds those of the `new` keys whose IDs the ring lacks, all or none, and returns them. If `active` is the ID of one of
    /// them, it becomes the signing key.
    pub fn add_missing_keys(
        &self,
        new: &[NewKey],
        active: Option<&str>,
        clock: &dyn Clock,
    ) -> Result<Vec<KeyEntry>, Fault> {
        self.refuse_signer(new)?;
        let (_lock, mut ring) = self.lock_ring()?;
        let missing: Vec<NewKey> = new.iter().filter(|key| ring.get(key.kid()).is_none()).cloned().collect();
        if missing.is_empty() {
            return Ok(Vec::new());
        }
        let now = clock.now();
        for key in &missing {
            ring.add(key, now)?;
        }
        if let Some(kid) = active.filter(|kid| missing.iter().any(|key| key.kid() == *kid)) {
            ring.activate(kid)?;
        }
        self.save_with(&ring, &missing)?;
        missing.iter().map(|key| ring.find(key.kid()).cloned()).collect()
    }

    /// Whether `entry` has the same key, private part and issuer as `new`.
    pub fn has_key(&self, entry: &KeyEntry, new: &NewKey) -> Result<bool, Fault> {
        let is_alike = entry.alg == new.algorithm()
            && entry.private == new.key().is_private()
            && entry.issuer.as_deref() == new.issuer();
        Ok(is_alike && jwk::thumbprint(&self.verification_key(entry)?) == jwk::thumbprint(new.key()))
    }

    /// Makes `new` the signing key. The previous one is retired and verifies for `keep` from now.
    pub fn rotate_key(&self, new: &NewKey, clock: &dyn Clock, keep: Duration) -> Result<Rotated, Fault> {
        self.refuse_signer(slice::from_ref(new))?;
        let (_lock, mut ring) = self.lock_ring()?;
        let old = ring.rotate(new, clock.now(), keep)?;
        self.save_with(&ring, slice::from_ref(new))?;
        Ok(Rotated { active: ring.active()?.clone(), retired: old.and_then(|kid| ring.get(&kid).cloned()) })
    }

    /// Makes a key of the ring the signing key.
    pub fn activate_key(&self, kid: &str) -> Result<KeyChange, Fault> {
        self.change_key(kid, |ring| ring.activate(kid))
    }

    /// Retires a key: it verifies for `keep` from now.
    pub fn retire_key(&self, kid: &str, clock: &dyn Clock, keep: Duration) -> Result<KeyChange, Fault> {
        self.change_key(kid, |ring| ring.retire(kid, clock.now(), keep))
    }

    /// Revokes a key: it no longer signs or verifies.
    pub fn revoke_key(&self, kid: &str, clock: &dyn Clock) -> Result<KeyChange, Fault> {
        self.change_key(kid, |ring| ring.revoke(kid, clock.now()))
    }

    /// Removes a key and its private key.
    pub fn remove_key(&self, kid: &str) -> Result<KeyEntry, Fault> {
        let (_lock, mut ring) = self.lock_ring()?;
        let entry = ring.remove(kid)?;
        self.save_ring(&ring)?;
        self.remove_private_key(kid)?;
        Ok(entry)
    }

    /// Refuses private keys in a home that only verifies: other homes of its issuer do not know them.
    fn refuse_signer(&self, new: &[NewKey]) -> Result<(), Fault> {
        match new.iter().any(|new| new.key().is_private()) && self.only_verifies()? {
            true => Err(only_verifies()),
            false => Ok(()),
        }
    }

    fn change_key(&self, kid: &str, change: impl FnOnce(&mut Ring) -> Result<(), Fault>) -> Result<KeyChange, Fault> {
        let (_lock, mut ring) = self.lock_ring()?;
        let before = ring.find(kid)?.state;
        change(&mut ring)?;
        self.save_ring(&ring)?;
        Ok(KeyChange { before, key: ring.find(kid)?.clone() })
    }

    /// The ring, for a change. The time of the change is read under the lock.
    fn lock_ring(&self) -> Result<(Lock, Ring), Fault> {
        let lock = self.lock()?;
        Ok((lock, self.ring()?))
    }

    /// Writes the files of the `new` keys, which are in `ring`, and then the ring.
    fn save_with(&self, ring: &Ring, new: &[NewKey]) -> Result<(), Fault> {
        let saved = new.iter().try_for_each(|new| self.write_key(new.key())).and_then(|()| self.save_ring(ring));
        if saved.is_err() {
            // Read again, since the ring may have been replaced before the failure. A file that stays is harmless.
            let named = |kid: &str| self.ring().map_or(true, |ring| ring.get(kid).is_some());
            for kid in new.iter().filter_map(|new| new.key().kid.as_deref()).filter(|kid| !named(kid)) {
                let _ = self.remove_private_key(kid);
            }
        }
        saved
    }

    /// Writes the private key, if there is one.
    pub(in crate::home) fn write_key(&self, key: &Key) -> Result<(), Fault> {
        let Some(kid) = key.kid.as_deref().filter(|_| key.is_private()) else { return Ok(()) };
        self.dir.subdir_or_create(KEYS)?.write(&private_key_name(kid), jwk::write(key, true)?.expose())
    }

    fn remove_private_key(&self, kid: &str) -> Result<(), Fault> {
        match self.dir.subdir(KEYS)? {
            Some(keys) => keys.remove(&private_key_name(kid)).map(drop),
            None => Ok(()),
        }
    }

    pub(in crate::home) fn save_ring(&self, ring: &Ring) -> Result<(), Fault> {
        self.dir.write(RING, &ring.to_text()?)
    }
}

/// The name of the file of a private key. A key ID may contain any character, and some file systems ignore case, so the name
/// contains a hash, after the readable part of the ID.
fn private_key_name(kid: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let shown: String = kid.chars().take(44).map(plain).collect();
    let hash = hex::encode(&crypto::sha256(kid.as_bytes())[..8]);
    format!("{shown}.{hash}.jwk")
}
