//! `tokctl man`

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context as _;
use clap::Command;
use clap_mangen::Man;

use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::man::ManArgs;

pub fn run(args: ManArgs, command_line: Command, app: &mut App<'_>) -> CommandResult {
    let pages = pages(command_line).context("could not render the manual")?;
    match &args.dir {
        None => pages.first().map_or(Ok(()), |(_, main)| app.answer_bytes(main))?,
        Some(dir) => {
            let dir = app.env.path(dir);
            write_all(&dir, &pages).with_context(|| format!("could not write the manual to {}", dir.display()))?;
            app.note(&format!("wrote {} pages to {}", pages.len(), dir.display()));
        }
    }
    Ok(0)
}

/// All pages with their file names, the main page first.
fn pages(command_line: Command) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut command_line = command_line.disable_help_subcommand(true);
    command_line.build();
    let mut pages = Vec::new();
    collect(&command_line, &mut pages)?;
    Ok(pages)
}

fn collect(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render(&mut page)?;
    pages.push((man.get_filename(), page));
    command.get_subcommands().filter(|inner| !inner.is_hide_set()).try_for_each(|inner| collect(inner, pages))
}

fn write_all(dir: &Path, pages: &[(String, Vec<u8>)]) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    pages.iter().try_for_each(|(name, page)| fs::write(dir.join(name), page))
}
