//! `tokctl store`

use super::workspace::{Workspace, read_location};
use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::store::{CopyArgs, StoreAction, StoreArgs};
use crate::cli::render::progress::records_bar;
use crate::core::state::copy::{self, AbortReport, CopyReport};

pub fn run(args: StoreArgs, app: &mut App<'_>) -> CommandResult {
    match args.action {
        StoreAction::Copy(args) if args.abort => abort(&args, app),
        StoreAction::Copy(args) => copy(&args, app),
    }
}

fn copy(args: &CopyArgs, app: &mut App<'_>) -> CommandResult {
    let from = read_location(app, "FROM", &args.from)?;
    let to = args.to.as_deref().ok_or_else(|| Fault::new(Code::Usage, "expected the destination TO"))?;
    let to = read_location(app, "TO", to)?;
    let workspace = Workspace::existing(app)?;
    let bar = records_bar(app.env.terminal.stderr && !app.global.quiet);
    let mut has_begun = false;
    let copied = copy::copy(&workspace.context(), &from, &to, &mut |progress| {
        if !std::mem::replace(&mut has_begun, true) {
            // Ctrl-C and SIGTERM end the process at once.
            bar.suspend(|| {
                app.note(&format!(
                    "{from} is read-only until the copy is complete; if it is interrupted, run the same command again"
                ));
            });
        }
        bar.set_length(progress.total);
        bar.set_position(progress.done);
    });
    bar.finish_and_clear();
    let report = copied?;
    if app.global.json {
        app.print_json(&report)?;
    } else {
        app.note(&moved(&report));
        app.note(&format!(
            "{} is refused from now on; pass --store or set TOKCTL_STORE to use the new state",
            report.from
        ));
    }
    Ok(0)
}

fn abort(args: &CopyArgs, app: &mut App<'_>) -> CommandResult {
    let from = read_location(app, "FROM", &args.from)?;
    let to = args.to.as_deref().map(|typed| read_location(app, "TO", typed)).transpose()?;
    let workspace = Workspace::existing(app)?;
    let report = copy::abort(&workspace.context(), &from, to.as_ref(), args.lost)?;
    if app.global.json {
        app.print_json(&report)?;
        return Ok(0);
    }
    let AbortReport { from, unlocked, removed } = report;
    app.note(&match unlocked {
        true => format!("{from} can be changed again"),
        false => format!("{from} was not being copied"),
    });
    if let Some(removed) = removed {
        app.note(&format!("removed the incomplete copy {removed}"));
    }
    Ok(0)
}

fn moved(CopyReport { from, to, records, .. }: &CopyReport) -> String {
    let counts: Vec<String> = records
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(area, count)| format!("{count} {}", copy::label(*area, *count)))
        .collect();
    match records.is_empty() {
        true => format!("the state was moved from {from} to {to}; an earlier command had copied it"),
        false if counts.is_empty() => format!("moved the state from {from} to {to}"),
        false => format!("moved {} from {from} to {to}", counts.join(", ")),
    }
}
