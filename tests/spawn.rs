//! What only a real process can show: closed pipes, full disks, missing terminals, arguments that are not UTF-8.

use std::io::{BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// The program, with a home in `dir` and no variables of the person who runs the tests.
fn tokctl(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
    command.args(args).current_dir(dir).env_clear().env("TOKCTL_HOME", dir.join("home")).env("SECRET", SECRET);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(dir: &Path, args: &[&str]) -> Output {
    tokctl(dir, args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs the program with a standard output whose reader is closed.
fn with_closed_pipe(mut command: Command) -> Output {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    command.stdout(writer);
    let output = command.output().unwrap();
    assert_eq!(text(&output.stderr), "", "a closed pipe is quiet");
    output
}

#[test]
fn the_program_runs() {
    let dir = tempfile::tempdir().unwrap();
    let output = run(dir.path(), &["--version"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), concat!("tokctl ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_closed_pipe_is_quiet_and_fails_only_where_the_answer_must_be_whole() {
    let dir = tempfile::tempdir().unwrap();
    let issue = |more: &[&'static str]| [&["issue", "--secret", "env:SECRET", "--alg", "HS256"], more].concat();
    let token = run(dir.path(), &issue(&["--sub", "alice"]));
    let token = text(&token.stdout).trim().to_owned();
    let old = run(dir.path(), &issue(&["--exp", "2020-01-01", "-q"]));
    let old = text(&old.stdout).trim().to_owned();
    std::fs::write(dir.path().join("tokens"), format!("{token}\n")).unwrap();
    let verify = ["verify", "--secret", "env:SECRET", "-q"];
    for (args, code) in [
        (vec!["algorithms"], 0),
        (vec!["--help"], 0),
        (vec!["completions", "zsh"], 0),
        (vec!["demo"], 0),
        (vec!["demo", "--json"], 0),
        (vec!["decode", token.as_str()], 0),
        ([&verify[..], &["--json", &token]].concat(), 0),
        // The exit code does not depend on the reader.
        ([&verify[..], &["--json", &old]].concat(), 12),
        ([&verify[..], &["--batch", "tokens"]].concat(), 1),
        (issue(&["--sub", "alice"]), 1),
        (issue(&["--count", "100000"]), 1),
    ] {
        let output = with_closed_pipe(tokctl(dir.path(), &args));
        assert_eq!(output.status.code(), Some(code), "{args:?}");
    }
}

/// Runs the program with a closed standard output, as `>&-` in a shell.
#[cfg(unix)]
fn with_closed_output(dir: &Path, args: &[&str], input: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$@\" >&-", "sh", env!("CARGO_BIN_EXE_tokctl")]).args(args).current_dir(dir);
    command.env_clear().env("TOKCTL_HOME", dir.join("home")).env("SECRET", SECRET);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A process that fails early reads no input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn no_token_is_lost_to_a_closed_output_or_a_full_disk() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let with_password = |args: &[&str]| with_closed_output(dir, args, "correct horse");
    assert_eq!(with_password(&["user", "add", "alice", "--password-stdin", "-q"]).status.code(), Some(0));
    assert_eq!(with_password(&["login", "alice", "--password-stdin", "-q"]).status.code(), Some(0));
    let events = || text(&run(dir, &["events", "--json", "--limit", "1000"]).stdout);
    let session = || std::fs::read(dir.join("home/session.json")).unwrap();
    std::fs::write(dir.join("password"), "correct horse").unwrap();
    let login = ["login", "alice", "--password-stdin", "--no-save", "--json"];
    let tokens = tokctl(dir, &login).stdin(std::fs::File::open(dir.join("password")).unwrap()).output().unwrap();
    let tokens: serde_json::Value = serde_json::from_slice(&tokens.stdout).unwrap();
    let (before, saved) = (events(), session());
    for args in [
        &["login", "alice", "--password-stdin", "--no-save"][..],
        &["login", "alice", "--password-stdin", "--no-save", "--json"],
        &["refresh", tokens["refresh_token"].as_str().unwrap()],
    ] {
        let output = with_password(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        let stderr = text(&output.stderr);
        assert!(
            stderr.contains("error[io]: standard output is closed") && stderr.contains("hint: "),
            "{args:?}: {stderr}"
        );
    }
    // Nothing was changed.
    assert_eq!((events(), session()), (before, saved));
    assert_eq!(with_password(&["issue", "--sub", "alice", "--out", "token"]).status.code(), Some(0));
    for args in [&["issue", "--sub", "alice"][..], &["token"], &["refresh"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = tokctl(dir, args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(text(&output.stderr).contains("No space left"), "{args:?}");
        // Discarded on purpose: as a shell opens it, and as Python and Node do.
        let mut null = std::fs::OpenOptions::new();
        for null in [null.write(true).open("/dev/null"), null.read(true).write(true).open("/dev/null")] {
            let status = tokctl(dir, args).stdout(null.unwrap()).status().unwrap();
            assert_eq!(status.code(), Some(0), "{args:?}");
        }
    }
    // The refresh that could not be printed was saved.
    assert_eq!(run(dir, &["token"]).status.code(), Some(0));
    // A login that was saved nowhere and could not be printed leaves no session.
    let live = || text(&run(dir, &["session", "list", "--json"]).stdout);
    let before = live();
    for args in [
        &["login", "alice", "--password-stdin", "--no-save"][..],
        &["login", "alice", "--password-stdin", "--no-save", "--json"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let password = std::fs::File::open(dir.join("password")).unwrap();
        let output = tokctl(dir, args).stdin(password).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(text(&output.stderr).contains("No space left"), "{args:?}");
        assert_eq!(live(), before, "{args:?}");
    }
}

#[test]
fn the_demo_leaves_nothing_behind_for_any_reader() {
    let dir = tempfile::tempdir().unwrap();
    let demo = || {
        let mut command = tokctl(dir.path(), &["demo"]);
        command.env("TMPDIR", dir.path());
        command
    };
    with_closed_pipe(demo());
    let output = demo().output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    let output = demo().env("TMPDIR", dir.path().join("missing")).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("error[io]: could not create the directory"), "{}", text(&output.stderr));
}

#[cfg(target_os = "linux")]
#[test]
fn the_demo_that_is_interrupted_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let is_begun = || std::fs::read_dir(dir.path()).unwrap().count() > 0;
    let mut command = tokctl(dir.path(), &["demo"]);
    let mut child = command.env("TMPDIR", dir.path()).spawn().unwrap();
    while !is_begun() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(!is_begun());
}

#[cfg(unix)]
#[test]
fn issuing_into_a_file_that_is_interrupted_or_killed_leaves_no_file() {
    for (signal, code) in [("-INT", Some(130)), ("-KILL", None)] {
        let dir = tempfile::tempdir().unwrap();
        let args = ["issue", "--secret", "env:SECRET", "--alg", "HS256", "--count", "1000000000", "--out", "tokens"];
        let mut child = tokctl(dir.path(), &args).spawn().unwrap();
        let written = || {
            let entries = std::fs::read_dir(dir.path()).unwrap();
            entries.map(|entry| entry.unwrap().metadata().map_or(0, |file| file.len())).sum::<u64>()
        };
        while written() == 0 {
            assert_eq!(child.try_wait().unwrap(), None, "it ended early");
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert_eq!(child.wait().unwrap().code(), code);
        assert!(!dir.path().join("tokens").exists(), "{signal}");
    }
}

#[cfg(unix)]
#[test]
fn what_came_with_a_line_of_the_next_does_not_keep_it_waiting() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = tokctl(dir.path(), &["verify", "--secret", "env:SECRET", "--batch", "-"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"one\ntw").unwrap();
    let lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || lines.for_each(|line| sender.send(line.unwrap()).unwrap()));
    // A response that is buffered never arrives.
    let next = || receiver.recv_timeout(std::time::Duration::from_secs(60));
    assert!(next().unwrap().starts_with("1\t"));
    input.write_all(b"o\n").unwrap();
    drop(input);
    assert!(next().unwrap().starts_with("2\t"));
    assert_eq!(next(), Err(std::sync::mpsc::RecvTimeoutError::Disconnected));
    child.wait().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_batch_of_the_shortest_lines_stays_in_bounds() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("blank"), vec![b'\n'; 8 << 20]).unwrap();
    let mut child =
        tokctl(dir.path(), &["verify", "--secret", "env:SECRET", "--batch", "blank", "--json"]).spawn().unwrap();
    let mut answers = child.stdout.take().unwrap();
    let mut first = [0; 1];
    answers.read_exact(&mut first).unwrap();
    // Long enough for it to do all that it may do before it must wait for its reader.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")).unwrap();
    assert!(peak.parse::<u64>().unwrap() < 64 << 10, "{peak} kB");
    drop(answers);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_batch_of_hostile_tokens_of_a_megabyte_stays_in_bounds() {
    let encode = |text: &str| tokctl::base::b64::encode(text);
    let nested = format!("[{}]", vec!["[".repeat(60) + &"]".repeat(60); 6000].join(","));
    let unsigned = encode(&format!(r#"{{"alg":"none","x":{nested}}}"#)) + ".e30.";
    let signature = encode(&"x".repeat(32));
    let claims = encode(&format!(r#"{{"x":{nested}}}"#));
    let unverified = format!("{}.{claims}.{signature}", encode(r#"{"alg":"HS256"}"#));
    let objects = format!("{{\"a\":[{}]}}", vec!["{}"; 300_000].join(","));
    let lines: Vec<String> = (0..8).flat_map(|_| [unsigned.clone(), unverified.clone(), objects.clone()]).collect();
    assert!(lines.iter().all(|line| (900_000..1_048_576).contains(&line.len())));
    let dir = tempfile::tempdir().unwrap();
    let args = ["verify", "--secret", "env:SECRET", "--alg", "HS256", "--batch", "-", "--json"];
    let mut child = tokctl(dir.path(), &args).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut results = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    for (at, line) in lines.iter().enumerate() {
        input.write_all(format!("{line}\n").as_bytes()).unwrap();
        let code = if at % 3 == 1 { "bad_signature" } else { "malformed" };
        let result = results.next().unwrap().unwrap();
        assert!(result.contains(&format!("\"code\":\"{code}\"")) && result.len() < 1000, "{result}");
    }
    // It waits for more input.
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")).unwrap();
    assert!(peak.parse::<u64>().unwrap() < 64 << 10, "{peak} kB");
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(10));
}

#[cfg(target_os = "linux")]
#[test]
fn a_batch_of_tokens_of_endless_issuers_stays_in_bounds() {
    let dir = tempfile::tempdir().unwrap();
    let key = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/keys/p256.spki.pem");
    for args in [&["init", "-q"][..], &["key", "import", key, "--iss", "https://other.example", "-q"]] {
        assert_eq!(run(dir.path(), args).status.code(), Some(0));
    }
    let mut child = tokctl(dir.path(), &["verify", "--batch", "-", "--json"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut results = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    let encode = |text: &str| tokctl::base::b64::encode(text);
    let (header, signature) = (encode(r#"{"alg":"ES256"}"#), encode(&"x".repeat(64)));
    for at in 0..150 {
        let payload = encode(&format!("{{\"iss\":\"{at}{}\"}}", "x".repeat(700_000)));
        input.write_all(format!("{header}.{payload}.{signature}\n").as_bytes()).unwrap();
        let result = results.next().unwrap().unwrap();
        assert!(result.contains("\"valid\":false"), "{result}");
    }
    // It waits for more input.
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")).unwrap();
    assert!(peak.parse::<u64>().unwrap() < 64 << 10, "{peak} kB");
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(11));
}

#[test]
fn a_reader_that_leaves_early_ends_a_long_answer() {
    let dir = tempfile::tempdir().unwrap();
    let args = ["issue", "--secret", "env:SECRET", "--alg", "HS256", "--count", "10000000"];
    let mut child = tokctl(dir.path(), &args).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_never_stands_in_for_a_closed_stream() {
    let dir = tempfile::tempdir().unwrap();
    let tokens = dir.path().join("tokens");
    assert!(Command::new("mkfifo").arg(&tokens).status().unwrap().success());
    // The program keeps it open as long as a writer has it open.
    let _writer = std::fs::File::options().read(true).write(true).open(&tokens).unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$@\" <&- >&- 2>&-", "sh", env!("CARGO_BIN_EXE_tokctl")]);
    command.args(["verify", "--secret", "env:SECRET", "--batch"]).arg(&tokens);
    let mut child = command.env("TOKCTL_HOME", dir.path().join("home")).env("SECRET", SECRET).spawn().unwrap();
    let descriptors = PathBuf::from(format!("/proc/{}/fd", child.id()));
    let opened = |fd: u8| std::fs::read_link(descriptors.join(fd.to_string())).unwrap_or_default();
    while !(0..20).any(|fd| opened(fd) == tokens) {
        assert_eq!(child.try_wait().unwrap(), None, "it ended early");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let streams = [0, 1, 2].map(opened);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(streams, [Path::new("/dev/null"); 3]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_for_every_answer() {
    let dir = tempfile::tempdir().unwrap();
    for args in [
        &["algorithms"][..],
        &["algorithms", "--json"],
        &["--help"],
        &["man"],
        &["issue", "--secret", "env:SECRET", "--alg", "HS256"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = tokctl(dir.path(), args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        let stderr = text(&output.stderr);
        assert!(stderr.starts_with("error[io]: ") && stderr.contains("No space left"), "{args:?}: {stderr}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_hung_up_by_a_standard_error_that_takes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let args = ["issue", "--secret", SECRET, "--alg", "HS256"];
    let output = tokctl(dir.path(), &args).stderr(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "a warning that cannot be shown is not a failure");
    assert_eq!(tokctl(dir.path(), &["nonsense"]).stderr(full()).status().unwrap().code(), Some(2));
}

#[test]
fn who_follows_the_events_sees_what_others_do_and_ends_with_its_reader() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), &["init"]);
    // Not even the state is there yet.
    let mut follower = tokctl(dir.path(), &["events", "--follow", "--json"]).spawn().unwrap();
    let mut lines = std::io::BufReader::new(follower.stdout.take().unwrap()).lines();
    for (args, event) in [
        (["revoke", "--jti", "one"], "revoke"),
        (["revoke", "--user", "nobody"], ""),
        (["revoke", "--jti", "two"], "revoke"),
    ] {
        run(dir.path(), &args);
        if !event.is_empty() {
            let line = lines.next().unwrap().unwrap();
            assert!(line.contains(&format!("\"event\":\"{event}\"")), "{line}");
        }
    }
    drop(lines);
    run(dir.path(), &["revoke", "--jti", "three"]);
    assert_eq!(follower.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn without_a_terminal_there_is_no_question() {
    use std::os::unix::process::CommandExt as _;

    let dir = tempfile::tempdir().unwrap();
    // A process group of its own is not enough: `setsid` takes the terminal away, if there is one.
    let program = env!("CARGO_BIN_EXE_tokctl");
    let mut command = Command::new("setsid");
    command.args(["--wait", program, "issue", "--secret", "prompt", "--alg", "HS256"]);
    command.env("TOKCTL_HOME", dir.path().join("home")).stdin(Stdio::null()).process_group(0);
    let Ok(output) = command.output() else { return eprintln!("skipped: there is no setsid") };
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let stderr = text(&output.stderr);
    assert!(stderr.contains("no terminal") && stderr.contains("hint: "), "{stderr}");
    assert!(output.stdout.is_empty());
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_utf8_are_handled() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let dir = tempfile::tempdir().unwrap();
    let bytes = OsStr::from_bytes(b"a\xff\x1b[2Jb");
    for args in [vec![OsStr::new("decode"), bytes], vec![bytes], vec![OsStr::new("issue"), OsStr::new("--sub"), bytes]]
    {
        let output = tokctl(dir.path(), &[]).args(&args).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let stderr = text(&output.stderr);
        assert!(stderr.starts_with("error[usage]: ") && !stderr.contains('\u{1b}'), "{args:?}: {stderr}");
    }
    // Paths need not be text.
    let home = dir.path().join(OsStr::from_bytes(b"h\xff"));
    let output = tokctl(dir.path(), &["issue", "--sub", "alice", "--home"]).arg(&home).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(home.is_dir());
}
