//! Completion scripts: those of `clap_complete`, with values that only the home or the table of algorithms knows.
//!
//! An argument with such values gets a placeholder as its only possible value, which is then replaced by a call of
//! `tokctl completions --list` in the language of the shell.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::Shell;
use clap_complete_nushell::Nushell;

use crate::cli::args::completions::ShellArg;
use crate::home::settings::SETTINGS;
use crate::jose::Algorithm;
use crate::token::bad_token::BadKind;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Values {
    Algorithms,
    Settings,
    BadKinds,
    Keys,
    /// Keys of the ring and files.
    Sources,
    Users,
    Sessions,
    /// A token, a header or `@FILE`.
    Tokens,
}

impl Values {
    const DYNAMIC: [Self; 5] = [Self::Keys, Self::Sources, Self::Users, Self::Sessions, Self::Tokens];

    fn placeholder(self) -> &'static str {
        match self {
            Self::Sources => "TOKCTL_SOURCES",
            Self::Users => "TOKCTL_USERS",
            Self::Sessions => "TOKCTL_SESSIONS",
            Self::Tokens => "TOKCTL_TOKENS",
            Self::Keys | Self::Algorithms | Self::Settings | Self::BadKinds => "TOKCTL_KEYS",
        }
    }

    /// The value of `--list`.
    fn list(self) -> &'static str {
        match self {
            Self::Algorithms => "algorithms",
            Self::Settings => "settings",
            Self::Keys | Self::Sources => "keys",
            Self::Users => "users",
            Self::Sessions => "sessions",
            Self::Tokens | Self::BadKinds => "",
        }
    }

    fn call(self) -> String {
        format!("tokctl completions --list {} 2>/dev/null", self.list())
    }

    /// What the argument of the command `path` takes.
    fn of(path: &str, arg: &Arg) -> Option<Self> {
        let value = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
        let long = arg.get_long();
        Some(match (value, long) {
            ("ALG", _) => Self::Algorithms,
            ("KIND", Some("bad")) => Self::BadKinds,
            ("SOURCE", None | Some("key")) => Self::Sources,
            // `--kid` names a new key.
            ("KID", None | Some("key")) => Self::Keys,
            ("NAME", Some("user")) => Self::Users,
            // `header` writes the name of a user of another server.
            ("USER", None) if !path.starts_with("header ") => Self::Users,
            ("NAME", None) if path.starts_with("user ") && path != "user add" => Self::Users,
            ("ID", Some("session")) => Self::Sessions,
            ("ID", None) if path == "session show" => Self::Sessions,
            ("TOKEN" | "LINE", _) | ("SOURCE", Some("challenge")) => Self::Tokens,
            ("A" | "B", None) if path == "diff" => Self::Tokens,
            (_, None) if path.starts_with("config ") && arg.get_id() == "name" => Self::Settings,
            _ => return None,
        })
    }
}

pub fn write(shell: ShellArg, command_line: Command) -> String {
    let has_dynamic = matches!(shell, ShellArg::Bash | ShellArg::Zsh | ShellArg::Fish);
    let mut positional = Vec::new();
    let mut command = with_values(command_line, "", has_dynamic, &mut positional);
    // The generators panic if a write fails, so they write to memory.
    let mut script = Vec::new();
    match shell {
        ShellArg::Bash => clap_complete::generate(Shell::Bash, &mut command, "tokctl", &mut script),
        ShellArg::Zsh => clap_complete::generate(Shell::Zsh, &mut command, "tokctl", &mut script),
        ShellArg::Fish => clap_complete::generate(Shell::Fish, &mut command, "tokctl", &mut script),
        ShellArg::PowerShell => clap_complete::generate(Shell::PowerShell, &mut command, "tokctl", &mut script),
        ShellArg::Elvish => clap_complete::generate(Shell::Elvish, &mut command, "tokctl", &mut script),
        ShellArg::Nushell => clap_complete::generate(Nushell, &mut command, "tokctl", &mut script),
    }
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        ShellArg::Bash => bash(script),
        ShellArg::Zsh => zsh(script),
        ShellArg::Fish => fish(script, &positional),
        _ => script,
    }
}

