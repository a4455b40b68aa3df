//! A home with a user, and processes that work in it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Barrier, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

pub const PASSWORD: &str = "correct horse battery staple";

/// Two hundred processes at once are enough: one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// Waits until no other test of this kind runs.
pub fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A home in which `alice` has the password [`PASSWORD`].
pub struct TestHome {
    dir: PathBuf,
}

impl TestHome {
    /// Makes the home in `dir`, with these settings.
    pub fn new(dir: &Path, settings: &[(&str, &str)]) -> Self {
        Self::with(dir, &["init", "-q"], settings)
    }

    /// As [`TestHome::new`], in a sandbox, whose clock can be moved forward.
    pub fn sandbox(dir: &Path) -> Self {
        Self::with(dir, &["init", "--sandbox", "-q"], &[])
    }

    fn with(dir: &Path, init: &[&str], settings: &[(&str, &str)]) -> Self {
        let test = Self::at(dir);
        test.run(init, "").ok();
        for (name, value) in settings {
            test.run(&["config", "set", name, value, "-q"], "").ok();
        }
        test.run(&["user", "add", "alice", "--role", "EDITOR", "--scope", "read", "--password-stdin", "-q"], PASSWORD)
            .ok();
        test
    }

    /// The one that was made in `dir` before.
    pub fn at(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    /// Where the home is.
    pub fn home(&self) -> PathBuf {
        self.dir.join("home")
    }

    /// The program with these arguments, with this home and no variables of the person who runs the tests.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
        command.args(args).current_dir(&self.dir).env_clear().env("TOKCTL_HOME", self.home());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs one process to its end.
    pub fn run(&self, args: &[&str], input: &str) -> CommandOutput {
        let mut child = self.command(args).spawn().unwrap();
        // A process that refuses its arguments reads no input.
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
        CommandOutput::new(args, child.wait_with_output().unwrap())
    }

    /// Logs in.
    pub fn login(&self, more: &[&str]) -> Pair {
        let args = [&["login", "alice", "--password-stdin", "--json", "-q"], more].concat();
        self.run(&args, PASSWORD).ok().pair()
    }

    /// Starts all of these, lets each wait for its input, and gives them that at the same moment. Answers with what each
    /// said, and how long it took since.
    pub fn at_once(&self, processes: &[(Vec<&str>, &str)]) -> Vec<(CommandOutput, Duration)> {
        let barrier = Barrier::new(processes.len());
        thread::scope(|scope| {
            let threads: Vec<_> = processes
                .iter()
                .map(|(args, input)| {
                    let barrier = &barrier;
                    scope.spawn(move || {
                        let mut child = self.command(args).spawn().unwrap();
                        barrier.wait();
                        let start = Instant::now();
                        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
                        let output = CommandOutput::new(args, child.wait_with_output().unwrap());
                        (output, start.elapsed())
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        })
    }
}

/// What a process printed.
pub struct CommandOutput {
    args: Vec<String>,
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl fmt::Debug for CommandOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { args, code, out, err } = self;
        write!(f, "tokctl {}\nexit code {code:?}\n{out}\n{err}", args.join(" "))
    }
}

impl CommandOutput {
    pub fn new(args: &[&str], output: Output) -> Self {
        Self {
            args: args.iter().map(|arg| (*arg).to_owned()).collect(),
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// This output, which must be a good one.
    #[track_caller]
    pub fn ok(self) -> Self {
        self.must_exit(0)
    }

    #[track_caller]
    pub fn must_exit(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// The tokens that it is.
    #[track_caller]
    pub fn pair(&self) -> Pair {
        Pair::read(&self.out).unwrap_or_else(|| panic!("no tokens: {self:#?}"))
    }
}

/// What a login or a refresh outputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub access: String,
    pub refresh: String,
    pub sid: String,
}

impl Pair {
    /// Reads a whole output. One that was cut off is none.
    pub fn read(out: &str) -> Option<Self> {
        let line = out.strip_suffix('\n')?;
        let json: serde_json::Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| json[name].as_str().map(str::to_owned);
        Some(Self { access: text("access_token")?, refresh: text("refresh_token")?, sid: text("session_id")? })
    }
}

/// One claim of a token, without a look at its signature.
pub fn claim(token: &str, name: &str) -> serde_json::Value {
    let payload = tokctl::base::b64::decode(token.split('.').nth(1).unwrap()).unwrap();
    serde_json::from_slice::<serde_json::Value>(&payload).unwrap()[name].clone()
}
