//! The routes behind the defences: what each request passes before its handler, and each response after it.
//!
//! One service that makes the checks in order. As layers of the router, each of them would copy the rest of the stack for every
//! request: that took a fifth of the time of a protected call.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use futures_util::FutureExt as _;
use http::StatusCode;
use http::header::ALLOW;
use tower::Service as _;

use crate::base::{Code, Fault};

use super::JWKS;
use super::defences::proxies::{ClientAddress, Peer};
use super::defences::{cors, hosts, origin};
use super::log;
use super::reply::{Problem, Reason, Reply};
use super::site::Site;

/// The longest time that a request may take.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// Routes behind the defences of a site.
#[derive(Clone)]
pub struct Defended {
    site: Arc<Site>,
    routes: Router,
}

impl Defended {
    pub fn new(site: &Arc<Site>, routes: Router<Arc<Site>>) -> Self {
        Self { site: Arc::clone(site), routes: routes.with_state(Arc::clone(site)) }
    }

    /// The response to a request, which is logged.
    pub async fn respond(&self, mut request: Request) -> Response {
        let options = &self.site.options;
        let peer = request.extensions().get::<Peer>().copied();
        let client = peer.map(|Peer(peer)| options.trusted_proxies.client(peer.ip(), request.headers()));
        if let Some(client) = client {
            request.extensions_mut().insert(ClientAddress(client));
        }
        let entry = log::Entry::new(&request, client);
        let reader = options.cors.reader(request.headers());
        let reply = tokio::time::timeout(TIME_LIMIT, self.checked(request, reader.is_some()));
        let mut response = match AssertUnwindSafe(reply).catch_unwind().await {
            Ok(Ok(reply)) => reply.unwrap_or_else(Problem::into_response),
            Ok(Err(_)) => took_too_long().into_response(),
            Err(_) => panicked().into_response(),
        };
        options.cors.allow(reader, response.headers_mut());
        entry.write(&response);
        response
    }

    /// The response of the route, unless a defence refuses the request. `is_readable`: for the page that sent the request.
    async fn checked(&self, mut request: Request, is_readable: bool) -> Reply {
        let options = &self.site.options;
        let prepared = self.site.prepared_for(request.uri().path() != JWKS).await?;
        let asked = hosts::check(&options.hosts, &prepared, &request)?;
        origin::check(&options.hosts, &options.cors, &prepared, asked.as_ref(), &request)?;
        let preflight = cors::asked_method(&request);
        request.extensions_mut().insert(prepared);
        let Ok(response) = self.routes.clone().call(request).await;
        let response = named(response);
        match preflight {
            Some(method) => cors::preflight(&method, is_readable, response),
            None => Ok(response),
        }
    }
}

/// Gives the errors of the router itself the body of every error.
fn named(response: Response) -> Response {
    if !response.status().is_client_error() || response.extensions().get::<Reason>().is_some() {
        return response;
    }
    let problem = match response.status() {
        StatusCode::NOT_FOUND => Problem::not_found("No such path"),
        StatusCode::METHOD_NOT_ALLOWED => {
            Problem::invalid(StatusCode::METHOD_NOT_ALLOWED, "The path has other methods")
        }
        status => Problem::invalid(status, "The path is malformed"),
    };
    let mut named = problem.into_response();
    if let Some(allowed) = response.headers().get(ALLOW) {
        named.headers_mut().insert(ALLOW, allowed.clone());
    }
    named
}

fn took_too_long() -> Problem {
    Problem::unavailable(Fault::new(Code::Store, "the request took longer than a minute"))
}

/// A panic ends one request. Its message is not logged, because it may quote what the request contained.
fn panicked() -> Problem {
    Fault::new(Code::Internal, "a handler panicked").into()
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use axum::body::Body;
    use axum::routing::get;
    use http::header::HOST;

    use super::*;
    use crate::server::HEALTH;
    use crate::server::health::health;
    use crate::server::site::test_site;

    /// A server with a route at `/other` and the health check.
    async fn with<H: axum::handler::Handler<T, Arc<Site>>, T: 'static>(handler: H) -> (tempfile::TempDir, Defended) {
        let (dir, site) = test_site().await;
        let routes = Router::new().route("/other", get(handler)).route(HEALTH, get(health));
        (dir, Defended::new(&site, routes))
    }

    async fn status(server: &Defended, path: &str) -> StatusCode {
        let request = Request::builder().uri(path).header(HOST, "server.test").body(Body::empty()).unwrap();
        server.respond(request).await.status()
    }

    #[tokio::test]
    async fn a_panic_is_an_error_of_one_request() {
        let (_dir, server) = with(async || -> Response { panic!("a bug") }).await;
        assert_eq!(status(&server, "/other").await, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(status(&server, HEALTH).await, StatusCode::OK);
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_has_a_minute() {
        let (_dir, server) = with(async || -> Response { pending().await }).await;
        let start = tokio::time::Instant::now();
        assert_eq!(status(&server, "/other").await, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(start.elapsed().as_secs(), 60);
        assert_eq!(status(&server, HEALTH).await, StatusCode::OK);
    }
}
