//! `GET /api/user/orders`: sample data behind an access token.

use std::sync::Arc;

use axum::extract::{Extension, Request, State};
use serde::Serialize;

use crate::server::guard::{self, Needs};
use crate::server::prepared::Prepared;
use crate::server::reply::{Reply, json};
use crate::server::site::Site;

#[derive(Serialize)]
struct OrderReport {
    id: u32,
    item: &'static str,
    quantity: u32,
}

/// The same for every user.
const ORDERS: [OrderReport; 2] = [
    OrderReport { id: 1001, item: "Mechanical keyboard", quantity: 1 },
    OrderReport { id: 1002, item: "USB-C cable", quantity: 2 },
];

pub async fn orders(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    guard::require(&site, &prepared, request.headers(), Needs::default()).await?;
    json(&ORDERS)
}
