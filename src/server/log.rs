//! The access log. It never has a token, a cookie, a password or a query string.

use std::net::IpAddr;
use std::panic;
use std::time::Instant;

use axum::extract::Request;
use axum::response::Response;
use http::Method;
use tracing::Level;

use crate::base::percent;
use crate::base::shown::{credential, redact};

use super::reply::Reason;

/// The longest path that is logged, in bytes.
const MAX_PATH: usize = 200;

/// The entry of one request.
pub struct Entry {
    start: Instant,
    client: Option<IpAddr>,
    method: &'static str,
    /// `None` if requests are not logged.
    path: Option<String>,
}

impl Entry {
    /// Begins the entry of a request from this address.
    pub fn new(request: &Request, client: Option<IpAddr>) -> Self {
        let method = shown_method(request.method());
        let path = tracing::enabled!(Level::INFO).then(|| shown_path(request.uri().path()));
        Self { start: Instant::now(), client, method, path }
    }

    /// Writes the entry, and the reason if the server failed.
    pub fn write(self, response: &Response) {
        let Self { start, client, method, path } = self;
        let reason = response.extensions().get::<Reason>();
        if let Some(path) = path {
            let client = client.map(|client| client.to_string());
            let status = response.status().as_u16();
            let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
            let reason = reason.map(Reason::name);
            tracing::info!(client, method, path, status, ms, reason, "request");
        }
        let fault = reason.and_then(|reason| reason.fault.as_ref());
        if let Some(fault) = fault.filter(|_| response.status().is_server_error()) {
            tracing::error!(code = fault.code.name(), hint = fault.hint.as_deref(), "{}", redact(&fault.message));
        }
    }
}

/// Logs panics without their messages, which may quote what a request contained.
pub fn hide_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a thread panicked");
    }));
}

/// A registered method. Another may be any word, such as a token.
fn shown_method(method: &Method) -> &'static str {
    const METHODS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];
    METHODS.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

/// A path as ASCII, without what looks like a token or a key.
fn shown_path(path: &str) -> String {
    let hides = |part: &str| {
        let decoded = percent::decode_strict(part).and_then(|decoded| String::from_utf8(decoded).ok());
        credential(part).is_some() || decoded.is_some_and(|decoded| credential(&decoded).is_some())
    };
    let parts = path.split('/').map(|part| if hides(part) { "[hidden]".to_owned() } else { ascii(part) });
    let mut shown = parts.collect::<Vec<_>>().join("/");
    if shown.len() > MAX_PATH {
        shown.truncate(MAX_PATH);
        shown.push('…');
    }
    shown
}

/// `part` with characters outside ASCII percent-encoded, which clients may send as they are.
fn ascii(part: &str) -> String {
    let encoded = |c: char| if c.is_ascii() { c.to_string() } else { percent::encode(&c.to_string(), b"") };
    part.chars().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_in_a_path_is_hidden() {
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
        assert_eq!(shown_path(&format!("/api/{token}/x")), "/api/[hidden]/x");
        assert_eq!(shown_path(&format!("/api/{}/x", token.replacen('e', "%65", 1))), "/api/[hidden]/x");
        assert_eq!(shown_path("/api/user/profile"), "/api/user/profile");
        assert_eq!(shown_path(&"/".repeat(300)).len(), MAX_PATH + "…".len());
    }

    #[test]
    fn a_path_is_shown_in_ascii() {
        assert_eq!(shown_path("/a%20b/é\u{9b}\u{202e}"), "/a%20b/%C3%A9%C2%9B%E2%80%AE");
        for start in 0..4 {
            let path = format!("/{}{}", "a".repeat(start), "\u{1f511}".repeat(100));
            assert_eq!(shown_path(&path).len(), MAX_PATH + "…".len());
        }
    }

    #[test]
    fn a_method_that_is_not_registered_is_not_shown() {
        assert_eq!(shown_method(&Method::PATCH), "PATCH");
        assert_eq!(shown_method(&Method::from_bytes(b"s3cret").unwrap()), "other");
    }
}
