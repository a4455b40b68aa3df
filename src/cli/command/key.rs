//! `tokctl key`

mod export;

use crate::base::Fault;
use crate::base::shown::last_argument;
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::as_of::AsOfArgs;
use crate::cli::args::key::{
    GenerateArgs, ImportArgs, KeyAction, KeyArgs, KeyRemoveArgs, KeyShowArgs, KidArgs, RetireArgs, RotateArgs,
    SourceArgs,
};
use crate::cli::exit;
use crate::cli::input::{key as input, key_arg};
use crate::cli::render;
use crate::cli::render::escape::escape;
use crate::cli::value;
use crate::core::keys::{self, GenerateRequest, ImportRequest, KeyReport, RotateRequest};
use crate::home::ring::KeyState;

use super::workspace::Workspace;

pub fn run(args: KeyArgs, app: &mut App<'_>) -> CommandResult {
    match args.action {
        KeyAction::Generate(args) => generate(args, app),
        KeyAction::Import(args) => import(args, app),
        KeyAction::List(as_of) => list(&as_of, app),
        KeyAction::Show(args) => show(&args, app),
        KeyAction::Export(args) => export::export(args, app),
        KeyAction::Convert(args) => export::convert(&args, app),
        KeyAction::Thumbprint(args) => thumbprint(&args, app),
        KeyAction::Rotate(args) => rotate(args, app),
        KeyAction::Activate(args) => activate(&args, app),
        KeyAction::Retire(args) => retire(&args, app),
        KeyAction::Remove(args) => remove(&args, app),
        KeyAction::Jwks(as_of) => jwks(&as_of, app),
        KeyAction::Check(args) => check(&args, app),
    }
}

fn generate(args: GenerateArgs, app: &mut App<'_>) -> CommandResult {
    key_arg::check_new_kid(args.make.kid.as_deref())?;
    let request = GenerateRequest { alg: args.alg.parse()?, kid: args.make.kid, bits: args.make.bits };
    let new = keys::generate(&request, app.env.random.as_ref())?;
    let workspace = Workspace::existing_or_new(app)?;
    let added = super::warn_unless_recorded(app, keys::add(&workspace.context(), &[new])?);
    super::note_clock(app, &workspace.context());
    if app.global.json {
        added.first().map_or(Ok(()), |key| app.print_json(key))?;
    } else {
        print_ids(app, &added)?;
    }
    Ok(0)
}

fn import(args: ImportArgs, app: &mut App<'_>) -> CommandResult {
    key_arg::check_new_kid(args.kid.as_deref())?;
    let alg = args.alg.as_deref().map(str::parse).transpose()?;
    let keys = input::all(app, &args.source)?.0;
    let new = keys::import(ImportRequest { keys, alg, kid: args.kid, issuer: args.iss })?;
    let workspace = Workspace::existing_or_new(app)?;
    let added = super::warn_unless_recorded(app, keys::add(&workspace.context(), &new)?);
    super::note_clock(app, &workspace.context());
    if app.global.json {
        app.print_json(&added)?;
    } else {
        print_ids(app, &added)?;
    }
    Ok(0)
}

/// Prints the IDs of new keys, with a note for keys that do not sign yet.
fn print_ids(app: &mut App<'_>, added: &[KeyReport]) -> Result<(), Fault> {
    for key in added {
        app.print(&format!("{}\n", escape(&key.kid)))?;
        let kid = &key.kid;
        if !key.private && key.issuer.is_none() {
            let source = key_arg::kid_source(kid);
            app.note(&format!(
                "{kid} verifies only with `tokctl verify --key {source}`; import it with --iss to accept it for an issuer"
            ));
        }
        if key.state != KeyState::Active && key.private {
            let argument = last_argument(kid);
            app.note(&format!(
                "{kid} does not sign yet; make it the signing key with `tokctl key activate {argument}`"
            ));
        }
    }
    Ok(())
}

