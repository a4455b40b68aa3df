//! Responses: JSON, and one shape for every error.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use serde::Serialize;

use crate::base::{Code, Fault, Json, Object, Secret};
use crate::store::StoreError;

/// The media type of every body.
pub const JSON: &str = "application/json";

/// When to try again after 503, in seconds.
pub const RETRY_SOON: u64 = 1;

pub type Reply = Result<Response, Problem>;

/// Why a request failed, for the log; an extension of the response.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The `error` of the body.
    error: &'static str,
    pub fault: Option<Arc<Fault>>,
}

impl Reason {
    /// A request that fails without a fault.
    pub fn named(error: &'static str) -> Self {
        Self { error, fault: None }
    }

    /// The code of the fault or, without one, the `error` of the body.
    pub fn name(&self) -> &'static str {
        self.fault.as_ref().map_or(self.error, |fault| fault.code.name())
    }
}

/// An error response: `{"error","error_description"}`.
#[derive(Debug)]
pub struct Problem(Box<Parts>);

#[derive(Debug)]
struct Parts {
    status: StatusCode,
    error: &'static str,
    description: Cow<'static, str>,
    headers: HeaderMap,
    fault: Option<Arc<Fault>>,
}

impl Problem {
    pub fn new(status: StatusCode, error: &'static str, description: impl Into<Cow<'static, str>>) -> Self {
        let description = description.into();
        Self(Box::new(Parts { status, error, description, headers: HeaderMap::new(), fault: None }))
    }

    /// A request that is not valid from any client.
    pub fn invalid(status: StatusCode, description: impl Into<Cow<'static, str>>) -> Self {
        Self::new(status, "invalid_request", description)
    }

    pub fn bad_request(description: impl Into<Cow<'static, str>>) -> Self {
        Self::invalid(StatusCode::BAD_REQUEST, description)
    }

    pub fn not_found(description: &'static str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", description)
    }

    /// The state cannot be read or written now.
    pub fn unavailable(fault: Fault) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "Temporarily unavailable, try again")
            .retry_after(RETRY_SOON)
            .because(fault)
    }

    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    pub fn reason(&self) -> Reason {
        Reason { error: self.0.error, fault: self.0.fault.clone() }
    }

    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.append(name, value);
        self
    }

    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.header(RETRY_AFTER, seconds.into())
    }

    /// The reason, which the log names and the response does not.
    #[must_use]
    pub fn because(mut self, fault: Fault) -> Self {
        self.0.fault = Some(Arc::new(fault));
        self
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::unavailable(error.into())
    }
}

impl From<Fault> for Problem {
    /// A fault that no handler expects is the server's own.
    fn from(fault: Fault) -> Self {
        match fault.code {
            Code::Store | Code::Locked => Self::unavailable(fault),
            _ => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "Internal server error").because(fault),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let reason = self.reason();
        let Parts { status, error, description, headers, .. } = *self.0;
        let mut response = error_response(status, error, &description);
        response.headers_mut().extend(headers);
        response.extensions_mut().insert(reason);
        response
    }
}

pub fn error_response(status: StatusCode, error: &str, description: &str) -> Response {
    let mut object = Object::new();
    object.set("error", Json::string(error));
    object.set("error_description", Json::string(description));
    with_body(status, Body::from(object.to_string()))
}

/// A response without a body.
pub fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A response with `value` as JSON, which is not to be stored.
pub fn json(value: &impl Serialize) -> Reply {
    let text = serde_json::to_string(value).map_err(|error| Fault::new(Code::Internal, error.to_string()))?;
    Ok(with_body(StatusCode::OK, Body::from(text)))
}

/// A response with a body that holds a secret, which is zeroed after it was sent.
pub fn secret_json(body: Secret) -> Response {
    struct Zeroed(Secret);

    impl AsRef<[u8]> for Zeroed {
        fn as_ref(&self) -> &[u8] {
            self.0.expose()
        }
    }

    with_body(StatusCode::OK, Body::from(Bytes::from_owner(Zeroed(body))))
}

fn with_body(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A header value with a secret, which prints as `Sensitive`.
pub fn secret_header(text: &str) -> Result<HeaderValue, Fault> {
    let mut value = header(text)?;
    value.set_sensitive(true);
    Ok(value)
}

pub fn header(text: &str) -> Result<HeaderValue, Fault> {
    HeaderValue::from_str(text).map_err(|_| Fault::new(Code::Internal, "a header value with control characters"))
}
