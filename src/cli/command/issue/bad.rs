//! `tokctl issue --bad`

use crate::base::json::{Json, Object};
use crate::base::shown;
use crate::base::{Code, Fault, Timestamp};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::bad_token::BadTokenArgs;
use crate::cli::exit;
use crate::cli::input::remote;
use crate::cli::render::bad_token as render;
use crate::cli::report::bad_token::{AgainstReport, BadTokenReport};
use crate::cli::settings::bad_token as settings;
use crate::core::tokens::against::{Reaction, TestedServer};
use crate::core::tokens::issue::PreparedToken;
use crate::jose::{Key, SigningKey};
use crate::token::bad_token::{BadKind, ValidToken};
use crate::token::decode::Payload;

/// Prints invalid tokens, or sends them to a server. They are made from the token that `issue` would have signed.
pub fn run(
    args: &BadTokenArgs,
    typed: &str,
    target: Option<TestedServer>,
    app: &mut App<'_>,
    issue: &mut PreparedToken,
    (key, signing): (&Key, &SigningKey),
    now: Timestamp,
) -> CommandResult {
    let kinds = settings::kinds(typed, key.key_type())?;
    if typed == "all" {
        let left_out: Vec<&str> =
            BadKind::ALL.iter().filter(|kind| !kinds.contains(kind)).map(|kind| kind.name()).collect();
        if !left_out.is_empty() {
            app.note(&format!("not possible with this key: {}", left_out.join(", ")));
        }
    }
    let random = app.env.random.clone();
    let token = issue.sign(signing, random.as_ref())?;
    let Payload::Json(Json::Object(claims)) = issue.draft().payload() else {
        return Err(Fault::new(Code::Internal, "the token has no claims"));
    };
    let header = issue.draft().header.clone();
    let valid = ValidToken { token, header, claims, key, signing, issued_at: now };
    let spoil = |kind: &BadKind| Ok((*kind, valid.spoiled(*kind, random.as_ref())?));
    let tokens: Vec<(BadKind, String)> = kinds.iter().map(spoil).collect::<Result<_, Fault>>()?;
    match target {
        Some(target) => attempt(args, app, &target, &valid.token, &tokens),
        None => print(typed == "all", app, &valid.claims, &tokens).map(|()| 0),
    }
}

fn print(
    is_all: bool,
    app: &mut App<'_>,
    valid_claims: &Object<'_>,
    tokens: &[(BadKind, String)],
) -> Result<(), Fault> {
    let reports: Vec<BadTokenReport<'_>> =
        tokens.iter().map(|(kind, token)| BadTokenReport::new(*kind, token)).collect();
    match reports.as_slice() {
        all if app.global.json && is_all => app.print_json(&all),
        [report] if app.global.json => app.print_json(report),
        [report] if !is_all => {
            let command = refusing_command(report.kind, valid_claims);
            app.note(&format!("`{command}` refuses it: {}, exit code {}", report.error, report.exit_code));
            app.print(&format!("{}\n", report.token))
        }
        all => all.iter().try_for_each(|report| app.print(&format!("{}\t{}\n", report.kind, report.token))),
    }
}

/// The command that refuses a token of this kind. It checks issuer and audience only if an option names them.
fn refusing_command(kind: BadKind, valid_claims: &Object<'_>) -> String {
    let Some(name) = kind.optional_check() else { return "tokctl verify".to_owned() };
    let is_plain = |value: &&str| !value.is_empty() && !value.starts_with('-') && shown::is_plain_key_id(value);
    let expected = valid_claims.get_str(name).filter(is_plain);
    let placeholder = || if name == "iss" { "ISSUER" } else { "AUDIENCE" }.to_owned();
    format!("tokctl verify --{name} {}", expected.map_or_else(placeholder, str::to_owned))
}

fn attempt(
    args: &BadTokenArgs,
    app: &mut App<'_>,
    target: &TestedServer,
    valid: &str,
    tokens: &[(BadKind, String)],
) -> CommandResult {
    let client = remote::client(app, &args.ca_certs, args.allow_remote)?;
    let (valid_status, attempts) = target.test(&client, valid, tokens)?;
    let report = AgainstReport { valid_status, attempts };
    let style = app.global.out;
    app.print_report(&report, |report| render::attempts(report, style))?;
    let has = |reaction| report.attempts.iter().any(|attempt| attempt.reaction == reaction);
    Ok(match (has(Reaction::Accepted), has(Reaction::Unclear)) {
        (true, _) => exit::of(Code::Findings),
        (false, true) => exit::of(Code::Network),
        (false, false) => 0,
    })
}
