//! Where keys are fetched from, and the keys of a fetched set.

use crate::base::{Code, Fault, Json, Object, Timestamp};
use crate::jose::jwk::{KeyList, SkippedKey};
use crate::jose::{Key, crypto, jwk};
use crate::net::{FetchFailure, Reach, Url};
use crate::token::key_issuer::KeyIssuer;
use crate::token::keyset::Candidate;

use super::discovery::{IssuerUrl, object};
use super::document::{Document, Freshness, KeyFetcher, as_file, unreadable};

/// Where keys are fetched from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoteSource {
    Jwks(Url),
    /// The set that the issuer's metadata names.
    Issuer(IssuerUrl),
}

impl RemoteSource {
    /// Reads `https://…`, `http://…` or `issuer:URL`; `None` if `text` is none of them.
    pub fn parse(text: &str) -> Option<Result<Self, Fault>> {
        if let Some(name) = text.strip_prefix("issuer:") {
            return Some(IssuerUrl::parse(name).map(Self::Issuer));
        }
        let scheme = text.split_once("://")?.0;
        if !["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return None;
        }
        Some(Url::parse(text).map(Self::Jwks).map_err(|error| Fault::new(Code::Usage, error.to_string())))
    }
}

/// A fetched set of keys.
#[derive(Debug)]
pub struct RemoteKeys {
    pub keys: Vec<Key>,
    /// How many entries are broken; the notes say why.
    pub broken: usize,
    /// The entries that cannot be used.
    pub skipped: Vec<SkippedKey>,
    /// What is unusual in the set.
    pub notes: Vec<String>,
    /// The URL of the set.
    pub url: Url,
    /// The issuer whose metadata named the set.
    pub issuer: Option<String>,
    /// SHA-256 of the set.
    pub(super) content: [u8; 32],
    pub(super) valid_until: Timestamp,
}

impl RemoteKeys {
    /// The keys as candidates. Those of the `only` source of keys verify tokens of other issuers that a policy names.
    pub fn candidates(self, only: bool) -> Vec<Candidate> {
        let Self { keys, url, issuer, .. } = self;
        let issuer = match issuer {
            None => KeyIssuer::Any,
            Some(name) if only => KeyIssuer::Default(name),
            Some(name) => KeyIssuer::Only(name),
        };
        let candidate = |key| Candidate { key, source: url.to_string(), any_kid: false, issuer: issuer.clone() };
        keys.into_iter().map(candidate).collect()
    }
}

impl KeyFetcher {
    /// The keys of `source`, from the cache or from the network.
    pub fn keys(&self, source: &RemoteSource) -> Result<RemoteKeys, Fault> {
        self.load(source, Freshness::Cached).map_err(|failure| failure.fault)
    }

    pub(super) fn load(&self, source: &RemoteSource, freshness: Freshness) -> Result<RemoteKeys, FetchFailure> {
        let (url, reach, issuer) = match source {
            RemoteSource::Jwks(url) => (url.clone(), Reach::Typed, None),
            RemoteSource::Issuer(issuer) => {
                let (url, reach) = issuer.keys_url(self)?;
                (url, reach, Some(issuer.name().to_owned()))
            }
        };
        let Document { value: (KeyList { keys, broken, skipped }, notes), copy } =
            self.document(&url, reach, freshness, &|text| read(&url, text))?;
        let content = crypto::sha256(copy.body.as_bytes());
        Ok(RemoteKeys {
            keys,
            broken,
            skipped,
            notes,
            url,
            issuer,
            content,
            valid_until: Timestamp::from_secs(copy.fresh_until),
        })
    }
}

fn read(url: &Url, text: &str) -> Result<(KeyList, Vec<String>), Fault> {
    let set = object(url, text)?;
    if !set.contains("keys") {
        return Err(match (set.get_str("issuer"), set.contains("kty")) {
            (Some(issuer), _) if set.contains("jwks_uri") => {
                unreadable(url, "this is an issuer's metadata, not a JWKS")
                    .hint(format!("pass the issuer: --key issuer:{issuer}"))
            }
            (_, true) => unreadable(url, "this is a single JWK, expected a JWKS: {\"keys\":[…]}")
                .hint(as_file(url).replace("key.pem", "key.jwk")),
            _ if holds_pem(&set) => {
                unreadable(url, "this is a JSON object of PEM certificates or keys, expected a JWKS: {\"keys\":[…]}")
                    .hint(
                        "use the JWKS of the same issuer: --key issuer:URL finds it; or save one of the keys to a file",
                    )
            }
            _ => unreadable(url, "not a JWKS: the JSON object has no \"keys\""),
        });
    }
    let mut notes = Vec::new();
    let list = jwk::read_published_set(&set, &mut notes).map_err(|fault| fault.context(url))?;
    Ok((list, notes))
}

/// Whether the values are PEM, as in Google's and Firebase's lists of certificates by key ID.
fn holds_pem(object: &Object<'_>) -> bool {
    object.iter().any(|(_, value)| matches!(value, Json::String(text) if text.contains("-----BEGIN ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_sources() {
        for typed in ["https://a.example/jwks", "http://localhost/", "HTTPS://a.example"] {
            assert!(matches!(RemoteSource::parse(typed), Some(Ok(RemoteSource::Jwks(_)))), "{typed}");
        }
        assert!(matches!(RemoteSource::parse("issuer:https://a.example"), Some(Ok(RemoteSource::Issuer(_)))));
        for typed in ["issuer:", "issuer:a.example", "https://", "https://u@a.example/", "http://a.example:0/"] {
            assert!(matches!(RemoteSource::parse(typed), Some(Err(_))), "{typed}");
        }
        for typed in ["key.pem", "./https", "env:KEY", "-", "ftp://a.example/"] {
            assert_eq!(RemoteSource::parse(typed), None, "{typed}");
        }
    }
}
