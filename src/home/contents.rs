//! What another node needs of a home: its settings, its keys and the secret for refresh tokens. Users, sessions and
//! revocations are in the store.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::base::{Code, Fault, Secret, b64, hex};
use crate::jose::{Key, jwk};

use super::config::ConfigFile;
use super::ring::Ring;
use super::{FINGERPRINT_LEN, Home, REFRESH_SECRET_LEN, Sandbox, refresh_fingerprint};

/// Bytes of JSON that are not keys, at most: the buffer for the text never grows, which would leave copies of secrets.
const MARGIN: usize = 1024;

/// The settings and keys of one home, complete and checked.
#[derive(Debug)]
pub struct HomeContents {
    pub(super) config: ConfigFile,
    pub(super) ring: Ring,
    /// The private keys and secrets of the ring, with their IDs.
    pub(super) private_keys: Vec<Key>,
    pub(super) refresh: RefreshSecret,
    pub(super) sandbox: Option<Sandbox>,
    /// How many shared secrets were left out.
    pub left_out: usize,
}

/// The secret for refresh tokens.
#[derive(Debug)]
pub(super) enum RefreshSecret {
    Known(Secret),
    /// Only what identifies it: the home verifies, and does not issue or take refresh tokens.
    Fingerprint([u8; FINGERPRINT_LEN]),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentsDocument<'t> {
    #[serde(borrow)]
    settings: &'t RawValue,
    #[serde(borrow)]
    ring: &'t RawValue,
    /// JWKs, by key ID.
    #[serde(borrow, default)]
    private_keys: BTreeMap<Cow<'t, str>, &'t RawValue>,
    /// In base64url.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    refresh_key: Option<&'t str>,
    /// In hex.
    #[serde(borrow)]
    refresh_fingerprint: &'t str,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sandbox: Option<Sandbox>,
}

impl Home {
    /// The contents of the home; without anything secret if `public`. Then the keys only verify, and shared secrets are left
    /// out.
    pub fn contents(&self, public: bool) -> Result<HomeContents, Fault> {
        let _lock = self.lock()?;
        let (config, ring, sandbox) = (self.config_file()?, self.ring()?, self.sandbox()?);
        if public {
            let all = ring.keys().len();
            let ring = ring.public(&config.settings().issuer);
            let left_out = all - ring.keys().len();
            let refresh = RefreshSecret::Fingerprint(self.refresh_fingerprint()?);
            return Ok(HomeContents { config, ring, private_keys: Vec::new(), refresh, sandbox, left_out });
        }
        let private = ring.keys().iter().filter(|entry| entry.private);
        let private_keys = private.map(|entry| self.private_key(entry)).collect::<Result<_, _>>()?;
        Ok(HomeContents {
            config,
            ring,
            private_keys,
            refresh: RefreshSecret::Known(self.refresh_secret()?),
            sandbox,
            left_out: 0,
        })
    }
}

impl HomeContents {
    pub fn ring(&self) -> &Ring {
        &self.ring
    }

    /// As JSON, for [`Self::parse`].
    pub fn to_json(&self) -> Result<Secret, Fault> {
        let failed = |error: serde_json::Error| Fault::new(Code::Internal, error.to_string());
        let raw = |text: &'_ [u8]| -> Result<Box<RawValue>, Fault> { serde_json::from_slice(text).map_err(failed) };
        let (settings, ring) = (raw(self.config.to_text().as_bytes())?, raw(&self.ring.to_text()?)?);
        let keys = self.private_keys.iter().map(|key| jwk::write(key, true)).collect::<Result<Vec<_>, _>>()?;
        let mut private_keys = BTreeMap::new();
        for (key, text) in self.private_keys.iter().zip(&keys) {
            let kid = Cow::from(key.kid.as_deref().unwrap_or_default());
            private_keys.insert(kid, serde_json::from_slice(text.expose()).map_err(failed)?);
        }
        let (secret, fingerprint) = match &self.refresh {
            RefreshSecret::Known(secret) => {
                (Some(Zeroizing::new(b64::encode(secret.expose()))), refresh_fingerprint(secret))
            }
            RefreshSecret::Fingerprint(fingerprint) => (None, *fingerprint),
        };
        let document = ContentsDocument {
            settings: &settings,
            ring: &ring,
            private_keys,
            refresh_key: secret.as_ref().map(|text| text.as_str()),
            refresh_fingerprint: &hex::encode(&fingerprint),
            sandbox: self.sandbox.clone(),
        };
        let names: usize = self.private_keys.iter().map(|key| key.kid.as_deref().map_or(0, str::len) * 6 + 8).sum();
        let length = settings.get().len() + ring.get().len() + keys.iter().map(Secret::len).sum::<usize>() + names;
        let mut text = Vec::with_capacity(length + MARGIN);
        serde_json::to_writer(&mut text, &document).map_err(failed)?;
        Ok(Secret::new(text))
    }

