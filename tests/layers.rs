//! The layers of `src/lib.rs`, held: no path runs upward or sideways, no modules use each other in a circle, and each heavy
//! crate and each thing that reaches out of the program has the one file that may.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each layer and those that it may use, itself aside.
const LAYERS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("jose", &["base"]),
    ("token", &["base", "jose"]),
    ("store", &["base"]),
    ("home", &["base", "jose"]),
    ("net", &["base"]),
    ("core", &["base", "jose", "token", "store", "home", "net"]),
    ("server", &["base", "jose", "token", "store", "home", "net", "core"]),
    ("cli", &["base", "jose", "token", "store", "home", "net", "core", "server"]),
];

/// What only some files may name: a text of the code, and where it may stand (a folder where it ends in `/`).
const OWNERS: &[(&str, &[&str])] = &[
    ("aws_lc_rs::", &["jose/crypto.rs"]),
    ("curve25519_dalek::", &["jose/ed25519_check.rs"]),
    ("pkcs8::pkcs5", &["jose/der/encrypted.rs"]),
    ("rusqlite::", &["store/sqlite/", "store/sqlite.rs"]),
    ("ureq::", &["net/client/"]),
    ("rustls::", &["net/tls.rs"]),
    ("rustls_native_certs::", &["net/tls.rs"]),
    ("argon2::", &["core/users/password.rs"]),
    ("jsonwebtoken::", &["core/tokens/second_opinion.rs"]),
    ("chrono::", &["base/datetime.rs"]),
    ("base64::", &["base/b64.rs"]),
    ("base64_simd::", &["base/b64.rs"]),
    ("getrandom::", &["base/random.rs"]),
    ("clap::", &["cli/"]),
    ("clap_complete", &["cli/command/completions.rs"]),
    ("clap_mangen", &["cli/command/man.rs"]),
    ("colored::", &["cli/render/style.rs"]),
    ("rpassword::", &["cli/env.rs"]),
    ("terminal_size::", &["cli/env.rs"]),
    ("signal_hook::", &["cli/interrupt.rs"]),
    ("std::env::", &["cli/env.rs"]),
    ("SystemTime::now", &["base/time.rs"]),
    ("process::exit", &[]),
    ("println!", &[]),
    ("os::unix", &["base/permissions.rs"]),
    ("rustix::", &["base/permissions.rs"]),
];

#[derive(Debug)]
struct File {
    /// Its path below `src`.
    name: String,
    /// Its module, as `cli::args::issue`.
    module: Vec<String>,
    /// Its code without comments, strings and unit tests.
    code: String,
}

fn files() -> Vec<File> {
    fn walk(dir: &Path, root: &Path, out: &mut Vec<File>) {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                walk(&path, root, out);
                continue;
            }
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            let mut module: Vec<String> = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            if module.last().is_some_and(|last| last == "mod") {
                module.pop();
            }
            let is_test = module.iter().any(|part| part == "tests");
            if name.ends_with(".rs") && name.contains('/') && !is_test {
                out.push(File { name, module, code: code_of(&std::fs::read_to_string(&path).unwrap()) });
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    walk(&root, &root, &mut out);
    assert!(out.len() > 20, "only {} files found", out.len());
    out
}

/// The code itself: what follows `#[cfg(test)]` at the start of a line stands at the end of our files, and is left out.
fn code_of(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    let without_comment = |line: &str| {
        let line = line.trim_start();
        if line.starts_with("//") { String::new() } else { line.split(" // ").next().unwrap_or_default().to_owned() }
    };
    text.lines().map(without_comment).collect::<Vec<_>>().join("\n")
}

/// The paths that a file names which begin in this crate, each as a list of names from the crate's root.
fn paths(file: &File) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in file.code.match_indices(start) {
            let before = file.code[..at].chars().next_back().unwrap_or(' ');
            if before.is_alphanumeric() || before == '_' || before == ':' {
                continue;
            }
            let mut rest = &file.code[at..];
            let mut base = file.module.clone();
            if let Some(after) = rest.strip_prefix("crate::") {
                (base, rest) = (Vec::new(), after);
            }
            while let Some(after) = rest.strip_prefix("super::") {
                base.pop();
                rest = after;
            }
            spread(&base, rest, &mut paths);
        }
    }
    paths
}

