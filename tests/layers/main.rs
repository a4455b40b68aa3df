//! Guards on the structure of `src`: layers, cycles, one owner file for each heavy crate, small files, listed layers.
//!
//! A guard is a function from files to violations. One test runs it on `src`, another on a planted violation.

mod planted;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each layer and the other layers that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("jose", &["base"]),
    ("token", &["base", "jose"]),
    ("store", &["base"]),
    ("home", &["base", "jose"]),
    ("net", &["base"]),
    ("core", &["base", "jose", "token", "store", "home", "net"]),
    ("server", &["base", "jose", "token", "store", "home", "net", "core"]),
    ("demo", &["base", "jose", "token", "store", "home", "net", "core", "server"]),
    ("cli", &["base", "jose", "token", "store", "home", "net", "core", "server", "demo"]),
];

/// A crate, or the beginning of a path in it, and the only files that may name it (a directory if it ends in `/`).
const CRATES: &[(&str, &[&str])] = &[
    ("aws_lc_rs", &["jose/crypto/"]),
    ("md5", &["jose/crypto/"]),
    ("curve25519_dalek", &["jose/ed25519_check.rs"]),
    ("miniz_oxide", &["base/inflate.rs"]),
    ("num_bigint", &["jose/rsa_opening.rs"]),
    ("pkcs8::pkcs5", &["jose/der/encrypted.rs"]),
    ("redis", &["store/redis/client/"]),
    ("rusqlite", &["store/sqlite/"]),
    ("tokio", &["store/handle.rs", "store/redis/", "store/sqlite/queue.rs", "server/", "demo/client.rs"]),
    ("axum", &["server/", "demo/client.rs"]),
    ("hyper", &["server/listen.rs"]),
    ("hyper_util", &["server/listen.rs"]),
    ("tower", &["server/defended.rs"]),
    ("futures_util", &["server/defended.rs"]),
    ("http_body_util", &["server/body.rs", "server/api/events.rs", "server/sandbox/", "demo/client.rs"]),
    ("cookie::Cookie", &["server/cookie.rs"]),
    ("ipnet", &["server/defences/", "cli/settings/serve.rs"]),
    ("tokio_rustls", &["server/tls.rs"]),
    ("tracing", &["server/"]),
    ("tracing_subscriber", &["cli/command/serve.rs"]),
    ("sha2", &["store/partition.rs", "store/copy/sum.rs"]),
    ("ureq", &["net/client/"]),
    ("fluent_uri", &["net/url.rs"]),
    ("rustls", &["net/tls.rs", "server/tls.rs"]),
    ("rustls_native_certs", &["net/tls.rs"]),
    ("toml", &["core/seed/document.rs"]),
    ("argon2", &["core/users/password.rs"]),
    ("precis_profiles", &["core/users/name.rs"]),
    ("jsonwebtoken", &["core/tokens/second_opinion.rs"]),
    ("chrono", &["base/datetime.rs"]),
    ("base64", &["base/b64.rs"]),
    ("base64_simd", &["base/b64.rs"]),
    ("getrandom", &["base/random.rs"]),
    ("anyhow", &["cli/"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/command/completions/script.rs"]),
    ("clap_complete_nushell", &["cli/command/completions/script.rs"]),
    ("clap_mangen", &["cli/render/man.rs"]),
    ("indicatif", &["cli/render/progress.rs"]),
    ("colored", &["cli/render/style.rs"]),
    ("rpassword", &["cli/env.rs"]),
    ("terminal_size", &["cli/env.rs"]),
    ("signal_hook", &["cli/interrupt.rs"]),
    ("std::env", &["cli/env.rs"]),
    ("rustix", &["base/system/unix.rs"]),
];

/// Path segments or macros that reach out of the program, anywhere in a path, and the only files that may name
/// them.
const SYSTEM: &[(&str, &[&str])] = &[
    ("SystemTime::now", &["base/time.rs"]),
    ("process::exit", &[]),
    ("println!", &[]),
    ("print!", &[]),
    ("io::stdout", &["cli/env.rs", "base/system/unix.rs"]),
    ("io::stderr", &["cli/env.rs"]),
    (
        "Instant::now",
        &[
            "base/lock.rs",
            "net/client/",
            "store/redis/",
            "store/sqlite/",
            "core/users/throttle.rs",
            "core/tokens/verify.rs",
            "server/site.rs",
            "server/log.rs",
            "core/tokens/against.rs",
        ],
    ),
    ("os::unix", &["base/system/unix.rs"]),
    ("cfg(unix)", &["base/system/mod.rs", "server/run.rs"]),
];

/// The layers that only compute, and what reaches out of the program in the standard library.
const PURE: &[&str] = &["jose", "token"];
const OUTSIDE: &[&str] = &["std::env", "std::fs", "std::net", "std::process", "std::thread"];

/// Values that promise something, and the only file that may make them.
const CONSTRUCTORS: &[(&str, &[&str])] = &[("RevocationChecked::new", &["core/tokens/revocation.rs"])];

/// Uses that close a cycle between two directories of a layer: the user, what it uses.
const KNOWN_CYCLES: &[(&str, &str)] = &[];

/// Of one file without its unit tests.
const MAX_LINES: usize = 500;

#[derive(Debug)]
struct SourceFile {
    /// Path below `src`.
    name: String,
    /// Module path, such as `cli`, `args`, `issue`.
    module: Vec<String>,
    /// Without comments and unit tests.
    code: String,
}

fn files() -> Vec<SourceFile> {
    fn walk(dir: &Path, root: &Path, out: &mut Vec<SourceFile>) {
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
                out.push(SourceFile { name, module, code: code_of(&std::fs::read_to_string(&path).unwrap()) });
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    walk(&root, &root, &mut out);
    assert!(out.len() > 20, "only {} files found", out.len());
    out
}

/// Drops comments, and the unit tests, which are at the end of a file.
fn code_of(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    let without_comment = |line: &str| {
        let line = line.trim_start();
        if line.starts_with("//") { String::new() } else { line.split(" // ").next().unwrap_or_default().to_owned() }
    };
    text.lines().map(without_comment).collect::<Vec<_>>().join("\n")
}

/// The paths that a file names in this crate, each from the crate's root.
fn paths(file: &SourceFile) -> Vec<Vec<String>> {
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

/// Expands `a::{b, c::d}` into its paths.
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

fn layer_violations(files: &[SourceFile]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        let layer = &file.module[0];
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| name == layer) else {
            wrong.push(format!("{}: src/{layer}/ is not a layer of tests/layers", file.name));
            continue;
        };
        for path in paths(file) {
            let Some(to) = path.first().filter(|to| *to != layer) else { continue };
            if !allowed.contains(&to.as_str()) {
                wrong.push(format!("{}: `{layer}` may not use {}", file.name, path.join("::")));
            }
        }
    }
    wrong
}

/// `docs` are documents that must have a table row for each layer.
fn listing_violations(files: &[SourceFile], docs: &[(&str, &str)]) -> Vec<String> {
    let layers: BTreeSet<&str> = files.iter().map(|file| file.module[0].as_str()).collect();
    let known: BTreeSet<&str> = LAYERS.iter().map(|(layer, _)| *layer).collect();
    let mut wrong: Vec<String> =
        known.difference(&layers).map(|layer| format!("tests/layers lists {layer}, which does not exist")).collect();
    for (name, text) in docs {
        let is_listed = |layer: &&str| {
            text.lines().any(|line| {
                let cell = line.trim_start_matches("//! ").split('|').nth(1).unwrap_or_default().trim();
                cell.trim_matches(['[', ']', '`']) == *layer
            })
        };
        wrong.extend(
            layers.iter().filter(|layer| !is_listed(layer)).map(|layer| format!("{name} does not list {layer}")),
        );
    }
    wrong
}

type Graph = BTreeMap<String, BTreeSet<String>>;

/// Which file uses which. Use of a parent module is not counted: it declares its children and re-exports from them.
fn uses(files: &[SourceFile]) -> Vec<(&SourceFile, &SourceFile)> {
    let modules: BTreeMap<&[String], &SourceFile> = files.iter().map(|file| (&file.module[..], file)).collect();
    let mut uses = Vec::new();
    for file in files {
        for path in paths(file) {
            // The longest prefix of the path that is a module is the one that is used.
            let target = (1..=path.len()).rev().find_map(|length| modules.get(&path[..length]));
            uses.extend(target.filter(|target| !file.module.starts_with(&target.module)).map(|target| (file, *target)));
        }
    }
    uses
}

fn file_cycles(files: &[SourceFile]) -> Vec<String> {
    let mut graph = Graph::new();
    for (from, to) in uses(files) {
        graph.entry(from.name.clone()).or_default().insert(to.name.clone());
    }
    cycles(&graph)
}

/// Which directory (or lone file) directly below a layer uses which other one of the same layer.
fn directory_uses(files: &[SourceFile]) -> Graph {
    let mut graph = Graph::new();
    for (from, to) in uses(files) {
        let (Some(from), Some(to)) = (from.module.get(..2), to.module.get(..2)) else { continue };
        if from[0] == to[0] && from != to {
            graph.entry(from.join("/")).or_default().insert(to.join("/"));
        }
    }
    graph
}

fn directory_cycles(files: &[SourceFile], known: &[(&str, &str)]) -> Vec<String> {
    let mut graph = directory_uses(files);
    let mut unused = Vec::new();
    for (from, to) in known {
        if !graph.get_mut(*from).is_some_and(|uses| uses.remove(*to)) {
            unused.push(format!("{from} no longer uses {to}: remove it from KNOWN_CYCLES"));
        }
    }
    [cycles(&graph), unused].concat()
}

fn cycles(graph: &Graph) -> Vec<String> {
    let cycle = |start: &String| {
        let mut trail = vec![start.as_str()];
        returns(start, start, graph, &mut trail, &mut BTreeSet::new()).then(|| trail.join(" -> "))
    };
    graph.keys().filter_map(cycle).collect()
}

fn returns<'a>(
    at: &str,
    start: &str,
    graph: &'a Graph,
    trail: &mut Vec<&'a str>,
    seen: &mut BTreeSet<&'a str>,
) -> bool {
    for next in graph.get(at).into_iter().flatten() {
        trail.push(next);
        if next == start || (seen.insert(next) && returns(next, start, graph, trail, seen)) {
            return true;
        }
        trail.pop();
    }
    false
}

fn owner_violations(files: &[SourceFile]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        let imports = imports(&file.code);
        let named = |text: &str, is_named: fn(&str, &str) -> bool| {
            is_named(&file.code, text) || imports.iter().any(|path| is_named(path, text))
        };
        let crates = CRATES.iter().filter(|(text, _)| named(text, names_crate));
        let system = SYSTEM.iter().filter(|(text, _)| named(text, names_system));
        let constructors = CONSTRUCTORS.iter().filter(|(text, _)| named(text, names_system));
        for (text, owners) in crates.chain(system).chain(constructors) {
            let is_owner = |owner: &&str| file.name == *owner || owner.ends_with('/') && file.name.starts_with(owner);
            if !owners.iter().any(is_owner) {
                wrong.push(format!("{} names {text}, which belongs in {owners:?}", file.name));
            }
        }
    }
    wrong
}

