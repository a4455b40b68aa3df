//! The completion script of bash completes what only the home knows.

#![cfg(unix)]

use std::path::Path;
use std::process::Command;

/// What bash completes after `words`, of which the last is incomplete.
fn complete(home: &Path, words: &[&str]) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions/tokctl.bash");
    let bin = Path::new(env!("CARGO_BIN_EXE_tokctl")).parent().unwrap();
    let code = r#"
        source "$1"; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        _tokctl "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        printf '%s\n' "${COMPREPLY[@]}""#;
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("bash")
        .args(["--norc", "-c", code, "bash"])
        .arg(script)
        .arg("tokctl")
        .args(words)
        .env("PATH", path)
        .env("TOKCTL_HOME", home)
        .current_dir(home.parent().unwrap())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn tokctl(home: &Path, args: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_tokctl")).args(args).env("TOKCTL_HOME", home).output().unwrap();
    assert!(output.status.success(), "{args:?}: {output:?}");
}

#[test]
fn bash_knows_algorithms_settings_keys_users_and_files() {
    if Command::new("bash").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "bash is not installed");
        eprintln!("skipped: bash is not installed");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    assert_eq!(complete(&home, &["key", "show", "x"]), Vec::<String>::new(), "without a home");
    tokctl(&home, &["init", "-q"]);
    tokctl(&home, &["key", "generate", "--kid", "web-1", "-q"]);
    std::fs::write(dir.path().join("pw"), "one\n").unwrap();
    let user = ["user", "add", "alice", "--password-stdin", "-q"];
    let added = Command::new(env!("CARGO_BIN_EXE_tokctl"))
        .args(user)
        .env("TOKCTL_HOME", &home)
        .stdin(std::fs::File::open(dir.path().join("pw")).unwrap())
        .status();
    assert!(added.unwrap().success());
    std::fs::write(dir.path().join("token.txt"), "").unwrap();
    for (words, expected) in [
        (&["issue", "--alg", "ES2"][..], &["ES256", "ES256K"][..]),
        (&["issue", "--key", "we"], &["web-1"]),
        (&["key", "show", "we"], &["web-1"]),
        (&["key", "export", "we"], &["web-1"]),
        (&["revoke", "--key", "we"], &["web-1"]),
        (&["login", "al"], &["alice"]),
        (&["user", "set", "al"], &["alice"]),
        (&["events", "--user", "al"], &["alice"]),
        (&["config", "get", "access"], &["access.ttl"]),
        (&["decode", "@tok"], &["@token.txt"]),
        (&["decode", "@", "tok"], &["token.txt"]),
    ] {
        assert_eq!(complete(&home, words), expected, "{words:?}");
    }
    assert!(complete(&home, &["user", "add", "al"]).is_empty());
}
