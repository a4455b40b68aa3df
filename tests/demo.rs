//! The demo does what it promises: its commands do what its requests do, its lines fit, and it leaves nothing behind.

#[path = "support/env.rs"]
mod env;
#[path = "support/recorder.rs"]
mod recorder;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use tokctl::base::{FixedClock, SystemRandom, Timestamp};
use tokctl::cli::env::Prompt;
use tokctl::demo::PASSWORD;

use recorder::Recorder;

const NOW: Timestamp = Timestamp::from_secs(1_795_510_800);

/// Runs the program, with nothing but `dir` to touch and Alice at the terminal.
fn tokctl(dir: &Path, args: &[&str]) -> (u8, String) {
    let (stdout, stderr) = (Recorder::default(), Recorder::default());
    let mut env = env::empty(dir, Arc::new(FixedClock::new(NOW)), Arc::new(SystemRandom), Box::new(Alice));
    env.args.extend(args.iter().map(Into::into));
    env.vars.insert("TOKCTL_HOME".to_owned(), dir.join("home").display().to_string());
    env.stdout = Box::new(stdout.clone());
    env.stderr = Box::new(stderr.clone());
    let code = tokctl::cli::run(&mut env);
    (code, stdout.text())
}

fn names_in(dir: &Path) -> Vec<String> {
    std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

fn steps(dir: &Path) -> Vec<Value> {
    let (code, story) = tokctl(dir, &["demo", "--json"]);
    assert_eq!(code, 0, "{story}");
    story.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The two tokens that a response hands out.
fn handed_out(step: &Value) -> Option<[String; 2]> {
    let access = step["response"]["body"]["accessToken"].as_str()?;
    let cookie = step["response"]["headers"]["set-cookie"].as_str()?;
    Some([access.to_owned(), cookie.strip_prefix("refreshToken=")?.split(';').next()?.to_owned()])
}

#[test]
fn the_commands_do_what_the_requests_do() {
    let dir = tempfile::tempdir().unwrap();
    let steps = steps(dir.path());
    assert!(steps.len() > 20);
    // The story's tokens, and those of the same place in the story as it is typed.
    let mut typed: BTreeMap<String, String> = BTreeMap::new();
    for step in &steps {
        let command = step["command"].as_str().unwrap();
        let mut words: Vec<String> = words(command);
        assert_eq!(words.remove(0), "tokctl", "{command}");
        for word in &mut words {
            if let Some(own) = typed.get(word) {
                word.clone_from(own);
            }
            assert!(word.len() < 40 || typed.values().any(|own| own == word), "a token from nowhere: {command}");
        }
        words.push("--json".to_owned());
        let (code, answer) = tokctl(dir.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(Some(u64::from(code)), step["exit_code"].as_u64(), "{command}\n{answer}");
        let answer: Value = serde_json::from_str(&answer).unwrap();
        if let Some([access, refresh]) = handed_out(step) {
            typed.insert(access, answer["access_token"].as_str().unwrap().to_owned());
            typed.insert(refresh, answer["refresh_token"].as_str().unwrap().to_owned());
        }
        if let Some(claims) = step["claims"].as_object() {
            let names: Vec<_> = claims.keys().collect();
            assert_eq!(names, answer.as_object().unwrap().keys().collect::<Vec<_>>(), "{command}");
        }
        if command.ends_with("jwks") {
            assert_eq!(answer["keys"].as_array().unwrap().len(), 2);
        }
    }
    assert_eq!(typed.len(), 14, "seven logins and refreshes");
}

#[test]
fn every_status_of_the_story_is_there_and_every_message_whole() {
    let dir = tempfile::tempdir().unwrap();
    let steps = steps(dir.path());
    let statuses: Vec<u64> = steps.iter().filter_map(|step| step["response"]["status"].as_u64()).collect();
    for status in [200, 204, 401, 403] {
        assert!(statuses.contains(&status), "{status}");
    }
    for (at, step) in steps.iter().enumerate() {
        assert_eq!(step["step"].as_u64(), Some(at as u64 + 1));
        assert_eq!(step["problem"], Value::Null);
        let is_unauthorized = step["response"]["status"] == 401;
        assert_eq!(
            is_unauthorized,
            step["response"]["headers"]["www-authenticate"].is_string() && step["response"]["status"] != 403
        );
        let path = step["request"]["path"].as_str().unwrap_or_default();
        assert!(path.is_empty() || step["request"]["headers"]["host"] == "127.0.0.1:8700");
        assert!(path != "/api/refresh" || step["request"]["headers"]["authorization"].is_null());
    }
    assert_eq!(steps.last().unwrap()["at"].as_i64(), Some(NOW.secs()));
    assert_eq!(names_in(dir.path()), [""; 0], "nothing is left, and no home of one's own is made");
}

#[test]
fn lines_fit_and_tokens_are_complete_only_on_request() {
    let dir = tempfile::tempdir().unwrap();
    let (code, story) = tokctl(dir.path(), &["demo"]);
    assert_eq!(code, 0);
    for line in story.lines() {
        assert!(line.chars().count() <= 80 && !line.contains('\u{1b}'), "{line}");
        assert!(line.split([' ', '"', ';']).all(|word| !word.is_ascii() || word.len() <= 60), "{line}");
        assert_eq!(line.trim_end(), line);
    }
    let (code, story) = tokctl(dir.path(), &["demo", "-v"]);
    assert_eq!(code, 0);
    assert!(!story.contains('…') && !story.contains('→'));
    let shown = story.lines().filter_map(|line| line.trim().strip_prefix("> authorization: Bearer "));
    assert!(shown.filter(|token| token.len() > 300).count() > 5);
}

#[test]
fn a_kept_home_is_whole_and_of_the_past() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(tokctl(dir.path(), &["demo", "--keep", "story", "-q"]).0, 0);
    assert_eq!(names_in(dir.path()), ["story"]);
    let list = |args: &[&str]| {
        let (code, answer) = tokctl(dir.path(), &[args, &["--home", "story", "--json"]].concat());
        assert_eq!(code, 0, "{answer}");
        serde_json::from_str::<Value>(&answer).unwrap()
    };
    let sessions = list(&["session", "list", "--all"]);
    let statuses: Vec<&str> =
        sessions.as_array().unwrap().iter().map(|session| session["status"].as_str().unwrap()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == "live").count(), 1, "{statuses:?}");
    assert_eq!(list(&["key", "list"]).as_array().unwrap().len(), 2);
    // Its clock is not ahead, so what is issued next is good at once.
    assert_eq!(tokctl(dir.path(), &["--home", "story", "login", "alice", "-q"]).0, 0);
    let (_, token) = tokctl(dir.path(), &["--home", "story", "token"]);
    assert_eq!(tokctl(dir.path(), &["--home", "story", "verify", token.trim()]).0, 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(dir.path().join("story")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}

/// The words of a command line; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let quoted = |(at, part): (usize, &str)| match at % 2 {
        0 => part.split_ascii_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    };
    line.split('"').enumerate().flat_map(quoted).collect()
}

/// Types her password, whatever she is asked.
struct Alice;

impl Prompt for Alice {
    fn secret(&mut self, _: &str) -> io::Result<String> {
        Ok(PASSWORD.to_owned())
    }
}
