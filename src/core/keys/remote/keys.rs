//! The keys of a set that was fetched.

use crate::base::{Code, Fault, Timestamp};
use crate::jose::{Key, crypto, jwk};
use crate::net::{Failure, Reach, Url};
use crate::token::keyset::Candidate;

use super::document::{Access, Document, Need, Note, unreadable};
use super::issuer::{Issuer, object};

/// Where keys are to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A JWKS.
    Set(Url),
    /// Whatever set an issuer names as its own.
    Issuer(Issuer),
}

impl Source {
    /// Reads `https://…`, `http://…` or `issuer:URL`; `None` where the text is none of them.
    pub fn parse(text: &str) -> Option<Result<Self, Fault>> {
        if let Some(name) = text.strip_prefix("issuer:") {
            return Some(Issuer::parse(name).map(Self::Issuer));
        }
        let scheme = text.split_once("://")?.0;
        if !["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return None;
        }
        Some(Url::parse(text).map(Self::Set).map_err(|error| Fault::new(Code::Usage, error.to_string())))
    }
}

/// Keys as they were fetched.
#[derive(Debug)]
pub struct RemoteKeys {
    /// The keys.
    pub keys: Vec<Key>,
    /// Where the set is.
    pub url: Url,
    /// The issuer that they were found by.
    pub issuer: Option<String>,
    /// The hash of the set.
    pub(super) content: [u8; 32],
    /// Until when it is good.
    pub(super) good_until: Timestamp,
}

impl RemoteKeys {
    /// The keys, for verifying with.
    pub fn candidates(self) -> Vec<Candidate> {
        let Self { keys, url, issuer, .. } = self;
        let candidate = |key| Candidate { key, source: url.to_string(), any_kid: false, issuer: issuer.clone() };
        keys.into_iter().map(candidate).collect()
    }
}

impl Access {
    /// The keys of `source`.
    pub fn keys(&self, source: &Source) -> Result<RemoteKeys, Fault> {
        self.load(source, Need::Good).map_err(|failure| failure.fault)
    }

    pub(super) fn load(&self, source: &Source, need: Need) -> Result<RemoteKeys, Failure> {
        let (url, reach, issuer) = match source {
            Source::Set(url) => (url.clone(), Reach::Typed, None),
            Source::Issuer(issuer) => {
                let (url, reach) = issuer.keys_url(self)?;
                (url, reach, Some(issuer.name().to_owned()))
            }
        };
        let Document { value: (keys, notes), copy } = self.document(&url, reach, need, &|text| read(&url, text))?;
        for note in notes {
            self.note(Note::Detail(format!("{url}: {note}")));
        }
        let content = crypto::sha256(copy.body.as_bytes());
        Ok(RemoteKeys { keys, url, issuer, content, good_until: Timestamp::from_secs(copy.fresh_until) })
    }
}

fn read(url: &Url, text: &str) -> Result<(Vec<Key>, Vec<String>), Fault> {
    let set = object(url, text)?;
    if !set.contains("keys") {
        return Err(match (set.get_str("issuer"), set.contains("kty")) {
            (Some(issuer), _) if set.contains("jwks_uri") => {
                unreadable(url, "this is an issuer's metadata, which only says where the keys are")
                    .hint(format!("give the issuer: --key issuer:{issuer}"))
            }
            (_, true) => unreadable(url, "this is one JWK, where a set of them is expected: {\"keys\":[…]}"),
            _ => unreadable(url, "the JSON has no \"keys\", as a JWKS has"),
        });
    }
    let mut notes = Vec::new();
    let keys = jwk::read_published_set(&set, &mut notes).map_err(|fault| fault.context(url))?;
    Ok((keys, notes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_sources() {
        for typed in ["https://a.example/jwks", "http://localhost/", "HTTPS://a.example"] {
            assert!(matches!(Source::parse(typed), Some(Ok(Source::Set(_)))), "{typed}");
        }
        assert!(matches!(Source::parse("issuer:https://a.example"), Some(Ok(Source::Issuer(_)))));
        for typed in ["issuer:", "issuer:a.example", "https://", "https://u@a.example/", "http://a.example:0/"] {
            assert!(matches!(Source::parse(typed), Some(Err(_))), "{typed}");
        }
        for typed in ["key.pem", "./https", "env:KEY", "-", "ftp://a.example/"] {
            assert_eq!(Source::parse(typed), None, "{typed}");
        }
    }
}
