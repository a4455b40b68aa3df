//! `tokctl config`

use crate::base::Fault;
use crate::cli::app::App;
use crate::cli::args::Outcome;
use crate::cli::args::config::{ConfigAction, ConfigArgs};
use crate::cli::render::columns::columns;
use crate::cli::render::escape::escape;
use crate::core::Context;
use crate::core::config::{self, SettingReport};
use crate::home::Home;

/// Looks at settings or changes them.
pub fn run(args: ConfigArgs, app: &mut App<'_>) -> Outcome {
    match args.action {
        ConfigAction::Get { name } => {
            let report = with(app, &super::home(app)?, |context| config::get(context, &name))?;
            answer(app, &report, |report| format!("{}\n", escape(&report.value)))?;
        }
        ConfigAction::Set { name, value } => {
            // A name or a value that cannot be is told before a home is made for it.
            config::validate(&name, &value)?;
            let home = super::home_or_new(app)?;
            let report = with(app, &home, |context| config::set(context, &name, &value))?;
            changed(app, &report)?;
        }
        ConfigAction::Unset { name } => {
            let report = with(app, &super::home(app)?, |context| config::unset(context, &name))?;
            changed(app, &report)?;
        }
        ConfigAction::List => {
            let reports = with(app, &super::home(app)?, config::list)?;
            let style = app.global.out;
            answer(app, &reports, |reports| {
                columns(reports.iter().map(|setting| {
                    let origin = if setting.set { String::new() } else { style.dim("default") };
                    [style.name(setting.name), escape(&setting.value).into_owned(), origin]
                }))
            })?;
        }
        ConfigAction::Path => {
            let report = with(app, &super::home(app)?, config::path)?;
            answer(app, &report, |report| format!("{}\n", escape(&report.path.display().to_string())))?;
        }
    }
    Ok(0)
}

fn with<T>(app: &App<'_>, home: &Home, verb: impl FnOnce(&Context<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
    let (clock, random) = (app.env.clock.as_ref(), app.env.random.as_ref());
    verb(&Context { clock, wall: None, random, home: Some(home), store: None })
}

/// A change answers with nothing but its success, which is said; a program is given the setting.
fn changed(app: &mut App<'_>, report: &SettingReport) -> Result<(), Fault> {
    if app.global.json {
        return app.answer_json(report);
    }
    let origin = if report.set { "" } else { ", its default" };
    app.note(&format!("{} is {}{origin}", report.name, report.value));
    Ok(())
}

fn answer<T: serde::Serialize>(app: &mut App<'_>, report: &T, text: impl FnOnce(&T) -> String) -> Result<(), Fault> {
    if app.global.json { app.answer_json(report) } else { app.answer(&text(report)) }
}
