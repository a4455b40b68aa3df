//! What the page says about a pasted token. No URL is fetched, no file is read, no secret is guessed.

use crate::base::{Fault, Secret, Timestamp};
use crate::core::keys::shared_secret;
use crate::jose::{Strength, keyfile};
use crate::token::decode::Unverified;
use crate::token::diff::{self, Diff, TokenText};
use crate::token::key_issuer::KeyIssuer;
use crate::token::keyset::{Candidate, KeySet};
use crate::token::lint::{self, Finding};

use super::pasted;

/// The source of a pasted key in reports.
const PASTED: &str = "the pasted key";

/// What to verify the token with, instead of the home's keys.
pub enum PastedKey {
    /// PEM, JWK, JWKS or another format of keys, not encrypted.
    Key(Secret),
    /// A secret for HMAC.
    Secret(Secret),
}

/// A pasted token, without the verdict on it.
pub struct Inspection {
    pub token: String,
    pub decoded: Unverified,
    pub findings: Vec<Finding>,
    /// Where the token was found.
    pub notes: Vec<String>,
}

impl Inspection {
    /// Finds the token in `text`, decodes it and looks for mistakes. The error is the diagnosis.
    pub fn new(text: &str, now: Timestamp) -> Result<Self, Fault> {
        let found = pasted::look(pasted::strip(text).0)?;
        let decoded = Unverified::decode(found.token)?;
        let findings = lint::lint(&decoded, found.token, now);
        Ok(Self { token: found.token.to_owned(), decoded, findings, notes: found.note.into_iter().collect() })
    }

    /// What differs in the token in `text`.
    pub fn diff(&self, text: &str) -> Result<Diff, Fault> {
        let other = pasted::look(pasted::strip(text).0)?.token;
        let decoded = Unverified::decode(other)?;
        let (a, b) =
            (TokenText { text: &self.token, decoded: &self.decoded }, TokenText { text: other, decoded: &decoded });
        Ok(diff::diff(a, b))
    }
}

impl PastedKey {
    /// The keys, and notes on them.
    pub fn read(&self) -> Result<(KeySet, Vec<String>), Fault> {
        let (keys, is_set, skipped, notes) = match self {
            Self::Key(text) => {
                let file = keyfile::read(text.expose())?;
                (file.keys, file.is_set, file.skipped, file.notes)
            }
            Self::Secret(text) => {
                let (key, note) = shared_secret::key(text.clone())?;
                (vec![key], false, Vec::new(), note.into_iter().collect())
            }
        };
        let candidate = |key| Candidate { key, source: PASTED.to_owned(), any_kid: !is_set, issuer: KeyIssuer::Any };
        let candidates = keys.into_iter().map(candidate).collect();
        Ok((KeySet::new(candidates, Vec::new(), Strength::Required).with_skipped(skipped), notes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Code;

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);
    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";

    #[test]
    fn a_token_is_found_in_what_people_paste() {
        for (text, note) in [
            (TOKEN.to_owned(), None),
            (format!("  Authorization: Bearer {TOKEN}\n"), None),
            (
                format!(r#"{{"access_token":"{TOKEN}"}}"#),
                Some("found the token in the JSON member \"access_token\", line 1"),
            ),
        ] {
            let inspection = Inspection::new(&text, NOW).unwrap();
            assert_eq!((inspection.token.as_str(), inspection.notes.first().map(String::as_str)), (TOKEN, note));
        }
    }

    #[test]
    fn no_secret_is_guessed() {
        // Signed with the secret "secret".
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.UUtsUaeO3koQylSZ3wxP4lqVvgFw6mGsVzGNBNF_1sQ";
        let inspection = Inspection::new(token, NOW).unwrap();
        assert!(!inspection.findings.iter().any(|finding| finding.rule.id == "weak-secret"));
    }

    #[test]
    fn a_url_and_an_encrypted_key_are_refused() {
        let read = |text: &str| PastedKey::Key(Secret::from(text.to_owned())).read();
        for text in [
            "https://example.com/keys",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----",
        ] {
            assert_eq!(read(text).map(|_| ()).unwrap_err().code, Code::KeyUnreadable, "{text}");
        }
    }

    #[test]
    fn a_public_key_is_not_a_secret() {
        let pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
        let read = PastedKey::Secret(Secret::from(pem.to_owned())).read().map(|_| ());
        assert_eq!(read.unwrap_err().code, Code::KeyRefused);
    }
}
