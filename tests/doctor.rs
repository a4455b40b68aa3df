//! `doctor` finds each kind of damage and a fix for it, changes nothing, and does not stop at the first finding.

use std::fs;
use std::path::{Path, PathBuf};

use tokctl::base::{Code, FixedClock, Object, Secret, SystemRandom, Timestamp};
use tokctl::core::doctor::{DoctorReport, doctor};
use tokctl::core::sessions::current_session;
use tokctl::core::sessions::login::{LoginRequest, login};
use tokctl::core::users::manage::{self, AddRequest};
use tokctl::core::{Context, keys};
use tokctl::home::Home;

struct TestHome {
    dir: tempfile::TempDir,
    clock: FixedClock,
}

impl TestHome {
    /// A home with a logged-in user, a second key and a retired key.
    fn new() -> Self {
        let test =
            Self { dir: tempfile::tempdir().unwrap(), clock: FixedClock::new(Timestamp::from_secs(1_800_000_000)) };
        let home = Home::open_or_create(&test.home(), &test.clock, &SystemRandom).unwrap().home;
        let context = test.context(&home);
        let password = Secret::from("pw".to_owned());
        let alice = AddRequest {
            name: "alice".to_owned(),
            password: password.clone(),
            roles: Vec::new(),
            scope: Vec::new(),
            claims: Object::new(),
        };
        manage::add(&context, alice).unwrap();
        keys::rotate(&context, keys::RotateRequest::default()).unwrap();
        let store = context.open_store().unwrap();
        let tokens = login(&context, store.as_ref(), LoginRequest { user: "alice".to_owned(), password }).unwrap();
        store.close().unwrap();
        let lock = context.home().unwrap().lock_session().unwrap();
        current_session::save(&context, &tokens, &lock).unwrap();
        test
    }

    fn home(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    fn context<'a>(&'a self, home: &'a Home) -> Context<'a> {
        Context::new(&self.clock, &SystemRandom, Some(home))
    }

    fn examine(&self) -> DoctorReport {
        let context = Context::new(&self.clock, &SystemRandom, None);
        doctor(&context, &self.home()).unwrap()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.home().join(name);
        fs::write(&path, bytes).unwrap();
        set_mode(&path, 0o600);
    }

    fn key_file(&self) -> PathBuf {
        let home = Home::unchecked(&self.home()).unwrap().unwrap();
        home.private_key_path(&home.ring().unwrap().active().unwrap().kid)
    }
}

fn set_mode(path: &Path, mode: u32) {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    let _ = (path, mode);
}

/// Every file below `dir` with its content, except SQLite's write-ahead log and its index.
fn contents(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else if !path.to_string_lossy().ends_with("-shm") && !path.to_string_lossy().ends_with("-wal") {
            found.push((path.clone(), fs::read(&path).unwrap_or_default()));
        }
    }
    found.sort();
    found
}

#[test]
fn an_intact_home_is_healthy() {
    let report = TestHome::new().examine();
    assert_eq!(report.findings, []);
    assert!(report.healthy);
    assert_eq!(
        report.checked,
        ["files", "locks", "settings", "keys", "second opinion on a signature", "state", "current session"]
    );
}

#[test]
fn without_a_home_the_error_is_no_home() {
    let dir = tempfile::tempdir().unwrap();
    let clock = FixedClock::new(Timestamp::from_secs(0));
    let context = Context::new(&clock, &SystemRandom, None);
    for path in [dir.path().join("none"), dir.path().to_owned()] {
        assert_eq!(doctor(&context, &path).unwrap_err().code, Code::NoHome);
    }
}

type Break = fn(&TestHome);

