//! `GET /api/user/orders`: sample data behind an access token.

use std::sync::Arc;

use axum::extract::{Request, State};
use serde::Serialize;

use crate::server::guard::{self, Needs};
use crate::server::reply::{Reply, json};
use crate::server::site::Site;

#[derive(Serialize)]
struct Order {
    id: u32,
    item: &'static str,
    status: &'static str,
}

/// The same for every user.
const ORDERS: [Order; 2] = [
    Order { id: 1001, item: "Mechanical keyboard", status: "delivered" },
    Order { id: 1002, item: "USB-C cable", status: "shipped" },
];

pub async fn orders(State(site): State<Arc<Site>>, request: Request) -> Reply {
    let (request, _) = request.into_parts();
    let prepared = site.prepared().await?;
    guard::claims(&site, &prepared, &request.headers, Needs::default()).await?;
    json(&ORDERS)
}
