//! Layer 5: the command line. Arguments become settings, settings become requests to the core, results become reports,
//! reports become text or JSON.

pub mod app;
pub mod args;
pub mod command;
pub mod env;
pub mod exit;
pub mod input;
pub mod render;
pub mod report;
pub mod settings;

pub use env::Env;

use std::io::Write;

use clap::error::ErrorKind;
use clap::{ArgMatches, FromArgMatches};

use app::App;
use args::GlobalArgs;
use settings::Global;

/// How many columns help gets where there is no terminal.
const USUAL_WIDTH: usize = 80;
/// How many it gets at most; longer lines are hard to read.
const WIDEST: usize = 100;

/// Runs the command that `env.args` asks for, and answers the exit code.
pub fn run(env: &mut Env) -> u8 {
    let wants_long_help = env.args.iter().any(|arg| arg == "--help" || arg == "help");
    let command = if wants_long_help { args::documented() } else { args::command() };
    let command = command.term_width(env.width.unwrap_or(USUAL_WIDTH).clamp(40, WIDEST));
    match command.try_get_matches_from(env.args.clone()) {
        Err(error) => tell(&error, env),
        Ok(matches) => dispatch(&matches, env),
    }
}

fn dispatch(matches: &ArgMatches, env: &mut Env) -> u8 {
    let global = match GlobalArgs::from_arg_matches(matches) {
        Ok(global) => Global::new(global, env),
        Err(error) => return tell(&error, env),
    };
    let Some((verb, matches)) = matches.subcommand().and_then(|(name, m)| Some((args::verb(name)?, m))) else {
        return 2;
    };
    let mut app = App { env, global };
    match (verb.run)(matches, &mut app).and_then(|exit| app.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(fault) => app.fail(&fault),
    }
}

/// Shows what clap has to say: help on standard output, anything else on standard error.
fn tell(error: &clap::Error, env: &mut Env) -> u8 {
    let is_help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let (terminal, stream) =
        if is_help { (env.terminal.stdout, &mut env.stdout) } else { (env.terminal.stderr, &mut env.stderr) };
    let plain = !terminal || env.vars.get("NO_COLOR").is_some_and(|value| !value.is_empty());
    let text = error.render();
    let text = if plain { text.to_string() } else { text.ansi().to_string() };
    let told = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    match (is_help, told) {
        (true, Err(error)) if error.kind() != std::io::ErrorKind::BrokenPipe => 1,
        (true, _) => 0,
        (false, _) => 2,
    }
}
