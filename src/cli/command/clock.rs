//! `tokctl clock`

use std::time::Duration;

use crate::base::{Code, Timestamp, duration};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::clock::{ClockAction, ClockArgs};
use crate::cli::render::columns::columns;
use crate::cli::render::time;
use crate::cli::value;
use crate::core::home::clock;

pub fn run(args: ClockArgs, app: &mut App<'_>) -> CommandResult {
    let advance = match &args.action {
        None => None,
        Some(ClockAction::Advance(args)) => Some(value::duration("DURATION", &args.duration)?),
    };
    let home = super::home(app).map_err(|fault| match fault.code {
        Code::NoHome => fault.hint("only a sandbox has a clock of its own: create one with `tokctl init --sandbox`"),
        _ => fault,
    })?;
    let system = app.env.clock.as_ref();
    let report = match advance {
        None => clock::show(&home, system)?,
        Some(span) => clock::advance(&home, span, system)?,
    };
    if app.global.json {
        app.print_json(&report)?;
        return Ok(0);
    }
    let style = app.global.out;
    let time = |secs| time::show(Timestamp::from_secs(secs));
    let rows = [
        ("sandbox clock", time(report.now)),
        ("ahead by", duration::format(Duration::from_secs(report.offset))),
        ("system clock", time(report.system_now)),
    ];
    app.print(&columns(rows.into_iter().map(|(name, value)| [style.name(name), value])))?;
    Ok(0)
}
