//! The verbs, one file each: from arguments to output.

pub mod algorithms;
pub mod clock;
pub mod completions;
pub mod config;
pub mod decode;
pub mod demo;
pub mod diff;
pub mod doctor;
pub mod events;
pub mod header;
pub mod init;
pub mod introspect;
pub mod issue;
pub mod key;
pub mod lint;
pub mod login;
pub mod logout;
pub mod man;
pub mod prune;
pub mod refresh;
pub mod revoke;
pub mod seed;
pub mod serve;
pub mod session;
pub mod store;
pub mod token;
pub mod user;
pub mod verify;
pub mod workspace;

use crate::base::{Code, Fault};
use crate::core::audited::Audited;
use crate::core::context::no_home;
use crate::core::tokens::claimed_issuer;
use crate::core::{Context, clock_behind, keys};
use crate::home::Home;

use super::app::App;
use super::render::escape::escape;

/// Opens the home; an error if there is none.
fn home(app: &App<'_>) -> Result<Home, Fault> {
    let dir = app.global.home_dir()?;
    Home::open(dir)?.ok_or_else(|| no_home(Some(dir)))
}

/// Opens the home, or creates it with a note.
fn home_or_new(app: &mut App<'_>) -> Result<Home, Fault> {
    let clock = app.clock(None)?;
    let opened = Home::open_or_create(app.global.home_dir()?, clock.as_ref(), app.env.random.as_ref())?;
    if opened.is_new {
        let dir = opened.home.dir().display().to_string();
        app.note(&format!("created a home in {dir} with a new ES256 key"));
    }
    Ok(opened.home)
}

/// Unwraps the result of a change, with a warning if the change is missing from the event log.
fn warn_unless_recorded<T>(app: &mut App<'_>, Audited { outcome, event_error }: Audited<T>) -> T {
    if let Some(Fault { message, hint, .. }) = event_error {
        let hint = hint.map(|hint| format!("; {hint}")).unwrap_or_default();
        app.warn(&format!("the command succeeded, but could not be recorded in the event log: {message}{hint}"));
    }
    outcome
}

/// Notes a clock that is behind the latest change of the key ring.
fn note_clock(app: &mut App<'_>, context: &Context<'_>) {
    // The change has been made; a ring that cannot be read any more is reported by the next command.
    if let Ok(Some(newest)) = keys::change_ahead_of_clock(context) {
        app.note(&clock_behind::note(clock_behind::RING, newest, context.now()));
    }
}

/// Asks for confirmation on the terminal unless `yes`; an error if the answer is no, or if there is no terminal.
fn confirm(app: &mut App<'_>, yes: bool, question: &str) -> Result<(), Fault> {
    if yes {
        return Ok(());
    }
    if !app.env.terminal.stdin || !app.env.terminal.stderr {
        return Err(Fault::new(Code::Usage, "confirmation required, but no terminal is available")
            .hint("pass --yes to confirm without being asked"));
    }
    match app.env.ask(&format!("{} [y/N] ", escape(question)))?.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Fault::new(Code::Usage, "not confirmed; nothing was changed")),
    }
}

/// Without a home, a token that names its issuer can be verified with that issuer's keys; then the hint says how.
fn name_issuer(fault: Fault, app: &mut App<'_>, typed: Option<&str>) -> Fault {
    let token = crate::cli::input::token::read(app, typed).ok();
    match token.and_then(|token| claimed_issuer::key_source(&token)) {
        Some(source) => fault.hint(format!("verify the token with its issuer's keys: `tokctl verify --key {source}`")),
        None => fault,
    }
}
