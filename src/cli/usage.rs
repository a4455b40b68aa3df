//! Usage errors: what clap refuses, in the form of every other error. Values are never quoted unless they can be names.

mod habits;

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::base::shown::{credential, not_a_name, shown};
use crate::base::{Code, Fault};

use habits::{COMMANDS, GROUPS, OPTIONS, REVOKE, SUBCOMMANDS};

/// The error that clap found in `args`. `root` is the command line with all options.
pub fn fault(error: &clap::Error, root: &Command, args: &[OsString]) -> Fault {
    let (command, path) = typed_command(root, args);
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let texts = |kind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    let typed = text(ContextKind::InvalidArg);
    let arg = option(typed.unwrap_or_default());
    let (message, hint) = match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') && arg != "-" => {
            let alike = texts(ContextKind::SuggestedArg);
            unknown_option(typed, arg, args, command, &path, &alike)
        }
        ErrorKind::UnknownArgument => {
            (format!("unexpected argument after `{path}`"), Some(unexpected_argument(args, command, &path)))
        }
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            let synonyms = if path == "tokctl" { COMMANDS } else { SUBCOMMANDS };
            let names = typed_after(args, name);
            let own = names.iter().find_map(|name| {
                synonyms.iter().find(|(foreign, own)| {
                    foreign == name
                        && (own.starts_with('-')
                            || command.find_subcommand(own.split(' ').next().unwrap_or_default()).is_some())
                })
            });
            let hint = match own {
                _ if GROUPS.contains(&name) && !command.has_subcommands() => Some(format!("use `{path}`")),
                Some((_, own)) => Some(format!("use `{path} {own}`")),
                None if ["revoke", "logout", "rm", "remove", "delete", "end"].contains(&name)
                    && REVOKE.iter().any(|(group, _)| *group == path) =>
                {
                    let option = REVOKE.iter().find(|(group, _)| *group == path).map_or("", |(_, option)| option);
                    Some(format!("use `tokctl revoke {option}`"))
                }
                None if name.starts_with("eyJ") => Some("to show a token, use `tokctl decode TOKEN`".to_owned()),
                None if path == "tokctl config" && name.contains('.') => {
                    Some("use `tokctl config get NAME` or `tokctl config set NAME VALUE`".to_owned())
                }
                None => suggestion("or", &texts(ContextKind::SuggestedSubcommand)),
            };
            (format!("unknown command {}", shown(name)), hint)
        }
        ErrorKind::InvalidValue if text(ContextKind::InvalidValue).is_none_or(str::is_empty) => {
            (format!("{arg} needs a value"), None)
        }
        ErrorKind::InvalidValue => {
            let value = text(ContextKind::InvalidValue).unwrap_or_default();
            let valid = texts(ContextKind::ValidValue);
            (format!("{arg}: {} is not valid", shown(value)), Some(format!("use one of {}", valid.join(", "))))
        }
        ErrorKind::ValueValidation => {
            let value = text(ContextKind::InvalidValue).unwrap_or_default();
            let problem = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            (format!("{arg}: {} is not valid: {problem}", shown(value)), None)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<String> = texts(ContextKind::InvalidArg).iter().map(|arg| alternatives(arg)).collect();
            let values = match missing.as_slice() {
                [one] => possible_values(command, one),
                _ => String::new(),
            };
            let usage = usage(command, &path);
            // An option that another one requires is not in the usage.
            let is_shown =
                missing.iter().all(|name| !name.starts_with('-') || name.contains(' ') || usage.contains(name));
            (format!("missing {}{values}", listed(&missing, "and")), is_shown.then_some(usage))
        }
        ErrorKind::ArgumentConflict => {
            let others = texts(ContextKind::PriorArg);
            match others.as_slice() {
                [] => (format!("{arg} cannot be used with the other options"), None),
                [same] if option(same) == arg => (format!("{arg} is given twice"), Some("pass it once".to_owned())),
                others => (format!("{arg} cannot be used with {}", listed(others, "or")), None),
            }
        }
        ErrorKind::TooManyValues => (format!("{arg} takes no value"), None),
        ErrorKind::MissingSubcommand => (format!("`{path}` needs a command"), None),
        ErrorKind::InvalidUtf8 => ("an argument is not valid UTF-8".to_owned(), None),
        kind => (kind.to_string(), None),
    };
    let path = if path.starts_with("tokctl help") { "tokctl" } else { &path };
    Fault::new(Code::Usage, message).hint(hint.unwrap_or_else(|| format!("see `{path} --help`")))
}

