//! The SQLite store: every rule of the contract, then what is its own: files, locks, damage, schemas.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use tokctl::store::contract::RULES;
use tokctl::store::sqlite::SqliteStore;
use tokctl::store::{Absent, Store};

fn open(path: &Path) -> SqliteStore {
    SqliteStore::open(path, Absent::Create, Duration::from_secs(10)).unwrap()
}

#[test]
fn keeps_the_contract() {
    let mut broken = Vec::new();
    for (name, rule) in RULES {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder.path().join("state.db"));
        if catch_unwind(AssertUnwindSafe(|| rule(&store))).is_err() {
            broken.push(*name);
        }
        assert_eq!(tokctl::store::Lookup::check(&store).unwrap(), [""; 0], "{name}");
        Box::new(store).close().unwrap();
    }
    assert_eq!(broken, [""; 0]);
    assert!(RULES.len() > 40);
}
