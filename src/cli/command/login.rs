//! `tokctl login`

use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::login::LoginArgs;
use crate::cli::input::password;
use crate::cli::render::{self, time};
use crate::cli::report::login::TokensReport;
use crate::core::sessions::current_session::{self, Replaced};
use crate::core::sessions::end::end;
use crate::core::sessions::login::{LoginRequest, login};
use crate::core::sessions::session_issuer::Tokens;
use crate::core::users::manage;
use crate::store::EndReason;

use super::workspace::Workspace;

pub fn run(args: LoginArgs, app: &mut App<'_>) -> CommandResult {
    if args.no_save {
        app.require_output_for_unsaved_tokens()?;
    } else {
        app.require_complete_output();
    }
    let workspace = Workspace::existing(app)?;
    let password = password::read(app, args.password_stdin)?;
    let context = workspace.context();
    let request = LoginRequest { user: args.user, password };
    // Before the login: a session that cannot be saved is not opened.
    let lock = if args.no_save { None } else { Some(context.home()?.lock_session()?) };
    let tokens = context.with_store(|store| login(&context, store, request)).inspect_err(|fault| {
        if fault.code == Code::LoginRefused && manage::is_empty(&context) == Ok(true) {
            app.note("this home has no users; `tokctl user add NAME` adds one");
        }
    })?;
    let replaced = match &lock {
        Some(lock) => current_session::save(&context, &tokens, lock)?,
        None => None,
    };
    drop(lock);
    if args.no_save || app.global.json {
        let printed = print_tokens(app, &tokens).and_then(|()| app.flush());
        if args.no_save && printed.is_err() {
            // Its tokens are lost.
            context.with_store(|store| end(&context, store, &tokens.session_id, EndReason::Logout))?;
        }
        printed?;
    }
    let until = time::with_distance(tokens.idle_expires_at, context.now());
    app.note(&format!("logged in as {} until {until}; each refresh extends it", tokens.user));
    if !args.no_save {
        app.note("`tokctl token` prints an access token");
    }
    if let Some(Replaced { session_id, user }) = replaced {
        app.note(&format!(
            "the previous session {session_id} of {user} is still live; \
             end it with `tokctl revoke --session {session_id}`"
        ));
    }
    Ok(0)
}

/// Prints the tokens of a login or refresh.
pub fn print_tokens(app: &mut App<'_>, tokens: &Tokens) -> Result<(), Fault> {
    if app.global.json {
        return app.print_json(&TokensReport::new(tokens));
    }
    let text = render::tokens::tokens(tokens, app.global.out);
    app.print(&text)
}
