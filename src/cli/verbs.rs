//! The verbs: one table. A verb's own options are built only when it is the one that was typed, since a program that runs
//! for a millisecond has no time for those of the others.

use std::ffi::OsString;

use clap::{ArgMatches, Args as _, Command, FromArgMatches};

use crate::base::{Code, Fault};

use super::app::App;
use super::args::{self, CommandResult, GlobalArgs};
use super::command;
use super::exit;
use super::shapes;

/// A verb of the command line.
pub struct Verb {
    /// Its name.
    pub name: &'static str,
    /// What it is for, as the help groups it.
    pub group: Group,
    /// What it does, in a line.
    pub about: &'static str,
    /// Adds its options.
    pub build: fn(Command) -> Command,
    /// Does it.
    pub run: fn(ArgMatches, &mut App<'_>) -> CommandResult,
}

/// What a verb is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Making, reading and checking tokens.
    Tokens,
    /// Keys and algorithms.
    Keys,
    /// Users, logins, sessions.
    Sessions,
    /// The program and its home.
    Setup,
}

impl Group {
    const ALL: [Self; 4] = [Self::Tokens, Self::Keys, Self::Sessions, Self::Setup];

    fn title(self) -> &'static str {
        match self {
            Self::Tokens => "Tokens",
            Self::Keys => "Keys",
            Self::Sessions => "Logins and sessions",
            Self::Setup => "Setup",
        }
    }
}

/// The row of a verb whose options are `$args`.
macro_rules! verb {
    ($name:literal, $group:ident, $about:literal, $args:ty, $run:path) => {
        Verb {
            name: $name,
            group: Group::$group,
            about: $about,
            build: <$args>::augment_args,
            run: |matches, app| $run(read::<$args>(matches)?, app),
        }
    };
}

/// Every verb, in the order of the help.
pub static VERBS: &[Verb] = &[
    verb!("issue", Tokens, "Sign a token", args::issue::IssueArgs, command::issue::run),
    verb!("decode", Tokens, "Show what is in a token, without its key", args::decode::DecodeArgs, command::decode::run),
    verb!("verify", Tokens, "Check a token's signature and claims", args::verify::VerifyArgs, command::verify::run),
    verb!("key", Keys, "Make, keep, convert and check keys", args::key::KeyArgs, command::key::run),
    verb!(
        "algorithms",
        Keys,
        "List the signature algorithms",
        args::algorithms::AlgorithmsArgs,
        command::algorithms::run
    ),
    verb!("user", Sessions, "Add, change and remove users", args::user::UserArgs, command::user::run),
    verb!(
        "login",
        Sessions,
        "Log in: a name and a password for an access and a refresh token",
        args::login::LoginArgs,
        command::login::run
    ),
    verb!(
        "token",
        Sessions,
        "Print an access token of the current session",
        args::token::TokenArgs,
        command::token::run
    ),
    verb!(
        "refresh",
        Sessions,
        "Exchange a refresh token for a new pair",
        args::refresh::RefreshArgs,
        command::refresh::run
    ),
    verb!("logout", Sessions, "End the current session", args::logout::LogoutArgs, command::logout::run),
    verb!(
        "revoke",
        Sessions,
        "Take back a token, a session, a user's tokens, or a key",
        args::revoke::RevokeArgs,
        command::revoke::run
    ),
    verb!("session", Sessions, "Look at sessions", args::session::SessionArgs, command::session::run),
    verb!(
        "introspect",
        Sessions,
        "Tell whether a token is good at this moment",
        args::introspect::IntrospectArgs,
        command::introspect::run
    ),
    verb!(
        "events",
        Sessions,
        "Show logins, refreshes, reuse and revocations",
        args::events::EventsArgs,
        command::events::run
    ),
    verb!(
        "prune",
        Sessions,
        "Forget sessions and revocations that no longer matter",
        args::prune::PruneArgs,
        command::prune::run
    ),
    verb!(
        "demo",
        Sessions,
        "Tell the whole story: login, expiry, refresh, theft, revocation",
        args::demo::DemoArgs,
        command::demo::run
    ),
    verb!(
        "init",
        Setup,
        "Create a home: a new ES256 key and default settings",
        args::init::InitArgs,
        command::init::run
    ),
    verb!(
        "clock",
        Setup,
        "Show the clock of a sandbox, or move it forward",
        args::clock::ClockArgs,
        command::clock::run
    ),
    verb!("config", Setup, "Look at settings and change them", args::config::ConfigArgs, command::config::run),
    verb!(
        "doctor",
        Setup,
        "Look for what is wrong with the home, and how to mend it",
        args::doctor::DoctorArgs,
        command::doctor::run
    ),
    verb!(
        "completions",
        Setup,
        "Print the completion script of a shell",
        args::completions::CompletionsArgs,
        completions
    ),
    verb!("man", Setup, "Print the manual, or write it to a folder", args::man::ManArgs, man),
];

fn completions(args: args::completions::CompletionsArgs, app: &mut App<'_>) -> CommandResult {
    command::completions::run(args, documented(), app)
}

fn man(args: args::man::ManArgs, app: &mut App<'_>) -> CommandResult {
    command::man::run(args, documented(), app)
}

