//! `tokctl logout`

use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::logout::LogoutArgs;
use crate::core::sessions::current_session;

use super::workspace::Workspace;

pub fn run(_: LogoutArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    let report = current_session::logout(&workspace.context())?;
    if app.global.json {
        app.print_json(&report)?;
    } else if report.already_ended {
        app.note(&format!(
            "session {} of {} had already ended; it is no longer the current session",
            report.session_id, report.user
        ));
    } else {
        app.note(&format!("ended session {} of {}", report.session_id, report.user));
    }
    Ok(0)
}
