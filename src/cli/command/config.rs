//! `tokctl config`

use crate::base::Fault;
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::config::{ConfigAction, ConfigArgs};
use crate::cli::render::escape::escape;
use crate::cli::render::style::Style;
use crate::cli::render::table::{Cell, table};
use crate::core::home::config::{self, SettingReport};

use super::workspace::Workspace;

pub fn run(args: ConfigArgs, app: &mut App<'_>) -> CommandResult {
    match args.action {
        ConfigAction::Get { name } => {
            let report = config::get(&Workspace::existing(app)?.context(), &name)?;
            app.print_report(&report, |report| format!("{}\n", escape(&report.value)))?;
        }
        ConfigAction::Set { name, value } => {
            // An invalid name or value must not create a home.
            config::validate(&name, &value)?;
            let report = config::set(&Workspace::existing_or_new(app)?.context(), &name, &value)?;
            let report = super::warn_unless_recorded(app, report);
            report_change(app, &report)?;
        }
        ConfigAction::Unset { name } => {
            let report = config::unset(&Workspace::existing(app)?.context(), &name)?;
            let report = super::warn_unless_recorded(app, report);
            report_change(app, &report)?;
        }
        ConfigAction::List => {
            let reports = config::list(&Workspace::existing(app)?.context())?;
            let view = app.view(app.env.clock.now());
            app.print_report(&reports, |reports| {
                let row = |setting: &SettingReport| {
                    let origin = if setting.set { "" } else { "default" };
                    [Cell::text(setting.name).paint(Style::name), Cell::text(&setting.value), Cell::text(origin)]
                };
                table(["SETTING", "VALUE", ""], reports.iter().map(row).collect(), &[], view)
            })?;
        }
        ConfigAction::Path => {
            let report = config::path(&Workspace::existing(app)?.context())?;
            app.print_report(&report, |report| format!("{}\n", escape(&report.path.display().to_string())))?;
        }
    }
    Ok(0)
}

/// Confirms a change with a note, or prints the setting under `--json`.
fn report_change(app: &mut App<'_>, report: &SettingReport) -> Result<(), Fault> {
    if app.global.json {
        return app.print_json(report);
    }
    let origin = if report.set { "" } else { " (default)" };
    app.note(&format!("{} = {}{origin}", report.name, report.value));
    Ok(())
}
