//! Layer 5: the command line. Arguments become settings, settings become requests to the core, results become reports,
//! reports become text or JSON.

pub mod app;
pub mod args;
pub mod command;
pub mod env;
pub mod exit;
pub mod input;
pub mod interrupt;
pub mod render;
pub mod report;
pub mod settings;
pub mod shapes;
pub mod verbs;

pub use env::Env;

use std::io::{self, Write};

use clap::error::ErrorKind;
use clap::{ArgMatches, FromArgMatches};

use app::App;
use args::GlobalArgs;
use render::escape::{escape, escape_bytes};
use settings::global::{Global, is_coloured};

use crate::base::Code;

/// How many columns help gets where there is no terminal.
const USUAL_WIDTH: usize = 80;
/// How many it gets at most; longer lines are hard to read.
const WIDEST: usize = 100;

/// Runs the command that `env.args` asks for, and answers the exit code.
pub fn run(env: &mut Env) -> u8 {
    match verbs::command(&env.args).try_get_matches_from(&env.args) {
        Ok(matches) => dispatch(matches, env),
        Err(error) => {
            // Help is rare, so what only help needs is built only now; the same arguments fail in the same way again.
            let width = env.width.unwrap_or(USUAL_WIDTH).clamp(40, WIDEST);
            let again = verbs::documented().term_width(width).try_get_matches_from(&env.args);
            tell(&again.err().unwrap_or(error), env)
        }
    }
}

fn dispatch(mut matches: ArgMatches, env: &mut Env) -> u8 {
    let global = match GlobalArgs::from_arg_matches_mut(&mut matches) {
        Ok(global) => Global::new(global, env),
        Err(error) => return tell(&error, env),
    };
    let Some((verb, matches)) = matches.remove_subcommand().and_then(|(name, m)| Some((verbs::verb(&name)?, m))) else {
        return 2;
    };
    let mut app = App::new(env, global);
    let outcome = app.global.check().and_then(|()| (verb.run)(matches, &mut app));
    match outcome.and_then(|exit| app.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(fault) => app.fail(&fault),
    }
}

/// Shows what clap has to say: help on standard output, anything else on standard error.
fn tell(error: &clap::Error, env: &mut Env) -> u8 {
    let is_help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let typed = args::global::color_before_parsing(&env.args);
    let terminal = if is_help { env.terminal.stdout } else { env.terminal.stderr };
    // Errors quote what was typed, which a script may have from anywhere; among clap's colours it could not be told apart.
    let is_harmless = env.args.iter().all(|arg| arg.to_str().is_some_and(|arg| escape(arg) == arg));
    let text = error.render();
    let text = match is_coloured(typed, env, terminal) && is_harmless {
        true => text.ansi().to_string(),
        false => escape_bytes(text.to_string().as_bytes()),
    };
    if !is_help {
        // Where standard error is closed there is nobody to tell.
        let _ = env.stderr.write_all(text.as_bytes());
        return 2;
    }
    match env.stdout.write_all(text.as_bytes()).and_then(|()| env.stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(env.stderr, "error[{}]: the help could not be written: {error}", Code::Io);
            1
        }
        _ => 0,
    }
}
