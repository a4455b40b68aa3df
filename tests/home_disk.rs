//! A home on a full and on a read-only disk: a clear error, and nothing damaged. The test runs itself again in a mount
//! namespace.
#![cfg(target_os = "linux")]

#[path = "support/namespace.rs"]
mod namespace;

use std::fs;
use std::path::Path;

use tokctl::base::{Code, Fault, FixedClock, SystemRandom, Timestamp};
use tokctl::home::ring::NewKey;
use tokctl::home::{Home, OpenedHome};

const NOW: Timestamp = Timestamp::from_secs(1_750_000_000);

fn make(dir: &Path) -> Result<OpenedHome, Fault> {
    Home::open_or_create(dir, &FixedClock::new(NOW), &SystemRandom)
}

fn key(kid: &str) -> NewKey {
    NewKey::generate("EdDSA".parse().unwrap(), None, Some(kid.to_owned()), &SystemRandom).unwrap()
}

#[test]
fn a_full_or_read_only_disk_damages_nothing() {
    namespace::rerun("inside_the_namespace", &[("small", "128k")], |written| {
        make(&written.join("home")).unwrap();
    });
}

#[test]
#[ignore = "run by the test above, where its directories are mounted"]
fn inside_the_namespace() {
    let Some(directory) = namespace::directory() else { return };
    let directory = Path::new(&directory);
    cannot_be_made_without_room(&directory.join("small"));
    cannot_be_changed_without_room(&directory.join("small"));
    cannot_be_written(&directory.join("readonly"));
}

/// Fills the disk to the last byte, and returns the file that does.
fn fill(disk: &Path) -> std::path::PathBuf {
    let ballast = disk.join("ballast");
    fs::write(&ballast, [1; 1 << 20]).unwrap_err();
    ballast
}

fn cannot_be_made_without_room(disk: &Path) {
    let dir = disk.join("home");
    // A tmpfs has room for names, which are free, but not for content.
    let ballast = fill(disk);
    let fault = make(&dir).unwrap_err();
    assert_eq!(fault.code, Code::Io);
    assert!(fault.message.ends_with("the disk is full") && fault.hint.is_some(), "{fault}");
    assert_eq!(Home::open(&dir).unwrap(), None);
    fs::remove_file(ballast).unwrap();
    assert!(make(&dir).unwrap().is_new);
    Home::open(&dir).unwrap().unwrap().signing_key().unwrap();
}

fn cannot_be_changed_without_room(disk: &Path) {
    let home = make(&disk.join("home")).unwrap().home;
    let (ring, config) = (fs::read(home.ring_path()).unwrap(), fs::read(home.config_path()).unwrap());
    let ballast = fill(disk);
    let faults = [
        home.add_keys(&[key("a"), key("b")], &FixedClock::new(NOW)).unwrap_err(),
        home.rotate_key(&key("a"), &FixedClock::new(NOW), std::time::Duration::ZERO).unwrap_err(),
        home.change_config(|config| config.set("leeway", "1s")).unwrap_err(),
    ];
    for fault in faults {
        assert!(fault.message.ends_with("the disk is full"), "{fault}");
    }
    assert_eq!((fs::read(home.ring_path()).unwrap(), fs::read(home.config_path()).unwrap()), (ring, config));
    assert_eq!(fs::read_dir(home.keys_dir()).unwrap().count(), 1, "nothing is left behind");
    home.signing_key().unwrap();
    fs::remove_file(ballast).unwrap();
    home.rotate_key(&key("a"), &FixedClock::new(NOW), std::time::Duration::ZERO).unwrap();
}

fn cannot_be_written(disk: &Path) {
    let home = make(&disk.join("home")).unwrap().home;
    home.signing_key().unwrap();
    assert!(home.ring().unwrap().verifying(NOW).all(|entry| home.verification_key(entry).is_ok()));
    for fault in
        [home.add_keys(&[key("a")], &FixedClock::new(NOW)).unwrap_err(), make(&disk.join("other")).unwrap_err()]
    {
        assert_eq!(fault.code, Code::Io);
        assert!(fault.message.ends_with("the file system is read-only") && fault.hint.is_some(), "{fault}");
    }
}
