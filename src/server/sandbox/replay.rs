//! `POST /sandbox/replay`: presents the previous refresh token of a session again, as a thief with a copy would.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, Request, State};
use axum::response::IntoResponse as _;
use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use http_body_util::BodyExt as _;
use serde::Serialize;

use crate::base::json::{self, Duplicates};
use crate::base::{Code, Fault, Json, Object};
use crate::server::api::refresh;
use crate::server::prepared::Prepared;
use crate::server::reply::{self, Problem, Reply, secret_header};
use crate::server::site::Site;
use crate::server::{REFRESH, body};

/// In place of a cookie's value.
const MASK: &str = "••••••••";

/// The exchange as it would be on the wire, with the cookie's value masked.
#[derive(Serialize)]
struct ReplayedExchange {
    method: &'static str,
    path: &'static str,
    request_headers: Vec<(String, String)>,
    status: u16,
    response_headers: Vec<(String, String)>,
    body: Json<'static>,
}

/// The body is `{"session_id"}`.
pub async fn replay(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let (parts, body) = request.into_parts();
    let body = body::json(&parts, body).await?;
    let sid = body::text(&body::object(&body)?, "session_id")?;
    let previous = site.controls()?.previous(&sid).ok_or_else(|| {
        Problem::new(
            StatusCode::CONFLICT,
            "no_previous_token",
            "This server has not refreshed the session yet, so no token of it was used before",
        )
    })?;
    let name = site.options.cookie.name.clone();
    let mut thief = http::Request::builder().method(Method::POST).uri(REFRESH).body(Body::empty()).map_err(internal)?;
    let cookie = format!("{name}={}", previous.expose_str().unwrap_or_default());
    thief.headers_mut().insert(COOKIE, secret_header(&cookie)?);
    let response = match refresh::refresh(State(site), Extension(prepared), thief).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    };
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map_err(internal)?.to_bytes();
    reply::json(&ReplayedExchange {
        method: "POST",
        path: REFRESH,
        request_headers: vec![("Cookie".to_owned(), format!("{name}={MASK}"))],
        status: parts.status.as_u16(),
        response_headers: shown(&parts.headers, &name),
        body: error_of(&bytes),
    })
}

/// The members of an error. Within the grace the response has tokens, which the replay keeps to itself.
fn error_of(body: &[u8]) -> Json<'static> {
    let parsed = json::parse_object(body, Duplicates::Refuse).unwrap_or_default();
    let kept = ["error", "error_description"]
        .into_iter()
        .filter_map(|name| Some((name, parsed.get(name)?.clone().into_owned())));
    Json::Object(kept.collect::<Object<'static>>())
}

fn shown(headers: &HeaderMap, cookie: &str) -> Vec<(String, String)> {
    let value = |name: &HeaderName, value: &HeaderValue| {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        match text.strip_prefix(&format!("{cookie}=")).and_then(|rest| rest.split_once(';')) {
            Some((secret, attributes)) if *name == SET_COOKIE && !secret.is_empty() => {
                format!("{cookie}={MASK};{attributes}")
            }
            _ => text,
        }
    };
    headers.iter().map(|(name, found)| (name.to_string(), value(name, found))).collect()
}

fn internal(error: impl std::fmt::Display) -> Fault {
    Fault::new(Code::Internal, error.to_string())
}
