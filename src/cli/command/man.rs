//! `tokctl man`

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context as _;
use clap::Command;

use crate::base::shown::shown;
use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::man::ManArgs;
use crate::cli::exit;
use crate::cli::render::man::page;
use crate::cli::value;

const UNRENDERED: &str = "could not render the manual";

pub fn run(args: ManArgs, command_line: Command, app: &mut App<'_>) -> CommandResult {
    let mut root = command_line.disable_help_subcommand(true);
    root.build();
    if let Some(dir) = &args.out {
        value::check_new_path("--out", dir)?;
        let dir = app.env.path(dir);
        let mut pages = Vec::new();
        collect(&root, &root, &mut pages).context(UNRENDERED)?;
        if dir.exists() && !dir.is_dir() {
            return Err(Fault::new(Code::Io, format!("--out: {} is not a directory", dir.display())));
        }
        write_all(&dir, &pages).with_context(|| format!("could not write the manual to {}", dir.display()))?;
        app.note(&format!("wrote {} pages to {}", pages.len(), dir.display()));
        return Ok(0);
    }
    let mut command = &root;
    for name in &args.command {
        command = command.find_subcommand(name).ok_or_else(|| {
            Fault::new(Code::Usage, format!("unknown command {}", shown(name))).hint("`tokctl help` lists the commands")
        })?;
    }
    let format = app.env.format_page;
    if let Some(formatted) = format(&page(command, &root).context(UNRENDERED)?, app.env.terminal) {
        app.print_bytes(&formatted)?;
        return Ok(0);
    }
    let mut text = command.clone().term_width(80).render_long_help().to_string();
    if !args.command.is_empty() {
        text = format!("{}\n\n{}", text.trim_end(), exit::help());
    }
    app.print(&text)?;
    Ok(0)
}

/// The pages of `command` and the commands below it, with their file names.
fn collect(command: &Command, root: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    pages.push((format!("{name}.1"), page(command, root)?));
    command.get_subcommands().filter(|inner| !inner.is_hide_set()).try_for_each(|inner| collect(inner, root, pages))
}

fn write_all(dir: &Path, pages: &[(String, Vec<u8>)]) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    pages.iter().try_for_each(|(name, page)| replace(&dir.join(name), page))
}

/// Writes a new file. A symbolic link of that name is removed, not followed.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::File::create_new(path)?.write_all(content),
    }
}