fn with_values(command: Command, path: &str, has_dynamic: bool, positional: &mut Vec<(String, Values)>) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let mut command = command.mut_args(|arg| {
        let Some(values) = Values::of(path, &arg) else { return arg };
        if arg.is_positional() {
            positional.push((path.to_owned(), values));
        }
        match values {
            Values::Algorithms => arg.value_parser(PossibleValuesParser::new(Algorithm::all().map(|alg| alg.name()))),
            Values::Settings => arg.value_parser(PossibleValuesParser::new(SETTINGS.iter().map(|row| row.name))),
            Values::BadKinds => {
                let kinds = BadKind::ALL.iter().map(|kind| kind.name());
                arg.value_parser(PossibleValuesParser::new(std::iter::once("all").chain(kinds)))
            }
            dynamic if has_dynamic => arg.value_parser([dynamic.placeholder()]),
            _ => arg,
        }
    });
    for name in names {
        let inner = format!("{path} {name}");
        command =
            command.mut_subcommand(&name, |command| with_values(command, inner.trim_start(), has_dynamic, positional));
    }
    command
}

fn bash(mut script: String) -> String {
    for values in Values::DYNAMIC {
        let placeholder = values.placeholder();
        let call = format!("$({})", values.call());
        script = match values {
            Values::Tokens => {
                script.replace(&format!("-W \"{placeholder}\" --"), "-f --").replace(&format!(" {placeholder}"), "")
            }
            Values::Sources => script
                .replace(&format!("-W \"{placeholder}\" --"), &format!("-f -W \"{call}\" --"))
                .replace(placeholder, &call),
            _ => script.replace(placeholder, &call),
        };
    }
    // `@` ends a word of the line if it is one of COMP_WORDBREAKS.
    script.replacen(
        "    cmd=\"\"\n",
        "    if [[ \"${cur}\" == @* ]]; then
        COMPREPLY=($(compgen -P @ -f -- \"${cur#@}\"))
        return 0
    elif [[ \"${prev}\" == @ ]]; then
        COMPREPLY=($(compgen -f -- \"${cur}\"))
        return 0
    fi
    cmd=\"\"\n",
        1,
    )
}

fn zsh(mut script: String) -> String {
    for values in Values::DYNAMIC {
        let placeholder = values.placeholder();
        script = script.replace(&format!("({placeholder})"), &format!("_{}", placeholder.to_lowercase()));
    }
    let functions = r#"_tokctl_list() {
    local -a values
    values=(${(f)"$(tokctl completions --list $1 2>/dev/null)"})
    compadd -a values
}
_tokctl_keys() { _tokctl_list keys }
_tokctl_users() { _tokctl_list users }
_tokctl_sessions() { _tokctl_list sessions }
_tokctl_sources() { _tokctl_list keys; _files }
_tokctl_tokens() { compset -P @ && _files }

"#;
    script.replacen("_tokctl() {\n", &format!("{functions}_tokctl() {{\n"), 1)
}

fn fish(mut script: String, positional: &[(String, Values)]) -> String {
    for values in Values::DYNAMIC {
        let placeholder = values.placeholder();
        let found = format!("-f -a \"{placeholder}\\t''\"");
        let new = match values {
            Values::Tokens => String::new(),
            Values::Sources => format!("-a \"({})\"", values.call()),
            _ => format!("-f -a \"({})\"", values.call()),
        };
        script = script.replace(&format!("-r {found}"), format!("-r {new}").trim_end());
    }
    for (path, values) in positional.iter().filter(|(_, values)| *values != Values::Tokens) {
        let (first, rest) = path.split_once(' ').unwrap_or((path, ""));
        let seen = rest.split_whitespace().map(|name| format!("; and __fish_seen_subcommand_from {name}"));
        let condition: String = seen.fold(format!("__fish_tokctl_using_subcommand {first}"), |all, one| all + &one);
        let files = if *values == Values::Sources { "" } else { "-f " };
        script += &format!("complete -c tokctl -n \"{condition}\" {files}-a \"({})\"\n", values.call());
    }
    script
        + "complete -c tokctl -n 'string match -q -- \"@*\" (commandline -ct)' \
           -a '(__fish_complete_path (string sub -s 2 -- (commandline -ct)) | string replace -r \"^\" \"@\")'\n"
}
