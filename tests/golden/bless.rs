//! Writes what the program says into a case, leaving the rest of the file, its comments and order, as it is.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Value};

use crate::case_dir::CommandOutput;
use crate::pattern::{Names, matches};

/// Rewrites the output and exit code of the steps that came out otherwise.
pub fn rewrite(path: &Path, text: &str, outputs: &[(usize, CommandOutput)], names: &mut Names) -> Result<(), String> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    let steps = document.get_mut("step").and_then(Item::as_array_of_tables_mut).ok_or("the case has no [[step]]")?;
    for (number, output) in outputs {
        let step = steps.get_mut(*number).ok_or("the case has fewer steps than ran")?;
        let set = |step: &mut toml_edit::Table, name: &str, value: Value, usual: bool| {
            if usual {
                _ = step.remove(name)
            } else {
                step.insert(name, Item::Value(value));
            }
        };
        set(step, "code", i64::from(output.code).into(), output.code == 0);
        for (name, actual) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            let expected = step.get(name).and_then(Item::as_str).unwrap_or_default().to_owned();
            // What matches by its holes keeps them.
            if !matches(&expected, actual, names).unwrap_or(false) {
                let kept = with_holes(actual, &expected, names);
                set(step, name, literal(&kept)?, actual.is_empty());
            }
        }
    }
    std::fs::write(path, document.to_string()).map_err(|error| error.to_string())
}

/// Output with holes where a run cannot be foretold: the directory's path, and each line for which the old text had a line
/// with holes that fits.
fn with_holes(actual: &str, expected: &str, names: &mut Names) -> String {
    let dir = names.get("dir").cloned().unwrap_or_default();
    let holed: Vec<&str> = expected.lines().filter(|line| line.contains("{{")).collect();
    let mut keep = |line: &str| {
        let fits = |old: &&&str| matches(old, line.trim_end_matches('\n'), names).unwrap_or(false);
        let end = if line.ends_with('\n') { "\n" } else { "" };
        holed.iter().find(fits).map_or_else(|| line.replace(&dir, "{{dir}}"), |old| format!("{old}{end}"))
    };
    actual.split_inclusive('\n').map(&mut keep).collect()
}

/// A TOML text that reads well: several lines as they are, where no escapes are needed.
fn literal(text: &str) -> Result<Value, String> {
    let plain = text.contains('\n') && !text.contains("'''") && !text.contains(|c: char| c.is_control() && c != '\n');
    let written = if plain { format!("'''\n{text}'''") } else { Value::from(text).to_string() };
    written.parse().map_err(|error: toml_edit::TomlError| error.to_string())
}