    /// Reads what [`Self::to_json`] wrote, and checks that it is complete.
    pub fn parse(text: &[u8]) -> Result<Self, Fault> {
        let document: ContentsDocument<'_> = serde_json::from_slice(text).map_err(|error| damaged(&error))?;
        let config = ConfigFile::parse(document.settings.get().as_bytes(), Path::new("settings"))
            .map_err(|fault| damaged(&fault.message))?;
        let ring = Ring::parse(document.ring.get().as_bytes(), Path::new("in the file"))
            .map_err(|fault| damaged(&fault.message))?;
        let mut private_keys = Vec::new();
        for entry in ring.keys().iter().filter(|entry| entry.private) {
            let missing = || damaged(&format!("the private key {:?} is missing", entry.kid));
            let text = document.private_keys.get(entry.kid.as_str()).ok_or_else(missing)?;
            let key = jwk::parse(text.get().as_bytes(), &mut Vec::new()).map_err(|fault| damaged(&fault.message))?;
            if !key.is_private() || !entry.matches(&key)? {
                return Err(damaged(&format!("the private key {:?} does not match the ring", entry.kid)));
            }
            private_keys.push(key.with_kid(&entry.kid));
        }
        let fingerprint = hex::decode(document.refresh_fingerprint)
            .and_then(|bytes| <[u8; FINGERPRINT_LEN]>::try_from(bytes).ok())
            .ok_or_else(|| damaged(&"the fingerprint of the refresh secret cannot be read"))?;
        let refresh = match document.refresh_key {
            None => RefreshSecret::Fingerprint(fingerprint),
            Some(text) => {
                let secret = b64::decode(text.as_bytes()).map(Secret::new).unwrap_or_default();
                if secret.len() != REFRESH_SECRET_LEN || refresh_fingerprint(&secret) != fingerprint {
                    return Err(damaged(&"the refresh secret does not match its fingerprint"));
                }
                RefreshSecret::Known(secret)
            }
        };
        if let Some(what) = document.sandbox.as_ref().and_then(|sandbox| sandbox.damage()) {
            return Err(damaged(&what));
        }
        Ok(Self { config, ring, private_keys, refresh, sandbox: document.sandbox, left_out: 0 })
    }
}

