//! `tokctl serve` under load, beside a bare axum server that says hello: `cargo bench --bench serve`, which takes about four
//! minutes.
//!
//! The load comes from wrk (Debian's package `wrk`), on the same machine: server and client share its cores. Contenders take
//! turns, so that whatever else the machine does meets all alike. With `TOKCTL_TEST_NODE_MODULES`, a directory in which
//! `npm install oauth2-mock-server oidc-provider` was run, these two are measured, too. A `redis-server` is started if it is
//! installed.

mod core_step;
mod hello;
mod idle;
mod on_redis;
mod peers;
mod protected;
#[allow(dead_code)]
#[path = "../raw/mod.rs"]
mod raw;
#[allow(dead_code)]
#[path = "../../tests/support/redis.rs"]
mod redis_server;
mod refresh;
mod server;
mod start;
mod wrk;

/// Connections of the load.
const CONNECTIONS: usize = 64;
/// Turns of each contender; the median counts.
const ROUNDS: usize = 5;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    if args.next().as_deref() == Some(hello::CHILD) {
        return hello::serve();
    }
    if !wrk::is_installed() {
        println!("wrk is not installed: nothing was measured");
        return;
    }
    protected::compare();
    refresh::compare();
    on_redis::compare();
    start::measure();
    idle::measure();
    peers::compare();
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}
