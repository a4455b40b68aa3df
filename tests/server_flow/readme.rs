//! The README's session with curl, on a server that is started as the README says.

use std::fs;
use std::path::Path;

use crate::test_server::{Ran, TestHome, has};

/// The commands of the block, each with the output below it.
fn session() -> Vec<(String, String)> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, rest) = readme.split_once("```shellsession\n").unwrap();
    let (block, _) = rest.split_once("```").unwrap();
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((_, output))) => *output += &format!("{line}\n"),
            (None, None) => panic!("output before the first command: {line}"),
        }
    }
    commands
}

/// With `eyJ…` for each token, which ends with a quote.
fn without_tokens(text: &str) -> String {
    let shortened = |piece: &str| match piece.split_once("eyJ") {
        Some((before, _)) => format!("{before}eyJ…"),
        None => piece.to_owned(),
    };
    text.split('"').map(shortened).collect::<Vec<_>>().join("\"")
}

#[test]
fn the_session_in_the_readme_is_what_happens() {
    if !(has("curl", "--version") && has("jq", "--version")) {
        return;
    }
    let test = TestHome::empty();
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/seed.toml").display().to_string();
    let server = test.serve(&["--ephemeral", "--seed", &seed]);
    let log = server.log();
    let home = log.lines().find_map(|line| line.strip_prefix("export TOKCTL_HOME=")).unwrap_or_else(|| panic!("{log}"));
    let session = session();
    assert!(session.len() > 6, "{session:?}");
    // One shell for all commands, because they share a variable.
    let script: String = session
        .iter()
        .map(|(command, _)| format!("{}\necho '<end>'\n", command.replace("http://127.0.0.1:8700", &server.url)))
        .collect();
    let mut shell = test.command("bash");
    shell.args(["-c", &format!("exec 2>&1\nexport TOKCTL_HOME={home}\n{script}")]);
    let ran = Ran::new("bash".to_owned(), &shell.output().unwrap()).ok();
    let printed: Vec<&str> = ran.stdout.split("<end>\n").collect();
    assert_eq!(printed.len(), session.len() + 1, "{ran:?}");
    for ((command, expected), printed) in session.iter().zip(printed) {
        assert_eq!(without_tokens(printed), expected.trim_end(), "$ {command}\n{}", server.log());
    }
}
