//! `tokctl session`

use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::session::{ListArgs, SessionAction, SessionArgs, SessionShowArgs};
use crate::cli::render;
use crate::core::sessions::list::{self, ListRequest};

use super::workspace::Workspace;

/// How many rows are printed at a time: a list may be longer than the memory.
const PAGE: usize = 500;

pub fn run(args: SessionArgs, app: &mut App<'_>) -> CommandResult {
    match args.action {
        SessionAction::List(args) => list(args, app),
        SessionAction::Show(args) => show(&args, app),
    }
}

fn list(args: ListArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing_at(app, &args.as_of)?;
    let request = ListRequest { user: args.user, all: args.all, limit: args.limit };
    let context = workspace.context();
    let has_more = if app.global.json {
        app.print_json_array(|take| list::list(&context, &request, take))?
    } else {
        let view = app.view(context.now());
        let (mut sessions, mut is_empty) = (Vec::new(), true);
        let has_more = list::list(&context, &request, &mut |session| {
            sessions.push(session);
            is_empty = false;
            // At a terminal the table is one: its IDs are shortened to prefixes that are unique in all of it.
            if view.width.is_none() && sessions.len() == PAGE {
                app.print(&render::session::list(&std::mem::take(&mut sessions), view))?;
            }
            Ok(())
        })?;
        app.print(&render::session::list(&sessions, view))?;
        if is_empty && app.env.terminal.stdout {
            app.note(if request.all { "no sessions" } else { "no live sessions; --all lists the others" });
        }
        has_more
    };
    if has_more {
        app.note(&format!("only the newest {} listed; list more with --limit", counted(request.limit, "session")));
    }
    Ok(0)
}

fn show(args: &SessionShowArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing_at(app, &args.as_of)?;
    let session = match &args.id {
        Some(id) => list::show(&workspace.context(), id)?,
        None => list::show_current(&workspace.context())?,
    };
    if app.global.json {
        app.print_json(&session)?;
    } else {
        let text = render::session::detail(&session, app.view(workspace.context().now()));
        app.print(&text)?;
    }
    Ok(0)
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("{what} is") } else { format!("{count} {what}s are") }
}
