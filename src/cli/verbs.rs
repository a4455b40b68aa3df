//! The table of verbs. Only the options of the verb that was typed are built: building all of them would take longer than
//! most commands run.

use std::ffi::OsString;

use clap::{ArgMatches, Args as _, Command, FromArgMatches};

use crate::base::{Code, Fault};

use super::app::App;
use super::args::{self, CommandResult, GlobalArgs};
use super::command;
use super::exit;
use super::shapes;

pub struct Verb {
    pub name: &'static str,
    pub group: Group,
    pub about: &'static str,
    pub build: fn(Command) -> Command,
    pub run: fn(ArgMatches, &mut App<'_>) -> CommandResult,
}

/// The heading of a verb in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Tokens,
    Keys,
    Sessions,
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

/// A row of the table, for a verb whose options are `$args`.
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

/// All verbs, in the order of the help.
pub static VERBS: &[Verb] = &[
    verb!("issue", Tokens, "Sign a token", args::issue::IssueArgs, command::issue::run),
    verb!(
        "decode",
        Tokens,
        "Show a token's contents without verifying it",
        args::decode::DecodeArgs,
        command::decode::run
    ),
    verb!("verify", Tokens, "Verify a token's signature and claims", args::verify::VerifyArgs, command::verify::run),
    verb!("lint", Tokens, "Find mistakes in a token, without its key", args::lint::LintArgs, command::lint::run),
    verb!("diff", Tokens, "Show what differs between two tokens", args::diff::DiffArgs, command::diff::run),
    verb!(
        "header",
        Tokens,
        "Read, write and check Authorization headers",
        args::header::HeaderArgs,
        command::header::run
    ),
    verb!("key", Keys, "Generate, import, convert and check keys", args::key::KeyArgs, command::key::run),
    verb!(
        "algorithms",
        Keys,
        "List the supported signature algorithms",
        args::algorithms::AlgorithmsArgs,
        command::algorithms::run
    ),
    verb!("user", Sessions, "Add, change and remove users", args::user::UserArgs, command::user::run),
    verb!("login", Sessions, "Log in with a user name and password", args::login::LoginArgs, command::login::run),
    verb!(
        "token",
        Sessions,
        "Print an access token for the current session",
        args::token::TokenArgs,
        command::token::run
    ),
    verb!(
        "refresh",
        Sessions,
        "Get a new token pair and invalidate the old refresh token",
        args::refresh::RefreshArgs,
        command::refresh::run
    ),
    verb!("logout", Sessions, "End the current session", args::logout::LogoutArgs, command::logout::run),
    verb!(
        "revoke",
        Sessions,
        "Revoke a token, a session, a user's tokens or a key",
        args::revoke::RevokeArgs,
        command::revoke::run
    ),
    verb!("session", Sessions, "List and show sessions", args::session::SessionArgs, command::session::run),
    verb!(
        "introspect",
        Sessions,
        "Show whether a token is active (RFC 7662)",
        args::introspect::IntrospectArgs,
        command::introspect::run
    ),
    verb!(
        "events",
        Sessions,
        "Show the event log: logins, refreshes, reuse, revocations",
        args::events::EventsArgs,
        command::events::run
    ),
    verb!(
        "prune",
        Sessions,
        "Delete expired sessions and revocation entries",
        args::prune::PruneArgs,
        command::prune::run
    ),
    verb!(
        "demo",
        Sessions,
        "Walk through login, expiry, refresh, theft and revocation",
        args::demo::DemoArgs,
        command::demo::run
    ),
    verb!(
        "serve",
        Sessions,
        "Serve login, refresh, logout and protected routes over HTTP",
        args::serve::ServeArgs,
        command::serve::run
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
    verb!("store", Setup, "Move the state to another store", args::store::StoreArgs, command::store::run),
    verb!("seed", Setup, "Apply a file with settings, keys and users", args::seed::SeedArgs, command::seed::run),
    verb!("config", Setup, "Show and change settings", args::config::ConfigArgs, command::config::run),
    verb!(
        "doctor",
        Setup,
        "Check the home for problems and show how to fix them",
        args::doctor::DoctorArgs,
        command::doctor::run
    ),
    verb!("completions", Setup, "Print a shell completion script", args::completions::CompletionsArgs, completions),
    verb!("man", Setup, "Show a manual page", args::man::ManArgs, man),
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

pub fn verb(name: &str) -> Option<&'static Verb> {
    VERBS.iter().find(|verb| verb.name == name)
}

/// The command line without the verbs that `args` cannot name: each verb costs a copy of all global options. Help comes
/// from [`documented`].
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

/// The whole command line with all help texts, for help, manual and completions.
pub fn documented() -> Command {
    let more = "Run `tokctl help COMMAND` for details and examples.";
    // Built without `defer`, a verb's own options come before the global ones.
    let command = root().subcommands(VERBS.iter().map(|verb| (verb.build)(Command::new(verb.name).about(verb.about))));
    let header = command.get_styles().get_header();
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n{}\n{header}Global options:{header:#}\n{{options}}{{after-help}}",
        list(&command)
    );
    with_shapes(command, "")
        .help_template(template)
        .after_help(format!("{more} `tokctl --help` lists the exit codes."))
        .after_long_help(format!(
            "{}\nWith --json, errors are {}\nUsage errors are text even with --json.\n\n{more}",
            exit::help(),
            shapes::FAILURE
        ))
}

/// Adds the JSON shape of each command to its long help and manual page.
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

/// The verbs by group.
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

    /// Calls `look` with every command below `command`, and its full name.
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
    fn a_verb_has_the_same_summary_everywhere() {
        // The list is made without a verb's options, so the summary is in the table and above the options.
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
    fn text_after_the_examples_wraps_at_any_width() {
        // A line break within a sentence is ragged on a terminal of another width.
        let mut wrong = Vec::new();
        each(&built(), &mut |name, command| {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let prose = help.lines().filter(|line| !line.is_empty() && !line.starts_with("  "));
            wrong.extend(prose.filter(|line| !line.ends_with(['.', ':'])).map(|line| format!("{name}: {line}")));
        });
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_command_has_a_json_shape() {
        let (mut names, mut missing) = (Vec::new(), Vec::new());
        each(&built(), &mut |name, command| {
            let path = name.trim_start_matches("tokctl ").to_owned();
            let is_group = command.get_subcommands().any(|inner| inner.get_name() != "help");
            if !is_group && !["completions", "man"].contains(&path.as_str()) && shapes::of(&path).is_none() {
                missing.push(path.clone());
            }
            names.push(path);
        });
        assert!(missing.is_empty(), "cli/shapes.rs has no entry for {missing:?}");
        assert!(shapes::SHAPES.iter().all(|(name, _)| names.iter().any(|known| known == name)));
    }

    #[test]
    fn help_fits_a_terminal() {
        each(&built(), &mut |name, command| {
            let help = command.clone().term_width(80).render_long_help().to_string();
            let long = help.lines().find(|line| line.chars().count() > 80);
            assert!(long.is_none(), "{name}: {}", long.unwrap_or_default());
        });
        // Help indents these lines by two.
        let long = shapes::SHAPES.iter().flat_map(|(_, shape)| shape.lines()).find(|line| line.chars().count() > 78);
        assert_eq!(long, None);
    }
}
