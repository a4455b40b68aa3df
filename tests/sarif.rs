//! `lint --sarif`: valid by the schema of SARIF 2.1.0, as GitHub code scanning takes it, and without the token.
//!
//! The schema and its validator are npm packages; CONTRIBUTING.md says how to install them. Where they are missing, the test
//! says so; with `CI` set it fails.

#[path = "support/env.rs"]
mod env;
#[path = "support/recorder.rs"]
mod recorder;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};
use tokctl::base::{FixedClock, SystemRandom, Timestamp, b64};
use tokctl::cli::env::Prompt;
use tokctl::token::lint::RULES;

use recorder::Recorder;

struct NoTerminal;

impl Prompt for NoTerminal {
    fn secret(&mut self, _: &str) -> std::io::Result<String> {
        Err(std::io::ErrorKind::NotFound.into())
    }
}

/// Standard output of `tokctl lint` for the text on standard input, and standard error.
fn lint(options: &[&str], input: &str) -> (String, String) {
    let dir = tempfile::tempdir().unwrap();
    let (stdout, stderr) = (Recorder::default(), Recorder::default());
    let clock = Arc::new(FixedClock::new(Timestamp::from_secs(1_800_000_000)));
    let mut env = crate::env::empty(dir.path(), clock, Arc::new(SystemRandom), Box::new(NoTerminal));
    env.args.extend(["lint", "-"].iter().chain(options).map(Into::into));
    env.stdin = Box::new(std::io::Cursor::new(input.to_owned().into_bytes()));
    env.stdout = Box::new(stdout.clone());
    env.stderr = Box::new(stderr.clone());
    tokctl::cli::run(&mut env);
    (stdout.text(), stderr.text())
}

fn sarif(input: &str) -> Value {
    let (stdout, stderr) = lint(&["--sarif", "--sarif-uri", "deploy/a b/token.txt"], input);
    serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout:?} {stderr:?}"))
}

fn token(header: &Value, payload: &Value) -> String {
    format!("{}.{}.{}", b64::encode(header.to_string()), b64::encode(payload.to_string()), b64::encode([7; 32]))
}

/// Tokens with many findings, with none, and with text that needs escapes.
fn examples() -> Vec<String> {
    let good = json!({"iss": "https://a.example", "aud": "api", "sub": "alice", "jti": "1", "iat": 1_799_999_990, "exp": 1_800_000_300});
    let mut names = good.clone();
    names["passw\"ord\u{202e}"] = "x".into();
    names["käse\n"] = json!({"phone": "+49 30 1234567", "": "a@b.example"});
    vec![
        token(&json!({"alg": "ES256", "typ": "JWT"}), &good),
        token(
            &json!({"alg": "none"}),
            &json!({"exp": 1_800_000_000_000_u64, "password": "hunter2", "email": "a@b.example"}),
        ),
        token(&json!({"alg": "HS256\"\u{7}", "kid": "../../x", "jku": "https://x", "crit": ["é\u{0}"]}), &names),
        format!("first line\nTOKEN={}\n", token(&json!({"alg": "nOnE", "zip": "DEF"}), &json!([1]))),
    ]
}

#[test]
fn valid_by_the_schema() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop/sarif_peer.mjs");
    let child =
        Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut documents: Vec<Value> = examples().iter().map(|example| sarif(example)).collect();
    // The last document is invalid: a validator that accepts everything is noticed.
    let mut broken = documents[1].clone();
    broken["runs"][0]["results"][0]["level"] = "fatal".into();
    documents.push(broken);
    let output = child.and_then(|mut child| {
        let mut stdin = child.stdin.take().unwrap();
        for document in &documents {
            writeln!(stdin, "{}", json!({"document": document}))?;
        }
        drop(stdin);
        child.wait_with_output()
    });
    let Some(output) = output.ok().filter(|output| output.status.success()) else {
        assert!(std::env::var_os("CI").is_none(), "@microsoft/jest-sarif is missing, and CI must not do without it");
        eprintln!("NOT TESTED: @microsoft/jest-sarif is not installed; see CONTRIBUTING.md");
        return;
    };
    let answers: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), documents.len());
    let (broken, valid) = answers.split_last().unwrap();
    assert_ne!(broken["ok"], json!([]));
    for (answer, document) in valid.iter().zip(&documents) {
        assert_eq!(answer["ok"], json!([]), "{document}");
    }
}

#[test]
fn as_github_code_scanning_takes_it() {
    for example in examples() {
        let document = sarif(&example);
        assert_eq!(document["version"], "2.1.0");
        let run = &document["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), RULES.len());
        for rule in rules {
            for member in ["shortDescription", "fullDescription", "help"] {
                let text = rule[member]["text"].as_str().unwrap();
                assert!(!text.is_empty() && text.chars().count() <= 1024, "{rule}");
            }
        }
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
            let locations = result["locations"].as_array().unwrap();
            assert_eq!(locations.len(), 1);
            let place = &locations[0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "deploy/a%20b/token.txt");
            assert_eq!(place["region"]["startLine"], if example.contains('\n') { 2 } else { 1 });
        }
    }
    assert_eq!(sarif(&examples()[0])["runs"][0]["results"], json!([]));
    assert!(sarif(&examples()[1])["runs"][0]["results"].as_array().unwrap().len() > 5);
}

#[test]
fn a_token_with_thousands_of_findings_has_a_small_report() {
    let long = "x".repeat(100_000);
    let numbers = vec![9_007_199_254_740_993_u64; 20_000];
    let header = json!({"alg": "ES256", "typ": "JWT"});
    for payload in [json!({"a": numbers}), json!({long.as_str(): numbers}), json!({long.as_str(): {"password": "x"}})] {
        let (stdout, _) = lint(&["--sarif", "--sarif-uri", "t"], &token(&header, &payload));
        let document: Value = serde_json::from_str(&stdout).unwrap();
        assert!(stdout.len() < 1024 * 1024, "{} bytes", stdout.len());
        // GitHub shows 5,000 results of a run.
        let results = document["runs"][0]["results"].as_array().unwrap();
        assert!(results.len() <= 5000);
    }
    let (stdout, _) = lint(&["--json"], &token(&header, &json!({"a": numbers})));
    assert!(stdout.contains("19000 more of these"), "{}", &stdout[..1000]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// No part of the token and no value of a claim is in any output.
    #[test]
    fn the_token_is_in_no_output(values in proptest::collection::vec("[a-zA-Z0-9+/@. -]{24,60}", 1..6), number in 9_007_199_254_740_993_u64..) {
        let names = ["password", "email", "sub", "data", "kid", "phone"];
        let mut payload = json!({"n": number, "list": [&values[0]], "in": {"secret": &values[0]}});
        for (name, value) in names.iter().zip(&values) {
            payload[name] = value.as_str().into();
        }
        let token = token(&json!({"alg": "HS256", "kid": &values[0], "jku": &values[0]}), &payload);
        for options in [&["--sarif", "--sarif-uri", "t"][..], &["--json"], &[], &["-v"]] {
            let (stdout, stderr) = lint(options, &format!("TOKEN={token}\n"));
            for output in [stdout, stderr] {
                for secret in token.split('.').chain(values.iter().map(String::as_str)) {
                    prop_assert!(!output.contains(secret), "{secret} in {output}");
                }
                prop_assert!(!output.contains(&number.to_string()), "{output}");
            }
        }
    }
}
