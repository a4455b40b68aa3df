//! One run of the program: the world, the global options, and the ways to answer.
//!
//! Standard output is the answer; everything else goes to standard error.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::base::datetime::{self, Zone};
use crate::base::duration;
use crate::base::{Clock, Code, Fault, FixedClock, Timestamp};

use super::env::Env;
use super::exit;
use super::input::value;
use super::render::escape::{escape, escape_bytes, escape_json};
use super::settings::Global;
use crate::home::Sandbox;

/// One run of the program.
pub struct App<'e> {
    /// The world.
    pub env: &'e mut Env,
    /// The global options.
    pub global: Global,
    /// The first warning, heard or not.
    pub warned: Option<String>,
    /// The clock of the home, once a command has asked for it.
    home_clock: Option<Arc<dyn Clock>>,
    /// Whether an answer that nobody reads to its end is a failure.
    whole: bool,
}

impl<'e> App<'e> {
    /// A run that has answered nothing yet.
    pub fn new(env: &'e mut Env, global: Global) -> Self {
        Self { env, global, warned: None, home_clock: None, whole: false }
    }

    /// From now on it is a failure where nobody reads the answer to its end: it cannot be had again, like a token, or would
    /// be taken for complete, like a batch. Otherwise a reader who leaves early, like `head`, has had what it wanted.
    pub fn demand_whole(&mut self) {
        self.whole = true;
    }

    /// The reader left, and that is how it was to end.
    pub fn let_go(&mut self) {
        self.whole = false;
    }

    /// The clock of the home: the system's or, in a sandbox, the system's plus an offset, which is noted once.
    fn home_clock(&mut self) -> Result<Arc<dyn Clock>, Fault> {
        if let Some(clock) = &self.home_clock {
            return Ok(clock.clone());
        }
        let system = self.env.clock.clone();
        let sandbox = self.global.home.as_deref().map(Sandbox::of).transpose()?.flatten();
        let clock: Arc<dyn Clock> = match sandbox {
            None => system,
            Some(sandbox) => {
                let clock = Arc::new(sandbox.clock(system));
                self.note(&sandbox_note(&sandbox, clock.now()));
                clock
            }
        };
        Ok(self.home_clock.insert(clock).clone())
    }

    /// The time given with `--at`, which is noted, or the current time of the home's clock.
    pub fn as_of(&mut self, at: Option<&str>) -> Result<Timestamp, Fault> {
        let now = self.home_clock()?.now();
        let Some(moment) = value::moment("--at", at, now)? else { return Ok(now) };
        let shown = datetime::show(moment, Zone::Utc);
        self.note(&format!("as of {shown}"));
        Ok(moment)
    }

    /// A clock that stands at the time given with `--at`, or the home's clock.
    pub fn clock(&mut self, at: Option<&str>) -> Result<Arc<dyn Clock>, Fault> {
        match at {
            None => self.home_clock(),
            Some(_) => Ok(Arc::new(FixedClock::new(self.as_of(at)?))),
        }
    }

    /// Answers with text as it stands, which ends in a line break unless it is somebody's bytes.
    pub fn answer(&mut self, text: &str) -> Result<(), Fault> {
        self.answer_bytes(text.as_bytes())
    }

    /// Answers with bytes as they stand.
    pub fn answer_bytes(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let written = self.env.stdout.write_all(bytes);
        self.written(written)
    }

    /// Answers with bytes of somebody else's making: as they stand into a file or a pipe, made harmless on a terminal.
    pub fn answer_foreign(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        if self.env.terminal.stdout { self.answer(&escape_bytes(bytes)) } else { self.answer_bytes(bytes) }
    }

    /// Answers with one JSON value and a line break.
    pub fn answer_json(&mut self, value: &impl Serialize) -> Result<(), Fault> {
        let text = serde_json::to_string(value)
            .map_err(|error| Fault::new(Code::Internal, format!("the answer is no JSON: {error}")))?;
        self.answer(&format!("{}\n", escape_json(&text)))
    }

    /// Makes sure that the answer has gone out.
    pub fn flush(&mut self) -> Result<(), Fault> {
        let flushed = self.env.stdout.flush();
        self.written(flushed)
    }

    fn written(&self, result: io::Result<()>) -> Result<(), Fault> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !self.whole => Ok(()),
            other => other.map_err(write_fault),
        }
    }

    /// Says something that the answer does not depend on.
    pub fn note(&mut self, text: &str) {
        if !self.global.quiet {
            let mark = self.global.err.dim("note:");
            self.say(&format!("{mark} {}", escape(text)));
        }
    }

    /// Warns.
    pub fn warn(&mut self, text: &str) {
        self.warned.get_or_insert_with(|| text.to_owned());
        if !self.global.quiet {
            let mark = self.global.err.warn("warning:");
            self.say(&format!("{mark} {}", escape(text)));
        }
    }

    /// Says something only under `--verbose`.
    pub fn detail(&mut self, text: &str) {
        if self.global.verbose {
            self.say(&escape(text));
        }
    }

    /// Puts a line on standard error, behind what was answered so far. Where that is closed there is nobody to tell.
    pub fn say(&mut self, line: &str) {
        // A failure to answer is told of when the answer is finished.
        let _ = self.env.stdout.flush();
        let _ = writeln!(self.env.stderr, "{line}");
    }

    /// Tells why there is no answer, and gives the exit code. Usage errors are text even under `--json`.
    pub fn fail(&mut self, fault: &Fault) -> u8 {
        let exit_code = exit::of(fault.code);
        if fault.code == Code::Interrupted || is_closed_pipe(fault) {
            return exit_code;
        }
        if self.global.json && exit_code != 2 {
            let error =
                ErrorReport { code: fault.code, message: &fault.message, hint: fault.hint.as_deref(), exit_code };
            let told = self.answer_json(&Failure { error }).and_then(|()| self.flush());
            if told.is_ok() {
                return exit_code;
            }
        }
        let mark = self.global.err.bad(&format!("error[{}]:", fault.code));
        self.say(&format!("{mark} {}", escape(&fault.message)));
        if let Some(hint) = &fault.hint {
            let mark = self.global.err.dim("hint:");
            self.say(&format!("  {mark} {}", escape(hint)));
        }
        exit_code
    }
}

#[derive(Serialize)]
struct Failure<'a> {
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
    let now = datetime::show(now.floor_secs(), Zone::Utc);
    match sandbox.offset() {
        Duration::ZERO => format!("sandbox clock: {now}"),
        offset => format!(
            "sandbox clock: {now}, {} ahead; other verifiers see its tokens as issued in the future",
            duration::format(offset)
        ),
    }
}

const CLOSED_PIPE: &str = "nobody reads the answer any more";

/// The fault of a write that failed.
pub fn write_fault(error: io::Error) -> Fault {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Fault::new(Code::Io, CLOSED_PIPE);
    }
    Fault::new(Code::Io, format!("the answer could not be written: {error}"))
}

/// Whether a fault is that of a pipe closed at its other end, which nobody needs to be told of.
pub fn is_closed_pipe(fault: &Fault) -> bool {
    fault.code == Code::Io && fault.message == CLOSED_PIPE
}
