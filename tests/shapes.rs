//! The JSON that the golden cases expect has the members that `cli/shapes.rs` describes, and no others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tokctl::cli::shapes::{self, SHAPES};
use tokctl::core::doctor::HomeProblem;

fn cases(dir: &Path, out: &mut Vec<PathBuf>) {
    for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { cases(&path, out) } else { out.push(path) }
    }
}

/// The command that some arguments are for.
fn command_of(args: &[String]) -> Option<&'static str> {
    let words: Vec<&str> = args.iter().map(String::as_str).filter(|arg| !arg.starts_with('-')).collect();
    let is_called = |name: &&str| {
        let parts: Vec<&str> = name.split(' ').collect();
        words.get(..parts.len()) == Some(&parts[..])
    };
    SHAPES.iter().map(|(name, _)| *name).find(is_called)
}

/// The names of a result's own members, or of those in an array.
fn members(answer: &Value) -> Vec<String> {
    match answer {
        Value::Object(object) => object.keys().cloned().collect(),
        Value::Array(items) => items.iter().flat_map(members).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_member_of_the_output_is_documented() {
    let mut paths = Vec::new();
    cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut paths);
    let mut seen = BTreeSet::new();
    let mut undocumented = Vec::new();
    for path in paths {
        let case: toml_edit::DocumentMut = fs::read_to_string(&path).unwrap().parse().unwrap();
        for step in case["step"].as_array_of_tables().unwrap() {
            let args: Vec<String> =
                step["args"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap().to_owned()).collect();
            let Some(command) = command_of(&args).filter(|_| args.iter().any(|arg| arg == "--json")) else { continue };
            // A value, a key or a response of RFC 7662 may have any members.
            let is_free = args.iter().any(|arg| arg == "--claim" && command == "decode" || arg == "--part")
                || ["key jwks", "introspect"].contains(&command)
                || args.iter().any(|arg| arg == "jwk" || arg == "jwks");
            let stdout = step.get("stdout").and_then(|item| item.as_str()).unwrap_or_default();
            for line in stdout.lines().filter(|_| !is_free) {
                // Holes stand for texts, so that what is around them is JSON still, unless they stand for more.
                let Ok(answer) = serde_json::from_str::<Value>(line) else { continue };
                for member in members(&answer) {
                    let shape = if member == "error" { shapes::FAILURE } else { shapes::of(command).unwrap() };
                    seen.insert(command);
                    if !shape.contains(&format!("\"{member}\"")) {
                        undocumented.push(format!("{}: {command}: {member:?}", path.display()));
                    }
                }
            }
        }
    }
    assert!(undocumented.is_empty(), "cli/shapes.rs does not describe\n{}", undocumented.join("\n"));
    assert!(seen.len() > 10, "only {seen:?} were seen");
}

#[test]
fn every_problem_of_doctor_is_documented() {
    let shape = shapes::of("doctor").unwrap();
    for problem in HomeProblem::ALL {
        assert!(shape.contains(&format!("\"{problem}\"")), "{problem}");
        assert!(problem.why().ends_with('.'), "{problem}");
    }
}
