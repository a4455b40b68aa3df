//! The surroundings of a case: its own directory, a fixed clock, seeded randomness, and no terminal.

use std::collections::VecDeque;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tokctl::base::datetime;
use tokctl::base::random::RandomError;
use tokctl::base::{FixedClock, Random, Timestamp};
use tokctl::cli::env::{Prompt, Terminal};

use crate::case::{Case, Step};
use crate::pattern::{Names, fill};
use crate::recorder::Recorder;

/// What one command did.
#[derive(Debug, Default)]
pub struct CommandOutput {
    /// The exit code.
    pub code: u8,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// The directory, clock and randomness of one case.
pub struct CaseDir {
    dir: tempfile::TempDir,
    clock: Arc<FixedClock>,
    random: Arc<Seeded>,
    zone: datetime::Zone,
    /// The values of names.
    pub names: Names,
}

impl CaseDir {
    /// Writes the files of `case`.
    pub fn new(case: &Case) -> Result<Self, String> {
        let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
        // The real path: some systems' temporary directory is a link.
        let path = dir.path().canonicalize().map_err(|error| error.to_string())?;
        let names = Names::from([("dir".to_owned(), path.display().to_string())]);
        let clock = Arc::new(FixedClock::new(moment(&case.now)?));
        let random = Arc::new(Seeded(Mutex::new(case.seed)));
        let case_dir = Self { dir, clock, random, zone: case.zone.parse()?, names };
        for (name, content) in &case.files {
            let path = case_dir.path().join(name);
            let written = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            let bytes = content.bytes(|text| fill(text, &case_dir.names))?;
            written.and_then(|()| std::fs::write(&path, bytes)).map_err(|error| format!("{name}: {error}"))?;
            private(&path);
        }
        Ok(case_dir)
    }

    /// The directory.
    pub fn path(&self) -> PathBuf {
        self.names.get("dir").map_or_else(|| self.dir.path().to_owned(), PathBuf::from)
    }

    /// Runs one command.
    pub fn run(&self, step: &Step) -> Result<CommandOutput, String> {
        if let Some(now) = &step.now {
            self.clock.set(moment(now)?);
        }
        let (stdout, stderr) = (Recorder::default(), Recorder::default());
        let prompt = Scripted(step.prompt.iter().cloned().collect());
        let mut env = crate::env::empty(&self.path(), self.clock.clone(), self.random.clone(), Box::new(prompt));
        for arg in &step.args {
            env.args.push(fill(arg, &self.names)?.into());
        }
        env.vars.insert("TOKCTL_HOME".to_owned(), self.path().join("home").display().to_string());
        for (name, value) in &step.env {
            env.vars.insert(name.clone(), fill(value, &self.names)?);
        }
        if let Some(stdin) = &step.stdin {
            env.stdin = Box::new(Cursor::new(stdin.bytes(|text| fill(text, &self.names))?));
        }
        let is_terminal = |name: &str| step.terminal.iter().any(|terminal| terminal == name);
        env.terminal =
            Terminal { stdin: is_terminal("stdin"), stdout: is_terminal("stdout"), stderr: is_terminal("stderr") };
        env.width = step.width;
        env.zone = self.zone;
        env.stdout = Box::new(stdout.clone());
        env.stderr = Box::new(stderr.clone());
        let code = tokctl::cli::run(&mut env);
        Ok(CommandOutput { code, stdout: stdout.text(), stderr: stderr.text() })
    }
}

fn moment(text: &str) -> Result<Timestamp, String> {
    datetime::parse(text, Timestamp::from_secs(0)).map_err(|error| error.to_string())
}

/// Files of a case are its owner's alone, as a person's keys are, so that warnings about others are only where a case
/// asks for them.
fn private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
    }
    _ = path;
}

/// Types the input of a case; after that there is no terminal.
struct Scripted(VecDeque<String>);

impl Prompt for Scripted {
    fn secret(&mut self, _: &str) -> io::Result<String> {
        self.0.pop_front().ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no such device"))
    }
}

/// SplitMix64: the same bytes in every run, different ones at every call.
struct Seeded(Mutex<u64>);

impl Random for Seeded {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomError> {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in buffer.chunks_mut(8) {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = *state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}
