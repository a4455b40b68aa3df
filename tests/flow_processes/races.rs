//! Two hundred processes at the same time.

use std::collections::HashSet;
use std::time::Duration;

use tokctl::base::Timestamp;
use tokctl::base::lock::DEADLINE;
use tokctl::store::sqlite::open_for_reading;
use tokctl::store::{EventKind, Lookup};

use crate::test_home::{CommandOutput, PASSWORD, Pair, TestHome, alone, claim};

const MANY: usize = 200;

/// At any time: the sessions are read, not judged.
const NOW: Timestamp = Timestamp::from_secs(0);

fn codes(outputs: &[(CommandOutput, Duration)]) -> Vec<i32> {
    let mut codes: Vec<i32> = outputs.iter().map(|(output, _)| output.code.unwrap_or(-1)).collect();
    codes.sort_unstable();
    codes
}

fn pairs(outputs: &[(CommandOutput, Duration)]) -> Vec<Pair> {
    outputs.iter().filter_map(|(output, _)| Pair::read(&output.out)).collect()
}

#[test]
fn one_refresh_wins_and_reuse_ends_the_session() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    let test = TestHome::new(dir.path(), &[]);
    let login = test.login(&["--no-save"]);
    let outputs = test.at_once(&vec![(vec!["refresh", "-", "--json", "-q"], login.refresh.as_str()); MANY]);
    let expected: Vec<i32> = std::iter::once(0).chain([16; MANY - 1]).collect();
    assert_eq!(
        codes(&outputs),
        expected,
        "{:#?}",
        outputs.iter().find(|(output, _)| ![Some(0), Some(16)].contains(&output.code))
    );
    let [won] = &pairs(&outputs)[..] else { panic!("one pair: {outputs:#?}") };
    // The winner may be the thief.
    test.run(&["refresh", "-"], &won.refresh).must_exit(15);
    test.run(&["verify", "-"], &won.access).must_exit(15);
    test.run(&["verify", "-"], &login.access).must_exit(15);
}

#[test]
fn within_the_grace_all_get_the_same() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    let test = TestHome::new(dir.path(), &[("refresh.grace", "60s")]);
    let login = test.login(&["--no-save"]);
    let outputs = test.at_once(&vec![(vec!["refresh", "-", "--json", "-q"], login.refresh.as_str()); MANY]);
    assert_eq!(codes(&outputs), [0; MANY]);
    let pairs = pairs(&outputs);
    assert_eq!(pairs.len(), MANY);
    let refreshes: HashSet<&str> = pairs.iter().map(|pair| pair.refresh.as_str()).collect();
    assert_eq!(refreshes.len(), 1);
    let ids: HashSet<String> = pairs.iter().map(|pair| claim(&pair.access, "jti").to_string()).collect();
    let ends: HashSet<String> = pairs.iter().map(|pair| claim(&pair.access, "exp").to_string()).collect();
    assert_eq!((ids.len(), ends.len()), (1, 1));
    let next = test.run(&["refresh", "-", "--json"], &pairs[0].refresh).ok().pair();
    // The successor was used: from now on the first token is stolen goods, grace or not.
    test.run(&["refresh", "-"], &login.refresh).must_exit(16);
    test.run(&["refresh", "-"], &next.refresh).must_exit(15);
}

#[test]
fn one_of_many_that_want_a_token_refreshes_it() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    // No grace: a second refresh with the same token would end the session.
    let test = TestHome::sandbox(dir.path());
    let login = test.login(&[]);
    test.run(&["clock", "advance", "16m"], "").ok();
    let outputs = test.at_once(&vec![(vec!["token", "-q"], ""); MANY]);
    assert_eq!(codes(&outputs), [0; MANY], "{:#?}", outputs.iter().find(|(output, _)| output.code != Some(0)));
    let tokens: HashSet<&str> = outputs.iter().map(|(output, _)| output.out.trim()).collect();
    assert_eq!(tokens.len(), 1);
    let token = tokens.into_iter().next().unwrap();
    assert_ne!(token, login.access);
    test.run(&["verify", "-"], token).ok();
    let state = open_for_reading(&test.home().join("state.db"), DEADLINE).unwrap();
    let events = state.latest_events(10 * MANY).unwrap().events;
    assert_eq!(events.iter().filter(|event| event.kind == EventKind::Refresh).count(), 1, "{events:#?}");
    assert_eq!(state.session(&login.sid, NOW).unwrap().unwrap().session.generation, 1);
}

#[test]
fn many_sessions_at_once_are_all_refreshed() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    let test = TestHome::new(dir.path(), &[]);
    // Few at once, because no more guesses pass at once than in a row.
    let login = (vec!["login", "alice", "--password-stdin", "--json", "-q", "--no-save"], PASSWORD);
    let logins: Vec<_> = (0..MANY / 4).flat_map(|_| test.at_once(&vec![login.clone(); 4])).collect();
    assert_eq!(codes(&logins), [0; MANY], "{:#?}", logins.iter().find(|(output, _)| output.code != Some(0)));
    let before = pairs(&logins);
    let refresh = |pair: &Pair| (vec!["refresh", "-", "--json", "-q"], pair.refresh.clone());
    let processes: Vec<_> = before.iter().map(refresh).collect();
    let processes: Vec<_> = processes.iter().map(|(args, input)| (args.clone(), input.as_str())).collect();
    let outputs = test.at_once(&processes);
    assert_eq!(codes(&outputs), [0; MANY], "{:#?}", outputs.iter().find(|(output, _)| output.code != Some(0)));
    let sessions: HashSet<String> = pairs(&outputs).into_iter().map(|pair| pair.sid).collect();
    assert_eq!(sessions.len(), MANY);
    let longest = outputs.iter().map(|(_, time)| *time).max().unwrap();
    eprintln!("{MANY} sessions refreshed at once; the longest wait was {longest:?}");
}

#[test]
fn every_client_with_the_password_logs_in() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    let test = TestHome::new(dir.path(), &[]);
    let typed = format!("{PASSWORD}\n");
    let login = vec!["login", "alice", "--password-stdin", "--no-save", "--json", "-q"];
    let outputs = test.at_once(&vec![(login, typed.as_str()); MANY]);
    assert_eq!(codes(&outputs), [0; MANY], "{:#?}", outputs.iter().find(|(output, _)| output.code != Some(0)));
}
