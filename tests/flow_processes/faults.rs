//! Disks that are full or may not be written, and homes that are damaged: a clear fault, exit code 1, nothing damaged, and
//! no token printed that the state does not know.

use std::fs;
use std::path::{Path, PathBuf};

use crate::namespace;
use crate::world::{Answer, PASSWORD, Pair, World, alone};

const LOGIN: &[&str] = &["login", "alice", "--password-stdin", "--json", "-q"];
const REFRESH: &[&str] = &["refresh", "-", "--json", "-q"];
const REFRESH_SAVED: &[&str] = &["refresh", "--json", "-q"];

#[test]
fn a_full_or_read_only_disk_loses_nothing() {
    let _alone = alone();
    let mut tokens = None;
    let directory = namespace::rerun("faults::inside_the_namespace", &[("small", "1m")], |written| {
        let directory = written.parent().unwrap();
        let written = World::new(written, &[]);
        let client = written.login(&["--no-save"]);
        fs::write(directory.join("client"), &client.refresh).unwrap();
        let saved = written.login(&[]);
        fs::write(directory.join("access"), &saved.access).unwrap();
        tokens = Some((client, saved));
    });
    let (Some(directory), Some((client, saved))) = (directory, tokens) else { return };
    let written = World::at(&directory.path().join("written"));
    // What could not be written was not done, either.
    written.run(REFRESH, &client.refresh).ok();
    written.run(REFRESH, &saved.refresh).ok();
}

#[test]
#[ignore = "run by the test above, where its directories are mounted"]
fn inside_the_namespace() {
    let Some(directory) = namespace::directory() else { return };
    let directory = Path::new(&directory);
    fills_up(&directory.join("small"));
    cannot_be_written(&World::at(&directory.join("readonly")), directory);
}

/// A disk on which some bytes are left.
struct Full {
    ballast: PathBuf,
}

impl Full {
    fn but_for(disk: &Path, room: u64) -> Self {
        let ballast = disk.join("ballast");
        fs::write(&ballast, [1; 1 << 20]).unwrap_err();
        let file = fs::File::options().write(true).open(&ballast).unwrap();
        file.set_len(file.metadata().unwrap().len().saturating_sub(room)).unwrap();
        Self { ballast }
    }
}

impl Drop for Full {
    fn drop(&mut self) {
        fs::remove_file(&self.ballast).unwrap();
    }
}

