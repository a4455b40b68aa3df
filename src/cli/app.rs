//! One run of the program: environment, global options, and output.
//!
//! Standard output is for the result, standard error for everything else.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use serde::Serialize;

use crate::base::datetime;
use crate::base::duration;
use crate::base::shown::redact;
use crate::base::{Clock, Code, Fault, FixedClock, Timestamp};

use super::env::Env;
use super::exit;
use super::render::escape::{escape, escape_bytes, escape_json};
use super::render::table::View;
use super::render::verify::HINT_INDENT;
use super::settings::Global;
use super::value;
use super::wrap::labelled;
use crate::core::Snapshot;
use crate::core::context::Notes;
use crate::home::Sandbox;
use crate::store::Location;

/// The width of a terminal that does not report it.
pub const DEFAULT_WIDTH: usize = 80;

pub struct App<'e> {
    pub env: &'e mut Env,
    pub global: Global,
    /// The first warning, printed or not.
    pub warned: Option<String>,
    /// Notes of the core about the state.
    pub notes: Arc<Notes>,
    /// The store that `--store` names, once it was read.
    pub store: Option<Location>,
    /// What was read for the clock of the home: the sandbox that it is, if it is one.
    sandbox: Option<Option<Sandbox>>,
    /// The clock of the home, once a command has asked for it.
    home_clock: Option<Arc<dyn Clock>>,
    /// Whether a closed pipe is an error.
    needs_complete_output: bool,
}

impl<'e> App<'e> {
    pub fn new(env: &'e mut Env, global: Global) -> Self {
        Self {
            env,
            global,
            warned: None,
            notes: Arc::default(),
            store: None,
            sandbox: None,
            home_clock: None,
            needs_complete_output: false,
        }
    }

    /// Makes a closed pipe an error: for output that cannot be repeated, such as tokens, or that must be complete, such as a
    /// batch. Otherwise a reader such as `head` may close the pipe early.
    pub fn require_complete_output(&mut self) {
        self.needs_complete_output = true;
    }

    /// Like [`Self::require_complete_output`], for tokens that change the state and are saved nowhere: refuses a closed standard
    /// output before anything is done. Rust's runtime replaces it by `/dev/null`, where they would be lost without an error.
    pub fn require_output_for_unsaved_tokens(&mut self) -> Result<(), Fault> {
        self.require_complete_output();
        if self.env.is_stdout_closed {
            let message =
                "standard output is closed, or is /dev/null opened for reading and writing: the tokens would be lost";
            return Err(Fault::new(Code::Io, message).hint("redirect it to a file or a pipe"));
        }
        Ok(())
    }

    /// Undoes [`Self::require_complete_output`].
    pub fn allow_partial_output(&mut self) {
        self.needs_complete_output = false;
    }

    /// The clock of the home: the system's or, in a sandbox, the system's plus an offset, which is noted once.
    fn home_clock(&mut self) -> Result<Arc<dyn Clock>, Fault> {
        if let Some(clock) = &self.home_clock {
            return Ok(clock.clone());
        }
        let system = self.env.clock.clone();
        let sandbox = self.global.home.as_deref().map(Sandbox::of).transpose()?.flatten();
        let clock: Arc<dyn Clock> = match self.sandbox.insert(sandbox).clone() {
            None => system,
            Some(sandbox) => {
                let clock = Arc::new(sandbox.clock(system)?);
                self.note(&sandbox_note(&sandbox, clock.now()));
                clock
            }
        };
        Ok(self.home_clock.insert(clock).clone())
    }

    /// A snapshot of the home that begins with what was read for its clock.
    pub fn snapshot(&self) -> Snapshot {
        self.sandbox.clone().map_or_else(Snapshot::default, Snapshot::with_sandbox)
    }

    /// The time given with `--at`, which is noted, or the current time of the home's clock.
    pub fn as_of(&mut self, at: Option<&str>) -> Result<Timestamp, Fault> {
        let now = self.home_clock()?.now();
        let Some(time) = value::time("--at", at, now)? else { return Ok(now) };
        self.note(&format!("as of {}", datetime::show_utc(time)));
        Ok(time)
    }

    /// A clock fixed at the time given with `--at`, or the home's clock.
    pub fn clock(&mut self, at: Option<&str>) -> Result<Arc<dyn Clock>, Fault> {
        match at {
            None => self.home_clock(),
            Some(_) => Ok(Arc::new(FixedClock::new(self.as_of(at)?))),
        }
    }

    pub fn view(&self, now: Timestamp) -> View {
        View { style: self.global.out, now, width: self.columns() }
    }

    /// The width of standard output; `None` if it is not a terminal.
    pub fn columns(&self) -> Option<usize> {
        self.env.terminal.stdout.then_some(self.env.width.unwrap_or(DEFAULT_WIDTH))
    }

    /// The width of standard error; `None` if it is not a terminal.
    pub fn error_columns(&self) -> Option<usize> {
        self.env.terminal.stderr.then_some(self.env.width.unwrap_or(DEFAULT_WIDTH))
    }

    /// Does not escape: for text without untrusted parts.
    pub fn print(&mut self, text: &str) -> Result<(), Fault> {
        self.print_bytes(text.as_bytes())
    }

    pub fn print_bytes(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let written = self.env.stdout.write_all(bytes);
        self.written(written)
    }

