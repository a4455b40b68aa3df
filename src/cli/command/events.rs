//! `tokctl events`

use std::convert::Infallible;
use std::thread;
use std::time::Duration;

use crate::base::Fault;
use crate::cli::app::{App, is_closed_pipe};
use crate::cli::args::CommandResult;
use crate::cli::args::events::EventsArgs;
use crate::cli::render;
use crate::cli::value;
use crate::core::Context;
use crate::core::sessions::list;
use crate::core::state::events::{EventReport, Filter, Watch, latest};

use super::workspace::Workspace;

/// The polling interval. Reading the state takes a few microseconds.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

pub fn run(args: EventsArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    let context = workspace.context();
    let since = value::time("--since", args.since.as_deref(), context.now())?;
    let session = match &args.session {
        Some(typed) => Some(list::whole_id(&context, typed)?),
        None => None,
    };
    let filter = Filter { since, user: args.user, session };
    if !args.follow {
        show_latest(app, &context, &filter, args.limit)?;
        return Ok(0);
    }
    // `--follow` ends when its reader closes the pipe.
    app.require_complete_output();
    match follow(app, &context, &filter, args.limit) {
        Err(fault) if is_closed_pipe(&fault) => {
            app.allow_partial_output();
            Ok(0)
        }
        Err(fault) => Err(fault),
        Ok(never) => match never {},
    }
}

fn follow(app: &mut App<'_>, context: &Context<'_>, filter: &Filter, limit: usize) -> Result<Infallible, Fault> {
    let mut watch = show_latest(app, context, filter, limit)?;
    loop {
        app.flush()?;
        thread::sleep(POLL_INTERVAL);
        watch.look(context, filter, &mut |events| show(app, context, events, true))?;
    }
}

fn show_latest(app: &mut App<'_>, context: &Context<'_>, filter: &Filter, limit: usize) -> Result<Watch, Fault> {
    let mut is_continued = false;
    latest(context, filter, limit, &mut |events| {
        show(app, context, events, is_continued)?;
        is_continued |= !events.is_empty();
        Ok(())
    })
}

fn show(app: &mut App<'_>, context: &Context<'_>, events: &[EventReport], is_continued: bool) -> Result<(), Fault> {
    if !app.global.json {
        let text = render::events::list(events, is_continued, app.view(context.now()));
        return app.print(&text);
    }
    events.iter().try_for_each(|event| app.print_json(event))
}
