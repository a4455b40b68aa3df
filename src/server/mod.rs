//! Layer 4: the HTTP server. One router, whose handlers call the verbs of the core; they have no rules of their own.
//!
//! | file | what it is |
//! |---|---|
//! | [`site`] | what is served: a home with its store, clock and options |
//! | [`prepared`] | settings and keys of the home, read once and prepared |
//! | [`api`] | login, refresh, logout, sessions, and the example application's routes |
//! | [`page`] | the page for people, and its endpoints |
//! | [`sandbox`], [`controls`] | the sandbox controls, and what they remember |
//! | [`auth_check`], [`jwks`], [`health`], [`openapi`] | the routes for other programs |
//! | [`guard`] | the access token before a protected route |
//! | [`defences`] | hosts, origins, proxies |
//! | [`reply`], [`challenge`], [`cookie`], [`body`] | the parts of messages |
//! | [`log`] | the access log |
//! | [`run`] | a server from its start to its end |
//! | [`listen`], [`tls`], [`write_limit`] | sockets and connections; `listen` is the one file that opens a socket |

pub mod api;
pub mod auth_check;
pub mod body;
pub mod challenge;
pub mod controls;
pub mod cookie;
pub mod defences;
pub mod guard;
pub mod health;
pub mod jwks;
pub mod listen;
pub mod log;
pub mod openapi;
pub mod page;
pub mod prepared;
pub mod reply;
pub mod run;
pub mod sandbox;
pub mod site;
pub mod tls;
pub mod write_limit;

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, delete, get, post};
use http::StatusCode;
use http::header::ALLOW;
use tower_http::catch_panic::CatchPanicLayer;

use crate::base::{Code, Fault};

use api::{events, login, logout, orders, profile, refresh, refresh_status, sessions, users};
use defences::{hosts, origin};
use reply::{Problem, Reason};
pub use site::{Options, Site};

/// `POST`: logs in.
pub const LOGIN: &str = "/api/login";
/// `POST`: rotates the refresh token. `DELETE`: logs out. The one path that the cookie is sent to.
pub const REFRESH: &str = "/api/refresh";
/// `GET`: what the cookie of [`REFRESH`] is good for.
pub const REFRESH_STATUS: &str = "/api/refresh/status";
/// `POST`: ends the session of the access token.
pub const LOGOUT: &str = "/api/logout";
/// `GET`: the user of the access token.
pub const PROFILE: &str = "/api/user/profile";
/// `GET`: sample data of the user.
pub const ORDERS: &str = "/api/user/orders";
/// `GET`: every user, for administrators.
pub const ADMIN_USERS: &str = "/api/admin/users";
/// `GET`: the event log as it grows, for administrators.
pub const ADMIN_EVENTS: &str = "/api/admin/events";
/// `GET`: the user's live sessions. `DELETE`: ends them all.
pub const SESSIONS: &str = "/api/sessions";
/// `DELETE`: ends one of the user's sessions.
pub const SESSION: &str = "/api/sessions/{id}";
/// `GET`: whether a request may pass, for proxies.
pub const AUTH_CHECK: &str = "/auth/check";
/// `GET`: the public keys.
pub const JWKS: &str = "/.well-known/jwks.json";
/// `GET`: whether the server can answer.
pub const HEALTH: &str = "/healthz";
/// `GET`: these routes as an OpenAPI document.
pub const OPENAPI: &str = "/openapi.json";

/// The longest time that a request may take.
const REQUEST_TIME: Duration = Duration::from_secs(60);

/// Every route of the server, behind its defences.
pub fn router(site: &Arc<Site>) -> Router {
    let routes = match site.options.controls {
        Some(_) => sandbox::controlled(site, routes()),
        None => routes(),
    };
    defended(site, routes)
}

