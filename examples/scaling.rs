//! What a deployment costs, from a thousand users to a hundred million: memory, operations and shards of the store, and what
//! is lost with a shard. `cargo run --example scaling -- --help` lists what can be assumed otherwise; docs/scaling.md explains
//! the columns.

use clap::Parser;

const DAY: f64 = 86_400.0;
const GIB: f64 = (1_u64 << 30) as f64;

#[derive(Debug, Clone, Parser)]
#[command(about = "Computes memory, operations and shards of the store for numbers of users")]
pub struct Assumptions {
    /// Bytes of a user, as `cargo bench --bench redis` prints
    #[arg(long, default_value_t = 521.0)]
    pub user_bytes: f64,
    /// Bytes of a session with the event of its login, from the same benchmark
    #[arg(long, default_value_t = 1130.0)]
    pub session_bytes: f64,
    /// Bytes of a revoked token with its event, from the same benchmark
    #[arg(long, default_value_t = 626.0)]
    pub denial_bytes: f64,
    /// Refreshes that one server does in a second, from the same benchmark
    #[arg(long, default_value_t = 12_000.0)]
    pub server_refreshes: f64,
    /// Revocation checks that one server does in a second, from the same benchmark
    #[arg(long, default_value_t = 36_000.0)]
    pub server_checks: f64,

    /// Sessions of a user that are stored, until the end of their absolute lifetime
    #[arg(long, default_value_t = 2.0)]
    pub sessions: f64,
    /// Share of the users that are active at the busiest time
    #[arg(long, default_value_t = 0.05)]
    pub active: f64,
    /// Calls with an access token that an active user makes in a minute
    #[arg(long, default_value_t = 6.0)]
    pub calls: f64,
    /// Lifetime of an access token in seconds
    #[arg(long, default_value_t = 900.0)]
    pub access_ttl: f64,
    /// Single tokens that are revoked in a day for each thousand users; a logout ends a session and needs none
    #[arg(long, default_value_t = 1.0)]
    pub denials: f64,
    /// Share of issued tokens that are revoked one by one, for the second table
    #[arg(long, default_value_t = 0.01)]
    pub revoked: f64,
    /// Memory of a server in GiB
    #[arg(long, default_value_t = 16.0)]
    pub memory: f64,
    /// Share of a server's memory and operations that is planned for; the rest is for peaks, and for the copies that Redis
    /// makes when it rewrites its file
    #[arg(long, default_value_t = 0.5)]
    pub load: f64,
}

/// What a number of users costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    pub users: f64,
    /// Bytes in the store.
    pub memory: f64,
    pub refreshes_per_second: f64,
    pub checks_per_second: f64,
    /// Revoked tokens in the denylist.
    pub denied: f64,
    /// Servers that share the store.
    pub shards: f64,
}

impl Assumptions {
    pub fn cost(&self, users: f64) -> Cost {
        let active = users * self.active;
        let (refreshes, checks) = (active / self.access_ttl, active * self.calls / 60.0);
        // An entry outlives its token by a day.
        let denied = users * self.denials / 1000.0 * (self.access_ttl / DAY + 1.0);
        let memory = users * (self.user_bytes + self.sessions * self.session_bytes) + denied * self.denial_bytes;
        let by_memory = memory / (self.memory * GIB * self.load);
        let by_time = (refreshes / self.server_refreshes + checks / self.server_checks) / self.load;
        let shards = by_memory.max(by_time).ceil().max(1.0);
        Cost { users, memory, refreshes_per_second: refreshes, checks_per_second: checks, denied, shards }
    }
}

/// What users cost, from a thousand to a hundred million.
pub fn users_table(assumptions: &Assumptions) -> String {
    let heads =
        ["users", "memory", "refreshes/s", "checks/s", "denylist", "shards", "a lost shard ends", "and forgets"];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    for power in 3..=8 {
        let cost = assumptions.cost(10_f64.powi(power));
        rows.push(vec![
            short(cost.users),
            bytes(cost.memory),
            short(cost.refreshes_per_second),
            short(cost.checks_per_second),
            short(cost.denied),
            short(cost.shards),
            format!("{} sessions", short(cost.users * assumptions.sessions / cost.shards)),
            format!("{} denials", short(cost.denied / cost.shards)),
        ]);
    }
    aligned(&rows)
}

/// Memory of the denylist, by the lifetime of tokens and how many are issued in a second.
pub fn denylist_table(assumptions: &Assumptions) -> String {
    let rates = [1.0, 100.0, 10_000.0];
    let heads = rates.map(|rate| format!("{}/s issued", short(rate)));
    let mut rows = vec![[&["lifetime".to_owned()][..], &heads].concat()];
    for (name, lifetime) in
        [("5 min", 300.0), ("15 min", 900.0), ("1 h", 3600.0), ("1 day", DAY), ("30 days", 30.0 * DAY)]
    {
        // An entry outlives its token by a day.
        let memory = rates.map(|rate| bytes(rate * assumptions.revoked * (lifetime + DAY) * assumptions.denial_bytes));
        rows.push([&[name.to_owned()][..], &memory].concat());
    }
    aligned(&rows)
}

fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:>width$}")).collect();
        cells.join("  ") + "\n"
    };
    rows.iter().map(line).collect()
}

/// A number with two digits that count.
fn short(number: f64) -> String {
    let (scale, unit) = match number {
        ..1e3 => (1.0, ""),
        ..1e6 => (1e3, " k"),
        _ => (1e6, " M"),
    };
    rounded(number / scale) + unit
}

fn bytes(bytes: f64) -> String {
    if bytes < GIB { rounded(bytes / GIB * 1024.0) + " MiB" } else { rounded(bytes / GIB) + " GiB" }
}

fn rounded(number: f64) -> String {
    if number < 9.95 && number.fract() > 0.05 { format!("{number:.1}") } else { format!("{number:.0}") }
}

fn main() {
    let assumptions = Assumptions::parse();
    println!("{}\n{}", users_table(&assumptions), denylist_table(&assumptions).trim_end());
}
