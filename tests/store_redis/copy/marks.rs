//! What the marks of a copy guarantee if commands are paused, nodes fail over, or replicas lag.

use std::time::Duration;

use tokctl::store::copy::{Kept, Position, Record};
use tokctl::store::record::Digest;
use tokctl::store::step::AccessQuery;
use tokctl::store::{Absent, CopyMark, CopyState, Location, Opening, Partition, StoreError};

use super::{dump, file_of, home_with_file, interrupt, mark, meta, move_to, now, open, transfer};
use crate::commands::Home;
use crate::redis::{RedisServer, RedisService};

const KEPT: Kept = Kept { now: tokctl::base::Timestamp::MIN, events: Duration::ZERO, failed_logins: Duration::ZERO };

fn revoked_key(kid: &str) -> Record {
    Record::RevokedKey { kid: kid.to_owned(), at: now(), reason: "leaked".to_owned() }
}

/// One command is paused, a second goes on with its copy, and then the first runs again.
#[test]
fn a_command_whose_copy_another_goes_on_with_changes_nothing() {
    let Some(server) = RedisServer::start() else { return };
    let home = home_with_file();
    let source = meta(&home.store);
    for to in [server.url(), file_of(&home, "second.db")] {
        let first = mark(CopyState::Incomplete, "elsewhere");
        let second = first.of_next("second".to_owned());
        let absent = Absent::Receive(&source.identity, &first);
        let paused = Location::parse(&to).unwrap().open_for_copy(absent, Opening::default()).unwrap();
        assert!(paused.replace_mark(Some(&first), Some(&first)).unwrap());
        let running = transfer(&to);
        assert!(running.replace_mark(Some(&first), Some(&second)).unwrap());
        running.put(&second, &[revoked_key("one")], &Position::start(), &KEPT).unwrap();
        let copied = dump(&to, 10);
        for outcome in [
            paused.put(&first, &[revoked_key("two")], &Position::start(), &KEPT),
            paused.clear(&first),
            paused.finish(&first, &source),
        ] {
            assert!(matches!(outcome, Err(StoreError::CopyEnded)), "{to}: {outcome:?}");
        }
        assert!(!paused.replace_mark(Some(&first), Some(&first.of_next("first".to_owned()))).unwrap());
        // Two commands that go on at once get the same number.
        assert!(
            !paused
                .replace_mark(Some(&first), Some(&CopyMark { writer: "third".to_owned(), ..second.clone() }))
                .unwrap()
        );
        assert!(matches!(paused.discard(&first.with(CopyState::Removed)), Err(StoreError::CopyEnded)), "{to}");
        assert_eq!((dump(&to, 10), meta(&to).copy), (copied, Some(second.clone())), "{to}");
        running.finish(&second, &source).unwrap();
        assert_eq!(meta(&to).copy, None);
    }
}

/// It had read the mark of the identity, and changes the partitions after the second has.
#[test]
fn a_paused_command_changes_no_partition_either() {
    let Some(server) = RedisServer::start() else { return };
    let home = home_with_file();
    let (first, to) = (mark(CopyState::Incomplete, "elsewhere"), server.url());
    let second = first.of_next("second".to_owned());
    let source = meta(&home.store);
    let absent = Absent::Receive(&source.identity, &first);
    let paused = Location::parse(&to).unwrap().open_for_copy(absent, Opening::default()).unwrap();
    let running = transfer(&to);
    assert!(running.replace_mark(Some(&first), Some(&second)).unwrap());
    running.put(&second, &[revoked_key("one")], &Position::start(), &KEPT).unwrap();
    let copied = dump(&to, 10);
    // As if the comparison of the identity were over.
    let identity = |mark: &CopyMark| {
        server.command(&["HSET", "tokctl:{meta}:identity", "mark", &mark.to_json()]);
    };
    identity(&first);
    assert!(!paused.replace_mark(Some(&first), Some(&first)).unwrap());
    assert!(matches!(paused.clear(&first), Err(StoreError::CopyEnded)));
    identity(&second);
    assert_eq!(dump(&to, 10), copied);
    running.finish(&second, &source).unwrap();
    // Also when the destination is in use.
    identity(&first);
    assert!(!paused.replace_mark(Some(&first), Some(&first)).unwrap());
    server.command(&["HDEL", "tokctl:{meta}:identity", "mark"]);
    Home { directory: home.directory, store: to }.ok(&["user", "add", "bob", "--password-stdin", "-q"], "one");
}

