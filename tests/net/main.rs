//! Keys from the network, against servers of the test's own on loopback: good ones, odd ones and hostile ones.

mod cache;
mod errors;
mod fetching;
mod issuers;
mod proxies;
#[path = "../support/recorder.rs"]
mod recorder;
mod server;
mod verifying;
mod world;
