//! `tokctl events`

use std::convert::Infallible;
use std::thread;
use std::time::Duration;

use crate::base::Fault;
use crate::cli::app::{App, is_closed_pipe};
use crate::cli::args::CommandResult;
use crate::cli::args::events::EventsArgs;
use crate::cli::render;
use crate::core::Context;
use crate::core::state::events::{EventReport, Filter, latest};

use super::workspace::Workspace;

/// The polling interval. Reading the state takes a few microseconds.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

pub fn run(args: EventsArgs, app: &mut App<'_>) -> CommandResult {
    let filter = Filter { user: args.user, session: args.session };
    let workspace = Workspace::existing(app)?;
    let context = workspace.context();
    if !args.follow {
        show(app, &latest(&context, &filter, args.limit)?.events)?;
        return Ok(0);
    }
    // `--follow` ends when its reader closes the pipe.
    app.demand_whole();
    match follow(app, &context, &filter, args.limit) {
        Err(fault) if is_closed_pipe(&fault) => {
            app.let_go();
            Ok(0)
        }
        Err(fault) => Err(fault),
        Ok(never) => match never {},
    }
}

fn follow(app: &mut App<'_>, context: &Context<'_>, filter: &Filter, limit: usize) -> Result<Infallible, Fault> {
    let latest = latest(context, filter, limit)?;
    show(app, &latest.events)?;
    let mut watch = latest.rest;
    loop {
        app.flush()?;
        thread::sleep(POLL_INTERVAL);
        show(app, &watch.look(context, filter)?)?;
    }
}

fn show(app: &mut App<'_>, events: &[EventReport]) -> Result<(), Fault> {
    for event in events {
        if app.global.json {
            app.answer_json(event)?;
        } else {
            let line = render::events::line(event, app.env.zone, app.global.out);
            app.answer(&line)?;
        }
    }
    Ok(())
}
