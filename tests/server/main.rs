//! `tokctl serve`: the router in this process, and the program over sockets.

mod api;
mod flow;
mod listen;
mod local;
mod options;
mod page;
mod process;
mod shared;
mod start;
