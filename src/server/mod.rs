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
//! | [`defended`] | what each request passes before its route, and each response after it |
//! | [`defences`] | hosts, origins, CORS, proxies |
//! | [`reply`], [`challenge`], [`cookie`], [`body`], [`query`], [`paging`] | the parts of messages |
//! | [`log`] | the access log |
//! | [`upkeep`] | pruning the store while the server runs |
//! | [`run`] | a server from its start to its end |
//! | [`listen`], [`tls`], [`write_limit`] | sockets and connections; `listen` is the one file that opens a socket |

pub mod api;
pub mod auth_check;
pub mod body;
pub mod challenge;
pub mod controls;
pub mod cookie;
pub mod defences;
pub mod defended;
pub mod guard;
pub mod health;
pub mod jwks;
pub mod listen;
pub mod log;
pub mod openapi;
pub mod page;
pub mod paging;
pub mod prepared;
pub mod query;
pub mod reply;
pub mod run;
pub mod sandbox;
pub mod site;
pub mod tls;
pub mod upkeep;
pub mod write_limit;

use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodRouter, delete, get, post};

use api::{events, login, logout, orders, profile, refresh, refresh_status, sessions, users};
pub use defended::Defended;
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
/// `GET`: the users, for administrators.
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

/// Every route of the server, behind its defences.
pub fn router(site: &Arc<Site>) -> Defended {
    let routes: Vec<_> = table().into_iter().chain(page::table()).collect();
    let routes = match site.options.controls {
        Some(_) => sandbox::controlled(site, routes),
        None => routes,
    };
    Defended::new(site, routed(routes))
}

/// A path, and what answers its methods.
type Route = (&'static str, MethodRouter<Arc<Site>>);

fn table() -> [Route; 14] {
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

fn routed(routes: impl IntoIterator<Item = Route>) -> Router<Arc<Site>> {
    routes.into_iter().fold(Router::new(), |router, (path, methods)| router.route(path, methods))
}
