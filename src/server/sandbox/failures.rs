//! `POST /sandbox/failures`: the next answers of an endpoint fail.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::StatusCode;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use http_body_util::BodyExt as _;
use http_body_util::channel::Channel;
use tokio::time::sleep;

use crate::base::json::Object;
use crate::base::{Code, Fault};
use crate::server::body;
use crate::server::controls::{Failure, PlannedFailure};
use crate::server::reply::{Problem, RETRY_SOON, Reason, Reply, empty, error_response};
use crate::server::site::Site;
use crate::server::{challenge, paths};

use super::number;

/// The most answers that one request can set.
const MAX_COUNT: u64 = 1000;

/// In seconds.
const MAX_DELAY: u64 = 30;

/// The body is `{"endpoint","count","kind"}`, with `status` and `error`, or `seconds`, as the kind needs them.
pub async fn add(State(site): State<Arc<Site>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let body = body::json(&parts, body).await?;
    let planned = parse(&body::object(&body)?)?;
    match site.controls()?.failures.add(planned) {
        true => Ok(empty(StatusCode::NO_CONTENT)),
        false => Err(Problem::new(StatusCode::CONFLICT, "too_many", "Too many failures are set already")),
    }
}

fn parse(object: &Object<'_>) -> Result<PlannedFailure, Problem> {
    let failure = match object.get_str("kind") {
        Some("status") => {
            let status = status(object, StatusCode::SERVICE_UNAVAILABLE)?;
            let is_temporary = status == StatusCode::SERVICE_UNAVAILABLE;
            let error = if is_temporary { "temporarily_unavailable" } else { "server_error" };
            Failure::Answer { status, error: error.to_owned() }
        }
        Some("error") => Failure::Answer { status: status(object, StatusCode::BAD_REQUEST)?, error: error(object)? },
        Some("delay") => Failure::Delay(Duration::from_secs(number(object, "seconds", Some(3), MAX_DELAY)?)),
        Some("cut_body") => Failure::CutBody,
        Some("wrong_type") => Failure::WrongType,
        _ => return Err(Problem::bad_request("The kind must be status, error, delay, cut_body or wrong_type")),
    };
    let typed = body::text(object, "endpoint")?;
    let endpoint = paths().find(|path| *path == typed);
    let endpoint = endpoint.ok_or_else(|| Problem::bad_request("The endpoint must be a path of this server's API"))?;
    Ok(PlannedFailure { endpoint, left: number(object, "count", Some(1), MAX_COUNT)?, failure })
}

fn status(object: &Object<'_>, default: StatusCode) -> Result<StatusCode, Problem> {
    let Some(value) = object.get("status") else { return Ok(default) };
    value
        .as_i64()
        .and_then(|number| StatusCode::from_u16(u16::try_from(number).ok()?).ok())
        .filter(|status| status.is_client_error() || status.is_server_error())
        .ok_or_else(|| Problem::bad_request("The status must be from 400 to 599"))
}

/// An error code with the characters of RFC 6749 section 5.2.
fn error(object: &Object<'_>) -> Result<String, Problem> {
    let Some(value) = object.get("error") else { return Ok("invalid_request".to_owned()) };
    let is_char = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    let error = value.as_str().filter(|error| !error.is_empty() && error.bytes().all(is_char));
    error.map(str::to_owned).ok_or_else(|| Problem::bad_request("The error must be an error code of OAuth"))
}

/// Lets the answers of `endpoint` fail that are to fail.
pub async fn apply(
    State((site, endpoint)): State<(Arc<Site>, &'static str)>,
    request: Request,
    next: Next,
) -> Response {
    let controls = site.options.controls.as_deref();
    match controls.and_then(|controls| controls.failures.next(endpoint)) {
        None => next.run(request).await,
        Some(Failure::Answer { status, error }) => answer(status, &error),
        Some(Failure::Delay(delay)) => {
            sleep(delay).await;
            next.run(request).await
        }
        Some(Failure::CutBody) => cut(next.run(request).await).await,
        Some(Failure::WrongType) => {
            let mut response = next.run(request).await;
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
            response
        }
    }
}

fn answer(status: StatusCode, error: &str) -> Response {
    let mut response = error_response(status, error, "Set by the sandbox controls");
    response.extensions_mut().insert(Reason::named("sandbox_control"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, RETRY_SOON.into());
    }
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, challenge::bearer_error(error));
    }
    response
}

/// The response with half of the first part of its body, after which the connection is closed. An empty body stays as it is.
async fn cut(response: Response) -> Response {
    let (mut parts, mut body) = response.into_parts();
    let length = body.size_hint().exact();
    let Some(first) = body.frame().await.and_then(|frame| frame.ok()?.into_data().ok()) else {
        return Response::from_parts(parts, body);
    };
    if let Some(length) = length {
        parts.headers.insert(CONTENT_LENGTH, length.into());
    }
    let (mut sender, body) = Channel::<Bytes, Fault>::new(1);
    tokio::spawn(async move {
        // The client may have left.
        let _ = sender.send_data(first.slice(..first.len() / 2)).await;
        sender.abort(Fault::new(Code::Internal, "cut by the sandbox controls"));
    });
    Response::from_parts(parts, Body::new(body))
}
