//! Planted files, and what other processes could read of this one.
#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const PASSWORD: &str = "correct horse battery";

fn tokctl(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
    command.args(args).current_dir(dir).env_clear().env("TOKCTL_HOME", dir.join("home"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn finish(mut child: Child, input: &str, what: &str) -> Output {
    // The program may end without reading its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("{what} hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

fn run(dir: &Path, args: &[&str]) -> Output {
    let input = if args.contains(&"--password-stdin") { PASSWORD } else { "" };
    finish(tokctl(dir, args).spawn().unwrap(), input, &args.join(" "))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A home with the user alice.
fn with_user() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let output = run(dir.path(), &["user", "add", "alice", "--password-stdin"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    dir
}

#[test]
fn a_named_pipe_in_place_of_a_state_file_is_refused() {
    let dir = with_user();
    let login = run(dir.path(), &["login", "alice", "--password-stdin", "--json"]);
    assert_eq!(login.status.code(), Some(0), "{}", text(&login.stderr));
    let tokens: serde_json::Value = serde_json::from_slice(&login.stdout).unwrap();
    let access = tokens["access_token"].as_str().unwrap();
    for name in ["state.db-wal", "state.db-shm", "state.db-journal", "state.db-lock", "state.db"] {
        let path = dir.path().join("home").join(name);
        let kept = dir.path().join("kept");
        let is_kept = fs::rename(&path, &kept).is_ok();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        for args in [vec!["verify", access], vec!["token", "--min-ttl", "14m59s"], vec!["refresh"]] {
            let output = run(dir.path(), &args);
            assert_eq!(output.status.code(), Some(1), "{name}, {args:?}: {}", text(&output.stderr));
            assert!(text(&output.stderr).contains("not a regular file"), "{name}, {args:?}: {}", text(&output.stderr));
        }
        fs::remove_file(&path).unwrap();
        if is_kept {
            fs::rename(&kept, &path).unwrap();
        }
    }
    let output = run(dir.path(), &["refresh"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

#[test]
fn nothing_is_written_through_a_planted_symbolic_link() {
    let dir = tempfile::tempdir().unwrap();
    let victim = dir.path().join("victim");
    fs::write(&victim, "mine").unwrap();
    let plant = |name: &str| {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(&victim, &path).unwrap();
        path
    };
    let page = plant("pages/tokctl-verify.1");
    let output = run(dir.path(), &["man", "--out", "pages"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(fs::symlink_metadata(&page).unwrap().is_file());
    assert!(fs::read_to_string(&page).unwrap().contains("verify"));
    plant("out");
    run(dir.path(), &["init"]);
    let kid = text(&run(dir.path(), &["key", "generate", "--alg", "EdDSA", "--kid", "one"]).stdout);
    assert_eq!(kid, "one\n");
    for args in [
        vec!["issue", "--sub", "alice", "--out", "out"],
        vec!["issue", "--sub", "alice", "--count", "3", "--out", "out"],
        vec!["key", "export", "one", "--format", "pem", "--private", "--out", "out"],
    ] {
        let output = run(dir.path(), &args);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains("already exists"), "{args:?}: {}", text(&output.stderr));
    }
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
}

#[test]
fn a_symbolic_link_in_place_of_the_lock_of_the_state_is_refused() {
    let dir = with_user();
    let lock = dir.path().join("home/state.db-lock");
    let target = dir.path().join("target");
    for exists in [false, true] {
        fs::remove_file(&lock).unwrap();
        std::os::unix::fs::symlink(&target, &lock).unwrap();
        if exists {
            fs::write(&target, "mine").unwrap();
        }
        let output = run(dir.path(), &["user", "disable", "alice"]);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains("state.db-lock: it is a symbolic link"), "{}", text(&output.stderr));
        assert_eq!(fs::read_to_string(&target).ok().as_deref(), exists.then_some("mine"));
    }
    fs::remove_file(&lock).unwrap();
    let output = run(dir.path(), &["user", "disable", "alice"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

#[test]
fn a_password_as_an_argument_is_not_echoed() {
    let dir = with_user();
    for args in [["login", "alice", PASSWORD], ["login", "alice", "hunter2"]] {
        for json in [false, true] {
            let output = tokctl(dir.path(), &args).args(json.then_some("--json")).output().unwrap();
            let shown = text(&output.stdout) + &text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            assert!(!shown.contains(args[2]), "{args:?}: {shown}");
        }
    }
}

#[test]
fn a_login_that_cannot_lock_the_saved_session_opens_none() {
    let dir = with_user();
    let lock = dir.path().join("home/session.lock");
    fs::create_dir(&lock).unwrap();
    let output = run(dir.path(), &["login", "alice", "--password-stdin"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let sessions = || text(&run(dir.path(), &["session", "list", "--json"]).stdout);
    assert_eq!(sessions().trim(), "[]");
    fs::remove_dir(&lock).unwrap();
    assert_eq!(run(dir.path(), &["login", "alice", "--password-stdin"]).status.code(), Some(0));
    assert_ne!(sessions().trim(), "[]");
}

/// The files of a process in `/proc` belong to root if the process is not dumpable.
#[cfg(target_os = "linux")]
#[test]
fn the_process_leaves_no_core_dump_and_its_memory_is_closed_to_others() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    const NOBODY: u32 = 65534;
    let dir = tempfile::tempdir().unwrap();
    let program = dir.path().join("tokctl");
    fs::copy(env!("CARGO_BIN_EXE_tokctl"), &program).unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let me = fs::metadata(dir.path()).unwrap().uid();
    let user = if me == 0 { NOBODY } else { me };
    let start = |program: &Path, args: &[&str]| {
        let mut command = Command::new(program);
        command.args(args).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped());
        if me == 0 {
            command.uid(user);
        }
        command.spawn().unwrap()
    };
    let owner = |child: &Child| fs::metadata(format!("/proc/{}/environ", child.id())).unwrap().uid();
    let mut other = start(Path::new("/bin/cat"), &[]);
    let mut child = start(&program, &["decode", "-"]);
    let begun = Instant::now();
    while owner(&child) != 0 && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!((owner(&other), owner(&child)), (user, 0));
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"]);
    for child in [&mut other, &mut child] {
        drop(child.stdin.take());
        child.wait().unwrap();
    }
}
