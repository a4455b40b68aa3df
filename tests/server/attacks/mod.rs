//! Attacks on the defences: each gets the right status, and other clients are served as before.

mod bodies;
#[cfg(target_os = "linux")]
mod connections;
mod cors;
#[cfg(unix)]
mod end;
mod hosts;
#[cfg(target_os = "linux")]
mod idle;
mod logins;
mod logs;
mod odd_text;
mod origins;
mod panics;
mod proxies;
mod raw;
mod slow;
mod stores;
#[cfg(unix)]
mod tls;
mod wire;
