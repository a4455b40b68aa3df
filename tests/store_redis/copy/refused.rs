//! Copies that cannot begin or cannot go on, and ending them.

use serde_json::Value;
use tokctl::store::{CopyMark, CopyState};

use super::kills::fill;
use super::{dump, file_of, home_with_file, interrupt, keys, mark, meta, move_to, transfer, try_transfer};
use crate::commands::{Home, PASSWORD, Serve, text};
use crate::redis::RedisServer;

/// Runs a copy that fails, and returns what it says.
#[track_caller]
fn refused(home: &Home, from: &str, to: &str) -> String {
    let (code, _, stderr) = home.run(&["store", "copy", from, to, "-q"], "");
    assert_eq!(code, Some(1), "{stderr}");
    stderr
}

#[test]
fn a_destination_that_cannot_be_used_leaves_the_source_as_it_is() {
    let Some(server) = RedisServer::start_with(&["--save", "", "--requirepass", "hunter2"]) else { return };
    let home = home_with_file();
    let with = |login: &str, options: &str| server.url().replace("//", &format!("//{login}")) + options;
    let from = home.store.as_str();
    for (to, problem) in [
        (with("", ""), "requires a password"),
        (with(":hunter3@", ""), "refused the user name or the password"),
        (file_of(&home, "none/second.db"), "its directory does not exist"),
    ] {
        let stderr = refused(&home, from, &to);
        assert!(stderr.contains(problem) && !stderr.contains("hunter"), "{stderr}");
        assert_eq!(meta(from).copy, None);
    }
    // The password is read, and remembered nowhere.
    let to = with("", "?password=env:SECRET");
    let other = Home { directory: tempfile::tempdir().unwrap(), store: to.clone() };
    other.add_alice();
    let stderr = refused(&home, from, &to);
    assert!(stderr.contains("already holds a state"), "{stderr}");
    assert_eq!(meta(from).copy, None);
    home.ok(&["user", "add", "bob", "--password-stdin", "-q"], "one");
    let to = with("", "?password=env:SECRET&prefix=mine:");
    home.ok(&["store", "copy", from, &to, "-q"], "");
    assert_eq!(meta(from).copy.unwrap().other, format!("{}?password=env:SECRET&prefix=mine:", server.url()));
}

