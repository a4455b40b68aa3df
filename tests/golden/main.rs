//! Golden cases: every file under `tests/cases/<verb>/` is a behavior, run in this process against the real command line.
//!
//! `TOKCTL_CASE=text cargo test --test golden` runs the cases whose path holds the text; `TOKCTL_BLESS=1` writes what the
//! program says now into the cases that say otherwise. CONTRIBUTING.md shows the format.

mod bless;
mod case;
mod case_dir;
#[path = "../support/env.rs"]
mod env;
mod pattern;
#[path = "../support/recorder.rs"]
mod recorder;
mod report;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use case::{After, Case, Step};
use case_dir::{CaseDir, CommandOutput};
use report::CaseFailure;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

#[test]
fn every_case_is_as_it_says() {
    let wanted = std::env::var("TOKCTL_CASE").unwrap_or_default();
    let cases: Vec<PathBuf> = all_cases().into_iter().filter(|path| path.to_string_lossy().contains(&wanted)).collect();
    assert!(!cases.is_empty(), "no case under {} has {wanted:?} in its path", root().display());
    let blessing = std::env::var_os("TOKCTL_BLESS").is_some();
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(path) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(failure) = check(path, blessing) {
                        failures.lock().unwrap().push(failure);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    for failure in &failures {
        eprintln!("{failure}");
    }
    assert!(failures.is_empty(), "{} of {} cases failed", failures.len(), cases.len());
    println!("{} cases", cases.len());
}

/// Every case there is. A directory that is not named after a verb, a verb without a case, and a file that would be skipped are failures.
fn all_cases() -> Vec<PathBuf> {
    let verbs: Vec<&str> = tokctl::cli::verbs::VERBS.iter().map(|verb| verb.name).collect();
    let mut cases = Vec::new();
    for directory in entries(&root()) {
        let verb = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
        assert!(
            verb == "tokctl" || verbs.contains(&verb.as_str()),
            "{} is not the directory of a verb",
            directory.display()
        );
        let files = entries(&directory);
        assert!(!files.is_empty(), "{} holds no case", directory.display());
        for file in files {
            assert!(file.extension().is_some_and(|kind| kind == "toml"), "{} is not a case", file.display());
            cases.push(file);
        }
    }
    for verb in verbs {
        assert!(root().join(verb).is_dir(), "there is no case for `tokctl {verb}`: make tests/cases/{verb}/");
    }
    cases
}

fn entries(directory: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn check(path: &Path, blessing: bool) -> Result<(), CaseFailure> {
    let broken = |message: String| CaseFailure::broken(path, message);
    let text = std::fs::read_to_string(path).map_err(|error| broken(error.to_string()))?;
    let case: Case = toml_edit::de::from_str(&text).map_err(|error| broken(error.to_string()))?;
    let mut case_dir = CaseDir::new(&case).map_err(broken)?;
    let mut blessed = Vec::new();
    for (number, step) in case.steps.iter().enumerate() {
        let output = case_dir.run(step).map_err(broken)?;
        let wrong = differences(step, &output, &mut case_dir).map_err(broken)?;
        if wrong.is_empty() {
            continue;
        }
        if !blessing {
            return Err(CaseFailure::new(path, &case, number, &case_dir, output, wrong));
        }
        blessed.push((number, output));
    }
    if blessed.is_empty() {
        return Ok(());
    }
    bless::rewrite(path, &text, &blessed, &mut case_dir.names).map_err(broken)
}

/// What is not as the step says, in words.
fn differences(step: &Step, output: &CommandOutput, case_dir: &mut CaseDir) -> Result<Vec<String>, String> {
    let mut wrong = Vec::new();
    if output.code != step.code {
        wrong.push(format!("the exit code is {}, not {}", output.code, step.code));
    }
    if has_token(&output.stderr) {
        wrong.push("there is a token on stderr".to_owned());
    }
    for (stream, expected, actual) in
        [("stdout", &step.stdout, &output.stdout), ("stderr", &step.stderr, &output.stderr)]
    {
        if !pattern::matches(expected, actual, &mut case_dir.names)? {
            wrong.push(format!("{stream} is not as expected:\n{}", report::diff(expected, actual)));
        }
    }
    for (name, after) in &step.after {
        let path = case_dir.path().join(pattern::fill(name, &case_dir.names)?);
        if let Some(problem) = difference(&path, after, case_dir)? {
            wrong.push(format!("{name} {problem}"));
        }
    }
    Ok(wrong)
}

/// Whether `text` has an access token, a refresh token, or a credential for them in it.
fn has_token(text: &str) -> bool {
    let is_refresh_token = |word: &str| word.starts_with("tokctl_rt_") && word.len() > 30;
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-'));
    !tokctl::token::locate::locate(text).is_empty() || words.into_iter().any(is_refresh_token)
}

#[test]
fn a_token_on_standard_error_is_noticed() {
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2ln";
    let refresh = "tokctl_rt_0123456789abcdefghijklmnopqrstuv";
    for text in [
        format!("note: {token}\n"),
        format!("error: \"{token}\" is invalid"),
        format!("the token {refresh} is unknown"),
    ] {
        assert!(has_token(&text), "{text}");
    }
    assert!(!has_token("note: a refresh token begins with tokctl_rt_\n"));
}

fn difference(path: &Path, after: &After, case_dir: &mut CaseDir) -> Result<Option<String>, String> {
    Ok(match after {
        After::Exists(expected) if *expected == path.exists() => None,
        After::Exists(true) => Some("is not there".to_owned()),
        After::Exists(false) => Some("is there".to_owned()),
        After::Text(expected) => {
            let actual = match std::fs::read(path) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(error) => return Ok(Some(error.to_string())),
            };
            let matched = pattern::matches(expected, &actual, &mut case_dir.names)?;
            (!matched).then(|| format!("is not as expected:\n{}", report::diff(expected, &actual)))
        }
        After::Mode { mode } => report::mode(path)
            .filter(|actual| actual != mode)
            .map(|actual| format!("has the permissions {actual}, not {mode}")),
    })
}
