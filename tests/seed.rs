//! Seeds that are killed, applied by several processes at once, or applied on a full disk: applying them again finishes.
#![cfg(unix)]

#[path = "support/namespace.rs"]
mod namespace;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const SEED: &str = r#"
[settings]
access.ttl = "5m"

[[keys]]
kid = "dev-1"
active = true

[[keys]]
kid = "dev-2"
alg = "EdDSA"

[[users]]
name = "alex"
password = "user_password123"
roles = ["USER"]

[[users]]
name = "admin"
password = "admin_password123"
roles = ["USER", "ADMIN"]
"#;

fn spawn(dir: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
    command.args(args).current_dir(dir).env_clear().env("TOKCTL_HOME", dir.join("home"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn run(dir: &Path, args: &[&str]) -> Output {
    spawn(dir, args).wait_with_output().unwrap()
}

fn json(dir: &Path, args: &[&str]) -> Value {
    let output = run(dir, &[args, &["--json", "-q"]].concat());
    let text = [&output.stdout, &output.stderr].map(|stream| String::from_utf8_lossy(stream));
    assert!(output.status.success(), "{args:?}: {}", text.concat());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// How many settings, keys and users have each outcome.
fn outcomes(report: &Value) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for part in ["settings", "keys", "users"].into_iter().flat_map(|part| report[part].as_array().unwrap()) {
        *count.entry(part["outcome"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    count
}

/// Asserts that the home is as the seed says.
fn check(dir: &Path) {
    assert_eq!(outcomes(&json(dir, &["seed", "seed.toml"])), BTreeMap::from([("unchanged".to_owned(), 5)]));
    let users = json(dir, &["user", "list"]);
    let roles: Vec<&Value> = users.as_array().unwrap().iter().map(|user| &user["roles"]).collect();
    assert_eq!(roles, [&serde_json::json!(["USER", "ADMIN"]), &serde_json::json!(["USER"])]);
    // A password that was set once has not ended sessions.
    assert!(users.as_array().unwrap().iter().all(|user| user["version"] == 0));
    let keys = json(dir, &["key", "list"]);
    let active: Vec<&Value> = keys.as_array().unwrap().iter().filter(|key| key["state"] == "active").collect();
    assert_eq!((active.len(), &active[0]["kid"], keys.as_array().unwrap().len()), (1, &"dev-1".into(), 3));
    assert_eq!(json(dir, &["config", "get", "access.ttl"])["value"], "5m");
    // A killed process may leave files that nothing uses.
    let doctor = json(dir, &["doctor", "--fail-on", "error"]);
    let findings = doctor["findings"].as_array().unwrap().iter().map(|finding| finding["id"].as_str().unwrap());
    let other: Vec<&str> = findings.filter(|id| !["stray-key", "left-behind"].contains(id)).collect();
    assert!(other.is_empty(), "{doctor}");
}

fn seeded(parent: &Path, name: &str) -> PathBuf {
    let dir = parent.join(name);
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("seed.toml"), SEED).unwrap();
    dir
}

#[test]
fn a_seed_that_was_killed_is_finished_by_the_next() {
    let directory = tempfile::tempdir().unwrap();
    let whole = seeded(directory.path(), "whole");
    let start = Instant::now();
    run(&whole, &["seed", "seed.toml"]);
    let usual = start.elapsed();
    let rounds = 24;
    let mut killed = 0;
    for round in 0..rounds {
        let dir = seeded(directory.path(), &round.to_string());
        let mut child = spawn(&dir, &["seed", "seed.toml"]);
        std::thread::sleep(usual * round / rounds);
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        run(&dir, &["seed", "seed.toml"]);
        check(&dir);
    }
    assert!(killed > 0, "every process was done before it was killed");
}

#[test]
fn seeds_at_once_all_succeed() {
    let directory = tempfile::tempdir().unwrap();
    let dir = seeded(directory.path(), "one");
    let children: Vec<Child> = (0..12).map(|_| spawn(&dir, &["seed", "seed.toml", "--json", "-q"])).collect();
    let mut added = BTreeMap::<String, usize>::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        for (outcome, count) in outcomes(&serde_json::from_slice(&output.stdout).unwrap()) {
            *added.entry(outcome).or_default() += count;
        }
    }
    // Each key and user was added by one process, the setting was changed by one.
    assert_eq!(
        added,
        BTreeMap::from([("added".to_owned(), 4), ("changed".to_owned(), 1), ("unchanged".to_owned(), 55)])
    );
    check(&dir);
}

#[test]
fn a_seed_that_the_disk_had_no_room_for_is_finished_later() {
    namespace::rerun("inside_the_namespace", &[("small", "2m")], |_| {});
}

#[test]
#[ignore = "run by the test above, where its directories are mounted"]
fn inside_the_namespace() {
    let Some(directory) = namespace::directory() else { return };
    let small = directory.join("small");
    let mut failures = 0;
    for spare in (0..400).step_by(25) {
        let dir = seeded(&small, "try");
        let ballast = small.join("ballast");
        fs::write(&ballast, vec![1; 1 << 22]).unwrap_err();
        let room = fs::metadata(&ballast).unwrap().len().saturating_sub(spare * 1024);
        fs::OpenOptions::new().write(true).open(&ballast).unwrap().set_len(room).unwrap();
        let output = run(&dir, &["seed", "seed.toml"]);
        if !output.status.success() {
            failures += 1;
            assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        }
        fs::remove_file(&ballast).unwrap();
        run(&dir, &["seed", "seed.toml"]);
        check(&dir);
        fs::remove_dir_all(&dir).unwrap();
    }
    assert!(failures > 2, "{failures}");
}

#[test]
fn a_password_is_hashed_once_and_a_file_is_not_written_twice() {
    let directory = tempfile::tempdir().unwrap();
    let dir = seeded(directory.path(), "one");
    run(&dir, &["seed", "seed.toml"]);
    let files = |name: &str| (fs::read(dir.join("home").join(name)).unwrap(), modified(&dir.join("home").join(name)));
    let before = ["config.json", "ring.json"].map(files);
    let commits = commits(&dir);
    std::thread::sleep(Duration::from_millis(20));
    check(&dir);
    assert_eq!(["config.json", "ring.json"].map(files), before);
    assert_eq!(self::commits(&dir), commits);
}

fn modified(path: &Path) -> std::time::SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

/// What the home remembers of the state: the number of its commits.
fn commits(dir: &Path) -> Vec<Vec<u8>> {
    fs::read_dir(dir.join("home/marks")).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect()
}

#[test]
fn secrets_that_other_users_can_read_cause_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = tempfile::tempdir().unwrap();
    let dir = seeded(directory.path(), "one");
    run(&dir, &["seed", "seed.toml"]);
    run(&dir, &["key", "export", "dev-2", "--private", "--out", "key.pem"]);
    fs::write(dir.join("file.toml"), "keys = [{ kid = \"dev-2\", file = \"key.pem\" }]").unwrap();
    fs::write(dir.join("public.toml"), "keys = [{ kid = \"dev-1\" }]").unwrap();
    for (seed, changed, mode, warning) in [
        ("seed.toml", "seed.toml", 0o600, None),
        ("seed.toml", "seed.toml", 0o644, Some("other users can read the secrets in ")),
        ("seed.toml", "seed.toml", 0o620, Some("other users can read the secrets in ")),
        ("file.toml", "file.toml", 0o644, None),
        ("file.toml", "key.pem", 0o640, Some("other users can read the private key in ")),
        ("public.toml", "public.toml", 0o644, None),
    ] {
        fs::set_permissions(dir.join(changed), fs::Permissions::from_mode(mode)).unwrap();
        let output = run(&dir, &["seed", seed]);
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{text}");
        let expected = warning.map(|warning| format!("{warning}{}/{changed} (mode {mode:04o})", dir.display()));
        match expected {
            Some(expected) => assert!(text.contains(&expected), "{text}"),
            None => assert_eq!(text, "", "{seed} {changed}"),
        }
    }
}

#[test]
fn the_example_can_be_applied() {
    let directory = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/seed.toml");
    let report = json(directory.path(), &["seed", example.to_str().unwrap()]);
    let names: Vec<&str> =
        report["users"].as_array().unwrap().iter().map(|user| user["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["alex", "admin"]);
    // What is commented out works, too.
    let text = fs::read_to_string(&example).unwrap();
    let whole: String = text
        .lines()
        .skip_while(|line| line.starts_with('#'))
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.contains('=') || rest.starts_with('[') => format!("{rest}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    assert_ne!(whole, text);
    fs::write(directory.path().join("whole.toml"), whole.replace("env:CI_PASSWORD", "ci_password123")).unwrap();
    let report = json(directory.path(), &["seed", "whole.toml"]);
    assert_eq!((report["settings"].as_array().unwrap().len(), report["users"].as_array().unwrap().len()), (2, 3));
    assert_eq!(report["keys"][0]["state"], "active");
}
