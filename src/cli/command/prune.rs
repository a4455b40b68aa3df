//! `tokctl prune`

use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::prune::PruneArgs;
use crate::cli::value;
use crate::core::state::prune::prune;

use super::workspace::Workspace;

pub fn run(args: PruneArgs, app: &mut App<'_>) -> CommandResult {
    let kept = value::duration("--events-older-than", &args.events_older_than)?;
    let workspace = Workspace::existing(app)?;
    let report = prune(&workspace.context(), kept)?;
    if app.global.json {
        app.print_json(&report)?;
    } else {
        app.note(&format!(
            "deleted {} sessions, {} revocation entries, {} records of failed logins, {} events",
            report.sessions, report.revocations, report.failed_logins, report.events
        ));
    }
    Ok(0)
}