fn list(as_of: &AsOfArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing_at(app, as_of)?;
    let keys = keys::list(&workspace.context())?;
    let view = app.view(workspace.context().now());
    app.print_report(&keys, |keys| render::key::list(keys, view))?;
    Ok(0)
}

fn show(args: &KeyShowArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    let detail = keys::show(&workspace.context(), &args.kid)?;
    let view = app.view(workspace.context().now());
    app.print_report(&detail, |detail| render::key::detail(detail, view))?;
    Ok(0)
}

fn thumbprint(args: &SourceArgs, app: &mut App<'_>) -> CommandResult {
    let (keys, is_set) = input::all(app, args)?;
    let reports = keys::thumbprint(&keys);
    match (reports.as_slice(), app.global.json) {
        ([one], true) if !is_set => app.print_json(one)?,
        (all, true) => app.print_json(&all)?,
        (all, false) => {
            for report in all {
                app.print(&format!("{}\n", report.thumbprint))?;
            }
        }
    }
    Ok(0)
}

fn rotate(args: RotateArgs, app: &mut App<'_>) -> CommandResult {
    key_arg::check_new_kid(args.make.kid.as_deref())?;
    let request = RotateRequest {
        alg: args.alg.as_deref().map(str::parse).transpose()?,
        kid: args.make.kid,
        bits: args.make.bits,
        keep: value::span("--keep", args.keep.as_deref())?,
    };
    let workspace = Workspace::existing(app)?;
    let report = super::warn_unless_recorded(app, keys::rotate(&workspace.context(), request)?);
    super::note_clock(app, &workspace.context());
    if let Some(old) = report.retired.as_ref().filter(|_| !app.global.json) {
        app.note(&render::key::retired(old, workspace.context().now()));
    }
    app.print_report(&report, |report| format!("{}\n", escape(&report.active.kid)))?;
    Ok(0)
}

fn activate(args: &KidArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    let report = super::warn_unless_recorded(app, keys::activate(&workspace.context(), &args.kid)?);
    super::note_clock(app, &workspace.context());
    report_change(app, &report, |key| format!("{} is now the signing key", key.kid))
}

fn retire(args: &RetireArgs, app: &mut App<'_>) -> CommandResult {
    let keep = value::span("--keep", args.keep.as_deref())?;
    let workspace = Workspace::existing(app)?;
    let report = super::warn_unless_recorded(app, keys::retire(&workspace.context(), &args.kid.kid, keep)?);
    super::note_clock(app, &workspace.context());
    let now = workspace.context().now();
    report_change(app, &report, |key| render::key::retired(key, now))
}

fn remove(args: &KeyRemoveArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    let key = keys::removable(&workspace.context(), &args.kid)?;
    let what = match (key.kty, key.private) {
        ("oct", _) => "the secret",
        (_, true) => "the private key",
        (_, false) => "the public key",
    };
    let question = format!("Delete {what} {}? Tokens signed with it will no longer verify.", key.kid);
    super::confirm(app, args.yes, &question)?;
    let report = super::warn_unless_recorded(app, keys::remove(&workspace.context(), &args.kid)?);
    super::note_clock(app, &workspace.context());
    report_change(app, &report, |key| format!("removed {}", key.kid))
}

fn jwks(as_of: &AsOfArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing_at(app, as_of)?;
    let report = keys::jwks(&workspace.context())?;
    app.print_json(&report)?;
    Ok(0)
}

fn check(args: &SourceArgs, app: &mut App<'_>) -> CommandResult {
    let (keys, _) = input::all(app, args)?;
    let report = keys::check(&keys);
    let style = app.global.out;
    app.print_report(&report, |report| render::key::check(report, style))?;
    Ok(if report.sound { 0 } else { exit::of(crate::base::Code::KeyRefused) })
}

/// Confirms a change with a note, or prints the key under `--json`.
fn report_change(app: &mut App<'_>, report: &KeyReport, text: impl FnOnce(&KeyReport) -> String) -> CommandResult {
    if app.global.json {
        app.print_json(report)?;
    } else {
        app.note(&text(report));
    }
    Ok(0)
}
