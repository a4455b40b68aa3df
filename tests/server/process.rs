//! The program as a server, and curl as its client.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::serving::Serving;

pub const PASSWORD: &str = "user_password123";

/// A server that runs until it is dropped.
pub struct Running {
    serving: Serving,
    dir: PathBuf,
    pub urls: Vec<String>,
}

impl Running {
    /// Starts a server with these options on any free port, in a home in `dir` with the user alex.
    pub fn start(dir: &Path, options: &[&str]) -> Self {
        let added = tokctl(
            dir,
            &["user", "add", "alex", "--role", "USER", "--scope", "read", "--password-stdin", "-q"],
            PASSWORD,
        );
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        Self::again(dir, options)
    }

    /// Starts a server in a home that exists.
    pub fn again(dir: &Path, options: &[&str]) -> Self {
        Self::with(dir, options, &[])
    }

    /// Starts a server with these variables.
    pub fn with(dir: &Path, options: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut args = vec!["serve", "--json"];
        if !options.contains(&"--listen") {
            args.extend(["--listen", "localhost:0"]);
        }
        args.extend(options);
        let mut command = command(dir, &args);
        command.envs(variables.iter().copied());
        Self::of(command, dir)
    }

    /// Starts a server that may have so many files open.
    #[cfg(target_os = "linux")]
    pub fn with_open_files(dir: &Path, files: u64) -> Self {
        let script = format!("ulimit -n {files} && exec \"$0\" \"$@\"");
        let program = command(dir, &["serve", "--json", "--listen", "127.0.0.1:0"]);
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(program.get_program()).args(program.get_args());
        command.current_dir(dir).env_clear().env("TOKCTL_HOME", dir.join("home")).env("TMPDIR", dir);
        Self::of(command, dir)
    }

    fn of(command: Command, dir: &Path) -> Self {
        let serving = Serving::start(command);
        Self { dir: dir.to_owned(), urls: serving.urls.clone(), serving }
    }

    /// The first URL that it listens on, with `path`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.urls[0])
    }

    /// Runs curl with a cookie jar: status, headers and body.
    pub fn curl(&self, args: &[&str], path: &str) -> Answer {
        let url = self.url(path);
        let jar = self.dir.join("jar").display().to_string();
        let output = Command::new("curl")
            .args(["-sS", "-i", "--max-time", "60", "-b", &jar, "-c", &jar])
            .args(args)
            .arg(url)
            .output()
            .expect("curl is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Answer::parse(&String::from_utf8(output.stdout).unwrap())
    }

    pub fn log_in(&self) -> Answer {
        let body = format!("{{\"username\":\"alex\",\"password\":\"{PASSWORD}\"}}");
        self.curl(&["-H", "Content-Type: application/json", "-d", &body], "/api/login")
    }

    pub fn get(&self, path: &str, token: &str) -> Answer {
        self.curl(&["-H", &format!("Authorization: Bearer {token}")], path)
    }

    /// Runs another command in the same home.
    pub fn tokctl(&self, args: &[&str]) -> Output {
        tokctl(&self.dir, args, "")
    }

    #[cfg(unix)]
    pub fn signal(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.pid().to_string()]).status().unwrap().success());
    }

    pub fn pid(&self) -> u32 {
        self.serving.pid()
    }

    /// Waits until the log contains `text`.
    #[cfg(unix)]
    pub fn wait_for(&self, text: &str) {
        self.wait_for_another(text, 1);
    }

    /// Waits until the log contains `text` so often.
    #[cfg(unix)]
    pub fn wait_for_another(&self, text: &str, count: usize) {
        let start = Instant::now();
        while self.serving.log().matches(text).count() < count {
            assert!(start.elapsed() < Duration::from_secs(60), "{}", self.serving.log());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Ends it as a service manager does. Its exit code, and what it wrote to standard error.
    #[cfg(unix)]
    pub fn terminate(self) -> (Option<i32>, String) {
        self.signal("-TERM");
        self.ended()
    }

    /// Waits for its end.
    #[cfg(unix)]
    pub fn ended(self) -> (Option<i32>, String) {
        self.serving.end()
    }
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn access_token(&self) -> String {
        self.json()["accessToken"].as_str().unwrap_or_else(|| panic!("{}\n{}", self.head, self.body)).to_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

/// The program in the home in `dir`, which is also the directory for temporary files.
pub fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
    command.args(args).current_dir(dir).env_clear().env("TOKCTL_HOME", dir.join("home")).env("TMPDIR", dir);
    command.stdin(Stdio::null());
    command
}

/// Runs the program in the home in `dir`.
pub fn tokctl(dir: &Path, args: &[&str], input: &str) -> Output {
    let mut child =
        command(dir, args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A process that fails early reads no input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}
