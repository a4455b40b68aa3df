//! What is generated from the argument table and committed: completions, man pages, the usage block of the README.
//!
//! `TOKCTL_BLESS=1 cargo test --test generated` regenerates them.

#[path = "support/env.rs"]
mod env;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokctl::base::{FixedClock, SystemRandom, Timestamp};
use tokctl::cli::env::Prompt;

/// Each script's place and the shell it is for.
const SCRIPTS: [(&str, &str); 6] = [
    ("tokctl.bash", "bash"),
    ("_tokctl", "zsh"),
    ("tokctl.fish", "fish"),
    ("_tokctl.ps1", "powershell"),
    ("tokctl.elv", "elvish"),
    ("tokctl.nu", "nushell"),
];
const HOW: &str = "regenerate it with: TOKCTL_BLESS=1 cargo test --test generated";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn is_blessing() -> bool {
    std::env::var_os("TOKCTL_BLESS").is_some()
}

struct NoPrompt;

impl Prompt for NoPrompt {
    fn secret(&mut self, _: &str) -> std::io::Result<String> {
        Err(std::io::ErrorKind::NotFound.into())
    }
}

/// What the program prints.
fn printed(args: &[&str]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    let clock = Arc::new(FixedClock::new(Timestamp::from_secs(0)));
    let mut env = env::empty(root(), clock, Arc::new(SystemRandom), Box::new(NoPrompt));
    env.args.extend(args.iter().map(Into::into));
    env.stdout = Box::new(file.reopen().unwrap());
    assert_eq!(tokctl::cli::run(&mut env), 0, "{args:?}");
    std::fs::read_to_string(file.path()).unwrap()
}

/// Compares a directory with what is to be in it, and nothing else; or writes it.
fn same(directory: &str, expected: &BTreeMap<String, String>) {
    let dir = root().join(directory);
    if is_blessing() {
        if dir.exists() {
            std::fs::remove_dir_all(&dir).unwrap();
        }
        std::fs::create_dir_all(&dir).unwrap();
        for (name, text) in expected {
            std::fs::write(dir.join(name), text).unwrap();
        }
    }
    let committed: Vec<PathBuf> = std::fs::read_dir(&dir)
        .unwrap_or_else(|error| panic!("{directory}/: {error}; {HOW}"))
        .map(|entry| entry.unwrap().path())
        .collect();
    for path in &committed {
        let name = path.file_name().unwrap().to_string_lossy();
        assert!(expected.contains_key(name.as_ref()), "{directory}/{name} is not generated any more; {HOW}");
    }
    for (name, text) in expected {
        let old = std::fs::read_to_string(dir.join(name)).unwrap_or_default();
        let line = old.lines().zip(text.lines()).position(|(old, new)| old != new).map_or(0, |line| line + 1);
        assert!(old == *text, "{directory}/{name} has drifted (line {line}); {HOW}");
    }
}

#[test]
fn completions() {
    let scripts = SCRIPTS.map(|(file, shell)| (file.to_owned(), printed(&["completions", shell])));
    same("completions", &scripts.into());
}

#[test]
fn manual() {
    let dir = tempfile::tempdir().unwrap();
    printed(&["man", "--out", dir.path().to_str().unwrap()]);
    let pages = std::fs::read_dir(dir.path()).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap())
    });
    same("man", &pages.collect());
}

#[test]
fn usage_in_the_readme() {
    const START: &str = "<!-- usage: generated from the argument table -->\n```text\n";
    const END: &str = "```\n<!-- /usage -->";
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(START).expect("README.md has the mark where the usage block starts");
    let (block, after) = rest.split_once(END).expect("README.md has the mark where the usage block ends");
    let help = printed(&["-h"]);
    if is_blessing() {
        std::fs::write(&path, format!("{before}{START}{help}{END}{after}")).unwrap();
        return;
    }
    assert!(block == help, "the usage block of README.md has drifted; {HOW}");
}