fn damaged(what: &dyn std::fmt::Display) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("the exported home is damaged: {what}"))
        .hint("export it again with `tokctl init --export FILE`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FixedClock, SystemRandom, Timestamp};
    use crate::home::Start;
    use crate::home::ring::{KeyState, NewKey};

    static CLOCK: FixedClock = FixedClock::new(Timestamp::from_secs(1_700_000_000));

    fn home(dir: &Path, start: Start<'_>) -> Home {
        Home::create(dir, start, &CLOCK, &SystemRandom).unwrap().home
    }

    /// A home with a key of each state, a secret, and a setting.
    fn original(dir: &Path) -> Home {
        let home = home(dir, Start::New);
        let new = |alg: &str, kid: &str| {
            NewKey::generate(alg.parse().unwrap(), None, Some(kid.to_owned()), &SystemRandom).unwrap()
        };
        home.add_keys(&[new("HS256", "secret"), new("EdDSA", "old \"key\""), new("ES256", "leaked")], &CLOCK).unwrap();
        home.retire_key("old \"key\"", &CLOCK, std::time::Duration::from_secs(60)).unwrap();
        home.revoke_key("leaked", &CLOCK).unwrap();
        home.change_config(|config| config.set("audience", "shop")).unwrap();
        home
    }

    fn states(home: &Home) -> Vec<(String, KeyState, bool)> {
        home.ring().unwrap().keys().iter().map(|key| (key.kid.clone(), key.state, key.private)).collect()
    }

    #[test]
    fn a_copy_signs_and_refreshes_as_the_original() {
        let outer = tempfile::tempdir().unwrap();
        let original = original(&outer.path().join("a"));
        let text = original.contents(false).unwrap().to_json().unwrap();
        let contents = HomeContents::parse(text.expose()).unwrap();
        let copy = home(&outer.path().join("b"), Start::Contents(&contents));
        assert_eq!(states(&copy), states(&original));
        assert_eq!(copy.settings().unwrap(), original.settings().unwrap());
        assert_eq!(copy.refresh_secret().unwrap(), original.refresh_secret().unwrap());
        for entry in original.ring().unwrap().keys() {
            let (one, other) = (original.private_key(entry).unwrap(), copy.private_key(entry).unwrap());
            assert_eq!(jwk::write(&one, true).unwrap(), jwk::write(&other, true).unwrap());
        }
    }

    #[test]
    fn a_public_copy_holds_nothing_secret() {
        let outer = tempfile::tempdir().unwrap();
        let original = original(&outer.path().join("a"));
        let text = original.contents(true).unwrap().to_json().unwrap();
        let shown = text.expose_str().unwrap();
        assert!(!shown.contains("\"d\"") && !shown.contains("\"k\"") && !shown.contains("refresh_key"), "{shown}");
        let copy = home(&outer.path().join("b"), Start::Contents(&HomeContents::parse(text.expose()).unwrap()));
        let kid = original.ring().unwrap().active().unwrap().kid.clone();
        let expected = [
            (kid, KeyState::Published),
            ("old \"key\"".to_owned(), KeyState::Retired),
            ("leaked".to_owned(), KeyState::Revoked),
        ];
        assert_eq!(states(&copy), expected.map(|(kid, state)| (kid, state, false)));
        assert!(copy.only_verifies().unwrap() && !original.only_verifies().unwrap());
        assert_eq!(copy.refresh_fingerprint().unwrap(), original.refresh_fingerprint().unwrap());
        assert_eq!(copy.refresh_secret().unwrap_err().code, Code::NotFound);
        let issuer = &original.settings().unwrap().issuer;
        assert!(copy.ring().unwrap().keys().iter().all(|key| key.is_own(issuer)));
        // The copy of a copy is the same.
        assert_eq!(copy.contents(true).unwrap().to_json().unwrap(), text);
    }

    #[test]
    fn a_copy_that_was_cut_short_leaves_nothing_to_a_new_home() {
        let outer = tempfile::tempdir().unwrap();
        let original = original(&outer.path().join("a"));
        let text = original.contents(false).unwrap().to_json().unwrap();
        let contents = HomeContents::parse(text.expose()).unwrap();
        let dir = outer.path().join("b");
        home(&dir, Start::Contents(&contents));
        assert!(!dir.join("ring.replaced").exists());
        // As if the process was killed before it wrote the ring.
        std::fs::rename(dir.join("ring.json"), dir.join("ring.replaced")).unwrap();
        let new = home(&dir, Start::New);
        assert_ne!(new.refresh_secret().unwrap(), original.refresh_secret().unwrap());
        assert_eq!(new.settings().unwrap().audience, "api");
        assert_eq!(std::fs::read_dir(dir.join("keys")).unwrap().count(), 1);
    }

    #[test]
    fn a_changed_or_missing_part_is_refused() {
        let outer = tempfile::tempdir().unwrap();
        let original = original(&outer.path().join("a"));
        let text = original.contents(false).unwrap().to_json().unwrap();
        let text = text.expose_str().unwrap();
        let secret = b64::encode(original.refresh_secret().unwrap().expose());
        let other = b64::encode([7; REFRESH_SECRET_LEN]);
        for (from, to) in [
            (secret.as_str(), other.as_str()),
            ("\"secret\":{", "\"another\":{"),
            ("\"shop\"", "[]"),
            ("\"refresh_fingerprint\"", "\"more\""),
            ("\"settings\":", "\"settings\":{},\"unknown\":"),
        ] {
            assert!(text.contains(from), "{from}");
            let fault = HomeContents::parse(text.replace(from, to).as_bytes()).unwrap_err();
            assert_eq!(fault.code, Code::KeyUnreadable, "{from}");
        }
    }
}
