//! `tokctl login`

use crate::base::Fault;
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::login::LoginArgs;
use crate::cli::input::password;
use crate::cli::render;
use crate::cli::report::login::TokensReport;
use crate::core::sessions::current_session;
use crate::core::sessions::login::{LoginRequest, login};
use crate::core::sessions::session_issuer::Tokens;

use super::workspace::Workspace;

pub fn run(args: LoginArgs, app: &mut App<'_>) -> CommandResult {
    app.demand_whole();
    let workspace = Workspace::existing(app)?;
    let password = password::read(app, args.password_stdin)?;
    let context = workspace.context();
    let store = context.open_store()?;
    let tokens = login(&context, store.as_ref(), &LoginRequest { user: args.user, password })?;
    store.close()?;
    if !args.no_save {
        current_session::save(&context, &tokens)?;
    }
    print_tokens(app, &tokens)?;
    Ok(0)
}

/// Prints the tokens of a login or refresh.
pub fn print_tokens(app: &mut App<'_>, tokens: &Tokens) -> Result<(), Fault> {
    if app.global.json {
        return app.answer_json(&TokensReport::new(tokens));
    }
    let text = render::tokens::tokens(tokens, app.global.out);
    app.answer(&text)
}
