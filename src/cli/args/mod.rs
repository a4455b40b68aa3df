//! What can be typed. The verbs are one table; a verb's own options are built only when it is the one that was typed.

pub mod config;
pub mod decode;
pub mod global;
pub mod init;
pub mod issue;
pub mod key;
pub mod verify;

use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::base::{Code, Fault};

use super::app::App;
use super::command;
use super::exit;

pub use global::GlobalArgs;

/// How a command ended that did not fail: the exit code.
pub type Outcome = Result<u8, Fault>;

/// A verb of the command line.
pub struct Verb {
    /// Its name.
    pub name: &'static str,
    /// What it does, in a line.
    pub about: &'static str,
    /// Adds its options.
    pub build: fn(Command) -> Command,
    /// Does it.
    pub run: fn(&ArgMatches, &mut App<'_>) -> Outcome,
}

/// The row of a verb whose options are `A`.
macro_rules! verb {
    ($name:literal, $about:literal, $args:ty, $run:path) => {
        Verb {
            name: $name,
            about: $about,
            build: <$args>::augment_args,
            run: |matches, app| $run(read::<$args>(matches)?, app),
        }
    };
}

/// Every verb, in the order of the help.
pub static VERBS: &[Verb] = &[
    verb!("issue", "Sign a token", issue::IssueArgs, command::issue::run),
    verb!("decode", "Show what is in a token, without its key", decode::DecodeArgs, command::decode::run),
    verb!("verify", "Check a token's signature and claims", verify::VerifyArgs, command::verify::run),
    verb!("key", "Make, keep, convert and check keys", key::KeyArgs, command::key::run),
    verb!("init", "Make a home: a fresh ES256 key and default settings", init::InitArgs, command::init::run),
    verb!("config", "Look at settings and change them", config::ConfigArgs, command::config::run),
];

fn read<A: FromArgMatches>(matches: &ArgMatches) -> Result<A, Fault> {
    A::from_arg_matches(matches).map_err(|error| Fault::new(Code::Usage, error.to_string()))
}

/// The verb of that name.
pub fn verb(name: &str) -> Option<&'static Verb> {
    VERBS.iter().find(|verb| verb.name == name)
}

/// The whole command line. The options of each verb are put in when clap needs them.
pub fn command() -> Command {
    let root = GlobalArgs::augment_args(Command::new("tokctl"))
        .version(env!("CARGO_PKG_VERSION"))
        .about("Issue, decode, verify, refresh and revoke tokens in a terminal, offline")
        .after_help("`tokctl help COMMAND` tells more of each, with examples. `tokctl --help` lists the exit codes.")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(false)
        .max_term_width(100)
        .propagate_version(true);
    VERBS.iter().fold(root, |root, verb| root.subcommand(Command::new(verb.name).about(verb.about).defer(verb.build)))
}

/// The command line with its long help, for when somebody reads it.
pub fn documented() -> Command {
    command().after_long_help(exit::help())
}
