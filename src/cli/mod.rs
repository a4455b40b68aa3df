//! The command line: arguments become settings, settings become requests to the core, results become reports, and reports
//! become text or JSON.

pub mod app;
pub mod args;
pub mod command;
mod context;
pub mod env;
pub mod exit;
pub mod input;
pub mod interrupt;
pub mod render;
pub mod report;
pub mod settings;
pub mod shapes;
pub mod usage;
pub mod value;
pub mod verbs;
mod wrap;

pub use env::Env;

use std::io::{self, Write};

use clap::error::ErrorKind;
use clap::{ArgMatches, Command, FromArgMatches};

use app::{App, DEFAULT_WIDTH};
use args::GlobalArgs;
use settings::global::{Global, is_colored};

use crate::base::Code;
use crate::base::fault::io_reason;

/// The maximum width of help; longer lines are hard to read.
const MAX_WIDTH: usize = 100;

/// Runs the command in `env.args` and returns the exit code.
pub fn run(env: &mut Env) -> u8 {
    if let Some(fault) = usage::long_dash(&env.args) {
        let color = args::global::color_before_parsing(&env.args);
        let global = Global::new(GlobalArgs::only_color(color), env);
        return App::new(env, global).fail(&fault);
    }
    match verbs::command(&env.args).try_get_matches_from(&env.args) {
        Ok(matches) => dispatch(matches, env),
        Err(error) => {
            // Help texts are built only when needed; parsing again fails in the same way.
            let width = env.width.unwrap_or(DEFAULT_WIDTH).clamp(40, MAX_WIDTH);
            let mut root = verbs::documented().term_width(width);
            let again = root.try_get_matches_from_mut(&env.args).err().unwrap_or(error);
            refuse(&again, &root, env)
        }
    }
}

/// Prints help, or reports a usage error.
fn refuse(error: &clap::Error, root: &Command, env: &mut Env) -> u8 {
    use ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    if matches!(error.kind(), DisplayHelp | DisplayVersion | DisplayHelpOnMissingArgumentOrSubcommand) {
        return print_help(error, env);
    }
    let fault = usage::fault(error, root, &env.args);
    let color = args::global::color_before_parsing(&env.args);
    let global = Global::new(GlobalArgs::only_color(color), env);
    App::new(env, global).fail(&fault)
}

fn dispatch(mut matches: ArgMatches, env: &mut Env) -> u8 {
    let global = match GlobalArgs::from_arg_matches_mut(&mut matches) {
        Ok(global) => Global::new(global, env),
        Err(error) => return refuse(&error, &verbs::documented(), env),
    };
    let Some((verb, matches)) = matches.remove_subcommand().and_then(|(name, m)| Some((verbs::verb(&name)?, m))) else {
        return 2;
    };
    let mut app = App::new(env, global);
    let outcome = app.global.check().and_then(|()| (verb.run)(matches, &mut app));
    for note in app.notes.take() {
        app.note(&note);
    }
    match outcome.and_then(|exit| app.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(fault) => app.fail(&fault),
    }
}

/// Prints help: on standard output if it was asked for, else on standard error.
fn print_help(error: &clap::Error, env: &mut Env) -> u8 {
    let is_asked = error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    let color = args::global::color_before_parsing(&env.args);
    let terminal = if is_asked { env.terminal.stdout } else { env.terminal.stderr };
    let text = error.render();
    let text = if is_colored(color, env, terminal) { text.ansi().to_string() } else { text.to_string() };
    if !is_asked {
        let _ = env.stderr.write_all(text.as_bytes());
        return 2;
    }
    match env.stdout.write_all(text.as_bytes()).and_then(|()| env.stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(env.stderr, "error[{}]: could not write the help: {}", Code::Io, io_reason(&error));
            1
        }
        _ => 0,
    }
}