fn read<A: FromArgMatches>(mut matches: ArgMatches) -> Result<A, Fault> {
    A::from_arg_matches_mut(&mut matches).map_err(|error| Fault::new(Code::Usage, error.to_string()))
}

/// The verb of that name.
pub fn verb(name: &str) -> Option<&'static Verb> {
    VERBS.iter().find(|verb| verb.name == name)
}

/// The command line, as far as these arguments can use it. A verb that is not among them would only cost time: each gets
/// its own copy of the options of every command. So would `help`, which whoever reads help gets from [`documented`].
pub fn command(args: &[OsString]) -> Command {
    let typed = VERBS.iter().filter(|verb| args.iter().any(|arg| arg == verb.name));
    root()
        .disable_help_subcommand(true)
        .subcommands(typed.map(|verb| Command::new(verb.name).about(verb.about).defer(verb.build)))
}

fn root() -> Command {
    GlobalArgs::augment_args(Command::new("tokctl"))
        .bin_name("tokctl")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Issue, decode, verify, refresh and revoke tokens in a terminal, offline")
        .subcommand_required(true)
        .arg_required_else_help(true)
}

/// The whole command line with all that is shown and never parsed: what somebody reads.
pub fn documented() -> Command {
    let more = "`tokctl help COMMAND` tells more of each, with examples.";
    // Built at once, a verb's own options come before those of every command, as a reader wants them.
    let command = root().subcommands(VERBS.iter().map(|verb| (verb.build)(Command::new(verb.name).about(verb.about))));
    let header = command.get_styles().get_header();
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n{}\n{header}Options of every command:{header:#}\n{{options}}{{after-help}}",
        list(&command)
    );
    with_shapes(command, "")
        .help_template(template)
        .after_help(format!("{more} `tokctl --help` lists the exit codes."))
        .after_long_help(format!(
            "{}\nWith --json a failure to answer is {}\nUsage errors are text even then.\n\n{more}",
            exit::help(),
            shapes::FAILURE
        ))
}

/// The command with the shape of each answer under the examples, for who reads all of the help or the manual.
fn with_shapes(command: Command, path: &str) -> Command {
    let inner: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let command = inner.iter().fold(command, |command, name| {
        let path = format!("{path} {name}");
        command.mut_subcommand(name, |inner| with_shapes(inner, path.trim_start()))
    });
    let Some(shape) = shapes::of(path) else { return command };
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    command.after_long_help(format!("{help}\n\nWith --json:\n  {}", shape.replace('\n', "\n  ")))
}

/// The verbs in their groups.
fn list(command: &Command) -> String {
    let (header, literal) = (command.get_styles().get_header(), command.get_styles().get_literal());
    let width = VERBS.iter().map(|verb| verb.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for group in Group::ALL {
        let mut verbs = VERBS.iter().filter(|verb| verb.group == group).peekable();
        if verbs.peek().is_some() {
            text += &format!("\n{header}{}:{header:#}\n", group.title());
        }
        for verb in verbs {
            text += &format!("  {literal}{:width$}{literal:#}  {}\n", verb.name, verb.about);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built() -> Command {
        let mut command = documented();
        command.build();
        command
    }

    /// Every command and the commands inside it, by its whole name.
    fn each(command: &Command, look: &mut impl FnMut(&str, &Command)) {
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            look(inner.get_bin_name().unwrap_or_else(|| inner.get_name()), inner);
            each(inner, look);
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        documented().debug_assert();
    }

    #[test]
    fn a_verb_says_what_it_does_in_the_same_words_everywhere() {
        // The list is made without a verb's options, so the words stand in the table and above the options, too.
        for verb in VERBS {
            let about =
                built().find_subcommand(verb.name).and_then(|command| command.get_about().map(ToString::to_string));
            assert_eq!(about.as_deref(), Some(verb.about), "{}", verb.name);
        }
    }

    #[test]
    fn every_command_has_examples_of_one_line_each() {
        let mut wrong = Vec::new();
        each(&built(), &mut |name, command| {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let has_inner = command.get_subcommands().any(|inner| inner.get_name() != "help");
            if !has_inner && !help.contains("Examples:\n  ") {
                wrong.push(format!("{name} has no examples"));
            }
            let long = help.lines().filter(|line| line.starts_with("  tokctl ") && line.chars().count() > 80);
            wrong.extend(long.map(|line| format!("{name}: {line}")));
        });
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_answer_has_its_shape_told() {
        let (mut names, mut missing) = (Vec::new(), Vec::new());
        each(&built(), &mut |name, command| {
            let path = name.trim_start_matches("tokctl ").to_owned();
            let is_group = command.get_subcommands().any(|inner| inner.get_name() != "help");
            if !is_group && !["completions", "man"].contains(&path.as_str()) && shapes::of(&path).is_none() {
                missing.push(path.clone());
            }
            names.push(path);
        });
        assert!(missing.is_empty(), "cli/shapes.rs says nothing of {missing:?}");
        assert!(shapes::SHAPES.iter().all(|(name, _)| names.iter().any(|known| known == name)));
    }

    #[test]
    fn help_fits_a_terminal() {
        each(&built(), &mut |name, command| {
            let help = command.clone().term_width(80).render_long_help().to_string();
            let long = help.lines().find(|line| line.chars().count() > 80);
            assert!(long.is_none(), "{name}: {}", long.unwrap_or_default());
        });
    }
}