/// Spreads `a::{b, c::d}` into its paths.
fn spread(base: &[String], text: &str, out: &mut Vec<Vec<String>>) {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let mut path = base.to_vec();
    if !name.is_empty() && name != "self" {
        path.push(name.to_owned());
    }
    match rest.strip_prefix("::") {
        Some(group) if group.starts_with('{') => {
            for item in items(&group[1..]) {
                spread(&path, item.trim(), out);
            }
        }
        Some(more) => spread(&path, more, out),
        None if name.is_empty() && rest.starts_with('{') => {
            for item in items(&rest[1..]) {
                spread(&path, item.trim(), out);
            }
        }
        None => out.push(path),
    }
}

/// The items of a group, up to its closing brace.
fn items(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&text[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.retain(|item| !item.trim().is_empty());
    items
}

#[test]
fn no_path_runs_upward_or_sideways() {
    let mut wrong = Vec::new();
    for file in files() {
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == file.module[0]) else {
            wrong.push(format!("{}: src/{}/ is no layer of tests/layers.rs", file.name, file.module[0]));
            continue;
        };
        for path in paths(&file) {
            let Some(to) = path.first().filter(|to| **to != file.module[0]) else { continue };
            if !allowed.contains(&to.as_str()) {
                wrong.push(format!("{}: `{}` may not use {}", file.name, file.module[0], path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_layer_is_listed_in_the_crate_docs() {
    let docs = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let layers: BTreeSet<String> = files().iter().map(|file| file.module[0].clone()).collect();
    for layer in layers {
        assert!(docs.contains(&format!("| [`{layer}`] |")), "src/lib.rs does not tell what {layer} is");
    }
}

#[test]
fn modules_do_not_use_each_other_in_a_circle() {
    let files = files();
    let modules: BTreeMap<Vec<String>, &str> =
        files.iter().map(|file| (file.module.clone(), file.name.as_str())).collect();
    let mut uses: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in &files {
        for path in paths(file) {
            // The longest beginning of the path that is a module has what is meant.
            let target = (1..=path.len()).rev().find_map(|length| modules.get(&path[..length]));
            // A parent declares its children and hands on what is in them; that is no use of it.
            let is_parent =
                |name: &str| files.iter().any(|other| other.name == name && file.module.starts_with(&other.module));
            if let Some(target) = target.filter(|target| **target != file.name && !is_parent(target)) {
                uses.entry(&file.name).or_default().insert(target);
            }
        }
    }
    let circle = |start: &&str| {
        let mut trail = vec![*start];
        returns(start, start, &uses, &mut trail, &mut BTreeSet::new()).then(|| trail.join(" -> "))
    };
    let circles: Vec<String> = uses.keys().filter_map(circle).collect();
    assert!(circles.is_empty(), "circles:\n{}", circles.join("\n"));
}

fn returns<'a>(
    at: &'a str,
    start: &'a str,
    uses: &BTreeMap<&'a str, BTreeSet<&'a str>>,
    trail: &mut Vec<&'a str>,
    seen: &mut BTreeSet<&'a str>,
) -> bool {
    for next in uses.get(at).into_iter().flatten() {
        trail.push(next);
        if *next == start || (seen.insert(next) && returns(next, start, uses, trail, seen)) {
            return true;
        }
        trail.pop();
    }
    false
}

#[test]
fn heavy_crates_and_the_outside_world_have_one_owner() {
    let mut wrong = Vec::new();
    for file in files() {
        for (text, owners) in OWNERS {
            let is_owner =
                owners.iter().any(|owner| file.name == *owner || owner.ends_with('/') && file.name.starts_with(owner));
            // `std::env::` must not be found in `my_std::env::`, nor `base64::` in `decode_base64::`.
            let named = file.code.match_indices(text).any(|(at, _)| {
                !file.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') || text.contains("!")
            });
            if named && !is_owner {
                wrong.push(format!("{} names {text} which belongs in {}", file.name, owners.join(" or ")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn files_are_small() {
    const LINES: usize = 500;
    for file in files() {
        let lines = file.code.lines().count();
        assert!(lines <= LINES, "{} has {lines} lines without its tests; it is asking to be two", file.name);
    }
}

#[test]
fn the_reader_of_paths_reads_paths() {
    let file = File {
        name: "cli/input/key.rs".into(),
        module: ["cli", "input", "key"].map(str::to_owned).into(),
        code: "use crate::base::{Code, json::{self, Json}};\nuse super::source;\nuse super::super::app::App;".into(),
    };
    let found: Vec<String> = paths(&file).iter().map(|path| path.join("::")).collect();
    let expected = ["base::Code", "base::json", "base::json::Json", "cli::input::source", "cli::app::App"];
    assert_eq!(found, expected);
}