    /// Prints untrusted bytes, escaped on a terminal.
    pub fn print_untrusted(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        if self.env.terminal.stdout { self.print(&escape_bytes(bytes)) } else { self.print_bytes(bytes) }
    }

    /// Prints one JSON value and a line break.
    pub fn print_json(&mut self, value: &impl Serialize) -> Result<(), Fault> {
        self.print_json_part(value)?;
        self.print("\n")
    }

    /// Prints one JSON value, as a part of a larger one.
    pub fn print_json_part(&mut self, value: &impl Serialize) -> Result<(), Fault> {
        let text = serde_json::to_string(value).context("could not serialize the output")?;
        self.print(&escape_json(&text))
    }

    /// Prints a JSON array, each element when `each` passes it on: a list may be longer than the memory.
    pub fn print_json_array<T: Serialize, R>(
        &mut self,
        each: impl FnOnce(&mut dyn FnMut(T) -> Result<(), Fault>) -> Result<R, Fault>,
    ) -> Result<R, Fault> {
        let mut separator = "[";
        let result = each(&mut |element| {
            self.print(std::mem::replace(&mut separator, ","))?;
            self.print_json_part(&element)
        })?;
        self.print(if separator == "[" { "[]\n" } else { "]\n" })?;
        Ok(result)
    }

    /// Prints a report: as JSON under `--json`, else as `text` shows it.
    pub fn print_report<T: Serialize>(&mut self, report: &T, text: impl FnOnce(&T) -> String) -> Result<(), Fault> {
        if self.global.json { self.print_json(report) } else { self.print(&text(report)) }
    }

    pub fn flush(&mut self) -> Result<(), Fault> {
        let flushed = self.env.stdout.flush();
        self.written(flushed)
    }

    fn written(&self, result: io::Result<()>) -> Result<(), Fault> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !self.needs_complete_output => Ok(()),
            other => other.map_err(write_fault),
        }
    }

    pub fn note(&mut self, text: &str) {
        if !self.global.quiet {
            let label = self.global.err.dim("note:");
            self.print_labelled(&label, "  ", &redact(text));
        }
    }

    /// A note that `-q` does not hide, because the output would be misread without it.
    pub fn note_always(&mut self, text: &str) {
        let label = self.global.err.dim("note:");
        self.print_labelled(&label, "  ", &redact(text));
    }

    pub fn warn(&mut self, text: &str) {
        self.warned.get_or_insert_with(|| text.to_owned());
        if !self.global.quiet {
            let label = self.global.err.warn("warning:");
            self.print_labelled(&label, "  ", &redact(text));
        }
    }

    /// Prints a line only with `--verbose`.
    pub fn detail(&mut self, text: &str) {
        if self.global.verbose {
            self.print_error_line(&escape(text));
        }
    }

    /// Prints a label and untrusted text on standard error.
    fn print_labelled(&mut self, label: &str, indent: &str, text: &str) {
        let lines = labelled(label, indent, &escape(text), self.error_columns());
        self.print_error_line(&lines);
    }

    /// Prints a line on standard error, after flushing standard output. Errors are ignored.
    pub fn print_error_line(&mut self, line: &str) {
        // A failed write is reported by the last flush.
        let _ = self.env.stdout.flush();
        let _ = writeln!(self.env.stderr, "{line}");
    }

    /// Reports an error and returns the exit code. Usage errors are text even with `--json`.
    pub fn fail(&mut self, fault: &Fault) -> u8 {
        let exit_code = exit::of(fault.code);
        if fault.code == Code::Interrupted || is_closed_pipe(fault) {
            return exit_code;
        }
        let (message, hint) = (redact(&fault.message), fault.hint.as_deref().map(redact));
        if self.global.json && exit_code != 2 && !self.env.is_stdout_closed {
            let error = ErrorReport { code: fault.code, message: &message, hint: hint.as_deref(), exit_code };
            let printed = self.print_json(&FailureReport { error }).and_then(|()| self.flush());
            if printed.is_ok() {
                return exit_code;
            }
        }
        let label = self.global.err.bad(&format!("error[{}]:", fault.code));
        self.print_labelled(&label, "  ", &message);
        if let Some(hint) = &hint {
            let label = format!("  {}", self.global.err.dim("hint:"));
            self.print_labelled(&label, HINT_INDENT, hint);
        }
        exit_code
    }
}

#[derive(Serialize)]
struct FailureReport<'a> {
    error: ErrorReport<'a>,
}

#[derive(Serialize)]
struct ErrorReport<'a> {
    code: Code,
    message: &'a str,
    hint: Option<&'a str>,
    exit_code: u8,
}

fn sandbox_note(sandbox: &Sandbox, now: Timestamp) -> String {
    let now = datetime::show_utc(now);
    match sandbox.offset() {
        Duration::ZERO => format!("sandbox clock: {now}"),
        offset => format!(
            "sandbox clock: {now}, {} ahead; other verifiers see its tokens as issued in the future",
            duration::format(offset)
        ),
    }
}

const CLOSED_PIPE: &str = "broken pipe";

/// The error for a failed write to standard output.
pub fn write_fault(error: io::Error) -> Fault {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Fault::new(Code::Io, CLOSED_PIPE);
    }
    anyhow::Error::new(error).context("could not write the output").into()
}

/// Whether an error is a broken pipe, which is not reported.
pub fn is_closed_pipe(fault: &Fault) -> bool {
    fault.code == Code::Io && fault.message == CLOSED_PIPE
}
