//! The access log. It never has a token, a cookie, a password or a query string.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::base::shown::{credential, redact};

use super::defences::proxies::{Client, Peer, TrustedProxies};
use super::reply::Reason;

/// The longest path that is logged, in bytes.
const MAX_PATH: usize = 200;

/// Logs each request with its response, and tells the handlers the address of the client.
pub async fn access(State(proxies): State<Arc<TrustedProxies>>, mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let path = shown_path(request.uri().path());
    let peer = request.extensions().get::<Peer>().copied();
    let client = peer.map(|Peer(peer)| proxies.client(peer.ip(), request.headers()));
    if let Some(client) = client {
        request.extensions_mut().insert(Client(client));
    }
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let client = client.map(|client: IpAddr| client.to_string());
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let reason = response.extensions().get::<Reason>();
    let fault = reason.and_then(|reason| reason.fault.as_ref());
    let reason = reason.map(Reason::name);
    tracing::info!(client, method = method.as_str(), path, status, ms, reason, "request");
    if let Some(fault) = fault.filter(|_| response.status().is_server_error()) {
        tracing::error!(code = fault.code.name(), hint = fault.hint.as_deref(), "{}", redact(&fault.message));
    }
    response
}

/// A path without what looks like a token or a key.
fn shown_path(path: &str) -> String {
    let mut shown = path
        .split('/')
        .map(|part| if credential(part).is_some() { "[hidden]" } else { part })
        .collect::<Vec<_>>()
        .join("/");
    if shown.len() > MAX_PATH {
        // A path is ASCII.
        shown.truncate(MAX_PATH);
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_in_a_path_is_hidden() {
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
        assert_eq!(shown_path(&format!("/api/{token}/x")), "/api/[hidden]/x");
        assert_eq!(shown_path("/api/user/profile"), "/api/user/profile");
        assert_eq!(shown_path(&"/".repeat(300)).len(), MAX_PATH + "…".len());
    }
}
