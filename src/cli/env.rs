//! The environment of a command: arguments, variables, streams, clock, randomness. Tests pass their own.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::Context as _;

use crate::base::datetime::Zone;
use crate::base::fault::io_reason;
use crate::base::shown::not_a_name;
use crate::base::{Clock, Code, Fault, Random, Secret, SystemClock, SystemRandom, system};

use super::interrupt::Interrupts;

const UNREAD: &str = "could not read standard input";

/// Everything a command may access apart from files named in arguments.
pub struct Env {
    /// The command line, including the program name.
    pub args: Vec<OsString>,
    /// The environment variables that are valid UTF-8.
    pub vars: BTreeMap<String, String>,
    /// The names of variables whose values are not valid UTF-8.
    pub not_text: BTreeSet<String>,
    /// The working directory.
    pub dir: PathBuf,
    /// The directory for temporary files.
    pub temporary: PathBuf,
    pub stdin: Box<dyn Read + Send>,
    pub stdout: Box<dyn Write + Send>,
    pub stderr: Box<dyn Write + Send>,
    /// Opens standard error for the log of a server.
    pub log: fn() -> Box<dyn Write + Send>,
    pub terminal: Terminal,
    /// Whether standard output was closed when the process started.
    pub is_stdout_closed: bool,
    /// The width of the terminal in columns, if there is one.
    pub width: Option<usize>,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub prompt: Box<dyn Prompt>,
    /// Formats a manual page, in roff, with the system's `man`, which shows it itself at a terminal: what is left to print.
    /// `None` if that is not possible.
    pub format_page: fn(&[u8], Terminal) -> Option<Vec<u8>>,
    /// Starts to catch Ctrl-C.
    pub interrupts: fn() -> Interrupts,
    pub zone: Zone,
    /// What standard input was claimed for.
    pub stdin_taken: Option<String>,
}

/// Which streams are terminals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terminal {
    pub stdin: bool,
    pub stdout: bool,
    pub stderr: bool,
}

pub trait Prompt: Send {
    /// Shows `question` and reads a line without echo.
    fn secret(&mut self, question: &str) -> io::Result<String>;
}

struct TerminalPrompt;

impl Prompt for TerminalPrompt {
    fn secret(&mut self, question: &str) -> io::Result<String> {
        rpassword::prompt_password(question)
    }
}

impl Env {
    /// The environment of this process.
    pub fn real() -> Self {
        let named = |(name, value): (OsString, OsString)| Some((name.into_string().ok()?, value.into_string()));
        let (mut vars, mut not_text) = (BTreeMap::new(), BTreeSet::new());
        for (name, value) in std::env::vars_os().filter_map(named) {
            match value {
                Ok(value) => _ = vars.insert(name, value),
                Err(_) => _ = not_text.insert(name),
            }
        }
        let terminal = Terminal {
            stdin: io::stdin().is_terminal(),
            stdout: io::stdout().is_terminal(),
            stderr: io::stderr().is_terminal(),
        };
        Self {
            args: std::env::args_os().collect(),
            vars,
            not_text,
            dir: std::env::current_dir().unwrap_or_default(),
            temporary: std::env::temp_dir(),
            stdin: Box::new(io::stdin()),
            stdout: Box::new(io::BufWriter::new(io::stdout())),
            stderr: Box::new(io::stderr()),
            log: || Box::new(io::stderr()),
            terminal,
            is_stdout_closed: system::is_stdout_closed(),
            width: terminal_size::terminal_size_of(io::stdout())
                .or_else(|| terminal_size::terminal_size_of(io::stderr()))
                .map(|(width, _)| usize::from(width.0)),
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            prompt: Box::new(TerminalPrompt),
            format_page: format_with_man,
            interrupts: Interrupts::of_process,
            zone: Zone::Local,
            stdin_taken: None,
        }
    }