/// A command that removes the destination is paused; meanwhile another does, and the state is copied again.
#[test]
fn a_paused_removal_removes_no_later_copy() {
    let Some(server) = RedisServer::start() else { return };
    let mut home = home_with_file();
    let from = home.store.clone();
    for to in [server.url(), file_of(&home, "second.db")] {
        interrupt(&home, &to);
        let half = meta(&to).copy.unwrap();
        let removed = half.of_next("paused".to_owned()).with(CopyState::Removed);
        let paused = transfer(&to);
        assert!(paused.replace_mark(Some(&half), Some(&removed)).unwrap());
        home.ok(&["store", "copy", "--abort", &from, &to, "-q"], "");
        move_to(&mut home, &to);
        let copied = dump(&to, 10);
        assert!(paused.discard(&removed).is_err(), "{to}");
        assert_eq!((dump(&to, 10), meta(&to).copy), (copied, None), "{to}");
        let back = file_of(&home, if to.starts_with("redis") { "third.db" } else { "fourth.db" });
        move_to(&mut home, &back);
        std::fs::rename(&back, &from).unwrap();
        home.store.clone_from(&from);
    }
}

/// The source was marked as moved in some partitions when the command was killed.
#[test]
fn an_ended_copy_leaves_no_mark_in_any_partition() {
    let Some(server) = RedisServer::start() else { return };
    let home = Home::new(&server.url());
    home.add_alice();
    let copying = mark(CopyState::Copying, "elsewhere");
    let source = transfer(&home.store);
    assert!(source.replace_mark(None, Some(&copying)).unwrap());
    let counters = format!("tokctl:{{{}}}:meta", Partition::of_name("alice"));
    server.command(&["HSET", &counters, "mark", &copying.with(CopyState::Moved).to_json()]);
    home.ok(&["store", "copy", "--abort", &home.store, "-q"], "");
    home.ok(&["user", "disable", "alice", "-q"], "");
}