/// The unknown command `name` and, if it is a group of another tool, what was typed after it.
fn typed_after<'a>(args: &'a [OsString], name: &'a str) -> Vec<&'a str> {
    match GROUPS.contains(&name) {
        true => args.iter().filter_map(|arg| arg.to_str()).skip_while(|arg| *arg != name).collect(),
        false => vec![name],
    }
}

/// The hint for an extra argument.
fn unexpected_argument(args: &[OsString], command: &Command, path: &str) -> String {
    let readers = ["decode", "verify", "lint", "introspect", "revoke", "header"];
    let schemes = ["authorization", "bearer", "basic", "digest", "dpop"];
    let is_scheme = |arg: &str| schemes.contains(&arg.trim_end_matches(':').to_ascii_lowercase().as_str());
    let reads_header = path.split(' ').nth(1).is_some_and(|name| readers.contains(&name));
    if reads_header && args.iter().filter_map(|arg| arg.to_str()).any(is_scheme) {
        return "put quotes around the header".to_owned();
    }
    match path {
        "tokctl issue" => "pass claims with --claims JSON or --claim NAME=TEXT, and the subject with --sub".to_owned(),
        _ => usage(command, path),
    }
}

/// An option that the command does not have.
fn unknown_option(
    typed: Option<&str>,
    arg: &str,
    args: &[OsString],
    command: &Command,
    path: &str,
    alike: &[String],
) -> (String, Option<String>) {
    let name = arg.split('=').next().unwrap_or_default();
    match OPTIONS.iter().find(|(foreign, own)| *foreign == name && has_option(command, own)) {
        _ if typed.is_some_and(|typed| credential(typed).is_some()) => {
            let what = typed.and_then(credential).unwrap_or_default();
            (format!("this is {what}, not an option"), Some("pass a key as a file or env:NAME".to_owned()))
        }
        _ if !is_option_name(name) => ("unknown option, not shown because it may be a secret".to_owned(), None),
        Some((_, own)) => (format!("unknown option '{name}'"), Some(format!("use {own}"))),
        None if is_digit_option(name) && args.iter().filter_map(|arg| arg.to_str()).any(is_negative) => {
            (negative_value(args), None)
        }
        None if path == "tokctl decode" && matches!(name, "--secret" | "--key") => {
            let hint = format!("decode needs no key; `tokctl verify {name} …` checks the signature");
            (format!("unknown option '{name}'"), Some(hint))
        }
        None if path == "tokctl verify" && name == "--insecure" => {
            let hint = "`tokctl decode` shows a token without verifying it".to_owned();
            (format!("unknown option '{name}'"), Some(hint))
        }
        None => match one_hyphen(args, command) {
            Some(long) => (format!("unknown option '-{long}'"), Some(format!("write --{long}, with two hyphens"))),
            None => (format!("unknown option '{name}'"), suggestion("or", alike)),
        },
    }
}

fn suggestion(joint: &str, names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| format!("did you mean {}?", listed(names, joint)))
}

/// The long option of `command` that `args` has with one hyphen.
fn one_hyphen(args: &[OsString], command: &Command) -> Option<String> {
    let names = args.iter().skip(1).filter_map(|arg| arg.to_str()?.strip_prefix('-')?.split('=').next());
    names.filter(|name| name.len() > 1).find(|name| has_option(command, &format!("--{name}"))).map(str::to_owned)
}

