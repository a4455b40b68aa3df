//! What the global options and the environment mean together.

use std::path::PathBuf;

use crate::base::{Code, Fault};
use crate::cli::args::global::{ColorArg, GlobalArgs};
use crate::cli::env::Env;
use crate::cli::render::style::Style;
use crate::home;

/// The global options as they apply.
#[derive(Debug)]
pub struct Global {
    /// Where the home is; `None` where the platform does not say and nobody else did.
    pub home: Option<PathBuf>,
    /// The store that was asked for, where it is not the home's own.
    pub store: Option<String>,
    /// Whether to answer with JSON.
    pub json: bool,
    /// Whether to leave out notes and warnings.
    pub quiet: bool,
    /// Whether to say more.
    pub verbose: bool,
    /// How to colour standard output.
    pub out: Style,
    /// How to colour standard error.
    pub err: Style,
}

impl Global {
    /// Takes the arguments and the environment together; arguments come first.
    pub fn new(args: GlobalArgs, env: &Env) -> Self {
        let home = args
            .home
            .or_else(|| env.var("TOKCTL_HOME").map(PathBuf::from))
            .map(|typed| env.path(typed))
            .or_else(|| home::default_dir(&|name: &str| env.var(name).map(str::to_owned)));
        Self {
            home,
            store: args.store.or_else(|| env.var("TOKCTL_STORE").map(str::to_owned)),
            json: args.json,
            quiet: args.quiet,
            verbose: args.verbose,
            out: Style::new(coloured(args.color, env, env.terminal.stdout)),
            err: Style::new(coloured(args.color, env, env.terminal.stderr)),
        }
    }

    /// Where the home is.
    pub fn home_dir(&self) -> Result<&PathBuf, Fault> {
        self.home.as_ref().ok_or_else(|| {
            Fault::new(Code::Usage, "nothing says where the home is").hint("name it with --home DIR or TOKCTL_HOME")
        })
    }
}

/// The flag first, then NO_COLOR, then CLICOLOR_FORCE, then whether anybody looks.
fn coloured(asked: ColorArg, env: &Env, is_terminal: bool) -> bool {
    match asked {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto if env.var("NO_COLOR").is_some() => false,
        ColorArg::Auto => is_terminal || env.var("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
    }
}