    /// An environment variable; `None` if it is empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The environment variable of `env:NAME`, or a description of the problem.
    pub fn named_var(&self, name: &str) -> Result<&str, String> {
        if name.is_empty() {
            return Err("the name of the variable is missing after `env:`".to_owned());
        }
        self.vars.get(name).map(String::as_str).ok_or_else(|| {
            // `env:$NAME` puts the value here: only what is written as names are is repeated.
            let is_name = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
                && !name.starts_with(|c: char| c.is_ascii_digit())
                && not_a_name(name).is_none();
            match (self.not_text.contains(name), is_name) {
                (true, _) => format!("the environment variable {name:?} is not valid UTF-8"),
                (false, true) => format!("the environment variable {name:?} is not set"),
                (false, false) => "the environment variable given with `env:` is not set; \
                    write its name without `$` (not shown because it may be a secret)"
                    .to_owned(),
            }
        })
    }

    /// A path, relative to the working directory. Messages show it without a `./` that was typed.
    pub fn path(&self, typed: impl AsRef<Path>) -> PathBuf {
        let typed = typed.as_ref();
        let rest = typed.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty());
        self.dir.join(rest.unwrap_or(typed))
    }

    /// Claims standard input for `purpose`; it can be read once.
    pub fn claim_stdin(&mut self, purpose: &str) -> Result<&mut (dyn Read + Send), Fault> {
        if let Some(taken) = &self.stdin_taken {
            let message = format!("{taken} and {purpose} cannot both come from standard input");
            return Err(Fault::new(Code::Usage, message).hint("pass one of them as @FILE or env:NAME"));
        }
        self.stdin_taken = Some(purpose.to_owned());
        Ok(self.stdin.as_mut())
    }

    /// Reads all of standard input for `purpose`, at most `limit` bytes.
    pub fn read_stdin(&mut self, purpose: &str, limit: usize) -> Result<Vec<u8>, Fault> {
        let bytes = self.read_stdin_start(purpose, limit.saturating_add(1))?;
        if bytes.len() > limit {
            let message = format!("{purpose} on standard input is longer than {limit} bytes");
            return Err(Fault::new(Code::Usage, message));
        }
        Ok(bytes)
    }

    /// Reads standard input for `purpose`, at most `most` bytes.
    pub fn read_stdin_start(&mut self, purpose: &str, most: usize) -> Result<Vec<u8>, Fault> {
        // Large enough for any key or secret: a growing buffer would leave copies behind.
        let mut bytes = Vec::with_capacity(most.min(16 * 1024));
        self.claim_stdin(purpose)?.take(most as u64).read_to_end(&mut bytes).context(UNREAD)?;
        Ok(bytes)
    }

    /// Waits for a line. False at the end of input.
    pub fn wait_for_line(&mut self) -> io::Result<bool> {
        let mut byte = [0];
        loop {
            match self.stdin.read(&mut byte) {
                Ok(0) => return Ok(false),
                Ok(_) if byte == *b"\n" => return Ok(true),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Prompts on standard error and reads a line. Empty at the end of input.
    pub fn ask(&mut self, question: &str) -> Result<String, Fault> {
        write!(self.stderr, "{question}")
            .and_then(|()| self.stderr.flush())
            .context("could not write to standard error")?;
        let (mut line, mut byte) = (Vec::new(), [0]);
        while self.stdin.read(&mut byte).context(UNREAD)? == 1 && byte != *b"\n" {
            line.push(byte[0]);
        }
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    pub fn ask_secret(&mut self, question: &str) -> Result<Secret, Fault> {
        self.prompt.secret(question).map(Secret::from).map_err(|error| {
            // Without a terminal, opening /dev/tty fails with ENXIO. Any other error is shown.
            let why = if error.raw_os_error() == Some(6) { String::new() } else { format!(": {}", io_reason(&error)) };
            Fault::new(Code::Io, format!("no terminal available for the prompt{why}"))
                .hint("without a terminal, pass it as @FILE, env:NAME or on standard input")
        })
    }
}

/// `man -l -` is known to man-db and mandoc; others fail and print nothing.
fn format_with_man(page: &[u8], terminal: Terminal) -> Option<Vec<u8>> {
    let stdout = if terminal.stdout { Stdio::inherit() } else { Stdio::piped() };
    let mut man = Command::new("man");
    let mut child = man.args(["-l", "-"]).stdin(Stdio::piped()).stdout(stdout).stderr(Stdio::null()).spawn().ok()?;
    // `man` reads its whole input before it writes.
    let written = child.stdin.take().is_some_and(|mut stdin| stdin.write_all(page).is_ok());
    let output = child.wait_with_output().ok()?;
    (written && output.status.success()).then_some(output.stdout)
}
