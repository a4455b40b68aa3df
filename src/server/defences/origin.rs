//! Requests from pages of other sites: refused if they change state (CSRF), unless `--cors` names their origin.

use axum::extract::Request;
use http::header::{HeaderName, ORIGIN};
use http::{HeaderMap, Method, StatusCode};

use crate::net::Url;
use crate::server::prepared::Prepared;
use crate::server::reply::Problem;

use super::hosts::{HostPort, Hosts};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// An origin: scheme, host and port (RFC 6454).
#[derive(Debug, Clone)]
pub struct Origin(Url);

impl Origin {
    /// Reads an origin as browsers write it; `None` for anything else, such as `null`, `*` or a URL with a path.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        (url.as_str().strip_suffix('/') == Some(text)).then_some(Self(url))
    }

    pub fn url(&self) -> &Url {
        &self.0
    }

    fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }
}

/// The origins that `--cors` allows.
#[derive(Debug, Clone, Default)]
pub struct Origins(Vec<Origin>);

impl Origins {
    pub fn new(origins: Vec<Origin>) -> Self {
        Self(origins)
    }

    fn contain(&self, origin: &Origin) -> bool {
        self.0.iter().any(|allowed| allowed.0.is_same_origin(&origin.0))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `origin`, as a browser writes it, is one of them.
    pub fn has(&self, origin: &[u8]) -> bool {
        self.0.iter().any(|allowed| allowed.as_str().as_bytes() == origin)
    }
}

/// Refuses a request that changes state and that a page of another site sent. `asked` is the host that the request is for.
pub fn check(
    hosts: &Hosts,
    cors: &Origins,
    prepared: &Prepared,
    asked: Option<&HostPort>,
    request: &Request,
) -> Result<(), Problem> {
    let issuer = prepared.issuer_url.as_ref();
    let is_server = |origin: &Origin| asked.is_some_and(|asked| hosts.own(origin.url(), asked, issuer));
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || is_own(request.headers(), |origin| is_server(origin) || cors.contain(origin)) {
        return Ok(());
    }
    Err(forbidden())
}

pub fn forbidden() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "forbidden_origin", "Requests of this origin are not allowed")
}

fn is_own(headers: &HeaderMap, is_allowed: impl Fn(&Origin) -> bool) -> bool {
    let mut origins = headers.get_all(ORIGIN).iter();
    match (origins.next(), origins.next()) {
        (Some(origin), None) => origin.to_str().ok().and_then(Origin::parse).is_some_and(|origin| is_allowed(&origin)),
        (Some(_), Some(_)) => false,
        // Older browsers, and programs that are not browsers, send neither.
        (None, _) => {
            headers.get_all(SEC_FETCH_SITE).iter().all(|site| matches!(site.as_bytes(), b"same-origin" | b"none"))
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn pages_of_other_sites_change_nothing() {
        let mut hosts = Hosts::default();
        hosts.add_listener("127.0.0.1:8700".parse().unwrap(), false);
        let cors = Origins::new(vec![Origin::parse("http://localhost:3000").unwrap()]);
        let asked = HostPort::parse("localhost:8700").unwrap();
        for (given, expected) in [
            (&[][..], true),
            (&[("origin", "http://localhost:8700")], true),
            (&[("origin", "http://127.0.0.1:8700"), ("sec-fetch-site", "same-origin")], true),
            (&[("origin", "http://localhost:3000"), ("sec-fetch-site", "same-site")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "")], false),
            (&[("origin", "null")], false),
            (&[("origin", "")], false),
            (&[("origin", "https://localhost:8700")], false),
            (&[("origin", "http://localhost:8700/")], false),
            (&[("origin", "http://localhost:8700"), ("origin", "http://evil.example")], false),
            (&[("origin", "http://evil.example")], false),
            (&[("origin", "http://localhost:3001")], false),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in given {
                headers.append(*name, HeaderValue::from_static(value));
            }
            let is_allowed = |origin: &Origin| hosts.own(origin.url(), &asked, None) || cors.contain(origin);
            assert_eq!(is_own(&headers, is_allowed), expected, "{given:?}");
        }
    }

    #[test]
    fn an_origin_is_exact() {
        for text in ["*", "null", "localhost:3000", "http://localhost:3000/", "http://a b", "ftp://a", "http://A"] {
            assert!(Origin::parse(text).is_none(), "{text}");
        }
        assert_eq!(Origin::parse("https://a.example").unwrap().as_str(), "https://a.example");
    }
}
