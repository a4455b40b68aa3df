//! `tokctl completions`

mod script;

use clap::Command;

use crate::base::Fault;
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::completions::{CompletionsArgs, ListArg};
use crate::core::keys;
use crate::core::sessions::list::{self, ListRequest};
use crate::core::users::manage;
use crate::home::settings::SETTINGS;
use crate::jose::Algorithm;

use super::workspace::Workspace;

/// The most sessions that are completed.
const SESSIONS: usize = 100;

pub fn run(args: CompletionsArgs, command_line: Command, app: &mut App<'_>) -> CommandResult {
    if let Some(what) = args.list {
        for value in values(what, app)? {
            app.print(&format!("{value}\n"))?;
        }
    } else if let Some(shell) = args.shell {
        app.print(&script::write(shell, command_line))?;
    }
    Ok(0)
}

/// The values that a script completes; none if there is no home. Values that would need quoting are left out.
fn values(what: ListArg, app: &mut App<'_>) -> Result<Vec<String>, Fault> {
    let in_home = |app: &mut App<'_>| Workspace::existing(app).ok();
    let mut values: Vec<String> = match what {
        ListArg::Algorithms => Algorithm::all().map(|alg| alg.name().to_owned()).collect(),
        ListArg::Settings => SETTINGS.iter().map(|setting| setting.name.to_owned()).collect(),
        ListArg::Keys => match in_home(app) {
            Some(workspace) => keys::list(&workspace.context())?.into_iter().map(|key| key.kid).collect(),
            None => Vec::new(),
        },
        ListArg::Users => match in_home(app) {
            Some(workspace) => manage::list(&workspace.context())?.into_iter().map(|user| user.name).collect(),
            None => Vec::new(),
        },
        ListArg::Sessions => match in_home(app) {
            Some(workspace) => {
                let request = ListRequest { user: None, all: false, limit: SESSIONS };
                let mut found = Vec::new();
                list::list(&workspace.context(), &request, &mut |session| {
                    found.push(session.session_id);
                    Ok(())
                })?;
                found
            }
            None => Vec::new(),
        },
    };
    let is_plain = |c: char| c.is_alphanumeric() || "-._@+:/".contains(c);
    values.retain(|value| !value.is_empty() && value.chars().all(is_plain));
    Ok(values)
}
