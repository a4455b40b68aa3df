//! What a case says: `tests/cases/<verb>/<behavior>.toml`. CONTRIBUTING.md shows the format.

use std::collections::BTreeMap;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

/// One behavior: steps that share a directory, one after the other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Why it is as it is, where the name does not say it all.
    pub about: Option<String>,
    /// What the clock shows at first.
    #[serde(default = "usual_now")]
    pub now: String,
    /// What random bytes are made from.
    #[serde(default)]
    pub seed: u64,
    /// What "local time" is.
    #[serde(default = "usual_zone")]
    pub zone: String,
    /// What is in the directory at first.
    #[serde(default)]
    pub files: BTreeMap<String, Content>,
    /// The commands.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// One command and what comes of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The arguments, without the program's name.
    pub args: Vec<String>,
    /// What standard input holds.
    pub stdin: Option<Content>,
    /// Environment variables besides `TOKCTL_HOME`, which is `home` in the directory.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// Which of `stdin`, `stdout` and `stderr` are terminals.
    #[serde(default)]
    pub terminal: Vec<String>,
    /// How wide the terminal is.
    pub width: Option<usize>,
    /// What is typed at prompts.
    #[serde(default)]
    pub prompt: Vec<String>,
    /// What the clock shows from here on.
    pub now: Option<String>,
    /// The exit code.
    #[serde(default)]
    pub code: u8,
    /// Standard output, with holes as `pattern` has them.
    #[serde(default)]
    pub stdout: String,
    /// Standard error, likewise.
    #[serde(default)]
    pub stderr: String,
    /// What becomes of files.
    #[serde(default)]
    pub after: BTreeMap<String, After>,
}

/// Bytes for a file or a stream.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Content {
    /// This text.
    Text(String),
    /// These bytes.
    Base64 {
        /// In base64.
        base64: String,
    },
    /// What is in this file under `tests/fixtures`.
    Fixture {
        /// Its path there.
        fixture: PathBuf,
    },
    /// This text, so many times.
    Repeated {
        /// The text.
        repeat: String,
        /// How often.
        times: usize,
    },
}

/// What becomes of a file.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum After {
    /// Whether it is there.
    Exists(bool),
    /// It is there, with this text; holes as in the output.
    Text(String),
    /// It is there, with these permissions.
    Mode {
        /// In octal.
        mode: String,
    },
}

fn usual_now() -> String {
    "2026-11-24T09:00:00Z".to_owned()
}

fn usual_zone() -> String {
    "utc".to_owned()
}

impl Content {
    /// The bytes; `text` is what to do with names in text.
    pub fn bytes(&self, text: impl Fn(&str) -> Result<String, String>) -> Result<Vec<u8>, String> {
        match self {
            Self::Text(given) => text(given).map(String::into_bytes),
            Self::Base64 { base64 } => STANDARD.decode(base64).map_err(|error| error.to_string()),
            Self::Fixture { fixture } => {
                let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
                std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
            }
            Self::Repeated { repeat, times } => text(repeat).map(|text| text.repeat(*times).into_bytes()),
        }
    }
}
