//! `tokctl revoke`

use crate::base::shown::{self, shown};
use crate::base::{Code, Fault, Secret, Timestamp};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::revoke::RevokeArgs;
use crate::cli::input::token;
use crate::cli::render::time;
use crate::cli::value;
use crate::core::Context;
use crate::core::keys;
use crate::core::sessions::revoke::{RevokeReport, RevokeTarget, RevokedKind, revoke};
use crate::jose::jws::Malformed;
use crate::token::Unverified;
use crate::token::diagnose::{self, DiagnosisKind};

use super::workspace::Workspace;

pub fn run(args: RevokeArgs, app: &mut App<'_>) -> CommandResult {
    let is_name = args.token.as_deref().is_some_and(is_name);
    run_target(args, app).map_err(|fault| match fault.code {
        Code::Malformed if is_name => fault.hint("a user, session or key is named with --user, --session or --key"),
        _ => fault,
    })
}

/// Whether the argument may be the name of something, and is nothing that programs print in place of a token.
fn is_name(typed: &str) -> bool {
    let is_opaque = |malformed: &Malformed| diagnose::diagnose(typed, malformed).kind == DiagnosisKind::Opaque;
    shown::not_a_name(typed).is_none()
        && !typed.starts_with(['@', '-'])
        && Unverified::parse(typed).is_err_and(|malformed| is_opaque(&malformed))
}

fn run_target(args: RevokeArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    let target = target(args, app, &workspace.context())?;
    let is_key = matches!(target, RevokeTarget::Key(_));
    let issuer_note = match &target {
        RevokeTarget::Jti { issuer: Some(issuer), .. } => unknown_issuer(issuer, &keys::issuers(&workspace.context())?),
        _ => None,
    };
    let report = revoke(&workspace.context(), target)?;
    if let Some(note) = issuer_note {
        app.note(&note);
    }
    if is_key {
        super::note_clock(app, &workspace.context());
    }
    let report = super::warn_unless_recorded(app, report);
    if app.global.json {
        app.print_json(&report)?;
    } else {
        app.note(&describe(&report, workspace.context().now()));
    }
    Ok(0)
}

fn target(args: RevokeArgs, app: &mut App<'_>, context: &Context<'_>) -> Result<RevokeTarget, Fault> {
    let RevokeArgs { token: typed, session, user, jti, iss, until, key } = args;
    Ok(match (session, user, jti, key) {
        (Some(sid), ..) => RevokeTarget::Session(sid),
        (_, Some(name), ..) => RevokeTarget::User(name),
        (_, _, Some(jti), _) => {
            let now = context.now();
            let until = value::time("--until", until.as_deref(), now)?;
            if let Some(past) = until.filter(|until| *until <= now) {
                let message = format!("--until: {} is not in the future", time::with_distance(past, now));
                return Err(Fault::new(Code::Usage, message)
                    .hint("pass the token's `exp`, or omit --until to keep the revocation indefinitely"));
            }
            RevokeTarget::Jti { issuer: iss, jti, until }
        }
        (.., Some(kid)) => RevokeTarget::Key(kid),
        _ => RevokeTarget::Token(Secret::from(token::read(app, typed.as_deref())?)),
    })
}

/// The note about an issuer of which the home verifies no tokens. `known` begins with the home's own issuer.
fn unknown_issuer(issuer: &str, known: &[String]) -> Option<String> {
    if known.iter().any(|name| name == issuer) {
        return None;
    }
    let (own, imported) = known.split_first()?;
    let imported = imported.iter().map(|name| format!(", {}", shown(name))).collect::<String>();
    let issuer = shown(issuer);
    Some(format!("--iss: no key of this home is for {issuer}; its issuers are {} (its own){imported}", shown(own)))
}

fn describe(report: &RevokeReport, now: Timestamp) -> String {
    let id = report.id.as_deref().unwrap_or("without an ID");
    if report.already && report.revoked == RevokedKind::Session {
        return format!("session {id} had already ended");
    }
    let what = match report.revoked {
        RevokedKind::AccessToken | RevokedKind::Jti => format!("access token {id}"),
        RevokedKind::Session => format!("session {id} and all its tokens"),
        RevokedKind::User => {
            format!("everything issued to {id} so far; a token issued within the same second is revoked, too")
        }
        RevokedKind::Key => format!("key {id} and everything it signed"),
    };
    let until = report.until.map(|until| time::with_distance(Timestamp::from_secs(until), now));
    let until = until.map(|until| format!("; the revocation is kept until {until}")).unwrap_or_default();
    if report.already { format!("{what} had already been revoked") } else { format!("revoked {what}{until}") }
}
