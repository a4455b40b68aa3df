//! Keys from the network, with the test's own servers on loopback addresses.

mod against;
mod cache;
#[path = "../support/env.rs"]
mod env;
mod errors;
mod fetching;
mod issuers;
mod proxies;
mod recipes;
#[path = "../support/recorder.rs"]
mod recorder;
mod server;
mod test_home;
mod verifying;
