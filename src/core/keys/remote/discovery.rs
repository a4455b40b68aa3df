//! Discovery: from an issuer to its keys (OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3).

use crate::base::json::{self, Duplicates, Object};
use crate::base::{Code, Fault, shown};
use crate::net::{FetchFailure, Reach, Url};

use super::document::{Freshness, KeyFetcher, as_file, unreadable};

/// An issuer identifier: the `iss` of its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuerUrl {
    /// Exactly as written: comparing `iss` does not normalize URLs.
    name: String,
    url: Url,
}

impl IssuerUrl {
    /// Reads an issuer identifier: an `https` URL without query or fragment (RFC 8414 section 2).
    pub fn parse(name: &str) -> Result<Self, Fault> {
        let usage = |message: String| Fault::new(Code::Usage, message);
        if let Some((_, rest)) = name.split_once('{')
            && let Some((placeholder, _)) = rest.split_once('}')
        {
            return Err(usage(format!("the issuer contains the placeholder {:?}", format!("{{{placeholder}}}")))
                .hint("replace it: the complete issuer is the `iss` of the token, which `tokctl decode` shows"));
        }
        let url = Url::parse(name).map_err(|error| usage(error.to_string()))?;
        if url.has_query() {
            return Err(usage(format!("{} is not an issuer: it has a query (?)", shown(name))));
        }
        if url.path().contains("/.well-known/") {
            return Err(usage(format!("{} is not an issuer: it is the URL of an issuer's metadata", shown(name)))
                .hint("pass the issuer itself, the URL without /.well-known/…"));
        }
        Ok(Self { name: name.to_owned(), url })
    }

    /// The value that a token's `iss` must have.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The possible URLs of its metadata: OpenID appends to the issuer's path, RFC 8414 inserts before it.
    fn metadata_urls(&self) -> [Url; 2] {
        let path = self.url.path().strip_suffix('/').unwrap_or(self.url.path());
        [
            self.url.with_path(&format!("{path}/.well-known/openid-configuration")),
            self.url.with_path(&format!("/.well-known/oauth-authorization-server{path}")),
        ]
    }

    /// The URL of its keys, and which addresses that URL may lead to.
    pub(super) fn keys_url(&self, fetcher: &KeyFetcher) -> Result<(Url, Reach), FetchFailure> {
        let mut places = self.metadata_urls();
        // The one that worked before first.
        places.sort_by_key(|place| !fetcher.has_copy(place));
        let mut missed: Option<FetchFailure> = None;
        for place in places {
            let read = |text: &str| self.read(&place, text);
            match fetcher.document(&place, Reach::Typed, Freshness::Cached, &read) {
                Ok(document) => {
                    // Metadata from a loopback address may name a loopback address; a public issuer's may not.
                    let reach = if document.copy.is_loopback { Reach::Typed } else { Reach::Public };
                    return Ok((document.value, reach));
                }
                Err(failure) if is_missing(&failure) => missed = Some(join(missed, failure)),
                Err(failure) => return Err(failure),
            }
        }
        let mut missed = missed.unwrap_or_else(|| unreadable(&self.url, "no URL for its metadata").into());
        missed.fault.hint =
            Some(format!("check that {} is the exact issuer; its metadata should be at one of these URLs", self.name));
        Err(missed)
    }

    /// Reads the `jwks_uri` of metadata, which must be this issuer's (RFC 8414 section 3.3).
    fn read(&self, place: &Url, text: &str) -> Result<Url, Fault> {
        let metadata = object(place, text)?;
        match metadata.get_str("issuer") {
            Some(name) if name == self.name => {}
            Some(other) => {
                let message = format!("this is the metadata of {other:?}, expected {:?}", self.name);
                return Err(
                    Fault::new(Code::KeyRefused, format!("{place}: {message}")).hint(other_issuer(other, &metadata))
                );
            }
            None => return Err(unreadable(place, "the metadata has no \"issuer\"")),
        }
        let keys = metadata.get_str("jwks_uri").ok_or_else(|| unreadable(place, "the metadata has no \"jwks_uri\""))?;
        Url::parse(keys).map_err(|error| unreadable(place, format!("the \"jwks_uri\": {error}")))
    }
}

/// What to do about the metadata of another issuer.
fn other_issuer(name: &str, metadata: &Object<'_>) -> String {
    if IssuerUrl::parse(name).is_ok() {
        return format!(
            "the two must be identical, including a trailing slash; use --key issuer:{name} for that issuer"
        );
    }
    let keys = metadata.get_str("jwks_uri").filter(|keys| Url::parse(keys).is_ok());
    match keys {
        // Microsoft's metadata for all tenants has a placeholder.
        Some(keys) if name.contains('{') => format!(
            "this metadata is for many issuers; pass the token's own issuer (its `iss`, which `tokctl decode` shows), \
             or its key set: --key {keys} --iss ISSUER"
        ),
        Some(keys) => format!("pass its key set instead: --key {keys}"),
        None => "check the issuer: it must be the `iss` of the token".to_owned(),
    }
}

