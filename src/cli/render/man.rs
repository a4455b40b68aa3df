//! Manual pages, as roff.

use std::io;

use clap::Command;
use clap_mangen::Man;

use crate::cli::{exit, shapes};

/// The examples of the main page; every other command has its own.
const MAIN_EXAMPLES: &str = "  tokctl issue --sub alice > token.txt
  tokctl decode @token.txt
  tokctl verify @token.txt
  tokctl demo";

/// The page of `command`, a part of the command line `root`.
pub fn page(command: &Command, root: &Command) -> io::Result<Vec<u8>> {
    let version = root.get_version().unwrap_or_default();
    let man = Man::new(command.clone()).source(format!("tokctl {version}")).manual("tokctl manual");
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    let is_main = command.get_name() == root.get_name();
    let help = command.get_after_help().filter(|_| !is_main).map(ToString::to_string).unwrap_or_default();
    let mut paragraphs = help.split("\n\n").filter(|paragraph| !paragraph.is_empty()).peekable();
    let examples = paragraphs.next_if(|first| first.starts_with("Examples:\n"));
    man.render_description_section(&mut out)?;
    for paragraph in paragraphs {
        out.extend_from_slice(b".PP\n");
        out.extend_from_slice(if is_table(paragraph) { unfilled(paragraph) } else { escaped(paragraph) }.as_bytes());
    }
    man.render_options_section(&mut out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut out)?;
    }
    let mut section = |title: &str, text: String| out.extend_from_slice(format!(".SH \"{title}\"\n{text}").as_bytes());
    let examples = examples.map_or(MAIN_EXAMPLES, |text| text.trim_start_matches("Examples:\n"));
    section("EXAMPLES", unfilled(examples));
    section("EXIT STATUS", unfilled(exit::help().trim_start_matches("Exit codes:\n")));
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let path = name.trim_start_matches("tokctl").trim_start();
    if let Some(shape) = shapes::of(path) {
        section("JSON", unfilled(shape));
    } else if is_main {
        section("JSON", unfilled(&format!("With --json, errors are {}", shapes::FAILURE)));
    }
    section("SEE ALSO", see_also(command, root));
    Ok(out)
}

/// Whether the lines of a paragraph must be kept.
fn is_table(paragraph: &str) -> bool {
    paragraph.lines().any(|line| line.starts_with("  "))
}

/// The width of a page, and the usual indentation of its text.
const COLUMNS: usize = 80;
const INDENT: usize = 7;

/// Lines that are kept as they are, indented as far as the longest leaves room.
fn unfilled(text: &str) -> String {
    let lines = || text.trim_end().lines();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let common = lines().filter(|line| !line.is_empty()).map(indent).min().unwrap_or(0);
    let lines: Vec<&str> = lines().map(|line| line.get(common..).unwrap_or_default()).collect();
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let indent = COLUMNS.saturating_sub(longest).min(INDENT);
    format!(".nf\n.in {indent}n\n{}.in\n.fi\n", escaped(&lines.join("\n")))
}

fn escaped(text: &str) -> String {
    let line = |line: &str| {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        let guard = if line.starts_with(['.', '\'']) { "\\&" } else { "" };
        format!("{guard}{line}\n")
    };
    text.trim_end().lines().map(line).collect()
}

/// The pages of the commands below `command`, above it, and beside it.
fn see_also(command: &Command, root: &Command) -> String {
    let own = command.get_display_name().unwrap_or_else(|| command.get_name());
    let mut names: Vec<String> = Vec::new();
    let display = |command: &Command| command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let (mut parent, mut ancestors) = (root, vec![root]);
    while let Some(inner) = parent.get_subcommands().find(|inner| own.starts_with(&format!("{}-", display(inner)))) {
        ancestors.push(inner);
        parent = inner;
    }
    names.extend(ancestors.into_iter().map(display));
    names.extend(command.get_subcommands().map(display));
    if !std::ptr::eq(parent, root) {
        names.extend(parent.get_subcommands().map(display));
    }
    names.retain(|name| name != own);
    let mut seen: Vec<String> = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    let pages: Vec<String> = seen.iter().map(|name| format!("{}(1)", name.replace('-', "\\-"))).collect();
    format!("{}\n", pages.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::verbs;

    fn rendered(path: &[&str]) -> String {
        let mut root = verbs::documented().disable_help_subcommand(true);
        root.build();
        let command = path.iter().fold(&root, |command, name| command.find_subcommand(name).unwrap());
        String::from_utf8(page(command, &root).unwrap()).unwrap()
    }

    #[test]
    fn pages_have_their_sections_and_keep_their_lines() {
        for path in [&[][..], &["refresh"], &["key", "rotate"]] {
            let page = rendered(path);
            for title in ["EXAMPLES", "EXIT STATUS", "JSON", "SEE ALSO"] {
                assert!(page.contains(&format!(".SH \"{title}\"\n")), "{path:?} has no {title}");
            }
            assert!(!page.contains("Examples:"));
        }
        let page = rendered(&["key", "rotate"]);
        assert!(page.contains(".nf\n.in 7n\ntokctl key rotate\ntokctl key rotate \\-\\-alg EdDSA"), "{page}");
        assert!(page.contains("\\-key\\-retire(1)") && !page.contains("tokctl\\-key\\-rotate(1)"), "{page}");
    }

    #[test]
    fn long_lines_are_indented_less() {
        assert_eq!(unfilled("  a\n    b\n"), ".nf\n.in 7n\na\n  b\n.in\n.fi\n");
        assert!(unfilled(&"x".repeat(78)).starts_with(".nf\n.in 2n\n"));
        assert!(unfilled(&"x".repeat(90)).starts_with(".nf\n.in 0n\n"));
    }

    #[test]
    fn text_is_not_taken_for_roff() {
        assert_eq!(escaped(".x\n'y\na\\b-c"), "\\&.x\n\\&'y\na\\eb\\-c\n");
    }
}
