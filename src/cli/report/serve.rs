//! A server that accepts connections.

use serde::Serialize;

#[derive(Serialize)]
pub struct ReadyReport<'a> {
    pub urls: &'a [String],
    pub home: String,
    pub pid: u32,
}

/// A healthy server.
#[derive(Serialize)]
pub struct HealthReport<'a> {
    pub url: &'a str,
    pub healthy: bool,
}