/// From no room at all to enough, page by page: every write of a command is once the first that finds none.
fn fills_up(disk: &Path) {
    // No grace: a token whose response is lost cannot be used again.
    // A login that could not be reported counts as a failed one.
    let world = World::new(disk, &[("login.attempts", "1000")]);
    world.login(&[]);
    let mut client = world.login(&["--no-save"]);
    let victim = world.login(&["--no-save"]);
    let mut refused = [0; 4];
    for pages in 0..40 {
        let full = Full::but_for(disk, pages * 4096);
        let refreshed = world.run(REFRESH, &client.refresh);
        let saved = world.run(REFRESH_SAVED, "");
        let login = world.run(LOGIN, PASSWORD);
        let revoked = world.run(&["revoke", "--session", &victim.sid, "-q"], "");
        drop(full);
        for (refused, answer) in refused.iter_mut().zip([&refreshed, &saved, &login, &revoked]) {
            if answer.code != Some(0) {
                refuses(answer, "full");
                *refused += 1;
            }
        }
        client = Pair::read(&refreshed.out).unwrap_or(client);
        client = world.run(REFRESH, &client.refresh).ok().pair();
        let after = world.run(REFRESH_SAVED, "").ok().pair();
        world.run(&["verify", "-q", "-"], &after.access).ok();
        for pair in [&saved, &login].into_iter().filter_map(|answer| Pair::read(&answer.out)) {
            // Exchanged since, or the session before: known either way.
            let state = world.run(&["introspect", "-"], &pair.access).ok();
            assert!(state.out.contains(r#""active":true"#), "{state:#?}");
        }
        let alive = world.run(&["verify", "-q", "-"], &victim.access);
        assert_eq!(alive.code, Some(if revoked.code == Some(0) { 15 } else { 0 }), "{alive:#?}");
        if revoked.code == Some(0) && pages > 20 {
            break;
        }
    }
    assert!(refused.iter().all(|times| *times > 0), "every command met a full disk: {refused:?}");
}

/// A clear error, and nothing that looks like a result.
#[track_caller]
fn refuses(answer: &Answer, why: &str) {
    assert_eq!(answer.code, Some(1), "{answer:#?}");
    assert!(answer.out.is_empty() || answer.out.starts_with(r#"{"error":"#), "{answer:#?}");
    let printed = format!("{}{}", answer.out, answer.err).to_lowercase();
    assert!(printed.contains(why) || why == "full" && printed.contains("no space"), "{answer:#?}");
    assert!(!printed.contains("panicked"), "{answer:#?}");
}

fn cannot_be_written(world: &World, directory: &Path) {
    let client = fs::read_to_string(directory.join("client")).unwrap();
    let access = fs::read_to_string(directory.join("access")).unwrap();
    for (args, input) in [
        (LOGIN, PASSWORD),
        (REFRESH, client.as_str()),
        (REFRESH_SAVED, ""),
        (&["logout"], ""),
        (&["revoke", "-"], access.as_str()),
        (&["revoke", "--user", "alice"], ""),
        (&["key", "rotate"], ""),
    ] {
        refuses(&world.run(args, input), "read-only");
    }
    // What only looks needs to write nothing.
    world.run(&["verify", "-q", "-"], &access).ok();
    world.run(&["introspect", "-"], &access).ok();
    assert_eq!(world.run(&["token", "-q"], "").ok().out.trim(), access);
}

/// Every command that asks the state or changes it.
fn refused_everywhere(world: &World, login: &Pair) {
    for (args, input) in [
        (LOGIN, PASSWORD),
        (REFRESH, login.refresh.as_str()),
        (&["verify", "-"], login.access.as_str()),
        (&["introspect", "-"], login.access.as_str()),
        (&["introspect", "-"], login.refresh.as_str()),
        (&["revoke", "-"], login.access.as_str()),
        (&["revoke", "--session", &login.sid], ""),
        (&["user", "list"], ""),
    ] {
        let answer = world.run(args, input);
        refuses(&answer, "state");
        assert!(answer.out.is_empty() || args.contains(&"--json"), "{answer:#?}");
    }
}

#[test]
fn a_damaged_state_is_never_an_answer() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    let world = World::new(dir.path(), &[]);
    let login = world.login(&[]);
    world.run(&["revoke", "-", "-q"], &login.access).ok();
    let state = world.home().join("state.db");
    let good = fs::read(&state).unwrap();
    let damaged =
        [Vec::new(), good[..good.len() / 2].to_vec(), vec![0xa5; good.len()], good[..good.len() - 1].to_vec()];
    for bytes in damaged {
        fs::write(&state, &bytes).unwrap();
        refused_everywhere(&world, &login);
        world.run(&["doctor"], "").must_exit(18);
        assert!(fs::read(&state).unwrap() == bytes, "was touched");
    }
    // Gone, though there was one: every revocation would be unsaid.
    fs::remove_file(&state).unwrap();
    refused_everywhere(&world, &login);
    assert!(!state.exists());
    fs::create_dir(&state).unwrap();
    refused_everywhere(&world, &login);
    fs::remove_dir(&state).unwrap();
    fs::write(&state, &good).unwrap();
    world.run(&["verify", "-"], &login.access).must_exit(15);
    world.run(REFRESH, &login.refresh).ok();
}

#[test]
fn damaged_files_of_the_home_are_named() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    let world = World::new(dir.path(), &[]);
    let login = world.login(&[]);
    let session = world.home().join("session.json");
    let good = fs::read(&session).unwrap();
    for bytes in [&b""[..], b"{", &good[..good.len() / 2], b"[]"] {
        fs::write(&session, bytes).unwrap();
        for args in [&["token"][..], &["refresh"], &["logout"]] {
            let answer = world.run(args, "");
            refuses(&answer, "session.json");
            assert!(!answer.err.contains("eyJ"), "no token in a message: {answer:#?}");
        }
        assert_eq!(fs::read(&session).unwrap(), bytes);
    }
    // No other session is lost, and a login makes a new file.
    world.run(REFRESH, &login.refresh).ok();
    world.run(LOGIN, PASSWORD).ok();
    world.run(&["token"], "").ok();
}
