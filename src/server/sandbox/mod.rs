//! Sandbox controls: what otherwise takes weeks, a fault or a thief, at a request. They exist only with
//! `--sandbox-controls`, for a sandbox on a loopback address.

mod clock;
mod expire;
mod failures;
mod replay;
mod reset;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};

use crate::base::{Json, Object};

use super::Route;
use super::defences::hosts;
use super::defences::origin::{self, Origins};
use super::defences::proxies::is_forwarded;
use super::prepared::Prepared;
use super::reply::{JSON, Problem};
use super::site::Site;

const DOCUMENT: &str = include_str!("openapi.json");

fn table() -> [Route; 6] {
    [
        ("/sandbox/clock", post(clock::advance)),
        ("/sandbox/expire", post(expire::expire)),
        ("/sandbox/replay", post(replay::replay)),
        ("/sandbox/failures", post(failures::add)),
        ("/sandbox/reset", post(reset::reset)),
        ("/sandbox/openapi.json", get(openapi)),
    ]
}

/// `routes`, with the failures that the controls set, and the controls.
pub fn controlled(site: &Arc<Site>, routes: Vec<Route>) -> Vec<Route> {
    let fallible = routes.into_iter().map(|(path, methods)| {
        (path, methods.route_layer(from_fn_with_state((Arc::clone(site), path), failures::apply)))
    });
    let controls = table().into_iter();
    let controls =
        controls.map(|(path, methods)| (path, methods.layer(from_fn_with_state(Arc::clone(site), refuse_others))));
    fallible.chain(controls).collect()
}

/// Refuses what a proxy forwards and, `--cors` or not, what pages of other origins send.
async fn refuse_others(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
    next: Next,
) -> Response {
    match is_own(&site, &prepared, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn is_own(site: &Site, prepared: &Prepared, request: &Request) -> Result<(), Problem> {
    let asked = hosts::check(&site.options.hosts, prepared, request)?;
    origin::check(&site.options.hosts, &Origins::default(), prepared, asked.as_ref(), request)?;
    if is_forwarded(request.headers()) {
        let message = "The sandbox controls are not available through a proxy";
        return Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", message));
    }
    Ok(())
}

/// The controls as an OpenAPI 3.1 document of their own: a client of the API needs none of them.
async fn openapi() -> Response {
    let mut response = Response::new(Body::from(DOCUMENT));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    response
}

/// The integer member `name`, from 1 to `most`.
fn number(object: &Object<'_>, name: &str, default: Option<u64>, most: u64) -> Result<u64, Problem> {
    let number = match (object.get(name), default) {
        (None, Some(default)) => return Ok(default),
        (value, _) => value.and_then(Json::as_i64).and_then(|number| u64::try_from(number).ok()),
    };
    number
        .filter(|number| (1..=most).contains(number))
        .ok_or_else(|| Problem::bad_request(format!("The body needs {name}, a number from 1 to {most}")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_document_has_the_paths_of_the_controls_and_the_version_of_the_program() {
        let document: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
        let documented: BTreeSet<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(documented, table().iter().map(|(path, _)| *path).collect());
        assert_eq!(document["info"]["version"], env!("CARGO_PKG_VERSION"));
    }
}