/// The path of each route, and what answers its methods.
fn table() -> [(&'static str, MethodRouter<Arc<Site>>); 14] {
    [
        (LOGIN, post(login::login)),
        (REFRESH, post(refresh::refresh).delete(refresh::delete)),
        (REFRESH_STATUS, get(refresh_status::status)),
        (LOGOUT, post(logout::logout)),
        (PROFILE, get(profile::profile)),
        (ORDERS, get(orders::orders)),
        (ADMIN_USERS, get(users::users)),
        (ADMIN_EVENTS, get(events::events)),
        (SESSIONS, get(sessions::list).delete(sessions::end_all)),
        (SESSION, delete(sessions::end_one)),
        (AUTH_CHECK, get(auth_check::check)),
        (JWKS, get(jwks::jwks)),
        (HEALTH, get(health::health)),
        (OPENAPI, get(openapi::openapi)),
    ]
}

/// The paths of all routes but the sandbox controls; `{name}` stands for a segment.
fn paths() -> impl Iterator<Item = &'static str> {
    table().into_iter().chain(page::table()).map(|(path, _)| path)
}

fn routes() -> Router<Arc<Site>> {
    table().into_iter().chain(page::table()).fold(Router::new(), |router, (path, methods)| router.route(path, methods))
}

/// `routes` behind the defences. The last layer is the first that a request passes.
pub fn defended(site: &Arc<Site>, routes: Router<Arc<Site>>) -> Router {
    let options = &site.options;
    let router = routes
        .layer(map_response(name_error))
        .layer(from_fn_with_state((Arc::clone(&options.hosts), Arc::clone(&options.cors)), origin::check))
        .layer(from_fn_with_state(Arc::clone(&options.hosts), hosts::check))
        .layer(from_fn_with_state(Arc::clone(site), prepare))
        .layer(from_fn(limit_time))
        .layer(CatchPanicLayer::custom(panicked));
    let router = match options.cors.layer() {
        Some(cors) => router.layer(cors),
        None => router,
    };
    router.layer(from_fn_with_state(Arc::clone(&options.trusted_proxies), log::access)).with_state(Arc::clone(site))
}

/// Gives the errors of the router itself the body of every error.
async fn name_error(response: Response) -> Response {
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

/// Gives the request the settings and keys of the home, as they are now.
async fn prepare(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    match site.prepared().await {
        Ok(prepared) => {
            request.extensions_mut().insert(prepared);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn limit_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(REQUEST_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            Problem::unavailable(Fault::new(Code::Store, "the request took longer than a minute")).into_response()
        }
    }
}

/// A panic ends one request. Its message is not logged, because it may quote what the request contained.
fn panicked(_: Box<dyn Any + Send + 'static>) -> http::Response<Body> {
    Problem::from(Fault::new(Code::Internal, "a handler panicked")).into_response()
}

#[cfg(test)]
mod tests {
    use http::header::HOST;
    use tower::ServiceExt as _;

    use super::*;
    use crate::base::{SystemClock, SystemRandom};
    use crate::home::Home;
    use defences::hosts::{HostPort, Hosts};

    #[tokio::test]
    async fn a_panic_is_an_error_of_one_request() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::open_or_create(&dir.path().join("home"), &SystemClock, &SystemRandom).unwrap().home;
        let mut hosts = Hosts::default();
        hosts.add(HostPort::parse("server.test").unwrap());
        let options = Options { hosts: Arc::new(hosts), ..Options::default() };
        let site = Site::open(home, None, Arc::new(SystemClock), Arc::new(SystemRandom), options).await.unwrap();
        let panics = async || -> Response { panic!("a bug") };
        let router = defended(&Arc::new(site), routes().route("/panics", get(panics)));
        let status = async |path: &str| {
            let request = Request::builder().uri(path).header(HOST, "server.test").body(Body::empty()).unwrap();
            router.clone().oneshot(request).await.unwrap().status()
        };
        assert_eq!(status("/panics").await, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(status(HEALTH).await, StatusCode::OK);
    }
}
