//! Lists are written as they are read: with 200,000 rows a process takes no more memory than with a few.
#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const ROWS: u64 = 200_000;

/// In KiB.
const LIMIT: u64 = 64 << 10;

fn tokctl(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
    command.args(args).current_dir(dir).env_clear().env("TOKCTL_HOME", dir.join("home"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    command
}

/// The most memory that the process has had, in KiB; `None` after its end.
fn peak(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"))?;
    peak.parse().ok()
}

/// The lines or array elements that a command prints, and its peak of memory.
fn measure(dir: &Path, args: &[&str]) -> (usize, u64) {
    let mut child = tokctl(dir, args).spawn().unwrap();
    let mut output = child.stdout.take().unwrap();
    let (mut rows, mut most, mut buffer) = (0, 0, vec![0; 1 << 16]);
    loop {
        // It may be this much ahead of its reader: the peak is read before its end.
        let read = output.read(&mut buffer).unwrap();
        most = most.max(peak(child.id()).unwrap_or(0));
        if read == 0 {
            break;
        }
        rows += buffer[..read].iter().filter(|byte| **byte == b'\n').count();
    }
    assert_eq!(child.wait().unwrap().code(), Some(0), "{args:?}");
    (rows, most)
}

#[test]
fn lists_of_200_000_rows_take_little_memory() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = tokctl(dir.path(), &["user", "add", "alice", "--password-stdin", "-q"]).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"correct horse battery staple").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let state = rusqlite::Connection::open(dir.path().join("home/state.db")).unwrap();
    state
        .execute_batch(&format!(
            "BEGIN;
             CREATE TEMP TABLE n (n INTEGER PRIMARY KEY);
             WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {ROWS}) INSERT INTO temp.n SELECT n FROM n;
             INSERT INTO users (name, password, roles, scope, claims, version, disabled, created_at)
               SELECT 'user-' || n, x'00', '[\"EDITOR\"]', 'read write', '{{\"team\":\"a team of some people\"}}', 0, 0, n FROM temp.n;
             INSERT INTO sessions (sid, user_id, client, scope, created_at, expires_at, idle_expires_at, version, generation, hash)
               SELECT printf('000%029d', n), 1, 'tokctl', 'read write', n, 9000000000000, 9000000000000, 0, 0, zeroblob(32) FROM temp.n;
             INSERT INTO events (happened_at, kind, user, sid, client, detail)
               SELECT n, 'login', 'alice', printf('000%029d', n), 'tokctl', 'some more' FROM temp.n;
             COMMIT;"
        ))
        .unwrap();
    drop(state);
    let rows = usize::try_from(ROWS).unwrap();
    for (args, expected) in [
        (&["session", "list", "--json", "--limit", "1000000"][..], 1),
        (&["session", "list", "--limit", "1000000"], rows),
        (&["user", "list", "--json"], 1),
        (&["events", "--json", "--limit", "1000000"], rows + 1),
        (&["events", "--json", "--limit", "200000", "--user", "alice"], rows),
        (&["events", "--limit", "1000000"], rows + 1),
    ] {
        let (lines, peak) = measure(dir.path(), args);
        eprintln!("{args:?}: {peak} KiB");
        assert_eq!(lines, expected, "{args:?}");
        assert!((1..LIMIT).contains(&peak), "{args:?}: {peak} KiB");
    }
    let listed = tokctl(dir.path(), &["user", "list", "--json"]).output().unwrap();
    let users: Vec<serde_json::Value> = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(users.len(), rows + 1);
}
