//! `tokctl logout`

use crate::cli::app::App;
use crate::cli::args::Outcome;
use crate::cli::args::logout::LogoutArgs;
use crate::core::sessions::current_session;

use super::world::World;

/// Ends the current session.
pub fn run(args: LogoutArgs, app: &mut App<'_>) -> Outcome {
    let world = World::existing(app, &args.as_of)?;
    let report = current_session::logout(&world.context())?;
    if app.global.json {
        app.answer_json(&report)?;
    } else if report.already_dead {
        app.note(&format!(
            "the session {} of {} was over already, and is forgotten now",
            report.session_id, report.user
        ));
    } else {
        app.note(&format!("the session {} of {} is ended", report.session_id, report.user));
    }
    Ok(0)
}
