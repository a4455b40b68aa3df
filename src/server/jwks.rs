//! `GET /.well-known/jwks.json`: the public keys (RFC 7517).

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

use super::reply::{JSON, Reply};
use super::site::Site;

/// Far shorter than a retired key keeps verifying.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=60");

pub async fn jwks(State(site): State<Arc<Site>>) -> Reply {
    let prepared = site.prepared().await?;
    let mut response = Response::new(Body::from(prepared.jwks.clone()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    response.headers_mut().insert(CACHE_CONTROL, CACHE);
    Ok(response)
}
