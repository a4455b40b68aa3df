//! `tokctl doctor`

use crate::base::{Code, Level};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::doctor::DoctorArgs;
use crate::cli::exit;
use crate::cli::render;
use crate::cli::report::doctor::DoctorOutput;
use crate::core::context::no_home;
use crate::core::doctor::{accept_restored_state, doctor};
use crate::home::Home;

use super::workspace::Workspace;

pub fn run(args: DoctorArgs, app: &mut App<'_>) -> CommandResult {
    let dir = app.global.home_dir()?.clone();
    // `doctor` also reports on a home that cannot be opened.
    let home = Home::unchecked(&dir)?.ok_or_else(|| no_home(Some(&dir)))?;
    let workspace = Workspace::with_home(app, home)?;
    if args.accept_restored_state {
        let is_new = accept_restored_state(&workspace.context())?;
        app.note(if is_new {
            "accepted the state as it is"
        } else {
            "the state lacks nothing that the home remembers"
        });
    }
    let report = doctor(&workspace.context(), &dir)?;
    let view = app.view(workspace.context().now());
    let output = DoctorOutput::new(&report, Level::from(args.levels.level));
    app.print_report(&output, |output| render::doctor::report(output, report.findings.len(), view))?;
    let fails = report.findings.iter().any(|finding| finding.problem.level() >= args.levels.failing());
    Ok(if fails { exit::of(Code::Findings) } else { 0 })
}
