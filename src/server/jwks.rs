//! `GET /.well-known/jwks.json`: the public keys (RFC 7517).

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Extension;
use axum::response::Response;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

use super::prepared::Prepared;
use super::reply::JSON;

/// Far shorter than a retired key keeps verifying.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=60");

pub async fn jwks(Extension(prepared): Extension<Arc<Prepared>>) -> Response {
    let mut response = Response::new(Body::from(prepared.jwks.clone()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    response.headers_mut().insert(CACHE_CONTROL, CACHE);
    response
}
