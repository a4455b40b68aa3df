//! The global options, combined with the environment.

use std::path::{Path, PathBuf};

use crate::base::{Code, Fault};
use crate::cli::args::global::{ColorArg, GlobalArgs};
use crate::cli::env::Env;
use crate::cli::render::style::Style;
use crate::cli::value;
use crate::home;
use crate::store::Location;

#[derive(Debug)]
pub struct Global {
    /// `None` if neither option, environment nor platform names a directory.
    pub home: Option<PathBuf>,
    /// `None` for the store in the home.
    pub store: Option<String>,
    /// Why the value of --home or --store cannot be a path.
    wrong_path: Option<Fault>,
    /// A needed variable whose value is not UTF-8.
    pub not_text: Option<&'static str>,
    pub json: bool,
    pub quiet: bool,
    pub verbose: bool,
    pub out: Style,
    pub err: Style,
}

impl Global {
    /// Arguments take precedence over the environment.
    pub fn new(args: GlobalArgs, env: &Env) -> Self {
        let home_is_open = args.home.is_none();
        let home_name = if home_is_open { "TOKCTL_HOME" } else { "--home" };
        let store_name = if args.store.is_none() { "TOKCTL_STORE" } else { "--store" };
        let home = args.home.or_else(|| env.var("TOKCTL_HOME").map(PathBuf::from));
        let store = args.store.or_else(|| env.var("TOKCTL_STORE").map(str::to_owned));
        let typed = [(home_name, home.as_deref()), (store_name, store.as_deref().map(Path::new))];
        let wrong_path =
            typed.into_iter().find_map(|(name, path)| path.and_then(|path| value::check_new_path(name, path).err()));
        let home = home
            .map(|typed| env.path(typed))
            .or_else(|| home::default_dir(&|name: &str| env.var(name).map(str::to_owned)));
        let unread =
            |(name, is_needed): (&'static str, bool)| (is_needed && env.not_text.contains(name)).then_some(name);
        let not_text = [("TOKCTL_HOME", home_is_open), ("TOKCTL_STORE", store_name == "TOKCTL_STORE")]
            .into_iter()
            .find_map(unread);
        Self {
            home,
            wrong_path,
            not_text,
            store,
            json: args.json,
            quiet: args.quiet,
            verbose: args.verbose,
            out: Style::new(is_colored(args.color, env, env.terminal.stdout)),
            err: Style::new(is_colored(args.color, env, env.terminal.stderr)),
        }
    }

    /// Refuses values that are invalid for every command.
    pub fn check(&self) -> Result<(), Fault> {
        let usage = |message: String| Fault::new(Code::Usage, message);
        if let Some(name) = self.not_text {
            return Err(
                usage(format!("{name} is not valid UTF-8")).hint("use the option instead, or unset the variable")
            );
        }
        if let Some(fault) = &self.wrong_path {
            return Err(fault.clone());
        }
        if self.home.as_ref().is_some_and(|home| home.as_os_str().is_empty()) {
            return Err(usage("--home must not be empty".to_owned()));
        }
        if self.store.as_deref() == Some("") {
            return Err(usage("--store must not be empty".to_owned()));
        }
        match self.store.as_deref().map(Location::parse) {
            Some(Err(error)) => Err(Fault::from(error).context("--store")),
            _ => Ok(()),
        }
    }

    pub fn home_dir(&self) -> Result<&PathBuf, Fault> {
        self.home.as_ref().ok_or_else(|| {
            Fault::new(Code::Usage, "could not determine a home directory")
                .hint("set one with --home DIR or TOKCTL_HOME")
        })
    }
}

/// Whether to color a stream: the option, then NO_COLOR, then CLICOLOR_FORCE, then whether it is a terminal.
pub fn is_colored(asked: ColorArg, env: &Env, is_terminal: bool) -> bool {
    match asked {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto if env.var("NO_COLOR").is_some() => false,
        ColorArg::Auto if env.var("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        ColorArg::Auto => is_terminal && env.var("TERM") != Some("dumb"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::env::Terminal;

    fn env(vars: &[(&str, &str)]) -> Env {
        let vars = vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Env { vars, dir: "/work".into(), terminal: Terminal::default(), ..Env::real() }
    }

    #[test]
    fn colors_follow_option_environment_and_terminal() {
        let auto = |vars: &[(&str, &str)], terminal| is_colored(ColorArg::Auto, &env(vars), terminal);
        assert!(auto(&[], true) && !auto(&[], false));
        assert!(!auto(&[("NO_COLOR", "1")], true) && auto(&[("NO_COLOR", "")], true));
        assert!(auto(&[("CLICOLOR_FORCE", "1")], false) && !auto(&[("CLICOLOR_FORCE", "0")], false));
        assert!(!auto(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], true));
        assert!(!auto(&[("TERM", "dumb")], true));
        assert!(is_colored(ColorArg::Always, &env(&[("NO_COLOR", "1")]), false));
        assert!(!is_colored(ColorArg::Never, &env(&[("CLICOLOR_FORCE", "1")]), true));
    }

    #[test]
    fn arguments_come_before_variables_and_variables_before_defaults() {
        let typed = |home: Option<&str>, store: Option<&str>| GlobalArgs {
            home: home.map(Into::into),
            store: store.map(Into::into),
            json: false,
            quiet: false,
            verbose: false,
            color: ColorArg::Auto,
        };
        for (args, vars, expected) in [
            (typed(Some("h"), None), &[("TOKCTL_HOME", "/x")][..], Some("/work/h")),
            (typed(None, None), &[("TOKCTL_HOME", "x"), ("XDG_DATA_HOME", "/d")], Some("/work/x")),
            (typed(None, None), &[("TOKCTL_HOME", ""), ("XDG_DATA_HOME", "/d")], Some("/d/tokctl")),
            (typed(None, None), &[], None),
        ] {
            let global = Global::new(args, &env(vars));
            assert_eq!(global.home_dir().ok().map(|path| path.to_str().unwrap()), expected);
        }
        assert!(Global::new(typed(None, Some("state.db")), &env(&[])).check().is_ok());
        assert!(Global::new(typed(None, Some("")), &env(&[])).check().is_err());
        for name in ["~", "~/x", "~alice/x"] {
            assert_eq!(Global::new(typed(Some(name), None), &env(&[])).check().unwrap_err().code, Code::Usage);
            assert_eq!(Global::new(typed(None, Some(name)), &env(&[])).check().unwrap_err().code, Code::Usage);
            assert!(Global::new(typed(None, None), &env(&[("TOKCTL_HOME", name)])).check().is_err());
            assert!(Global::new(typed(None, None), &env(&[("TOKCTL_STORE", name)])).check().is_err());
            assert!(Global::new(typed(Some("./~"), Some("a/~b")), &env(&[("TOKCTL_HOME", name)])).check().is_ok());
        }
        let mut odd = env(&[("XDG_DATA_HOME", "/d")]);
        odd.not_text.insert("TOKCTL_HOME".to_owned());
        assert_eq!(Global::new(typed(None, None), &odd).check().unwrap_err().code, Code::Usage);
        assert!(Global::new(typed(Some("h"), None), &odd).check().is_ok());
        let fault = Global::new(typed(None, None), &env(&[("TOKCTL_STORE", "postgres://h")])).check().unwrap_err();
        assert_eq!(fault.code, Code::Usage);
    }
}
