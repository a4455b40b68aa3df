//! Every rule of the contract, on every store: the file, and the file through the async handle.

mod blocking;
mod contract;
mod group;

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokctl::base::lock::DEADLINE;
use tokctl::store::sqlite::SqliteStore;
use tokctl::store::{Absent, Location, Store};

use blocking::Blocking;
use contract::{RULES, SEALED_RULES, identity};

fn assert_keeps_the_contract(open: impl Fn(&Location) -> Box<dyn Store>) {
    let mut broken = Vec::new();
    for (name, rule) in RULES.iter().chain(SEALED_RULES) {
        let directory = tempfile::tempdir().unwrap();
        let store = open(&Location::File(directory.path().join("state.db")));
        if catch_unwind(AssertUnwindSafe(|| rule(store.as_ref()))).is_err() {
            broken.push(*name);
        }
        assert_eq!(store.check().unwrap(), [""; 0], "{name}");
        store.close().unwrap();
        assert!(!directory.path().join("state.db-wal").exists(), "{name}: closing folds the log into the file");
    }
    assert_eq!(broken, [""; 0]);
    assert!(RULES.len() > 50);
}

#[test]
fn a_file_keeps_the_contract() {
    assert_keeps_the_contract(|location| {
        let path = location.path().unwrap();
        Box::new(SqliteStore::open(path, Absent::Create(&identity()), DEADLINE).unwrap())
    });
}

#[test]
fn the_handle_keeps_the_contract() {
    assert_keeps_the_contract(|location| Box::new(Blocking::open(location)));
}