/// The error for an option that begins with a dash, as word processors make of two hyphens.
pub fn long_dash(args: &[OsString]) -> Option<Fault> {
    let name = args
        .iter()
        .skip(1)
        .filter_map(|arg| arg.to_str()?.strip_prefix(['\u{2013}', '\u{2014}']))
        .find(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()) && is_option_name(&format!("--{rest}")))?;
    let message = format!("unknown option '\u{2014}{name}': it begins with a dash");
    Some(Fault::new(Code::Usage, message).hint(format!("write --{name}, with two hyphens")))
}

/// The innermost command named in `args`, and its full name.
fn typed_command<'c>(root: &'c Command, args: &[OsString]) -> (&'c Command, String) {
    let (mut command, mut path) = (root, "tokctl".to_owned());
    for arg in args.iter().skip(1).filter_map(|arg| arg.to_str()) {
        if let Some(inner) = command.find_subcommand(arg) {
            command = inner;
            path = format!("{path} {arg}");
        }
    }
    (command, path)
}

/// The message for a negative number or duration, with the option or setting that it was typed for.
fn negative_value(args: &[OsString]) -> String {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let before = texts.windows(2).find(|pair| is_negative(pair[1])).map(|pair| pair[0]);
    // An option, or a setting such as `access.ttl`.
    let is_named = |name: &&str| (name.starts_with("--") || name.contains('.')) && not_a_name(name).is_none();
    match before.filter(is_named) {
        Some(name) => format!("{name}: the value must not be negative"),
        None => "a value must not be negative".to_owned(),
    }
}

fn is_digit_option(name: &str) -> bool {
    name.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether an argument is a negative number or duration, and not a key ID that begins with a hyphen.
fn is_negative(arg: &str) -> bool {
    let is_value = |c: char| c.is_ascii_digit() || matches!(c, 'w' | 'd' | 'h' | 'm' | 's');
    is_digit_option(arg) && arg.chars().skip(1).all(is_value)
}

fn has_option(command: &Command, option: &str) -> bool {
    command.get_arguments().any(|arg| arg.get_long() == option.strip_prefix("--"))
}

/// Whether `name` can be an option that was mistyped, and not a key or secret that begins with a hyphen.
fn is_option_name(name: &str) -> bool {
    let word = name.trim_start_matches('-');
    let hyphens = name.len() - word.len();
    let is_word = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    (1..=2).contains(&hyphens) && is_word && word.len() <= 32 && not_a_name(name).is_none()
}

fn usage(command: &Command, path: &str) -> String {
    let usage = command.clone().bin_name(path).render_usage().to_string();
    format!("usage: {}", usage.trim_start_matches("Usage: ").trim())
}

/// The values that an option takes, as `: one of …`, if it takes only certain ones.
fn possible_values(command: &Command, option: &str) -> String {
    let arg = command.get_arguments().find(|arg| arg.get_long() == option.strip_prefix("--"));
    let values = arg.map(clap::Arg::get_possible_values).unwrap_or_default();
    let names: Vec<&str> = values.iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name()).collect();
    if names.is_empty() { String::new() } else { format!(": one of {}", names.join(", ")) }
}

/// A missing argument by its name; of a group, `<A|--b <B>>`, the names of its members.
fn alternatives(arg: &str) -> String {
    let inner = arg.strip_prefix('<').and_then(|arg| arg.strip_suffix('>'));
    let names = inner.unwrap_or(arg).split('|').map(|name| option(name.trim()).to_owned());
    listed(&names.collect::<Vec<_>>(), "or")
}

/// An option without the name of its value, or an argument without brackets.
fn option(arg: &str) -> &str {
    match arg.starts_with('-') {
        true => arg.split([' ', '=']).next().unwrap_or_default(),
        false => arg.trim_matches(['<', '>', '[', ']']),
    }
}

fn listed(names: &[String], last: &str) -> String {
    let names: Vec<&str> = names.iter().map(|name| if name.contains(',') { name } else { option(name) }).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [firsts @ .., end] => format!("{} {last} {end}", firsts.join(", ")),
    }
}

#[cfg(test)]
mod tests;