fn purity_violations(files: &[SourceFile]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| PURE.contains(&file.module[0].as_str())) {
        let imports = imports(&file.code);
        for text in OUTSIDE {
            if names_system(&file.code, text) || imports.iter().any(|path| names_system(path, &format!("{text}::"))) {
                wrong.push(format!("{} names {text}, but its layer only computes", file.name));
            }
        }
    }
    wrong
}

/// Whether a path in `code` begins with `text`: `base64` is not named by `decode_base64::` or `other::base64::`.
fn names_crate(code: &str, text: &str) -> bool {
    code.match_indices(&format!("{text}::")).any(|(at, _)| {
        let before = code[..at].strip_suffix("::").unwrap_or(&code[..at]);
        !ends_in_name(before)
    })
}

/// Whether `code` names `text` in whole path segments. A macro is also found at the end of a longer name: `println!` in
/// `eprintln!`.
fn names_system(code: &str, text: &str) -> bool {
    code.match_indices(text).any(|(at, _)| text.ends_with('!') || !ends_in_name(&code[..at]))
}

fn ends_in_name(code: &str) -> bool {
    code.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// The paths of the `use` items, expanded, each with `::` at its end.
fn imports(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let is_item = code[..at].chars().next_back().is_none_or(char::is_whitespace);
        if let Some(end) = code[at..].find(';').filter(|_| is_item) {
            spread(&[], code[at + 4..at + end].trim().trim_start_matches("::"), &mut paths);
        }
    }
    paths.into_iter().map(|path| path.join("::") + "::").collect()
}

