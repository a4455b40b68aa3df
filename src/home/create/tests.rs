use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Barrier;
use std::thread;

use super::*;
use crate::base::{Code, FixedClock, SystemRandom, Timestamp};

static CLOCK: FixedClock = FixedClock::new(Timestamp::from_secs(1_700_000_000));

fn make(dir: &Path) -> Result<OpenedHome, Fault> {
    Home::open_or_create(dir, &CLOCK, &SystemRandom)
}

/// Every file of a home, by its path in it.
fn files_of(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            found.extend(files_of(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

/// The number of files but the locks, which outlive the home.
fn count_files(dir: &Path) -> usize {
    files_of(dir).iter().filter(|path| !path.to_string_lossy().ends_with("lock")).count()
}

#[test]
fn a_new_home_has_defaults_and_one_active_key() {
    let outer = tempfile::tempdir().unwrap();
    let dir = outer.path().join("a/b");
    assert_eq!(Home::open(&dir).unwrap(), None);
    let OpenedHome { home, is_new } = make(&dir).unwrap();
    assert!(is_new);
    assert_eq!(home.settings().unwrap(), crate::home::Settings::default());
    assert_eq!(home.refresh_secret().unwrap().len(), 32);
    let signing = home.signing_key().unwrap();
    assert_eq!(signing.alg.name(), "ES256");
    assert_eq!(signing.key.kid.as_deref(), Some(home.ring().unwrap().active().unwrap().kid.as_str()));
    assert_eq!(make(&dir).unwrap(), OpenedHome { home: home.clone(), is_new: false });
    assert_eq!(Home::open(&dir).unwrap(), Some(home));
}

#[cfg(unix)]
#[test]
fn everything_in_it_is_private() {
    let outer = tempfile::tempdir().unwrap();
    let dir = outer.path().join("home");
    fs::create_dir(&dir).unwrap();
    fs::set_permissions(&dir, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let home = make(&dir).unwrap().home;
    for path in files_of(&dir).iter().chain([&dir, &home.keys_dir()]) {
        assert_eq!(crate::base::files::exposure(path).unwrap(), None, "{}", path.display());
    }
}

#[cfg(unix)]
#[test]
fn a_directory_that_others_may_write_to_is_refused() {
    let outer = tempfile::tempdir().unwrap();
    let dir = outer.path().join("home");
    let open_up = |mode| fs::set_permissions(&dir, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    make(&dir).unwrap();
    for mode in [0o777, 0o770, 0o702] {
        open_up(mode);
        for fault in [Home::open(&dir).unwrap_err(), make(&dir).unwrap_err()] {
            assert!(fault.hint.unwrap().contains("chmod go-w"), "{}", fault.message);
        }
    }
    open_up(0o755);
    assert!(!make(&dir).unwrap().is_new);
    // Nor is a home created in such a directory.
    fs::remove_file(dir.join("ring.json")).unwrap();
    open_up(0o777);
    make(&dir).unwrap_err();
    open_up(0o755);
    assert!(make(&dir).unwrap().is_new);
}

#[test]
fn twenty_threads_at_once_create_one_home() {
    let outer = tempfile::tempdir().unwrap();
    let (dir, start) = (outer.path().join("home"), Barrier::new(20));
    let answers: Vec<_> = thread::scope(|scope| {
        let one = || {
            start.wait();
            let opened = make(&dir).unwrap();
            (opened.is_new, opened.home.signing_key().unwrap().key.kid)
        };
        let threads: Vec<_> = (0..20).map(|_| scope.spawn(one)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|(is_new, _)| *is_new).count(), 1);
    assert_eq!(answers.iter().map(|(_, kid)| kid).collect::<HashSet<_>>().len(), 1);
    assert_eq!(count_files(&dir), 4, "{:?}", files_of(&dir));
}

#[test]
fn an_incomplete_home_is_not_a_home_and_is_completed() {
    let outer = tempfile::tempdir().unwrap();
    let whole = outer.path().join("whole");
    make(&whole).unwrap();
    // A killed process leaves the first files in the order of writing, and perhaps a temporary file.
    let order = ["home.lock", "refresh.key", "config.json"];
    for cut in 0..=order.len() {
        let dir = outer.path().join(cut.to_string());
        fs::create_dir_all(dir.join("keys")).unwrap();
        for name in &order[..cut] {
            fs::copy(whole.join(name), dir.join(name)).unwrap();
        }
        fs::write(dir.join(".ring.json.1.0.tmp"), "{").unwrap();
        fs::write(dir.join("keys/.k.jwk.1.0.tmp"), "{").unwrap();
        assert_eq!(Home::open(&dir).unwrap(), None);
        let OpenedHome { home, is_new } = make(&dir).unwrap();
        assert!(is_new);
        home.signing_key().unwrap();
        assert_eq!(count_files(&dir), 4);
        if cut >= 2 {
            assert_eq!(fs::read(dir.join("refresh.key")).unwrap(), fs::read(whole.join("refresh.key")).unwrap());
        }
    }
}

#[test]
fn a_replaced_home_keeps_nothing_of_the_old_one() {
    let outer = tempfile::tempdir().unwrap();
    let dir = outer.path().join("home");
    let old = make(&dir).unwrap().home;
    let (kid, secret) = (old.signing_key().unwrap().key.kid, old.refresh_secret().unwrap());
    old.change_config(|config| config.set("audience", "old")).unwrap();
    for name in ["state.db", "state.db-wal", "state.db-shm", "session.json", "cache/x"] {
        fs::create_dir_all(dir.join(name).parent().unwrap()).unwrap();
        fs::write(dir.join(name), "old").unwrap();
    }
    let OpenedHome { home, is_new } = Home::recreate(&dir, Start::New, &CLOCK, &SystemRandom).unwrap();
    assert!(!is_new);
    assert_ne!(home.signing_key().unwrap().key.kid, kid);
    assert_ne!(home.refresh_secret().unwrap(), secret);
    assert_eq!(home.settings().unwrap().audience, "api");
    assert_eq!(count_files(&dir), 4);
}

#[test]
fn a_home_whose_replacement_was_cut_short_keeps_nothing_of_the_old_one() {
    let outer = tempfile::tempdir().unwrap();
    // After the ring was renamed, the process is killed before each of the later steps.
    let later = ["session.json", "state.created", "state.db-wal", "state.db", "refresh.key", "config.json"];
    for cut in 0..=later.len() {
        let dir = outer.path().join(cut.to_string());
        let old = make(&dir).unwrap().home;
        let (kid, secret) = (old.signing_key().unwrap().key.kid, old.refresh_secret().unwrap());
        old.change_config(|config| config.set("audience", "old")).unwrap();
        for name in ["session.json", "state.created", "state.db-wal", "state.db"] {
            fs::write(dir.join(name), "old").unwrap();
        }
        old.dir.rename(RING, REPLACED_RING).unwrap();
        for name in &later[..cut] {
            fs::remove_file(dir.join(name)).unwrap();
        }
        assert_eq!(Home::open(&dir).unwrap(), None);
        let OpenedHome { home, is_new } = make(&dir).unwrap();
        assert!(is_new);
        assert_ne!(home.signing_key().unwrap().key.kid, kid);
        assert_ne!(home.refresh_secret().unwrap(), secret);
        assert_eq!(home.settings().unwrap().audience, "api");
        assert_eq!(count_files(&dir), 4, "{:?}", files_of(&dir));
    }
}

#[test]
fn a_home_in_use_that_lost_its_ring_is_not_made_new_silently() {
    let outer = tempfile::tempdir().unwrap();
    for used in ["state.created", "session.json"] {
        let dir = outer.path().join(used);
        let old = make(&dir).unwrap().home;
        let secret = old.refresh_secret().unwrap();
        fs::write(dir.join(used), "old").unwrap();
        fs::remove_file(old.ring_path()).unwrap();
        for fault in [Home::open(&dir).unwrap_err(), make(&dir).unwrap_err()] {
            assert_eq!(fault.code, Code::KeyUnreadable);
            assert!(fault.hint.unwrap().contains("init --force"));
        }
        assert!(dir.join(used).exists() && !old.ring_path().exists());
        let new = Home::recreate(&dir, Start::New, &CLOCK, &SystemRandom).unwrap().home;
        assert_ne!(new.refresh_secret().unwrap(), secret);
        assert!(!dir.join(used).exists());
        new.signing_key().unwrap();
    }
}

#[test]
fn a_home_that_is_being_replaced_is_waited_for() {
    let outer = tempfile::tempdir().unwrap();
    let dir = outer.path().join("home");
    let home = make(&dir).unwrap().home;
    let replacing = home.lock().unwrap();
    home.dir.rename(RING, REPLACED_RING).unwrap();
    thread::scope(|scope| {
        let opening = scope.spawn(|| Home::open(&dir).unwrap());
        thread::sleep(std::time::Duration::from_millis(100));
        home.dir.rename(REPLACED_RING, RING).unwrap();
        drop(replacing);
        assert_eq!(opening.join().unwrap(), Some(home));
    });
}

#[test]
fn clearing_a_home_begins_with_its_ring() {
    let outer = tempfile::tempdir().unwrap();
    let dir = outer.path().join("home");
    let home = make(&dir).unwrap().home;
    fs::write(home.state_path(), "state").unwrap();
    // A directory in the place of the session's file stops it at the first removal.
    fs::create_dir_all(home.session_path().join("x")).unwrap();
    home.clear().unwrap_err();
    assert_eq!(Home::open(&dir).unwrap(), None);
    assert!(home.state_path().exists());
}

#[test]
fn a_file_in_its_place_is_an_error() {
    let outer = tempfile::tempdir().unwrap();
    let path = outer.path().join("file");
    fs::write(&path, "").unwrap();
    for dir in [path.clone(), path.join("home")] {
        assert_eq!(Home::open(&dir).unwrap_err().code, Code::Io);
        assert_eq!(make(&dir).unwrap_err().code, Code::Io);
    }
}

#[test]
fn a_damaged_refresh_key_is_reported_and_not_changed() {
    let outer = tempfile::tempdir().unwrap();
    let home = make(&outer.path().join("home")).unwrap().home;
    for text in ["", "AAAA", "not base64!", "\u{fffd}"] {
        home.dir.write(REFRESH_KEY, text.as_bytes()).unwrap();
        assert_eq!(home.refresh_secret().unwrap_err().code, Code::KeyUnreadable);
        assert_eq!(fs::read(home.refresh_key_path()).unwrap(), text.as_bytes());
    }
}
