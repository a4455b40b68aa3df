//! `GET /page/info`: what the page must know about the server before anyone logs in.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Extension, State};
use serde::Serialize;

use crate::server::prepared::Prepared;
use crate::server::reply::{Reply, json};
use crate::server::site::Site;
use crate::token::claims;

/// Durations are in seconds.
#[derive(Serialize)]
struct Info<'a> {
    version: &'static str,
    issuer: &'a str,
    audience: &'a str,
    access_ttl: u64,
    refresh_idle: u64,
    refresh_absolute: u64,
    refresh_grace: u64,
    /// Unix seconds, with a fraction.
    now: f64,
    /// Whether the home has a clock of its own.
    sandbox: bool,
    /// Whether the server has the sandbox controls.
    controls: bool,
    /// Whether the controls can reset the sandbox to a seed.
    reset: bool,
    cookie: CookieInfo<'a>,
    /// The meaning of each known claim.
    claims: BTreeMap<&'static str, &'static str>,
}

/// The refresh cookie, which scripts cannot see.
#[derive(Serialize)]
struct CookieInfo<'a> {
    name: &'a str,
    path: &'a str,
    secure: bool,
    max_age: u64,
}

pub async fn info(State(site): State<Arc<Site>>, Extension(prepared): Extension<Arc<Prepared>>) -> Reply {
    let settings = &prepared.settings;
    let cookie = &site.options.cookie;
    json(&Info {
        version: env!("CARGO_PKG_VERSION"),
        issuer: &settings.issuer,
        audience: &settings.audience,
        access_ttl: settings.access_ttl.as_secs(),
        refresh_idle: settings.refresh_idle.as_secs(),
        refresh_absolute: settings.refresh_absolute.as_secs(),
        refresh_grace: settings.refresh_grace.as_secs(),
        now: site.now_in_seconds(),
        sandbox: site.is_sandbox()?,
        controls: site.options.controls.is_some(),
        reset: site.options.controls.as_ref().is_some_and(|controls| controls.has_baseline()),
        cookie: CookieInfo {
            name: &cookie.name,
            path: cookie.path(),
            secure: cookie.secure,
            max_age: settings.refresh_idle.min(settings.refresh_absolute).as_secs(),
        },
        claims: claims::all().iter().map(|claim| (claim.name, claim.meaning)).collect(),
    })
}
