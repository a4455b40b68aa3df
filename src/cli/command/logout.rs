//! `tokctl logout`

use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::logout::LogoutArgs;
use crate::core::sessions::current_session;

use super::workspace::Workspace;

/// Ends the current session.
pub fn run(_: LogoutArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    let report = current_session::logout(&workspace.context())?;
    if app.global.json {
        app.answer_json(&report)?;
    } else if report.already_ended {
        app.note(&format!(
            "the session {} of {} was over already, and is forgotten now",
            report.session_id, report.user
        ));
    } else {
        app.note(&format!("the session {} of {} is ended", report.session_id, report.user));
    }
    Ok(0)
}
