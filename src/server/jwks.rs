//! `GET /.well-known/jwks.json`: the public keys (RFC 7517).

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Extension, State};
use axum::response::Response;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

use super::prepared::Prepared;
use super::reply::{JSON, Reply, header};
use super::site::Site;

/// How long the keys may be cached, unless one of them stops verifying before.
const MAX_AGE: Duration = Duration::from_secs(60);

pub async fn jwks(State(site): State<Arc<Site>>, Extension(prepared): Extension<Arc<Prepared>>) -> Reply {
    let age = prepared.keys_last(site.now()).map_or(MAX_AGE, |last| last.min(MAX_AGE));
    let mut response = Response::new(Body::from(prepared.jwks.clone()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    response.headers_mut().insert(CACHE_CONTROL, header(&format!("public, max-age={}", age.as_secs()))?);
    Ok(response)
}
