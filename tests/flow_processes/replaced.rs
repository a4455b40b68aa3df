//! `init --force` beside commands that work in the old home, and killed at any time.

use std::fs::File;
use std::io::Write;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use crate::test_home::{CommandOutput, PASSWORD, TestHome, alone};

/// Long enough for a process to reach the lock that it waits for.
const REACHES_ITS_LOCK: Duration = Duration::from_millis(1500);

const LOGIN: &[&str] = &["login", "alice", "--password-stdin", "--json", "-q", "--no-save"];

fn start(test: &TestHome, args: &[&str], input: &str) -> Child {
    let mut child = test.command(args).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child
}

fn finish(args: &[&str], child: Child) -> CommandOutput {
    CommandOutput::new(args, child.wait_with_output().unwrap())
}

fn hold(test: &TestHome, lock: &str) -> File {
    let file = File::options().create(true).truncate(false).write(true).open(test.home().join(lock)).unwrap();
    file.lock().unwrap();
    file
}

#[test]
fn a_login_that_waits_for_the_state_finds_it_replaced() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    let test = TestHome::new(dir.path(), &[]);
    let held = hold(&test, "state.db-lock");
    let login = start(&test, LOGIN, PASSWORD);
    thread::sleep(REACHES_ITS_LOCK);
    // As `init --force` removes it.
    for name in ["state.db-wal", "state.db-shm", "state.db"] {
        std::fs::remove_file(test.home().join(name)).unwrap();
    }
    drop(held);
    let output = finish(LOGIN, login).must_exit(1);
    assert!(
        output.out.contains("was replaced while it was open") && !output.out.contains("access_token"),
        "{output:#?}"
    );
}

#[test]
fn replacing_a_home_waits_for_the_state_and_the_session() {
    let _alone = alone();
    for lock in ["state.db-lock", "session.lock", "home.lock"] {
        let dir = tempfile::tempdir().unwrap();
        let test = TestHome::new(dir.path(), &[]);
        test.login(&[]);
        let held = hold(&test, lock);
        let mut init = start(&test, &["init", "--force", "-q"], "");
        thread::sleep(REACHES_ITS_LOCK);
        assert_eq!(init.try_wait().unwrap(), None, "{lock}");
        assert!(test.home().join("state.db").exists(), "{lock}");
        drop(held);
        finish(&["init"], init).ok();
        assert!(!test.home().join("state.db").exists() && !test.home().join("session.json").exists());
    }
}

/// Whatever a login printed was of the old home or is of the new one; whatever failed printed no token.
#[test]
fn logins_beside_replacements_leave_a_sound_home() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    let test = TestHome::new(dir.path(), &[]);
    for _ in 0..5 {
        let saved = &LOGIN[..LOGIN.len() - 1];
        let logins: Vec<_> = (0..8).map(|n| start(&test, if n % 2 == 0 { LOGIN } else { saved }, PASSWORD)).collect();
        let inits: Vec<_> = (0..2).map(|_| start(&test, &["init", "--force", "-q"], "")).collect();
        for init in inits {
            finish(&["init"], init).ok();
        }
        for login in logins {
            let output = finish(LOGIN, login);
            assert!(output.code == Some(0) || !output.out.contains("access_token"), "{output:#?}");
            assert!([Some(0), Some(1), Some(17)].contains(&output.code), "{output:#?}");
        }
        test.run(&["user", "add", "alice", "--password-stdin", "-q"], PASSWORD).ok();
        let pair = test.login(&[]);
        test.run(&["verify", "-q", "-"], &pair.access).ok();
        test.run(&["doctor"], "").ok();
    }
}

#[test]
fn a_replacement_killed_at_any_time_makes_no_revoked_token_valid() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    let test = TestHome::new(dir.path(), &[]);
    let start_of = Instant::now();
    start(&test, &["init", "--force", "-q"], "").wait().unwrap();
    let usual = start_of.elapsed();
    for round in 0..40_u32 {
        test.run(&["user", "add", "alice", "--password-stdin", "-q"], PASSWORD).ok();
        let token = test.run(&["issue", "--sub", "alice", "-q"], "").ok().out;
        test.run(&["revoke", "-q", "-"], &token).ok();
        let mut init = start(&test, &["init", "--force", "-q"], "");
        thread::sleep(usual * round / 40);
        init.kill().unwrap();
        init.wait().unwrap();
        // Revoked in the old home, no home, or not a key of the new one.
        let after = test.run(&["verify", "-q", "-"], &token);
        assert!([Some(15), Some(1), Some(11)].contains(&after.code), "{after:#?}");
        // The next command that creates a home completes it.
        test.run(&["issue", "--sub", "bob", "-q"], "").ok();
        let after = test.run(&["verify", "-q", "-"], &token);
        assert!([Some(15), Some(11)].contains(&after.code), "{after:#?}");
        test.run(&["init", "--force", "-q"], "").ok();
    }
}
