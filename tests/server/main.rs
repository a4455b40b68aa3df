//! `tokctl serve`: the router in this process, and the program over sockets.

mod api;
mod attacks;
mod listen;
mod local;
#[cfg(target_os = "linux")]
#[path = "../support/namespace.rs"]
mod namespace;
mod options;
mod page;
mod paging;
mod process;
#[path = "../support/recorder.rs"]
mod recorder;
mod sandbox;
#[path = "../support/serving.rs"]
mod serving;
mod start;
mod upkeep;
