//! The program in this process, with its own directory and clock.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokctl::base::{FixedClock, Secret, SystemRandom, Timestamp, b64};
use tokctl::cli::env::Prompt;
use tokctl::jose::key::Form;
use tokctl::jose::{Key, SigningKey, Strength, crypto, jwk};

use crate::recorder::Recorder;

#[derive(Debug)]
pub struct CommandOutput {
    pub code: u8,
    pub stdout: String,
    pub stderr: String,
}

impl CommandOutput {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A directory, a home in it, and a clock.
pub struct TestHome {
    dir: tempfile::TempDir,
    pub clock: Arc<FixedClock>,
    pub vars: Vec<(String, String)>,
}

impl TestHome {
    /// Without a home: the directory and the clock alone.
    pub fn homeless() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self { dir, clock: Arc::new(FixedClock::new(Timestamp::from_secs(1_800_000_000))), vars: Vec::new() }
    }

    /// With a home.
    pub fn new() -> Self {
        let test = Self::homeless();
        assert_eq!(test.run(&["init"]).code, 0);
        test
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn home(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.vars.push((name.to_owned(), value.into()));
    }

    pub fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    pub fn run(&self, args: &[&str]) -> CommandOutput {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], stdin: &str) -> CommandOutput {
        self.run_reading(args, |_| Box::new(io::Cursor::new(stdin.to_owned().into_bytes())))
    }

    /// Runs the program with an input that can see the output.
    pub fn run_reading(
        &self,
        args: &[&str],
        stdin: impl FnOnce(Recorder) -> Box<dyn io::Read + Send>,
    ) -> CommandOutput {
        let (stdout, stderr) = (Recorder::default(), Recorder::default());
        let mut env = crate::env::empty(self.path(), self.clock.clone(), Arc::new(SystemRandom), Box::new(NoTerminal));
        env.args.extend(args.iter().map(Into::into));
        env.vars.insert("TOKCTL_HOME".to_owned(), self.home().display().to_string());
        env.vars.extend(self.vars.iter().cloned());
        env.stdin = stdin(stdout.clone());
        env.stdout = Box::new(stdout.clone());
        env.stderr = Box::new(stderr.clone());
        let code = tokctl::cli::run(&mut env);
        CommandOutput { code, stdout: stdout.text(), stderr: stderr.text() }
    }
}

struct NoTerminal;

impl Prompt for NoTerminal {
    fn secret(&mut self, _: &str) -> io::Result<String> {
        Err(io::ErrorKind::NotFound.into())
    }
}

/// An Ed25519 key derived from one byte.
pub fn key(byte: u8, kid: &str) -> Key {
    let material = crypto::ed25519_from_seed(Secret::new(vec![byte; 32])).unwrap();
    Key::new(material, Form::Jwk).with_kid(kid)
}

pub fn public(key: &Key) -> String {
    jwk::write(key, false).unwrap().expose_str().unwrap().to_owned()
}

/// A JWKS of the public keys.
pub fn set(keys: &[&Key]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| public(key)).collect();
    format!("{{\"keys\":[{}]}}", keys.join(","))
}

/// A token of `key` with these claims and the key's ID.
pub fn token(key: &Key, claims: &str) -> String {
    let kid = key.kid.as_ref().map(|kid| format!(",\"kid\":\"{kid}\"")).unwrap_or_default();
    signed(key, &format!("{{\"alg\":\"EdDSA\"{kid}}}"), claims)
}

/// A token with this header.
pub fn signed(key: &Key, header: &str, claims: &str) -> String {
    let signing = SigningKey::new(key, "EdDSA".parse().unwrap(), Strength::Required).unwrap();
    let input = format!("{}.{}", b64::encode(header), b64::encode(claims));
    let mut signature = Vec::new();
    signing.sign(input.as_bytes(), &mut signature).unwrap();
    format!("{input}.{}", b64::encode(signature))
}

/// Claims of a token that is valid for years.
pub const CLAIMS: &str = r#"{"iss":"https://idp.example","sub":"alice","exp":1900000000}"#;
