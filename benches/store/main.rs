//! What the store's steps cost with a thousand sessions and with millions, beside SQLite without the store's logic:
//! `cargo bench --bench store`, which takes about ten minutes and 8 GB of disk, or `cargo bench --bench store -- 1000
//! 100000` for other numbers of sessions.
//!
//! Whatever is compared takes turns, so that whatever else the machine does meets both alike; what counts is the ratio.
//! The files are made under `target/tmp`, or under `STORE_BENCH_DIR`, because a directory for temporary files may not be
//! on a disk.

mod bare;
#[path = "../../tests/support/fill.rs"]
mod fill;
mod pace;
mod pruning;
mod site;
mod steps;
#[allow(dead_code)]
#[path = "../../tests/support/store.rs"]
mod support;

use std::path::Path;
use std::time::Instant;

use site::Site;

/// Few enough to fit in any cache, and five million.
const SIZES: [u64; 3] = [1_000, 100_000, 5_000_000];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.split_first() {
        Some((mode, rest)) if mode == pace::CHILD => return pace::child(rest),
        Some((mode, rest)) if mode == steps::CHILD => return steps::child(rest),
        _ => {}
    }
    let mut sizes: Vec<u64> = args.iter().map(|arg| arg.parse().expect("numbers of sessions")).collect();
    if sizes.is_empty() {
        sizes = SIZES.to_vec();
        println!("This takes about ten minutes.");
    }
    let base = std::env::var_os("STORE_BENCH_DIR").unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").into());
    let dir = tempfile::tempdir_in(Path::new(&base)).expect("a directory for the bench");

    let mut sites: Vec<Site> = Vec::new();
    for size in sizes {
        let start = Instant::now();
        let site = Site::fill(&dir.path().join(format!("{size}.db")), size);
        let (mib, secs) = (site.bytes() as f64 / f64::from(1 << 20), start.elapsed().as_secs_f64());
        println!("{} live sessions and as many denylist entries: {mib:.1} MiB, made in {secs:.1} s", grouped(size));
        sites.push(site);
    }
    println!();
    site::print_weights(dir.path());
    steps::compare(&sites);
    pace::compare(dir.path());
    pruning::measure(&sites);
}

/// A number with a comma before every three digits.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn median<T: PartialOrd + Copy>(mut values: Vec<T>) -> T {
    values.sort_unstable_by(|a, b| a.partial_cmp(b).expect("numbers"));
    values[values.len() / 2]
}
