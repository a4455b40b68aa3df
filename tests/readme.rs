//! Every ```` ```console ```` block of the README is run, in order, in one directory, and its output compared.
//! `TOKCTL_BLESS=1 cargo test --test readme` writes the current output.
//!
//! The clock does not move by itself and randomness comes from a seed, so the examples use only deterministic signatures:
//! Ed25519 and HMAC.

#[path = "support/env.rs"]
mod env;
#[path = "support/recorder.rs"]
mod recorder;

use std::collections::BTreeMap;
use std::io::{self, Cursor};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokctl::base::random::RandomError;
use tokctl::base::{FixedClock, Random, Timestamp};
use tokctl::cli::env::Prompt;

use recorder::Recorder;

/// 2026-11-24T09:00:00Z, a Tuesday.
const NOW: Timestamp = Timestamp::from_secs(1_795_510_800);

#[test]
fn every_example_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let old = std::fs::read_to_string(&path).unwrap();
    let shell = Shell::new();
    let mut new = String::new();
    let mut examples = 0;
    let mut lines = old.lines().peekable();
    let mut in_example = false;
    while let Some(line) = lines.next() {
        in_example = if in_example { line != "```" } else { line == "```console" };
        new += line;
        new.push('\n');
        let Some(command) = line.strip_prefix("$ ").filter(|_| in_example) else { continue };
        examples += 1;
        // The text below the command is its output when the README was written.
        let mut said = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && *line != "```") {
            said += &format!("{line}\n");
        }
        let says = shell.run(command);
        let is_excerpt = said.lines().any(|line| line == GAP);
        if is_excerpt && !is_excerpt_of(&said, &says) {
            panic!("README.md shows output that `{command}` does not print; fix it by hand. It prints\n{says}");
        }
        new += if is_excerpt { &said } else { &says };
    }
    assert!(examples > 10, "only {examples} examples were found");
    if new != old && std::env::var_os("TOKCTL_BLESS").is_some() {
        std::fs::write(&path, new).unwrap();
        return;
    }
    for (old, new) in old.lines().zip(new.lines()) {
        assert_eq!(old, new, "README.md differs; TOKCTL_BLESS=1 cargo test --test readme fixes it");
    }
    assert_eq!(old.lines().count(), new.lines().count());
}

/// The commands of the README's tour.
fn tour() -> Vec<String> {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, rest) = readme.split_once("\n## Tour\n").unwrap();
    let (tour, _) = rest.split_once("\n## ").unwrap();
    tour.lines().filter_map(|line| line.strip_prefix("$ ")).map(str::to_owned).collect()
}

#[test]
fn the_tour_works_twice_in_one_home_and_a_normal_day_follows() {
    let (shell, tour) = (Shell::new(), tour());
    let take = || -> Vec<(String, u8)> {
        let run = |command: &String| {
            shell.run(command);
            (command.clone(), *shell.last.lock().unwrap())
        };
        tour.iter().map(run).collect()
    };
    let first = take();
    assert!(first.len() > 25, "only {} commands were found", first.len());
    shell.clock.advance(Duration::from_millis(400));
    assert_eq!(take(), first, "the second tour differs from the first");
    // Not on a whole second, as no real clock stands.
    shell.clock.advance(Duration::from_millis(86_400_700));
    for command in [
        "tokctl login alice",
        "tokctl token > access.txt",
        "tokctl verify --role EDITOR @access.txt",
        "tokctl issue --sub alice > token.txt",
        "tokctl verify --sub alice @token.txt",
        "tokctl decode @token.txt",
        "tokctl user add bob --role ADMIN",
        "tokctl login bob",
        "tokctl token --min-ttl 15m > bob.txt",
        "tokctl verify --expires-after 14m @bob.txt",
        "tokctl refresh",
        "tokctl introspect @bob.txt",
        "tokctl session list",
        "tokctl session show",
        "tokctl key rotate",
        "tokctl verify @bob.txt",
        "tokctl key generate --kid tomorrow",
        "tokctl user list",
        "tokctl events",
        "tokctl doctor",
        "tokctl logout",
        "tokctl prune",
    ] {
        let shown = shell.run(command);
        assert_eq!(*shell.last.lock().unwrap(), 0, "{command}: {shown}");
    }
}

/// The line that stands for lines left out.
const GAP: &str = "…";

/// Whether `whole` contains each piece between gaps, in order. The ends of shortened tokens are random.
fn is_excerpt_of(excerpt: &str, whole: &str) -> bool {
    let [excerpt, whole] = [excerpt, whole].map(without_chance);
    let mut rest = whole.as_str();
    let mut follows = |piece: &str| {
        let found = rest.split_once(piece);
        rest = found.map_or("", |(_, after)| after);
        found.is_some()
    };
    excerpt.split(&format!("{GAP}\n")).all(&mut follows)
}

