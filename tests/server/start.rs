//! Starting a server: with a seed, in a temporary home, and asking whether it is healthy.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use crate::process::{Running, command, tokctl};

fn example() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/seed.toml").display().to_string()
}

/// The temporary homes in `dir`.
fn temporary_homes(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("tokctl-")).collect()
}

fn text(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|stream| String::from_utf8_lossy(stream).into_owned()).concat()
}

#[cfg(unix)]
#[test]
fn one_command_gives_a_server_with_users_whose_tokens_can_be_made_to_expire() {
    let directory = tempfile::tempdir().unwrap();
    let dir = directory.path();
    let server = Running::again(dir, &["--ephemeral", "--seed", &example()]);
    let token = server.log_in().access_token();
    assert_eq!(server.get("/api/user/orders", &token).status, 200);
    let issuer = tokctl(dir, &["decode", "--claim", "iss", &token], "");
    assert_eq!(text(&issuer).trim(), server.urls[0]);
    let [scratch] = temporary_homes(dir).try_into().unwrap();
    let home = scratch.join("home").display().to_string();
    let advanced = tokctl(dir, &["--home", &home, "clock", "advance", "16m", "-q"], "");
    assert!(advanced.status.success(), "{}", text(&advanced));
    let expired = server.get("/api/user/orders", &token);
    assert_eq!(expired.status, 401);
    assert!(expired.header("www-authenticate").unwrap().contains("invalid_token"), "{}", expired.head);
    let later = server.log_in().access_token();
    assert_eq!(server.get("/api/user/orders", &later).status, 200);
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains(&format!("\nexport TOKCTL_HOME={home}\n")), "{log}");
    assert!(log.contains("seed.toml: 2 added, 0 changed, 0 unchanged\n"), "{log}");
    assert!(!log.contains("is not a URL that this server listens on"), "{log}");
    assert!(temporary_homes(dir).is_empty());
    assert!(!dir.join("home").exists(), "the home of the environment is not touched");
}

#[cfg(unix)]
#[test]
fn a_temporary_home_is_removed_after_any_signal_at_any_time() {
    let directory = tempfile::tempdir().unwrap();
    let dir = directory.path();
    let users: String = (0..4).map(|n| format!("[[users]]\nname = 'u{n}'\npassword = 'p'\n")).collect();
    fs::write(dir.join("seed.toml"), users).unwrap();
    let server = Running::again(dir, &["--ephemeral", "-q"]);
    assert_eq!(temporary_homes(dir).len(), 1);
    server.signal("-INT");
    let (code, log) = server.terminate();
    assert_eq!(
        (code, log.lines().filter(|line| line.starts_with("export TOKCTL_HOME=")).count()),
        (Some(0), 1),
        "{log}"
    );
    assert!(temporary_homes(dir).is_empty());
    for wait in (0..400).step_by(40) {
        let mut command = command(dir, &["serve", "--listen", "localhost:0", "--ephemeral", "--seed", "seed.toml"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let signal = if wait % 80 == 0 { "-TERM" } else { "-INT" };
        std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        child.wait().unwrap();
        assert!(temporary_homes(dir).is_empty(), "after {wait} ms");
    }
}

#[test]
fn a_server_that_cannot_start_leaves_no_temporary_home() {
    let directory = tempfile::tempdir().unwrap();
    let dir = directory.path();
    fs::write(dir.join("wrong.toml"), "[[users]]\nname = 'alex'\n").unwrap();
    for (options, code) in [
        (&["--seed", "wrong.toml"][..], 2),
        (&["--seed", "none.toml"], 1),
        (&["--listen", "192.0.2.1:1", "--insecure-http"], 1),
    ] {
        let output = tokctl(dir, &[&["serve", "--ephemeral"], options].concat(), "");
        assert_eq!(output.status.code(), Some(code), "{}", text(&output));
        assert!(temporary_homes(dir).is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_seed_is_applied_before_the_server_starts() {
    let directory = tempfile::tempdir().unwrap();
    let dir = directory.path();
    let seed = fs::read_to_string(example()).unwrap() + "\n[settings]\nissuer = \"https://login.example\"\n";
    fs::write(dir.join("seed.toml"), seed).unwrap();
    let (code, log) = Running::again(dir, &["--seed", "seed.toml"]).terminate();
    assert_eq!(code, Some(0));
    assert!(log.contains("note: applied seed.toml: 2 added, 1 changed, 0 unchanged\n"), "{log}");
    assert!(
        log.contains("warning: the issuer https://login.example is not a URL that this server listens on"),
        "{log}"
    );
    let again = Running::with(dir, &[], &[("TOKCTL_SEED", "seed.toml")]);
    again.log_in().access_token();
    let (_, log) = again.terminate();
    assert!(log.contains("note: applied seed.toml: 0 added, 0 changed, 3 unchanged\n"), "{log}");
    // The option is preferred.
    let output = command(dir, &["serve", "--seed", "none.toml"]).env("TOKCTL_SEED", "seed.toml").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    // A temporary home keeps the issuer of the seed.
    let ephemeral = Running::again(dir, &["--ephemeral", "--seed", "seed.toml"]);
    let token = ephemeral.log_in().access_token();
    let issuer = tokctl(dir, &["decode", "--claim", "iss", &token], "");
    assert_eq!(text(&issuer).trim(), "https://login.example");
}

#[cfg(unix)]
#[test]
fn a_server_is_asked_for_its_health() {
    let directory = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let server = Running::start(directory.path(), &[]);
    let url = server.urls[0].clone();
    let check = |args: &[&str], variables: &[(&str, &str)]| {
        let output =
            command(elsewhere.path(), &[&["serve", "--check"], args].concat()).envs(variables.iter().copied()).output();
        let output = output.unwrap();
        (output.status.code(), text(&output))
    };
    let address = url.strip_prefix("http://").unwrap();
    let healthy = (Some(0), format!("{url}/healthz is healthy\n"));
    assert_eq!(check(&[&url], &[]), healthy);
    assert_eq!(check(&[], &[("TOKCTL_LISTEN", address)]), healthy);
    assert_eq!(check(&["--listen", address], &[("TOKCTL_SEED", "none.toml")]), healthy);
    let any = address.replace("127.0.0.1", "0.0.0.0");
    assert_eq!(check(&[], &[("TOKCTL_LISTEN", &any)]), healthy);
    let (code, json) = check(&[&url, "--json"], &[]);
    assert_eq!((code, json), (Some(0), format!("{{\"url\":\"{url}/healthz\",\"healthy\":true}}\n")));
    // A server that cannot read its state is not healthy.
    fs::rename(directory.path().join("home/state.db"), directory.path().join("state.db")).unwrap();
    let (code, message) = check(&[&url], &[]);
    assert_eq!(code, Some(1));
    assert!(message.contains("/healthz returned 503, expected 200"), "{message}");
    drop(server);
    assert_eq!(check(&[&url], &[]).0, Some(1));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0, "no home was made");
}
