//! If a process that changes the home is killed, the home stays complete: the ring is readable, has one active key, and every
//! key in it has its file.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use tokctl::base::{SystemClock, SystemRandom};
use tokctl::home::Home;
use tokctl::home::ring::{KeyState, NewKey};

/// The variable with the home of the process that is killed.
const HOME: &str = "TOKCTL_TEST_KILLED_HOME";

const KILLS: u64 = 60;

#[test]
fn a_home_is_complete_after_every_kill() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    let mut changes = 0;
    for round in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "the_process_that_is_killed", "--nocapture"])
            .env(HOME, &home)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // At another time in each round, from before the home exists until many changes later.
        thread::sleep(Duration::from_micros(500 + round * 613 % 40_000));
        child.kill().unwrap();
        child.wait().unwrap();
        changes = changes.max(check(&home));
    }
    assert!(changes > 1, "no process got as far as changing anything");
    // The next change removes temporary files.
    let opened = Home::open_or_create(&home, &SystemClock, &SystemRandom).unwrap().home;
    opened.change_config(|config| config.set("leeway", "1s")).unwrap();
    let temporary =
        |dir: PathBuf| std::fs::read_dir(dir).unwrap().any(|e| e.unwrap().path().extension() == Some("tmp".as_ref()));
    assert!(!temporary(home.clone()) && !temporary(opened.keys_dir()));
}

/// Checks the home, and returns the number of its keys.
fn check(path: &Path) -> usize {
    let Some(home) = Home::open(path).unwrap() else { return 0 };
    home.settings().unwrap();
    home.refresh_secret().unwrap();
    home.signing_key().unwrap();
    let ring = home.ring().unwrap();
    assert_eq!(ring.keys().iter().filter(|key| key.state == KeyState::Active).count(), 1);
    for entry in ring.keys() {
        home.private_key(entry).unwrap();
    }
    ring.keys().len()
}

/// Creates a home and changes it until killed; does nothing unless the test above starts it.
#[test]
fn the_process_that_is_killed() {
    let Ok(path) = std::env::var(HOME) else { return };
    let home = Home::open_or_create(Path::new(&path), &SystemClock, &SystemRandom).unwrap().home;
    for round in 0_u64.. {
        let alg = if round % 2 == 0 { "EdDSA" } else { "HS256" };
        let key = || NewKey::generate(alg.parse().unwrap(), None, None, &SystemRandom).unwrap();
        home.rotate_key(&key(), &SystemClock, Duration::from_secs(60)).unwrap();
        home.add_keys(&[key(), key()], &SystemClock).unwrap();
        home.change_config(|config| config.set("leeway", &format!("{}s", round % 60))).unwrap();
        let spare = home.ring().unwrap().keys().iter().find(|key| key.state != KeyState::Active).unwrap().kid.clone();
        home.remove_key(&spare).unwrap();
    }
}
