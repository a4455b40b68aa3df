//! Runs wrk and reads what it prints.

use std::path::Path;
use std::process::Command;

/// Seconds of one turn.
const SECONDS: &str = "3";

/// What one run of wrk measured.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    pub requests_per_second: f64,
    /// Milliseconds in which 99 of 100 requests were answered.
    pub p99: f64,
}

pub fn is_installed() -> bool {
    Command::new("wrk").arg("--version").output().is_ok()
}

/// A run against `url`. Panics if an answer was not 2xx, or a connection failed.
pub fn run(url: &str, connections: usize, args: &[&str]) -> Load {
    run_with(url, connections, args, Path::new(""))
}

/// The same, with a file of cookies for the script.
pub fn run_with(url: &str, connections: usize, args: &[&str], cookies: &Path) -> Load {
    let output = Command::new("wrk")
        .env("BENCH_COOKIES", cookies)
        .args(["--threads", "1", "--connections", &connections.to_string(), "--duration", SECONDS, "--latency"])
        .args(args)
        .arg(url)
        .output()
        .expect("wrk runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(!text.contains("Non-2xx") && !text.contains("Socket errors"), "{text}");
    let after = |label: &str| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(label)).unwrap_or_else(|| panic!("{text}"));
        line.trim().to_owned()
    };
    Load { requests_per_second: after("Requests/sec:").parse().expect("a number"), p99: millis(&after("99%")) }
}

/// wrk writes times with a unit, such as `812.00us`.
fn millis(text: &str) -> f64 {
    let (unit, factor) = [("us", 1e-3), ("ms", 1.0), ("s", 1e3)]
        .into_iter()
        .find(|(unit, _)| text.ends_with(unit))
        .unwrap_or_else(|| panic!("{text} has no unit"));
    text.trim_end_matches(unit).parse::<f64>().expect("a number") * factor
}
