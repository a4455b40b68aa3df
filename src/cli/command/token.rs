//! `tokctl token`

use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::token::TokenArgs;
use crate::cli::report::login::AccessReport;
use crate::cli::value;
use crate::core::sessions::current_session;

use super::workspace::Workspace;

pub fn run(args: TokenArgs, app: &mut App<'_>) -> CommandResult {
    app.require_complete_output();
    let min_life = value::span("--min-ttl", args.min_ttl.as_deref())?;
    let workspace = Workspace::existing(app)?;
    let access = current_session::token(&workspace.context(), min_life)?;
    if app.global.json {
        app.print_json(&AccessReport::new(&access))?;
    } else {
        app.print_bytes(access.token.expose())?;
        app.print("\n")?;
    }
    Ok(0)
}
