//! `tokctl prune`

use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::prune::PruneArgs;
use crate::cli::value;
use crate::core::state::prune::prune;

use super::workspace::Workspace;

pub fn run(args: PruneArgs, app: &mut App<'_>) -> CommandResult {
    let kept = value::span("--events-older-than", args.events_older_than.as_deref())?;
    let workspace = Workspace::existing(app)?;
    let report = prune(&workspace.context(), kept)?;
    if app.global.json {
        app.print_json(&report)?;
    } else {
        let counts = [
            (report.sessions, "session", "sessions"),
            (report.revocations, "revocation entry", "revocation entries"),
            (report.failed_logins, "record of failed logins", "records of failed logins"),
            (report.events, "event", "events"),
        ];
        let deleted = counts.map(|(count, one, several)| format!("{count} {}", if count == 1 { one } else { several }));
        app.note(&format!("deleted {}", deleted.join(", ")));
    }
    Ok(0)
}
