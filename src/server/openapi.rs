//! `GET /openapi.json`: the API as an OpenAPI 3.1 document.

use axum::body::Body;
use axum::response::Response;
use http::HeaderValue;
use http::header::CONTENT_TYPE;

use super::reply::JSON;

const DOCUMENT: &str = include_str!("openapi.json");

pub async fn openapi() -> Response {
    let mut response = Response::new(Body::from(DOCUMENT));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    response
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::server::paths;

    #[test]
    fn the_document_has_the_paths_of_the_router_and_the_version_of_the_program() {
        let document: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
        let documented: BTreeSet<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(documented, paths().collect());
        assert_eq!(document["info"]["version"], env!("CARGO_PKG_VERSION"));
    }
}
