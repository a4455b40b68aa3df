//! `GET /api/user/profile`: what the access token says about its user.

use std::sync::Arc;

use axum::extract::{Extension, Request, State};

use crate::base::Object;
use crate::server::guard::{self, Needs};
use crate::server::prepared::Prepared;
use crate::server::reply::{Reply, json};
use crate::server::site::Site;

pub async fn profile(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let mut payload = Vec::new();
    let token = guard::access_token(&site, &prepared, request.headers(), Needs::default(), &mut payload).await?;
    let claims = token.signed().claims()?;
    let mut profile = Object::new();
    for (name, claim) in [("username", "sub"), ("roles", "roles"), ("scope", "scope")] {
        if let Some(value) = claims.get(claim) {
            profile.set(name, value.clone());
        }
    }
    json(&profile)
}
