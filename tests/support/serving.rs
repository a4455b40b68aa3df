//! A server in a process of its own.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::NamedTempFile;

/// A server that listens. It is killed when it is dropped.
pub struct Serving {
    child: Child,
    log: NamedTempFile,
    /// What it listens on, without a slash at the end.
    pub urls: Vec<String>,
}

impl Serving {
    /// Starts `command`, which is `tokctl serve --json`, and waits until it listens.
    pub fn start(mut command: Command) -> Self {
        let log = NamedTempFile::new().unwrap();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log.reopen().unwrap());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let mut serving = Self { child, log, urls: Vec::new() };
        let ready: serde_json::Value = serde_json::from_str(&line)
            .unwrap_or_else(|_| panic!("the server did not start: {line:?}\n{}", serving.log()));
        assert_eq!(ready["pid"], serving.pid());
        let urls = ready["urls"].as_array().unwrap().iter();
        serving.urls = urls.map(|url| url.as_str().unwrap().trim_end_matches('/').to_owned()).collect();
        serving
    }

    /// What it has written to standard error.
    pub fn log(&self) -> String {
        String::from_utf8(std::fs::read(self.log.path()).unwrap()).unwrap()
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end. Its exit code, and what it wrote to standard error.
    pub fn end(mut self) -> (Option<i32>, String) {
        let code = self.child.wait().unwrap().code();
        (code, self.log())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
