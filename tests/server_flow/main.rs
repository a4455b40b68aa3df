//! `tokctl serve` as its clients see it: real processes, real sockets, and the programs that people put in front of it.
#![cfg(unix)]

mod against;
mod elsewhere;
mod examples;
mod http;
mod nginx;
mod openapi;
mod readme;
#[allow(dead_code)]
#[path = "../support/serving.rs"]
mod serving;
mod session;
mod simultaneous;
mod test_server;
