//! `tokctl init`

use std::path::Path;

use zeroize::Zeroizing;

use crate::base::{Fault, files};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::init::InitArgs;
use crate::cli::input::passphrase::{self, Passphrase};
use crate::cli::input::source;
use crate::cli::render::escape::escape;
use crate::cli::report::init::ExportReport;
use crate::cli::value;
use crate::core::home::init::{InitReport, InitRequest, check_absent, init};
use crate::core::home::transfer::{Transfer, export};
use crate::home::{HomeContents, Sandbox, Start};

use super::workspace::Workspace;

/// The largest exported home that is read, in bytes: many times a thousand keys.
const LIMIT: usize = 32 << 20;

pub fn run(args: InitArgs, app: &mut App<'_>) -> CommandResult {
    if let Some(path) = &args.export {
        return write_export(app, path, &args);
    }
    let dir = app.global.home_dir()?.clone();
    if args.from.is_some() && !args.force {
        // Before the passphrase is asked for.
        check_absent(&dir)?;
    }
    let contents = args.from.as_ref().map(|path| read_export(app, path, args.passphrase.as_deref())).transpose()?;
    let sandbox = args.sandbox.then(|| Sandbox::new(app.env.random.as_ref())).transpose()?;
    let start = match (&contents, &sandbox) {
        (Some(contents), _) => Start::Contents(contents),
        (None, Some(sandbox)) => Start::Sandbox(sandbox),
        (None, None) => Start::New,
    };
    let request = InitRequest { dir, force: args.force, start };
    let report = init(&request, app.env.clock.as_ref(), app.env.random.as_ref())?;
    print_report(app, &report)?;
    Ok(0)
}

fn write_export(app: &mut App<'_>, path: &Path, args: &InitArgs) -> CommandResult {
    value::check_new_path("--export", path)?;
    let target = app.env.path(path);
    if files::exists(&target)? {
        return Err(files::already_exists(&target));
    }
    let workspace = Workspace::existing(app)?;
    let passphrase = if args.public { None } else { Some(passphrase::new(app, args.new_passphrase.as_deref())?) };
    let exported = export(&workspace.context(), passphrase.as_ref())?;
    files::create(&target, exported.text.expose())?;
    if exported.left_out > 0 {
        app.note("shared secrets are left out: with them the other node could sign; it cannot verify their tokens");
    }
    let report = ExportReport { file: path.to_owned(), keys: exported.keys, public: args.public };
    app.print_report(&report, |report| {
        let kind = if report.public { "public keys only" } else { "encrypted" };
        format!("file  {}\nkeys  {} ({kind})\n", escape(&report.file.display().to_string()), report.keys)
    })?;
    Ok(0)
}

fn read_export(app: &mut App<'_>, path: &Path, typed: Option<&str>) -> Result<HomeContents, Fault> {
    let name = source::displayed(path);
    let text = Zeroizing::new(source::read_path(&app.env.path(path), "the exported home", LIMIT)?);
    let mut passphrase = Passphrase::new(typed);
    let transfer = Transfer::parse(&text).map_err(|fault| fault.context(&name))?;
    let contents = transfer.decrypt(|| passphrase.of(app, &name)).map_err(|fault| fault.context(&name))?;
    passphrase.note_if_unused(app);
    Ok(contents)
}

fn print_report(app: &mut App<'_>, report: &InitReport) -> Result<(), Fault> {
    if app.global.json {
        return app.print_json(report);
    }
    let style = app.global.out;
    let row = |name: &str, value: &str| format!("{}  {}\n", style.name(&format!("{name:8}")), escape(value));
    let key = match (&report.kid, report.alg) {
        (Some(kid), Some(alg)) => format!("{kid} ({alg})"),
        _ => "none that signs".to_owned(),
    };
    let text = row("home", &report.home.display().to_string())
        + &row("key", &key)
        + &row("settings", &report.config.display().to_string());
    if report.sandbox {
        app.note("this home is a sandbox: `tokctl clock advance 15m` moves its clock forward");
    }
    if report.kid.is_none() {
        app.note("this home verifies tokens; it neither signs nor refreshes");
    }
    if report.replaced {
        app.note("replaced the existing home");
    }
    app.print(&text)
}
