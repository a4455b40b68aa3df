//! An entry of the ring: everything about a key but its private part.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::base::datetime::{self, Zone};
use crate::base::named::named_enum;
use crate::base::{Code, Fault, Timestamp};
use crate::jose::{Algorithm, Key, jwk};

named_enum! {
    /// The use of a key.
    pub enum KeyState {
        /// It signs and verifies. At most one key is active.
        Active = "active",
        /// It verifies.
        Published = "published",
        /// It verifies until its `verify_until`.
        Retired = "retired",
        /// It does not verify any more.
        Revoked = "revoked",
    }
}

named_enum! {
    pub enum KeyOrigin {
        /// By this home.
        Generated = "generated",
        /// Read from a file.
        Imported = "imported",
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeyEntry {
    /// The key ID, unique in the ring.
    pub kid: String,
    /// The default of the algorithms that the key allows.
    #[serde(with = "algorithm")]
    pub alg: Algorithm,
    pub bits: usize,
    pub state: KeyState,
    pub origin: KeyOrigin,
    /// When it was added to the ring.
    #[serde(with = "seconds")]
    pub created_at: Timestamp,
    /// When it was retired or revoked.
    #[serde(with = "maybe_seconds", default, skip_serializing_if = "Option::is_none")]
    pub retired_at: Option<Timestamp>,
    /// The end of the retirement period.
    #[serde(with = "maybe_seconds", default, skip_serializing_if = "Option::is_none")]
    pub verify_until: Option<Timestamp>,
    /// Whether there is a file with the private key or the secret.
    pub private: bool,
    /// The only issuer whose tokens it verifies, for a public key imported with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// The public key as a JWK, so that verifying reads no other file; `None` for a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    jwk: Option<Box<RawValue>>,
}

impl KeyEntry {
    pub(super) fn new(
        key: &Key,
        alg: Algorithm,
        origin: KeyOrigin,
        issuer: Option<&str>,
        now: Timestamp,
    ) -> Result<Self, Fault> {
        let unnamed = || Fault::new(Code::Internal, "a key without an ID cannot be added");
        let unwritable = |error: serde_json::Error| Fault::new(Code::Internal, error.to_string());
        let jwk = key.public().map(|public| jwk::public_object(&public)).transpose()?;
        let jwk = jwk.map(|object| serde_json::value::to_raw_value(&object)).transpose().map_err(unwritable)?;
        Ok(Self {
            kid: key.kid.clone().ok_or_else(unnamed)?,
            alg,
            bits: key.bits(),
            state: KeyState::Published,
            origin,
            created_at: now.floor_secs(),
            retired_at: None,
            verify_until: None,
            private: key.is_private(),
            issuer: issuer.map(str::to_owned),
            jwk,
        })
    }

    /// Whether it is one of the home's own keys: made here, or with its private key here, or imported for the home's issuer.
    pub fn is_own(&self, home_issuer: &str) -> bool {
        self.private || self.origin == KeyOrigin::Generated || self.issuer.as_deref() == Some(home_issuer)
    }

    /// The public key as a JWK; `None` for a shared secret.
    pub fn public_jwk(&self) -> Option<&RawValue> {
        self.jwk.as_deref()
    }

    pub fn is_symmetric(&self) -> bool {
        self.jwk.is_none()
    }

    /// The public key; `None` for a shared secret.
    pub fn public_key(&self) -> Result<Option<Key>, Fault> {
        let Some(text) = &self.jwk else { return Ok(None) };
        let key = jwk::parse(text.get().as_bytes(), &mut Vec::new())
            .map_err(|fault| fault.context(format!("key {:?}", self.kid)))?;
        Ok(Some(key.with_kid(&self.kid)))
    }

    /// Whether `key` is this key. For a secret only the type can be compared.
    pub(in crate::home) fn matches(&self, key: &Key) -> Result<bool, Fault> {
        Ok(match self.public_key()? {
            Some(public) => jwk::thumbprint(key) == jwk::thumbprint(&public),
            None => key.is_symmetric(),
        })
    }

    /// The entry without its private key, for a home that only verifies; `None` for a secret. It stays one of the keys of
    /// `home_issuer`.
    pub(super) fn public(&self, home_issuer: &str) -> Option<Self> {
        self.jwk.as_ref()?;
        let state = if self.state == KeyState::Active { KeyState::Published } else { self.state };
        let issuer = if self.private { Some(home_issuer.to_owned()) } else { self.issuer.clone() };
        Some(Self { state, issuer, private: false, ..self.clone() })
    }

    /// Why this key does not verify at `now`; `None` if it does.
    pub fn why_not_verifying(&self, now: Timestamp) -> Option<Fault> {
        let kid = &self.kid;
        match (self.state, self.verify_until) {
            (KeyState::Active | KeyState::Published, _) => None,
            (KeyState::Retired, Some(end)) if now < end => None,
            (KeyState::Retired, end) => {
                let end = end
                    .and_then(|end| datetime::format(end, Zone::Utc))
                    .map(|end| format!("; it verified until {end}"));
                Some(Fault::new(Code::KeyRefused, format!("the key {kid:?} is retired{}", end.unwrap_or_default())))
            }
            (KeyState::Revoked, _) => Some(Fault::new(Code::KeyRefused, format!("the key {kid:?} is revoked"))),
        }
    }
}

mod algorithm {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::jose::Algorithm;

    pub fn serialize<S: Serializer>(alg: &Algorithm, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(alg.name())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Algorithm, D::Error> {
        let name = String::deserialize(deserializer)?;
        Algorithm::from_name(&name)
            .ok_or_else(|| D::Error::custom(format!("unknown or unsupported algorithm {name:?}")))
    }
}

mod seconds {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::base::Timestamp;

    pub fn serialize<S: Serializer>(time: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(time.secs())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        i64::deserialize(deserializer).map(Timestamp::from_secs)
    }
}

mod maybe_seconds {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::base::Timestamp;

    pub fn serialize<S: Serializer>(time: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
        time.map(Timestamp::secs).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
        Ok(Option::<i64>::deserialize(deserializer)?.map(Timestamp::from_secs))
    }
}
