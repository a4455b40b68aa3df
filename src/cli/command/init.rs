//! `tokctl init`

use crate::base::Fault;
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::init::InitArgs;
use crate::cli::render::escape::escape;
use crate::core::home::init::{InitReport, InitRequest, init};

pub fn run(args: InitArgs, app: &mut App<'_>) -> CommandResult {
    let request = InitRequest { dir: app.global.home_dir()?.clone(), force: args.force, sandbox: args.sandbox };
    let report = init(&request, app.env.clock.as_ref(), app.env.random.as_ref())?;
    print_report(app, &report)?;
    Ok(0)
}

fn print_report(app: &mut App<'_>, report: &InitReport) -> Result<(), Fault> {
    if app.global.json {
        return app.print_json(report);
    }
    let style = app.global.out;
    let row = |name: &str, value: &str| format!("{}  {}\n", style.name(&format!("{name:8}")), escape(value));
    let text = row("home", &report.home.display().to_string())
        + &row("key", &format!("{} ({})", report.kid, report.alg))
        + &row("settings", &report.config.display().to_string());
    if report.sandbox {
        app.note("this home is a sandbox: `tokctl clock advance 15m` moves its clock forward");
    }
    if report.replaced {
        app.note("replaced the existing home");
    }
    app.print(&text)
}
