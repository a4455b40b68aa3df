//! Bodies of requests: at most 64 KiB, and JSON where there are any.

use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::time::timeout;

use crate::base::json::{self, Duplicates};
use crate::base::{Json, Object, Secret};
use crate::core::sessions::login::LoginRequest;

use super::reply::{JSON, Problem};

/// In bytes.
const MAX_LEN: usize = 64 * 1024;

/// How long a body may take to arrive.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// Reads a body of JSON.
pub async fn json(parts: &Parts, body: Body) -> Result<Secret, Problem> {
    require_json(&parts.headers)?;
    read(body).await
}

pub fn object(body: &Secret) -> Result<Object<'_>, Problem> {
    json::parse_object(body.expose(), Duplicates::Refuse)
        .map_err(|_| Problem::bad_request("The body is not a JSON object"))
}

/// The string member `name`.
pub fn text(object: &Object<'_>, name: &'static str) -> Result<String, Problem> {
    let found = object.get_str(name).map(str::to_owned);
    found.ok_or_else(|| Problem::bad_request(format!("The body needs the string {name}")))
}

/// Reads the name and the password of `POST /api/login`.
pub async fn login(parts: &Parts, body: Body) -> Result<LoginRequest, Problem> {
    let body = json(parts, body).await?;
    let object = object(&body)?;
    match (object.get_str("username"), object.get_str("password")) {
        (Some(user), Some(password)) => {
            Ok(LoginRequest { user: user.to_owned(), password: Secret::from(password.to_owned()) })
        }
        _ => Err(Problem::bad_request("The body needs the strings username and password")),
    }
}

/// The body with an access token.
pub fn access_token(message: Option<&str>, access_token: &Secret) -> Secret {
    let mut object = Object::new();
    if let Some(message) = message {
        object.set("message", Json::string(message));
    }
    object.set("accessToken", Json::string(access_token.expose_str().unwrap_or_default()));
    Secret::from(object.to_string())
}

/// A form on another site can send any other type without asking the server first.
fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let is_json = |value: &str| value.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(JSON));
    match (types.next().and_then(|value| value.to_str().ok()), types.next()) {
        (Some(value), None) if is_json(value) => Ok(()),
        _ => Err(Problem::invalid(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body must be JSON")),
    }
}

async fn read(body: Body) -> Result<Secret, Problem> {
    // Before a client that waits for `100 Continue` sends it.
    if body.size_hint().lower() > MAX_LEN as u64 {
        return Err(too_large());
    }
    match timeout(TIME_LIMIT, Limited::new(body, MAX_LEN).collect()).await {
        Ok(Ok(body)) => Ok(Secret::new(body.to_bytes().into())),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(Problem::bad_request("The body could not be read")),
        Err(_) => Err(Problem::invalid(StatusCode::REQUEST_TIMEOUT, "The body took longer than 10 seconds")),
    }
}

fn too_large() -> Problem {
    Problem::invalid(StatusCode::PAYLOAD_TOO_LARGE, "The body is larger than 64 KiB")
}
