//! The tables of docs/scaling.md are what the example computes. `TOKCTL_BLESS=1 cargo test --test scaling` writes them.

#[allow(dead_code)]
#[path = "../examples/scaling.rs"]
mod scaling;

use std::path::Path;

use clap::Parser;
use scaling::Assumptions;

fn defaults() -> Assumptions {
    Assumptions::parse_from(["scaling"])
}

#[test]
fn the_tables_are_what_the_example_computes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scaling.md");
    let old = std::fs::read_to_string(&path).unwrap();
    let mut new = old.clone();
    for table in [scaling::users_table(&defaults()), scaling::denylist_table(&defaults())] {
        let first_word = table.split_whitespace().next().unwrap();
        let blocks = old.split("```").filter_map(|block| block.strip_prefix("text\n"));
        let block = blocks.filter(|block| block.split_whitespace().next() == Some(first_word)).collect::<Vec<_>>();
        let [block] = block.as_slice() else { panic!("not one table of {first_word}") };
        new = new.replace(block, &table);
    }
    if std::env::var_os("TOKCTL_BLESS").is_some() {
        std::fs::write(&path, &new).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written, new, "regenerate it with: TOKCTL_BLESS=1 cargo test --test scaling");
}

#[test]
fn memory_grows_with_users_and_shards_with_memory_or_operations() {
    let assumptions = defaults();
    let (one, ten) = (assumptions.cost(1e6), assumptions.cost(1e7));
    assert!((ten.memory / one.memory - 10.0).abs() < 1e-9);
    assert!(ten.shards > one.shards);
    let small = Assumptions { memory: 1.0, server_checks: 1e9, server_refreshes: 1e9, ..defaults() };
    assert_eq!(small.cost(1e6).shards, (one.memory / (0.5 * f64::from(1 << 30))).ceil());
    let slow = Assumptions { server_checks: 100.0, ..defaults() };
    let by_time = one.checks_per_second / 100.0 + one.refreshes_per_second / slow.server_refreshes;
    assert_eq!(slow.cost(1e6).shards, (by_time / 0.5).ceil());
}