/// A failover lost the mark of one partition.
#[test]
fn a_source_that_lost_a_mark_is_not_marked_as_moved() {
    let Some(server) = RedisServer::start() else { return };
    let home = Home::new(&server.url());
    home.add_alice();
    let copying = mark(CopyState::Copying, "elsewhere");
    let source = transfer(&home.store);
    assert!(source.replace_mark(None, Some(&copying)).unwrap());
    let partition = Partition::of_name("key").to_string();
    assert_eq!(server.command(&["HDEL", &format!("tokctl:{{{partition}}}:meta"), "mark"]), ":1");
    let moved = copying.with(CopyState::Moved);
    match source.replace_mark(Some(&copying), Some(&moved)) {
        Err(StoreError::State(fault)) => assert!(fault.message.contains("lost the mark of the copy"), "{fault}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(meta(&home.store).copy, Some(copying.clone()));
    // What goes on with the copy marks it again, and compares.
    assert!(source.replace_mark(Some(&copying), Some(&copying)).unwrap());
    assert!(source.replace_mark(Some(&copying), Some(&moved)).unwrap());
    assert_eq!(meta(&home.store).copy, Some(moved));
}

#[test]
fn a_mark_of_another_copy_is_not_removed() {
    let Some(server) = RedisServer::start() else { return };
    let home = Home::new(&server.url());
    home.add_alice();
    let (ended, next) = (mark(CopyState::Copying, "one"), mark(CopyState::Copying, "two"));
    let source = transfer(&home.store);
    assert!(source.replace_mark(None, Some(&ended)).unwrap());
    // A command that ends the first copy is paused before it changes the partitions.
    server.command(&["HDEL", "tokctl:{meta}:identity", "mark"]);
    assert!(source.replace_mark(None, Some(&next)).unwrap());
    server.command(&["HSET", "tokctl:{meta}:identity", "mark", &ended.to_json()]);
    assert!(!source.replace_mark(Some(&ended), None).unwrap());
    server.command(&["HSET", "tokctl:{meta}:identity", "mark", &next.to_json()]);
    assert!(source.replace_mark(Some(&next), Some(&next.with(CopyState::Moved))).unwrap(), "each still has the mark");
}

/// The node with the identity is away, and a check of revocation does not need it.
#[test]
fn a_check_of_revocation_notices_a_move_by_itself() {
    let Some(server) = RedisServer::start() else { return };
    let home = Home::new(&server.url());
    home.add_alice();
    let query = AccessQuery { deny_key: Some(Digest([7; 32])), ..AccessQuery::default() };
    let store = open(&home.store);
    let copying = mark(CopyState::Copying, "elsewhere");
    assert!(transfer(&home.store).replace_mark(None, Some(&copying)).unwrap());
    assert_eq!(store.access_state(&query).unwrap(), []);
    for state in [CopyState::Moved, CopyState::Incomplete] {
        let mark = copying.with(state);
        server.command(&["HSET", "tokctl:{meta}:identity", "mark", &copying.to_json()]);
        assert!(transfer(&home.store).replace_mark(Some(&copying), Some(&mark)).unwrap());
        server.command(&["HDEL", "tokctl:{meta}:identity", "mark"]);
        match store.access_state(&query) {
            Err(StoreError::Copied(found)) => assert_eq!(*found, mark),
            other => panic!("{other:?}"),
        }
        server.command(&["HSET", "tokctl:{meta}:identity", "mark", &mark.to_json()]);
        assert!(transfer(&home.store).replace_mark(Some(&mark), Some(&copying)).unwrap());
    }
}

/// What expired in the source by itself is not in the copy.
#[test]
fn a_copy_knows_how_far_its_source_forgot() {
    let Some(server) = RedisServer::start() else { return };
    let mut home = Home::new(&server.url());
    home.add_alice();
    let passed = now().saturating_add(Duration::from_secs(3 * 86_400));
    server.command(&["HSET", "tokctl:{meta}:identity", "passed", &passed.millis().to_string()]);
    let expected = passed.saturating_sub(Duration::from_secs(3600 - 60));
    assert_eq!(meta(&home.store).forgotten_until, None);
    let token = home.ok(&["issue", "--sub", "alice", "--typ", "at+jwt", "--ttl", "1h", "-q"], "").trim().to_owned();
    let verify = |home: &Home| home.run(&["verify", "-q", &token], "").0;
    assert_eq!(verify(&home), Some(1));
    for place in [format!("{}?prefix=second:", server.url()), file_of(&home, "second.db")] {
        move_to(&mut home, &place);
        assert_eq!(meta(&place).forgotten_until, Some(expected), "{place}");
        assert_eq!(verify(&home), Some(1), "{place}");
    }
}

#[test]
fn a_copy_waits_for_the_replicas_of_both() {
    let Some(service) = RedisService::start() else { return };
    let mut home = home_with_file();
    let from = home.store.clone();
    let to = format!("{}?replicas=1&deadline=400ms", service.primary.url());
    service.replica.signal("-STOP");
    let (code, _, stderr) = home.run(&["store", "copy", &from, &to, "-q"], "");
    assert!(code == Some(1) && stderr.contains("fewer replicas than the URL requires"), "{stderr}");
    assert_eq!(meta(&from).copy.map(|mark| mark.state), Some(CopyState::Copying));
    service.replica.signal("-CONT");
    move_to(&mut home, &to);
    service.replica.signal("-STOP");
    let back = file_of(&home, "second.db");
    let (code, _, stderr) = home.run(&["store", "copy", &to, &back, "-q"], "");
    assert!(code == Some(1) && stderr.contains("fewer replicas than the URL requires"), "{stderr}");
    assert_eq!(meta(&back).copy.map(|mark| mark.state), Some(CopyState::Incomplete));
    service.replica.signal("-CONT");
    move_to(&mut home, &back);
    home.log_in();
}

/// A failover of the destination brought the mark of a partition back.
#[test]
fn the_same_command_removes_what_is_left_of_its_marks() {
    let Some(server) = RedisServer::start() else { return };
    let mut home = home_with_file();
    let (from, to) = (home.store.clone(), server.url());
    move_to(&mut home, &to);
    let left = CopyMark { state: CopyState::Incomplete, ..meta(&from).copy.unwrap() };
    let counters = format!("tokctl:{{{}}}:meta", Partition::of_name("alice"));
    server.command(&["HSET", &counters, "mark", &left.to_json()]);
    assert_eq!(home.run(&["user", "disable", "alice", "-q"], "").0, Some(1));
    home.ok(&["store", "copy", &from, &to, "-q"], "");
    home.ok(&["user", "disable", "alice", "-q"], "");
}
