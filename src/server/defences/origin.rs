//! Requests from pages of other sites: refused if they change state (CSRF), unless `--cors` names their origin.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Extension, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, ORIGIN, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use tower_http::cors::CorsLayer;

use crate::net::Url;
use crate::server::prepared::Prepared;
use crate::server::reply::Problem;

use super::hosts::{HostPort, Hosts};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// How long a browser may remember the answer to a preflight.
const PREFLIGHT_AGE: Duration = Duration::from_secs(600);

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

    /// The CORS headers for pages of these origins; `None` if there are none.
    pub fn layer(&self) -> Option<CorsLayer> {
        if self.0.is_empty() {
            return None;
        }
        let origins = self.0.iter().filter_map(|origin| HeaderValue::from_str(origin.as_str()).ok());
        let layer = CorsLayer::new()
            .allow_origin(origins.collect::<Vec<_>>())
            .allow_credentials(true)
            .allow_methods([Method::GET, Method::POST, Method::DELETE])
            .allow_headers([AUTHORIZATION, CONTENT_TYPE])
            .expose_headers([WWW_AUTHENTICATE, RETRY_AFTER])
            .max_age(PREFLIGHT_AGE);
        Some(layer)
    }
}

/// Refuses a request that changes state and that a page of another site sent.
pub async fn check(
    State((hosts, cors)): State<(Arc<Hosts>, Arc<Origins>)>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
    next: Next,
) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let asked = request.extensions().get::<HostPort>();
    let is_server =
        |origin: &Origin| asked.is_some_and(|asked| hosts.own(origin.url(), asked, prepared.issuer_url.as_ref()));
    if is_safe || is_own(request.headers(), |origin| is_server(origin) || cors.contain(origin)) {
        return next.run(request).await;
    }
    Problem::new(StatusCode::FORBIDDEN, "forbidden_origin", "Requests of this origin are not allowed").into_response()
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