fn size_violations(files: &[SourceFile]) -> Vec<String> {
    let lines = |file: &SourceFile| file.code.lines().count();
    let large = files.iter().filter(|file| lines(file) > MAX_LINES);
    large.map(|file| format!("{} has {} lines without its tests; split it", file.name, lines(file))).collect()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[track_caller]
fn assert_none(violations: &[String]) {
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

#[test]
fn layers_use_only_the_layers_below() {
    assert_none(&layer_violations(&files()));
}

#[test]
fn every_layer_is_listed() {
    let (lib, contributing) = (read("src/lib.rs"), read("CONTRIBUTING.md"));
    assert_none(&listing_violations(&files(), &[("src/lib.rs", &lib), ("CONTRIBUTING.md", &contributing)]));
}

#[test]
fn files_do_not_use_each_other_in_a_cycle() {
    assert_none(&file_cycles(&files()));
}

#[test]
fn directories_do_not_use_each_other_in_a_cycle() {
    assert_none(&directory_cycles(&files(), KNOWN_CYCLES));
}

#[test]
fn some_layers_only_compute() {
    assert_none(&purity_violations(&files()));
}

#[test]
fn heavy_crates_and_system_calls_have_one_owner() {
    assert_none(&owner_violations(&files()));
}

#[test]
fn files_are_small() {
    assert_none(&size_violations(&files()));
}

#[test]
fn paths_are_read_from_every_spelling() {
    let file = SourceFile {
        name: "cli/input/key.rs".into(),
        module: ["cli", "input", "key"].map(str::to_owned).into(),
        code: "use crate::base::{Code, json::{self, Json}};\nuse super::source;\nuse super::super::app::App;".into(),
    };
    let found: Vec<String> = paths(&file).iter().map(|path| path.join("::")).collect();
    let expected = ["base::Code", "base::json", "base::json::Json", "cli::input::source", "cli::app::App"];
    assert_eq!(found, expected);
}
