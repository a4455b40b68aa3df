//! Many processes at once.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Barrier;
use std::thread;

use tokctl::store::SessionStatus;
use tokctl::store::step::{Change, ChangeOutcome, RotateOutcome, UserChange};

use crate::redis::{RedisCluster, RedisServer};
use crate::{add_user, log_in, op, open, rotate_step, rotated, sid};

const PROCESSES: usize = 8;
const CLIENTS: usize = 25;

/// Names the server in the environment of the processes that the test starts.
const URL: &str = "STORE_REDIS_URL";
const USER: &str = "STORE_REDIS_USER";

#[test]
fn of_two_hundred_clients_with_one_token_one_wins() {
    let Some(server) = RedisServer::start() else { return };
    let url = format!("{}?deadline=30s", server.url());
    let store = open(&url);
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    let program = std::env::current_exe().unwrap();
    let processes: Vec<_> = (0..PROCESSES)
        .map(|_| {
            let mut command = Command::new(&program);
            command.args(["--ignored", "--exact", "races::present_the_token", "--nocapture"]).env(URL, &url);
            command.stdout(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut outcomes = Vec::new();
    for process in processes {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).unwrap();
        outcomes.extend(text.lines().filter_map(|line| line.strip_prefix("outcome ")).map(str::to_owned));
    }
    let count = |outcome: &str| outcomes.iter().filter(|found| *found == outcome).count();
    assert_eq!(outcomes.len(), PROCESSES * CLIENTS);
    assert_eq!((count("rotated"), count("first reuse"), count("reuse")), (1, 1, PROCESSES * CLIENTS - 2));
    let view = store.session(&sid, crate::NOW).unwrap().unwrap();
    assert_eq!(view.session.generation, 1);
}

/// What each process runs.
#[test]
#[ignore = "run by the test above, in processes of its own"]
fn present_the_token() {
    let Ok(url) = std::env::var(URL) else { return };
    let barrier = Barrier::new(CLIENTS);
    let present = || {
        let store = open(&url);
        barrier.wait();
        match store.rotate(&rotate_step("alice", &sid("alice", "s"), 0, 0)).unwrap() {
            RotateOutcome::Rotated(_) => "rotated",
            RotateOutcome::Reused { already_ended: false, .. } => "first reuse",
            RotateOutcome::Reused { already_ended: true, .. } => "reuse",
            other => panic!("{other:?}"),
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(present)).collect();
        for thread in threads {
            println!("outcome {}", thread.join().unwrap());
        }
    });
}

/// Reads the session of the token that it presents, and stops before the step.
#[test]
fn a_client_that_was_stopped_before_its_step_is_too_late() {
    let Some(cluster) = RedisCluster::start() else { return };
    let url = format!("{}?deadline=20s", cluster.url());
    let store = open(&url);
    // In partitions of different nodes.
    for name in ["alice", "bob", "carol"] {
        let user = add_user(store.as_ref(), name);
        let sid = log_in(store.as_ref(), &user, "s");
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", "races::read_and_wait", "--nocapture"]).env(URL, &url).env(USER, name);
        let mut client = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(client.stdout.take().unwrap()).lines().map(Result::unwrap);
        assert!(lines.any(|line| line == "read generation 0"));
        let signal = |signal: &str| Command::new("kill").args([signal, &client.id().to_string()]).status().unwrap();
        assert!(signal("-STOP").success());
        assert_eq!(rotated(store.as_ref(), name, &sid, 0), 1);
        assert!(signal("-CONT").success());
        client.stdin.take().unwrap().write_all(b"\n").unwrap();
        assert!(lines.any(|line| line == "outcome reuse"));
        assert!(client.wait().unwrap().success());
        assert_ne!(store.session(&sid, crate::NOW).unwrap().unwrap().status, SessionStatus::Live);
    }
}

/// What the process of the test above runs.
#[test]
#[ignore = "run by the test above, in a process of its own"]
fn read_and_wait() {
    let (Ok(url), Ok(name)) = (std::env::var(URL), std::env::var(USER)) else { return };
    let (store, sid) = (open(&url), sid(&name, "s"));
    let generation = store.session(&sid, crate::NOW).unwrap().unwrap().session.generation;
    println!("\nread generation {generation}");
    std::io::stdin().read_line(&mut String::new()).unwrap();
    match store.rotate(&rotate_step(&name, &sid, generation, 0)).unwrap() {
        RotateOutcome::Reused { already_ended: false, .. } => println!("outcome reuse"),
        other => panic!("{other:?}"),
    }
}

/// A change reads the user before it writes: those that meet must not undo each other.
#[test]
fn changes_of_one_user_add_up() {
    let Some(server) = RedisServer::start() else { return };
    let url = format!("{}?deadline=30s", server.url());
    add_user(open(&url).as_ref(), "alice");
    let barrier = Barrier::new(CLIENTS);
    let add_role = |number: usize| {
        let store = open(&url);
        barrier.wait();
        let change = Change::AddRole(format!("role{number}"));
        let outcome = store.change_user(&UserChange { op: op(), name: "alice".to_owned(), change }).unwrap();
        assert!(matches!(outcome, ChangeOutcome::Changed(_)), "{outcome:?}");
    };
    thread::scope(|scope| {
        for number in 0..CLIENTS {
            let add_role = &add_role;
            scope.spawn(move || add_role(number));
        }
    });
    assert_eq!(open(&url).user("alice").unwrap().unwrap().roles.len(), CLIENTS);
}
