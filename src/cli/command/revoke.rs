//! `tokctl revoke`

use crate::base::Secret;
use crate::base::datetime;
use crate::base::{Fault, Timestamp};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::revoke::RevokeArgs;
use crate::cli::input::{token, value};
use crate::core::Context;
use crate::core::sessions::revoke::{RevokeReport, Target, revoke};

use super::workspace::Workspace;

/// Takes back what was named.
pub fn run(args: RevokeArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    let target = target(args, app, &workspace.context())?;
    let report = revoke(&workspace.context(), target)?;
    let report = super::warn_unless_recorded(app, report);
    if app.global.json {
        app.answer_json(&report)?;
    } else {
        let text = told(&report, app);
        app.note(&text);
    }
    Ok(0)
}

fn target(args: RevokeArgs, app: &mut App<'_>, context: &Context<'_>) -> Result<Target, Fault> {
    let RevokeArgs { token: typed, session, user, jti, until, key, .. } = args;
    Ok(match (session, user, jti, key) {
        (Some(sid), ..) => Target::Session(sid),
        (_, Some(name), ..) => Target::User(name),
        (_, _, Some(jti), _) => Target::Jti { jti, until: value::moment("--until", until.as_deref(), context.now())? },
        (.., Some(kid)) => Target::Key(kid),
        _ => Target::Token(Secret::from(token::read(app, typed.as_deref())?)),
    })
}

fn told(report: &RevokeReport, app: &App<'_>) -> String {
    let id = report.id.as_deref().unwrap_or("without an id");
    let what = match report.revoked {
        "access_token" => format!("the access token {id}"),
        "session" => format!("the session {id}, with all its tokens,"),
        "user" => format!("everything issued to {id} before"),
        "jti" => format!("the access token {id}"),
        kind => format!("the {kind} {id}, with all that it signed,"),
    };
    let was = if report.already { "was revoked or over already" } else { "is revoked" };
    let until = report.until.map(Timestamp::from_secs).and_then(|until| datetime::format(until, app.env.zone));
    let until = until.map(|until| format!("; that is remembered until {until}")).unwrap_or_default();
    format!("{what} {was}{until}")
}