#[test]
fn each_kind_of_damage_is_found_with_a_fix_and_nothing_is_changed() {
    let cases: &[(&str, &[&str], Break)] = &[
        ("open home", &["exposed"], |test| set_mode(&test.home(), 0o755)),
        ("open key", &["exposed"], |test| set_mode(&test.key_file(), 0o644)),
        ("open state", &["exposed"], |test| set_mode(&test.home().join("state.db"), 0o640)),
        ("open refresh key", &["exposed"], |test| set_mode(&test.home().join("refresh.key"), 0o604)),
        ("ring that others may write", &["exposed", "ring"], |test| set_mode(&test.home().join("ring.json"), 0o620)),
        ("state that others may write", &["exposed", "state"], |test| set_mode(&test.home().join("state.db"), 0o602)),
        ("garbage config", &["config"], |test| test.write("config.json", b"{")),
        ("unknown setting", &["config"], |test| test.write("config.json", b"{\"nonsense\":\"1\"}")),
        ("garbage refresh key", &["refresh-key"], |test| test.write("refresh.key", b"garbage")),
        ("no refresh key", &["refresh-key"], |test| fs::remove_file(test.home().join("refresh.key")).unwrap()),
        ("garbage ring", &["ring"], |test| test.write("ring.json", b"garbage")),
        ("no ring", &["ring"], |test| fs::remove_file(test.home().join("ring.json")).unwrap()),
        ("no key file", &["key"], |test| fs::remove_file(test.key_file()).unwrap()),
        ("truncated key file", &["key"], |test| {
            let bytes = fs::read(test.key_file()).unwrap();
            fs::write(test.key_file(), &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("stray key file", &["stray-key"], |test| test.write("keys/other.jwk", b"{}")),
        ("left behind", &["left-behind"], |test| test.write(".ring.json.1.0.tmp", b"{")),
        ("no active key", &["no-active-key"], |test| {
            let home = Home::unchecked(&test.home()).unwrap().unwrap();
            let kid = home.ring().unwrap().active().unwrap().kid.clone();
            home.revoke_key(&kid, &test.clock).unwrap();
        }),
        ("key past its retirement period", &["ended-session", "expired-key"], |test| {
            test.clock.advance(std::time::Duration::from_secs(91 * 86_400));
        }),
        ("lost state", &["state"], |test| {
            fs::remove_file(test.home().join("state.db")).unwrap();
        }),
        ("garbage state", &["state"], |test| test.write("state.db", &[7; 8192])),
        ("empty state", &["state"], |test| test.write("state.db", b"")),
        ("newer state", &["state"], |test| {
            let state = rusqlite::Connection::open(test.home().join("state.db")).unwrap();
            state.execute_batch("PRAGMA user_version = 99").unwrap();
        }),
        ("clock", &["clock", "clock"], |test| test.clock.set(Timestamp::from_secs(1_799_999_000))),
        ("garbage session", &["session"], |test| test.write("session.json", b"{")),
        ("revoked session", &["ended-session"], |test| {
            let home = Home::unchecked(&test.home()).unwrap().unwrap();
            manage::disable(&test.context(&home), "alice").unwrap();
        }),
        ("several things", &["exposed", "config", "ring", "state", "session"], |test| {
            set_mode(&test.home(), 0o711);
            for name in ["config.json", "ring.json", "state.db", "session.json"] {
                test.write(name, b"garbage");
            }
        }),
    ];
    for (name, expected, damage) in cases {
        let test = TestHome::new();
        damage(&test);
        let before = contents(&test.home());
        let report = test.examine();
        let found: Vec<&str> = report.findings.iter().map(|finding| finding.problem.name()).collect();
        assert_eq!(found, *expected, "{name}: {:#?}", report.findings);
        assert!(report.findings.iter().all(|finding| !finding.fix.is_empty() && !finding.message.is_empty()), "{name}");
        assert!(contents(&test.home()) == before, "{name}: something was changed");
        let is_note = |id: &&str| ["left-behind", "expired-key"].contains(id);
        assert_eq!(report.healthy, found.iter().all(is_note), "{name}");
    }
}

#[test]
fn a_lock_that_is_held_is_found() {
    let test = TestHome::new();
    let file = fs::File::options().write(true).open(test.home().join("session.lock")).unwrap();
    file.lock().unwrap();
    let report = test.examine();
    assert_eq!(report.findings.iter().map(|finding| finding.problem.name()).collect::<Vec<_>>(), ["lock-held"]);
}