/// Whether a failure means that the metadata may be at the other URL: a 4xx status, or a page that some sites return for
/// every path.
fn is_missing(failure: &FetchFailure) -> bool {
    match failure.status {
        Some(status) => (400..500).contains(&status) && status != 429,
        None => failure.fault.code == Code::KeyUnreadable,
    }
}

/// Both failures in one message.
fn join(first: Option<FetchFailure>, second: FetchFailure) -> FetchFailure {
    let Some(first) = first else { return second };
    let message = format!("{}; {}", first.fault.message, second.fault.message);
    FetchFailure { fault: Fault { message, ..first.fault }, ..second }
}

/// Reads a document as a JSON object.
pub(super) fn object<'t>(url: &Url, text: &'t str) -> Result<Object<'t>, Fault> {
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    if let Some(fault) = not_json(url, trimmed) {
        return Err(fault);
    }
    json::parse_object(trimmed.as_bytes(), Duplicates::Refuse)
        .map_err(|error| unreadable(url, format!("the response is not valid JSON: {error}")))
}

/// The fault for a document in another common format, by name and with what to do.
fn not_json(url: &Url, text: &str) -> Option<Fault> {
    if text.starts_with('<') {
        return Some(
            unreadable(url, "expected JSON, found an HTML or XML page")
                .hint("check the URL; many sites return a page for an unknown path or a missing login"),
        );
    }
    // A PEM file may begin with text.
    let found = match () {
        () if text.starts_with(['{', '[']) => return None,
        () if text.contains("-----BEGIN CERTIFICATE-----") => "a PEM certificate",
        () if text.contains("-----BEGIN ") => "a PEM key",
        () if text.starts_with("ssh-") || text.starts_with("ecdsa-sha2-") => "OpenSSH public keys",
        () => return None,
    };
    Some(unreadable(url, format!("expected a JWKS in JSON, found {found}")).hint(as_file(url)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_looked_for_in_both_places() {
        for (name, places) in [
            (
                "https://idp.example",
                [
                    "https://idp.example/.well-known/openid-configuration",
                    "https://idp.example/.well-known/oauth-authorization-server",
                ],
            ),
            (
                "https://idp.example/",
                [
                    "https://idp.example/.well-known/openid-configuration",
                    "https://idp.example/.well-known/oauth-authorization-server",
                ],
            ),
            // RFC 8414 section 3.1 and OpenID Connect Discovery 1.0 section 4.1, with a path.
            (
                "https://idp.example/issuer1",
                [
                    "https://idp.example/issuer1/.well-known/openid-configuration",
                    "https://idp.example/.well-known/oauth-authorization-server/issuer1",
                ],
            ),
            (
                "https://idp.example:8443/realms/a/",
                [
                    "https://idp.example:8443/realms/a/.well-known/openid-configuration",
                    "https://idp.example:8443/.well-known/oauth-authorization-server/realms/a",
                ],
            ),
        ] {
            assert_eq!(IssuerUrl::parse(name).unwrap().metadata_urls().map(|url| url.to_string()), places, "{name}");
        }
    }

    #[test]
    fn what_is_not_an_issuer_is_a_usage_error() {
        for name in [
            "",
            "idp.example",
            "https://idp.example/?a",
            "https://idp.example/#a",
            "https://u@idp.example/",
            "https://idp.example/.well-known/openid-configuration",
        ] {
            assert_eq!(IssuerUrl::parse(name).unwrap_err().code, Code::Usage, "{name}");
        }
    }

    #[test]
    fn metadata_must_be_the_issuers_own_to_the_letter() {
        let issuer = IssuerUrl::parse("https://idp.example/a").unwrap();
        let read =
            |text: &str| issuer.read(&issuer.metadata_urls()[0], text).map(|url| url.to_string()).map_err(|f| f.code);
        let with = |issuer: &str| format!(r#"{{"issuer":"{issuer}","jwks_uri":"https://keys.example/"}}"#);
        assert_eq!(read(&with("https://idp.example/a")).as_deref(), Ok("https://keys.example/"));
        for other in
            ["https://idp.example/a/", "https://IDP.example/a", "https://idp.example:443/a", "https://idp.example"]
        {
            assert_eq!(read(&with(other)), Err(Code::KeyRefused), "{other}");
        }
        for text in [
            "",
            "<html>",
            "[]",
            "{}",
            r#"{"issuer":"https://idp.example/a"}"#,
            r#"{"jwks_uri":"https://keys.example/"}"#,
            r#"{"issuer":"https://idp.example/a","jwks_uri":7}"#,
            r#"{"issuer":"https://idp.example/a","jwks_uri":"ftp://keys.example/"}"#,
            r#"{"issuer":"https://evil.example","issuer":"https://idp.example/a","jwks_uri":"https://keys.example/"}"#,
        ] {
            assert_eq!(read(text), Err(Code::KeyUnreadable), "{text}");
        }
    }
}
