//! The step of action.yml, `.ci/action.sh`, run with bash and the program itself.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn key(name: &str) -> String {
    root().join("tests/fixtures/keys").join(name).display().to_string()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A directory without a home, and the directory of the program in `PATH`.
struct Runner {
    dir: tempfile::TempDir,
}

impl Runner {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn command(&self, program: &str) -> Command {
        let program_dir = PathBuf::from(env!("CARGO_BIN_EXE_tokctl")).parent().unwrap().display().to_string();
        let mut command = Command::new(program);
        command.current_dir(self.dir.path()).env_clear();
        command.env("PATH", format!("{program_dir}:{}", std::env::var("PATH").unwrap()));
        command.env("TOKCTL_HOME", self.dir.path().join("home"));
        command
    }

    /// A token of the test's P-256 key.
    fn issue(&self, more: &[&str]) -> String {
        let mut command = self.command("tokctl");
        command.args(["issue", "-q", "--key", &key("p256.pkcs8.pem"), "--iss", "https://idp.example"]);
        let output = command.args(["--sub", "repo:octo/app", "--typ", "JWT"]).args(more).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).trim().to_owned()
    }

    /// The step with the defaults of action.yml, changed by `inputs`.
    fn step(&self, inputs: &[(&str, &str)]) -> Output {
        let mut command = self.command("bash");
        for (name, default) in inputs_of_the_action() {
            command.env(variable(&name), default);
        }
        command.env("INPUT_KEY", key("p256.spki.pem"));
        for (name, value) in inputs {
            command.env(variable(name), value);
        }
        command.arg(root().join(".ci/action.sh")).output().unwrap()
    }
}

fn variable(input: &str) -> String {
    format!("INPUT_{}", input.replace('-', "_").to_uppercase())
}

/// The names and defaults of the inputs in action.yml.
fn inputs_of_the_action() -> Vec<(String, String)> {
    let action = std::fs::read_to_string(root().join("action.yml")).unwrap();
    let inputs = action.split("inputs:\n").nth(1).unwrap().split("\nruns:").next().unwrap();
    let mut found: Vec<(String, String)> = Vec::new();
    for line in inputs.lines() {
        if let Some(name) = line.strip_prefix("  ").filter(|line| !line.starts_with(' ')) {
            found.push((name.trim_end_matches(':').to_owned(), String::new()));
        } else if let Some(default) = line.strip_prefix("    default: ") {
            found.last_mut().unwrap().1 = default.trim_matches('"').to_owned();
        }
    }
    found
}

/// The token is only in lines that mask it.
fn assert_masked(output: &Output, token: &str) {
    let stdout = text(&output.stdout);
    assert_eq!(stdout.lines().next(), Some(format!("::add-mask::{token}").as_str()));
    let Some((_, signature)) = token.rsplit_once('.') else { return };
    for line in stdout.lines().filter(|line| line.contains(signature)) {
        assert!(line.starts_with("::add-mask::"), "{line}");
    }
    assert!(!text(&output.stderr).contains(signature), "{}", text(&output.stderr));
}

#[test]
fn a_valid_token_without_findings_passes() {
    let runner = Runner::new();
    let token = runner.issue(&["--aud", "https://api.example"]);
    let output = runner.step(&[
        ("token", &token),
        ("issuer", "https://idp.example"),
        ("audience", "https://api.example"),
        ("subject", "repo:octo/app"),
        ("claims", "sub~=repo:octo/*\niss=https://idp.example\n"),
    ]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_masked(&output, &token);
    assert!(text(&output.stdout).contains("The token is valid.\nno findings\n"), "{output:?}");
}

#[test]
fn the_exit_code_is_that_of_the_first_failure() {
    let runner = Runner::new();
    let good = runner.issue(&["--aud", "api"]);
    let expired = runner.issue(&["--aud", "api", "--exp", "2020-01-01", "--iat", "2019-12-31"]);
    let no_audience = runner.issue(&[]);
    let cut = &good[..good.len() - 2];
    for (token, inputs, code) in [
        (good.as_str(), &[("audience", "api")][..], 0),
        (&good, &[("audience", "other")], 14),
        (&good, &[("claims", "sub=someone else")], 14),
        (&good, &[("key", &key("p384.spki.pem"))], 11),
        (&good, &[("key", "missing.pem")], 1),
        (&good, &[("lint", "everything")], 2),
        (&expired, &[], 12),
        (cut, &[], 11),
        ("undefined", &[], 10),
        (&no_audience, &[], 18),
        (&no_audience, &[("lint", "error")], 0),
        (&no_audience, &[("lint", "off")], 0),
    ] {
        let output = runner.step(&[&[("token", token)], inputs].concat());
        assert_eq!(output.status.code(), Some(code), "{inputs:?} {output:?}");
        assert_masked(&output, token);
    }
}

#[test]
fn a_token_with_its_scheme_is_masked_both_ways() {
    let runner = Runner::new();
    let token = runner.issue(&["--aud", "api"]);
    let output = runner.step(&[("token", &format!("Bearer {token}"))]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let stdout = text(&output.stdout);
    assert!(stdout.starts_with(&format!("::add-mask::Bearer {token}\n::add-mask::{token}\n")), "{stdout}");
}

#[test]
fn findings_are_written_as_sarif() {
    let runner = Runner::new();
    let token = runner.issue(&[]);
    let output = runner.step(&[("token", &token), ("sarif", "token.sarif"), ("sarif-uri", ".github/workflows/ci.yml")]);
    assert_eq!(output.status.code(), Some(18), "{output:?}");
    let sarif = std::fs::read_to_string(runner.dir.path().join("token.sarif")).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "no-aud");
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], ".github/workflows/ci.yml");
}

#[test]
fn every_input_reaches_the_script() {
    let action = std::fs::read_to_string(root().join("action.yml")).unwrap();
    let script = std::fs::read_to_string(root().join(".ci/action.sh")).unwrap();
    let inputs = inputs_of_the_action();
    assert_eq!(inputs.len(), 10);
    for (name, _) in inputs {
        let variable = variable(&name);
        assert!(action.contains(&format!("        {variable}: ${{{{ inputs.{name} }}}}\n")), "{name}");
        assert!(script.contains(&format!("${variable}")), "{name}");
    }
    // A script with inputs in it would run what they say.
    let (_, run) = action.split_once("\nruns:").unwrap();
    assert!(!run.lines().any(|line| line.contains("run:") && line.contains("${{")));
}
