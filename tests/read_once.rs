//! A command reads each of the home's files once, so that all of it works with the same settings, keys and secret.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::io::Write;
use std::mem::MaybeUninit;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;

fn run(dir: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
    command.args(args).current_dir(dir).env_clear().env("TOKCTL_HOME", dir.join("home"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Commands that ask for nothing may end before they could read it.
    let _ = child.stdin.take().unwrap().write_all(b"correct horse battery staple");
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// How often a command opens each file of the home.
fn opens(dir: &Path, args: &[&str]) -> BTreeMap<String, usize> {
    let watch = inotify::init(CreateFlags::NONBLOCK).unwrap();
    // With the events of closing between them, two openings are not merged into one event.
    inotify::add_watch(&watch, dir.join("home"), WatchFlags::OPEN | WatchFlags::CLOSE).unwrap();
    run(dir, args);
    let mut buffer = [MaybeUninit::uninit(); 4096];
    let mut events = inotify::Reader::new(&watch, &mut buffer);
    let mut opens = BTreeMap::new();
    loop {
        match events.next() {
            Ok(event) if event.events().contains(ReadFlags::OPEN) => {
                let name = event.file_name().map(|name| name.to_string_lossy().into_owned());
                *opens.entry(name.unwrap_or_default()).or_default() += 1;
            }
            Ok(_) => {}
            Err(Errno::AGAIN) => return opens,
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn no_command_reads_a_file_of_the_home_twice() {
    let directory = tempfile::tempdir().unwrap();
    let dir = directory.path();
    run(dir, &["init", "--sandbox"]);
    run(dir, &["config", "set", "leeway", "1s"]);
    run(dir, &["user", "add", "alice", "--password-stdin"]);
    let field = |text: &str, name: &str| -> String {
        serde_json::from_str::<serde_json::Value>(text).unwrap()[name].as_str().unwrap().to_owned()
    };
    let tokens = run(dir, &["login", "alice", "--password-stdin", "--json"]);
    let access = field(&tokens, "access_token");
    let other = field(&run(dir, &["login", "alice", "--password-stdin", "--json", "--no-save"]), "refresh_token");
    for (args, expected) in [
        (&["issue", "--sub", "x"][..], &["config.json", "ring.json", "sandbox.json"][..]),
        (&["verify", &access], &["config.json", "ring.json", "refresh.key", "sandbox.json"]),
        (&["introspect", &access], &["config.json", "ring.json", "refresh.key", "sandbox.json"]),
        (&["introspect", &other], &["config.json", "refresh.key", "sandbox.json"]),
        (&["login", "alice", "--password-stdin"], &["config.json", "ring.json", "refresh.key", "sandbox.json"]),
        (&["token", "--min-ttl", "15m"], &["config.json", "ring.json", "refresh.key", "sandbox.json"]),
        (&["refresh"], &["config.json", "ring.json", "refresh.key", "sandbox.json"]),
        (&["revoke", &access], &["config.json", "ring.json", "refresh.key", "sandbox.json"]),
        (&["revoke", &other], &["refresh.key", "sandbox.json"]),
        (&["key", "list"], &["ring.json", "sandbox.json"]),
        (&["user", "list"], &["refresh.key", "sandbox.json"]),
    ] {
        let opened = opens(dir, args);
        let files = ["config.json", "ring.json", "refresh.key", "sandbox.json"];
        let twice: Vec<_> = opened.iter().filter(|(name, n)| files.contains(&name.as_str()) && **n > 1).collect();
        assert!(twice.is_empty(), "{args:?} opens {twice:?}");
        for file in expected {
            assert!(opened.contains_key(*file), "{args:?} opens {opened:?}, expected {file}");
        }
    }
}
