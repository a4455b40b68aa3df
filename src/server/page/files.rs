//! The static files of the page, which are part of the program.

use axum::body::Body;
use axum::extract::Path;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, StatusCode};

use crate::base::b64;
use crate::jose::crypto;
use crate::server::reply::{Problem, Reply};

struct File {
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
}

macro_rules! files {
    ($($name:literal: $media_type:expr,)+) => {
        &[$(File { name: $name, media_type: $media_type, bytes: include_bytes!(concat!("static/", $name)) },)+]
    };
}

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

static FILES: &[File] = files! {
    "index.html": HTML,
    "style.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "api.js": SCRIPT,
    "claims.js": SCRIPT,
    "clock.js": SCRIPT,
    "dom.js": SCRIPT,
    "events.js": SCRIPT,
    "exchange.js": SCRIPT,
    "flow.js": SCRIPT,
    "main.js": SCRIPT,
    "sandbox.js": SCRIPT,
    "story.js": SCRIPT,
    "token.js": SCRIPT,
    "wire.js": SCRIPT,
};

const INDEX: &str = "index.html";

/// Nothing but the page's own files, no inline script or style, no frame around it, and no text that becomes markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

static HEADERS: [(HeaderName, &str); 6] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    // Another version of the server may have other files.
    (CACHE_CONTROL, "no-cache"),
];

pub async fn index(headers: HeaderMap) -> Reply {
    serve(INDEX, &headers)
}

pub async fn file(Path(name): Path<String>, headers: HeaderMap) -> Reply {
    match name.as_str() {
        INDEX => Err(not_found()),
        name => serve(name, &headers),
    }
}

fn serve(name: &str, headers: &HeaderMap) -> Reply {
    let file = FILES.iter().find(|file| file.name == name).ok_or_else(not_found)?;
    let tag = format!("\"{}\"", b64::encode(&crypto::sha256(file.bytes)[..12]));
    let is_known = headers.get_all(IF_NONE_MATCH).iter().any(|known| known.as_bytes() == tag.as_bytes());
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(file.bytes) });
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    for (name, value) in &HEADERS {
        response.headers_mut().insert(name.clone(), HeaderValue::from_static(value));
    }
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    response.headers_mut().insert(ETAG, crate::server::reply::header(&tag)?);
    Ok(response)
}

fn not_found() -> Problem {
    Problem::not_found("Not found")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_served() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/src/server/page/static");
        let mut found: Vec<_> =
            std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        let mut served: Vec<_> = FILES.iter().map(|file| file.name.to_owned()).collect();
        found.sort();
        served.sort();
        assert_eq!(served, found);
    }

    #[test]
    fn a_known_version_is_not_sent_again() {
        let first = serve("api.js", &HeaderMap::new()).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(IF_NONE_MATCH, first.headers()[ETAG].clone());
        assert_eq!(serve("api.js", &headers).unwrap().status(), StatusCode::NOT_MODIFIED);
        assert_eq!(serve("wire.js", &headers).unwrap().status(), StatusCode::OK);
    }
}
