//! Which pages of other origins may read responses, and what they may send: CORS, by the Fetch standard.
//!
//! tower-http has a layer for it, which answers every OPTIONS request with 200, whether or not the path exists or has the method.

use axum::extract::Request;
use axum::response::Response;
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD,
    ALLOW, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::server::reply::{Reply, empty};

use super::origin::{Origins, forbidden};

/// How long a browser may remember the answer to a preflight, in seconds.
const PREFLIGHT_AGE: u32 = 600;

/// What a page may set besides what every page may.
const REQUEST_HEADERS: &str = "authorization,content-type";

/// What a page may read besides what every page may.
const RESPONSE_HEADERS: &str = "www-authenticate,retry-after,link";

impl Origins {
    /// The `Origin` of a request, if its pages may read the response.
    pub fn reader(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let mut origins = headers.get_all(ORIGIN).iter();
        let (origin, more) = (origins.next()?, origins.next());
        (more.is_none() && self.has(origin.as_bytes())).then(|| origin.clone())
    }

    /// Lets the pages of `reader` read the response with these headers.
    pub fn allow(&self, reader: Option<HeaderValue>, headers: &mut HeaderMap) {
        if self.is_empty() {
            return;
        }
        // No cache gives one origin the response for another.
        headers.append(VARY, HeaderValue::from_static("origin"));
        if let Some(origin) = reader {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(RESPONSE_HEADERS));
        }
    }
}

/// The method that a preflight asks about; `None` if the request is not a preflight.
pub fn asked_method(request: &Request) -> Option<HeaderValue> {
    let is_preflight = request.method() == Method::OPTIONS && request.headers().contains_key(ORIGIN);
    request.headers().get(ACCESS_CONTROL_REQUEST_METHOD).filter(|_| is_preflight).cloned()
}

/// The response to a preflight that asks about `method`. `response` is that of the routes, which have no OPTIONS: 405 with the
/// methods of the path, or 404.
pub fn preflight(method: &HeaderValue, is_readable: bool, response: Response) -> Reply {
    let has_method = |allowed: &&HeaderValue| allowed.as_bytes().split(|byte| *byte == b',').any(|name| name == method);
    let Some(methods) = response.headers().get(ALLOW).filter(has_method) else { return Ok(response) };
    if !is_readable {
        return Err(forbidden());
    }
    let mut reply = empty(StatusCode::NO_CONTENT);
    let headers = reply.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, methods.clone());
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(REQUEST_HEADERS));
    headers.insert(ACCESS_CONTROL_MAX_AGE, PREFLIGHT_AGE.into());
    Ok(reply)
}
