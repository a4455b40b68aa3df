//! Every command and option that a message recommends exists: each is taken from the source and given to the parser.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Command;
use tokctl::cli::verbs;

/// Every string literal below `src`, without unit tests, with the file that has it.
fn literals() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 100, "only {} files found", files.len());
    let mut found = Vec::new();
    for path in files {
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        if name.ends_with("tests.rs") || name.starts_with("cli/args/") || name.starts_with("cli/usage") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
        let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        found.extend(strings(&code.join("\n")).into_iter().map(|literal| (name.clone(), literal)));
    }
    found
}

fn collect(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
        match entry.path() {
            path if path.is_dir() => collect(&path, out),
            path if path.extension().is_some_and(|extension| extension == "rs") => out.push(path),
            _ => {}
        }
    }
}

/// The string literals of `code`, unescaped as far as messages need.
fn strings(code: &str) -> Vec<String> {
    let (mut found, mut chars) = (Vec::new(), code.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            // A character, which may be a quote; a lifetime has no closing quote near.
            '\'' => {
                let ahead: Vec<char> = chars.clone().take(3).collect();
                match ahead.as_slice() {
                    ['\\', _, '\''] => _ = chars.nth(2),
                    [_, '\'', ..] => _ = chars.nth(1),
                    _ => {}
                }
            }
            '"' => {
                let mut literal = String::new();
                while let Some(c) = chars.next().filter(|c| *c != '"') {
                    match c {
                        '\\' => match chars.next() {
                            Some('n') => literal.push('\n'),
                            Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                            Some(escaped) => literal.push(escaped),
                            None => break,
                        },
                        c => literal.push(c),
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

/// The commands between backquotes that call tokctl.
fn commands(literal: &str) -> Vec<String> {
    let quoted = literal.split('`').skip(1).step_by(2);
    quoted.filter(|text| text.starts_with("tokctl ")).map(str::to_owned).collect()
}

/// The words of a command, with `x` for what a message fills in.
fn words(command: &str) -> Vec<String> {
    let command = command.replace("help COMMAND", "help issue");
    let (mut plain, mut rest) = (String::new(), command.as_str());
    while let Some((before, after)) = rest.split_once('{') {
        plain += before;
        plain += "x";
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    plain += rest;
    let plain = plain.split(['|', '>', '#']).next().unwrap_or_default();
    plain.split_whitespace().map(|word| word.trim_matches(['\'', '"']).to_owned()).collect()
}

/// Whether the parser knows everything in `words`. What is still missing, such as an argument, is not an error.
fn is_known(words: &[String]) -> Result<(), String> {
    use clap::error::ErrorKind::{
        DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, MissingRequiredArgument, MissingSubcommand,
    };
    match verbs::documented().try_get_matches_from(words) {
        Ok(_) => Ok(()),
        Err(error) => match error.kind() {
            DisplayHelp | MissingRequiredArgument | MissingSubcommand | DisplayHelpOnMissingArgumentOrSubcommand => {
                Ok(())
            }
            kind => Err(format!("{kind}: {error}")),
        },
    }
}

#[test]
fn every_recommended_command_exists() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (file, literal) in literals() {
        for command in commands(&literal) {
            count += 1;
            if let Err(error) = is_known(&words(&command)) {
                wrong.push(format!("{file}: `{command}`: {error}"));
            }
        }
    }
    assert!(count > 40, "only {count} commands found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_recommended_option_exists() {
    let mut known: BTreeSet<String> = ["--help", "--version"].map(str::to_owned).into();
    options(&verbs::documented(), &mut known);
    let (mut count, mut wrong) = (0, Vec::new());
    for (file, literal) in literals() {
        // Options of other programs are part of their commands.
        let own: Vec<&str> = literal
            .split('`')
            .enumerate()
            .filter(|(at, text)| at % 2 == 0 || text.starts_with("tokctl ") || text.starts_with("--"))
            .map(|(_, text)| text)
            .collect();
        for word in own.join(" ").split(|c: char| !c.is_ascii_lowercase() && c != '-') {
            if word.len() > 3 && word.starts_with("--") && !word.starts_with("---") && !word.ends_with('-') {
                count += 1;
                // The beginning of PEM, in lower case.
                if word != "--begin" && !known.contains(word) {
                    wrong.push(format!("{file}: {word} in {literal:?}"));
                }
            }
        }
    }
    assert!(count > 40, "only {count} options found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn options(command: &Command, out: &mut BTreeSet<String>) {
    out.extend(command.get_arguments().filter_map(|arg| arg.get_long()).map(|long| format!("--{long}")));
    for inner in command.get_subcommands() {
        options(inner, out);
    }
}

#[test]
fn a_command_that_does_not_exist_is_found() {
    let unknown = |command: &str| is_known(&words(command)).is_err();
    assert!(unknown("tokctl keys list") && unknown("tokctl issue --never") && unknown("tokctl config {name} x y z w"));
    assert!(!unknown("tokctl login {user}") && !unknown("tokctl revoke --session {sid} | cat"));
    assert_eq!(commands("see `tokctl login`, not `openssl x`"), ["tokctl login"]);
    assert_eq!(strings(r#"f("a\"b", '"', "c")"#), ["a\"b", "c"]);
}
