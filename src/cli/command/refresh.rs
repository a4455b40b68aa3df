//! `tokctl refresh`

use crate::base::Secret;
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::refresh::RefreshArgs;
use crate::cli::input::token;
use crate::core::sessions::current_session;

use super::login::print_tokens;
use super::workspace::Workspace;

pub fn run(args: RefreshArgs, app: &mut App<'_>) -> CommandResult {
    match args.token {
        Some(_) => app.require_output_for_unsaved_tokens()?,
        None => app.require_complete_output(),
    }
    let workspace = Workspace::existing(app)?;
    let presented = match &args.token {
        Some(typed) => Some(Secret::from(token::read(app, Some(typed))?)),
        None => None,
    };
    let tokens = current_session::refresh(&workspace.context(), presented.as_ref())?;
    print_tokens(app, &tokens)?;
    Ok(0)
}