/// A text without the eight characters after each ellipsis within a word.
fn without_chance(text: &str) -> String {
    let mut pieces = text.split('…');
    let first = pieces.next().unwrap_or_default().to_owned();
    let end = |piece: &str| {
        piece.char_indices().take_while(|(at, c)| *at < 8 && (c.is_alphanumeric() || "-_".contains(*c))).count()
    };
    pieces.fold(first, |text, piece| text + "…" + &piece[end(piece)..])
}

#[test]
fn an_excerpt_is_in_order_and_word_for_word() {
    let whole = "one\ntwo eyJ…12345678;\nthree\n";
    for (excerpt, expected) in [
        ("one\n…\nthree\n", true),
        ("…\ntwo eyJ…abcd_-78;\n…\n", true),
        ("three\n…\none\n", false),
        ("one\n…\ntwo eyK…12345678;\n", false),
    ] {
        assert_eq!(is_excerpt_of(excerpt, whole), expected, "{excerpt}");
    }
}

/// As much of a shell as the examples need: pipes, `<`, `>`, quotes, `export`, and `echo $?`.
struct Shell {
    dir: tempfile::TempDir,
    exported: Mutex<BTreeMap<String, String>>,
    clock: Arc<FixedClock>,
    random: Arc<Seeded>,
    last: Mutex<u8>,
}

impl Shell {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let random = Arc::new(Seeded(Mutex::new(7)));
        let (clock, exported) = (Arc::new(FixedClock::new(NOW)), Mutex::default());
        Self { dir, exported, clock, random, last: Mutex::new(0) }
    }

    /// What the terminal shows after `line` is typed.
    fn run(&self, line: &str) -> String {
        let words = words(line);
        if let [export, assignment] = words.as_slice()
            && export == "export"
        {
            let (name, value) = assignment.split_once('=').unwrap();
            let home = self.dir.path().display().to_string();
            let value = value.strip_prefix('~').map_or_else(|| value.to_owned(), |rest| home + rest);
            self.exported.lock().unwrap().insert(name.to_owned(), value);
            *self.last.lock().unwrap() = 0;
            return String::new();
        }
        if words == ["echo", "$?"] {
            return format!("{}\n", self.last.lock().unwrap());
        }
        let screen = Recorder::default();
        let stages: Vec<&[String]> = words.split(|word| word == "|").collect();
        let mut piped = Vec::new();
        for (i, stage) in stages.iter().enumerate() {
            piped = self.stage(stage, piped, (i + 1 == stages.len()).then_some(&screen), &screen);
        }
        screen.text()
    }

    /// Runs one command of a pipe; its output goes to the screen, into a file, or to the next command.
    fn stage(&self, words: &[String], input: Vec<u8>, answer_to: Option<&Recorder>, screen: &Recorder) -> Vec<u8> {
        let mut words = words.to_vec();
        let mut redirected = |mark: &str| {
            let at = words.iter().position(|word| word == mark)?;
            let file = words.remove(at + 1);
            words.remove(at);
            Some(self.dir.path().join(file))
        };
        let (from, to) = (redirected("<"), redirected(">"));
        assert_eq!(words[0], "tokctl", "the examples run tokctl and nothing else");
        let answer = Recorder::default();
        let mut env = env::empty(self.dir.path(), self.clock.clone(), self.random.clone(), Box::new(SamePassword));
        env.args.extend(words[1..].iter().map(Into::into));
        env.vars.extend(self.exported.lock().unwrap().clone());
        env.stdin = Box::new(Cursor::new(from.map_or(input, |path| std::fs::read(path).unwrap())));
        let shown = to.is_none() && answer_to.is_some();
        env.stdout = Box::new(if shown { screen.clone() } else { answer.clone() });
        env.stderr = Box::new(screen.clone());
        *self.last.lock().unwrap() = tokctl::cli::run(&mut env);
        drop(env);
        let answer = answer.0.lock().unwrap().clone();
        if let Some(path) = to {
            std::fs::write(path, &answer).unwrap();
        }
        let home = self.dir.path().display().to_string();
        let mut seen = screen.0.lock().unwrap();
        *seen = String::from_utf8(std::mem::take(&mut *seen)).unwrap().replace(&home, "/home/alice").into_bytes();
        answer
    }
}

/// The words of a command line; single and double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, ' ') => words.push(String::new()),
            (_, c) => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A user who types the same password at every prompt.
struct SamePassword;

impl Prompt for SamePassword {
    fn secret(&mut self, _: &str) -> io::Result<String> {
        Ok("correct horse battery staple".to_owned())
    }
}

/// The same bytes in every run.
struct Seeded(Mutex<u64>);

impl Random for Seeded {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomError> {
        let mut state = self.0.lock().unwrap();
        for byte in buffer {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (*state >> 56) as u8;
        }
        Ok(())
    }
}