#[test]
fn a_full_server_is_an_error_and_the_source_is_used_again_after_abort() {
    let Some(server) = RedisServer::start_with(&["--save", "", "--maxmemory", "4mb"]) else { return };
    let home = home_with_file();
    fill(&home.store, 12_000);
    let expected = dump(&home.store, 5000);
    let serve = Serve::start(&home);
    let credentials = format!(r#"{{"username":"alice","password":"{PASSWORD}"}}"#);
    let (status, login) = serve.request(&home, "/api/login", &["--json", &credentials]);
    assert_eq!(status, 200, "{login}");
    let access = text(&login, "accessToken").to_owned();

    let (from, to) = (home.store.as_str(), server.url());
    let stderr = refused(&home, from, &to);
    assert!(stderr.contains("no memory left") && stderr.contains("store copy --abort"), "{stderr}");
    assert_eq!(meta(from).copy.map(|mark| mark.state), Some(CopyState::Copying));
    // Nobody uses the incomplete copy.
    let other = Home { directory: tempfile::tempdir().unwrap(), store: to.clone() };
    other.ok(&["init", "-q"], "");
    let (code, _, stderr) = other.run(&["user", "list"], "");
    assert!(code == Some(1) && stderr.contains("incomplete copy"), "{stderr}");

    // The server goes on to verify, and changes nothing.
    let refresh = || serve.request(&home, "/api/refresh", &["-X", "POST"]).0;
    assert_eq!(serve.profile(&home, &access), 200);
    assert_eq!(refresh(), 503);
    assert_eq!(serve.request(&home, "/api/login", &["--json", &credentials]).0, 503);
    let (code, _, stderr) = home.run(&["user", "add", "bob", "--password-stdin", "-q"], "one");
    assert!(code == Some(1) && stderr.contains("read-only: a copy to redis://"), "{stderr}");
    assert_eq!(home.json(&["user", "list", "--json"], "").as_array().map(Vec::len), Some(301));

    let (code, findings, _) = home.run(&["doctor", "--json"], "");
    assert!(code == Some(18) && findings.contains(r#""id":"state-copied""#), "{findings}");

    let report: Value = home.json(&["store", "copy", "--abort", from, &to, "--json"], "");
    assert_eq!((&report["unlocked"], &report["removed"]), (&true.into(), &Value::from(to.clone())), "{report}");
    assert_eq!(refresh(), 200);
    assert_eq!(keys(&server), 0);
    assert_eq!(dump(from, 5000).len(), expected.len());

    // The space that is missing is no obstacle to moving away.
    server.command(&["CONFIG", "SET", "maxmemory", "100mb"]);
    home.ok(&["store", "copy", from, &to, "-q"], "");
    server.command(&["CONFIG", "SET", "maxmemory", "1mb"]);
    let back = file_of(&home, "second.db");
    home.ok(&["store", "copy", &to, &back, "-q"], "");
    // The server looks at its store every second.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!([serve.profile(&home, &access), refresh()], [503, 503]);
    // The keys are not in the state.
    assert_eq!(serve.request(&home, "/.well-known/jwks.json", &[]).0, 200);
}

#[test]
fn a_copy_that_was_ended_is_no_destination() {
    let Some(server) = RedisServer::start() else { return };
    let mut home = home_with_file();
    let (from, to) = (home.store.clone(), server.url());
    interrupt(&home, &to);
    let moved = meta(&from).copy.unwrap();
    assert!(transfer(&from).replace_mark(Some(&moved), None).unwrap());
    let stderr = refused(&home, &from, &to);
    assert!(stderr.contains("incomplete copy, which was ended"), "{stderr}");
    assert_eq!(meta(&from).copy, None);
    let hint = format!("store copy --abort {from} {to}");
    assert!(stderr.split_whitespace().collect::<Vec<_>>().join(" ").contains(&hint), "{stderr}");
    home.ok(&["store", "copy", "--abort", &from, &to, "-q"], "");
    assert_eq!(keys(&server), 0);
    move_to(&mut home, &to);
}

#[test]
fn a_copy_that_differs_starts_over() {
    let Some(server) = RedisServer::start() else { return };
    let home = home_with_file();
    home.log_in();
    let (from, to) = (home.store.clone(), server.url());
    let expected = dump(&from, 5000);
    interrupt(&home, &to);
    // As if the destination had lost a record before the comparison.
    let moved = meta(&from).copy.unwrap();
    assert!(transfer(&from).replace_mark(Some(&moved), Some(&moved.with(CopyState::Copying))).unwrap());
    let sessions = server.list(&["KEYS", "tokctl:{*}:session:*"]);
    assert_eq!(server.command(&["DEL", &sessions[0]]), ":1");
    let stderr = refused(&home, &from, &to);
    assert!(stderr.contains("the copy differs from the source: it has 0 sessions of 1"), "{stderr}");
    home.ok(&["store", "copy", &from, &to, "-q"], "");
    assert!(dump(&to, 5000) == expected);
}

#[test]
fn a_source_that_was_moved_is_used_again_only_if_the_destination_never_was() {
    let Some(server) = RedisServer::start() else { return };
    let mut home = home_with_file();
    let (from, to) = (home.store.clone(), server.url());
    let abort = |home: &Home, args: &[&str]| home.run(&[&["store", "copy", "--abort", "-q"], args].concat(), "");
    // Killed before the destination was opened. FROM is not compared by its text.
    interrupt(&home, &to);
    let other_spelling = from.replace("first.db", "./first.db");
    let (code, _, stderr) = abort(&home, &[&other_spelling, &to]);
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!((meta(&from).copy, keys(&server)), (None, 0));

    move_to(&mut home, &to);
    for args in [&[&*from] as &[&str], &[&from, &to], &["--lost", &from, &to]] {
        let (code, _, stderr) = abort(&home, args);
        assert!(code == Some(1) && stderr.contains("was moved to"), "{args:?} {stderr}");
        assert_eq!(meta(&from).copy.unwrap().state, CopyState::Moved, "{args:?}");
    }
    server.command(&["FLUSHALL"]);
    let elsewhere = format!("{to}?prefix=elsewhere:");
    for args in [&[&*from] as &[&str], &[&from, &to], &["--lost", &from, &elsewhere]] {
        let (code, _, stderr) = abort(&home, args);
        let words = stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_hint = words.contains(&format!("store copy --abort --lost {from} {to}"));
        assert!(code == Some(1) && stderr.contains("was moved to"), "{args:?} {stderr}");
        assert_eq!(is_hint, args == [&from, &to], "{args:?} {stderr}");
        assert_eq!(meta(&from).copy.unwrap().state, CopyState::Moved, "{args:?}");
    }
    let (code, _, stderr) = abort(&home, &["--lost", &from, &to]);
    assert_eq!(code, Some(0), "{stderr}");
    home.store = from;
    home.log_in();
}

/// A command that ends a copy is killed after each of its steps.
#[test]
fn what_is_left_of_a_copy_that_was_being_removed_is_removed_later() {
    let Some(server) = RedisServer::start() else { return };
    for to in ["redis", "file"] {
        let home = home_with_file();
        let from = home.store.clone();
        let to = if to == "redis" { server.url() } else { file_of(&home, "second.db") };
        for state in [Some(CopyState::Moved), Some(CopyState::Copying), None] {
            interrupt(&home, &to);
            let (moved, half) = (meta(&from).copy.unwrap(), meta(&to).copy.unwrap());
            let removed = half.of_next("another".to_owned()).with(CopyState::Removed);
            assert!(transfer(&to).replace_mark(Some(&half), Some(&removed)).unwrap());
            let mark = state.map(|state| moved.with(state));
            assert!(transfer(&from).replace_mark(Some(&moved), mark.as_ref()).unwrap());
            let stderr = refused(&home, &from, &to);
            let abort = format!("store copy --abort {from} {to}");
            assert!(stderr.split_whitespace().collect::<Vec<_>>().join(" ").contains(&abort), "{stderr}");
            home.ok(&["store", "copy", "--abort", &from, &to, "-q"], "");
            assert_eq!((meta(&from).copy, try_transfer(&to).is_err()), (None, true), "{state:?}");
        }
    }
    assert_eq!(keys(&server), 0);
}

#[test]
fn a_destination_of_another_copy_is_not_removed() {
    let Some(server) = RedisServer::start() else { return };
    let home = home_with_file();
    let (from, to) = (home.store.clone(), server.url());
    let mut other = home_with_file();
    move_to(&mut other, &to);
    assert!(transfer(&to).replace_mark(None, Some(&mark(CopyState::Incomplete, &from))).unwrap());
    let keys = server.command(&["DBSIZE"]);
    let copying = mark(CopyState::Copying, &to);
    for state in [None, Some(CopyMark { id: "mine".to_owned(), ..copying })] {
        assert!(transfer(&from).replace_mark(None, state.as_ref()).unwrap());
        let (code, _, stderr) = home.run(&["store", "copy", "--abort", &from, &to], "");
        assert!(code == Some(1) && stderr.contains("is not an incomplete copy of"), "{stderr}");
        assert_eq!((meta(&from).copy, server.command(&["DBSIZE"])), (state, keys.clone()));
    }
}

/// The user and the commands are those that the documentation recommends.
#[test]
fn a_user_limited_to_the_prefix_can_copy() {
    let Some(server) = RedisServer::start() else { return };
    let page = include_str!("../../../docs/redis.md");
    let line = page.lines().find(|line| line.starts_with("ACL SETUSER tokctl ")).unwrap();
    assert_eq!(server.command(&line.split_whitespace().collect::<Vec<_>>()), "+OK", "{line}");
    let mut home = home_with_file();
    home.log_in();
    let url = server.url().replace("//", "//tokctl:PASSWORD@");
    let places =
        [format!("{url}?prefix=tokctl:one:"), format!("{url}?prefix=tokctl:two:"), file_of(&home, "second.db")];
    for place in &places {
        move_to(&mut home, place);
    }
    let from = home.store.clone();
    fill(&from, 100);
    let to = format!("{url}?prefix=tokctl:three:");
    interrupt(&home, &to);
    home.ok(&["store", "copy", "--abort", &from, &to, "-q"], "");
    assert_eq!(server.list(&["KEYS", "tokctl:three:*"]).iter().filter(|key| !key.contains("}:ended:")).count(), 0);
}

#[test]
fn an_event_follower_ends_when_the_state_is_moved() {
    let home = home_with_file();
    let mut follower = home.command(&["events", "--follow", "--json"]);
    let follower = follower.stdin(std::process::Stdio::null()).spawn().unwrap();
    home.ok(&["store", "copy", &home.store, &file_of(&home, "second.db"), "-q"], "");
    let output = follower.wait_with_output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.code() == Some(1) && stdout.contains("was moved to"), "{stdout}");
}
