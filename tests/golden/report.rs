//! A failing case shows everything: command, directory, files, both streams, code.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::case::Case;
use crate::case_dir::{CaseDir, CommandOutput};

/// Why a case failed, ready to read.
pub struct CaseFailure(String);

impl CaseFailure {
    /// A case that could not be run.
    pub fn broken(path: &Path, message: String) -> Self {
        Self(format!("\n=== {} cannot be run: {message}\n", path.display()))
    }

    /// A case whose step came out otherwise than it says.
    pub fn new(
        path: &Path,
        case: &Case,
        step: usize,
        case_dir: &CaseDir,
        output: CommandOutput,
        wrong: Vec<String>,
    ) -> Self {
        let mut text = format!("\n=== {}, step {} of {}\n", path.display(), step + 1, case.steps.len());
        if let Some(about) = &case.about {
            text += &format!("--- about\n{}\n", about.trim_end());
        }
        let args: Vec<String> = case.steps[step].args.iter().map(|arg| quoted(arg)).collect();
        text += &format!("--- command\ntokctl {}\n", args.join(" "));
        text += &format!("--- wrong\n{}\n", wrong.join("\n"));
        text += &format!("--- exit code\n{}\n", output.code);
        text += &format!("--- stdout\n{}\n--- stderr\n{}\n", output.stdout, output.stderr);
        text += &format!("--- files in {}\n", case_dir.path().display());
        list(&case_dir.path(), &case_dir.path(), &mut text);
        Self(text)
    }
}

impl fmt::Display for CaseFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The lines of both texts, those that only one has marked.
pub fn diff(expected: &str, actual: &str) -> String {
    let (left, right): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let same_start = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let (left_rest, right_rest) = (&left[same_start..], &right[same_start..]);
    let same_end = left_rest.iter().rev().zip(right_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let mut text = String::new();
    for line in &left[..same_start] {
        text += &format!("    {line}\n");
    }
    for line in &left_rest[..left_rest.len() - same_end] {
        text += &format!("  - {line}\n");
    }
    for line in &right_rest[..right_rest.len() - same_end] {
        text += &format!("  + {line}\n");
    }
    for line in &left_rest[left_rest.len() - same_end..] {
        text += &format!("    {line}\n");
    }
    if expected.ends_with('\n') != actual.ends_with('\n') {
        text += "    (they differ in the last line break)\n";
    }
    text
}

/// A file's permissions in octal, where there are any.
pub fn mode(path: &Path) -> Option<String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = std::fs::metadata(path);
        Some(
            metadata
                .map_or_else(|error| error.to_string(), |data| format!("{:04o}", data.permissions().mode() & 0o7777)),
        )
    }
    #[cfg(not(unix))]
    {
        _ = path;
        None
    }
}

fn quoted(arg: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@{}".contains(c);
    if !arg.is_empty() && arg.chars().all(plain) { arg.to_owned() } else { format!("'{}'", arg.replace('\'', r"'\''")) }
}

fn list(dir: &Path, root: &Path, text: &mut String) {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(dir).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
    paths.sort();
    for path in paths {
        let name = path.strip_prefix(root).unwrap_or(&path).display();
        if path.is_dir() {
            text.push_str(&format!("{name}/ {}\n", mode(&path).unwrap_or_default()));
            list(&path, root, text);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        text.push_str(&format!("{name} {} {} bytes\n", mode(&path).unwrap_or_default(), bytes.len()));
        if let Ok(content) = std::str::from_utf8(&bytes)
            && content.len() <= 2000
        {
            content.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
        }
    }
}
