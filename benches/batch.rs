//! What whole commands over many tokens come to: `cargo bench --bench batch`.
//!
//! `verify --batch` over 200,000 tokens, from a file into an NDJSON file, beside threads of the cryptographic library alone
//! over the same tokens, one a core; `issue --count` beside the library signing as many. They take turns. Then the peak of
//! the memory that a short and a long batch need.

mod measure;
mod raw;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use measure::take_turns;
use raw::{Signed, Signer, Verifier};
use tokctl::base::SystemRandom;
use tokctl::jose::alg::KeyType;
use tokctl::jose::key::{Form, Key};
use tokctl::jose::{Algorithm, generate, jwk};

const ALGORITHMS: [&str; 6] = ["HS256", "RS256", "PS256", "ES256", "EdDSA", "ML-DSA-65"];
const ROUNDS: usize = 7;
const TOKENS: usize = 200_000;
/// So many of them are different. No part of a token but its header is remembered, so the others cost the same.
const DIFFERENT: usize = 10_000;
/// With header and signature, a token of some 450 bytes under HS256.
const CLAIMS: &str = r#"{"iss":"https://auth.example","sub":"3f1c7a52-user","aud":"api","client_id":"web-frontend","sid":"0f9d3ce1a2b4","ver":3,"scope":"read write profile","roles":["EDITOR","AUDITOR"],"email":"someone@somewhere.example"}"#;

fn main() {
    let dir = tempfile::tempdir().expect("a directory for the bench");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{:<24} {:>22} {:>22} {:>8}", format!("{cores} cores"), "raw", "tokctl", "of raw");
    // `cargo bench --bench batch -- ES256` measures that alone; cargo adds an option of its own.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    for name in ALGORITHMS.into_iter().filter(|name| wanted.iter().all(|wanted| name.contains(wanted.as_str()))) {
        let bench = Bench::new(name, dir.path(), cores);
        bench.verify();
        bench.issue();
    }
    println!(
        "\nTokens a second, whole commands: medians of {ROUNDS} turns, in brackets the best. of raw: the share of the raw library's speed, turn by turn.\n"
    );
    let bench = Bench::new("HS256", dir.path(), cores);
    for times in [1, 10] {
        let tokens = bench.tokens(TOKENS * times);
        println!("peak memory of verify --batch, {:>9} tokens: {:.1} MiB", TOKENS * times, bench.peak(&tokens));
    }
}

struct Bench {
    name: &'static str,
    key: Key,
    dir: PathBuf,
    cores: usize,
    different: Vec<u8>,
}

impl Bench {
    fn new(name: &'static str, dir: &Path, cores: usize) -> Self {
        let alg = Algorithm::from_name(name).expect("a known algorithm");
        let bits = if alg.key_type() == KeyType::Rsa { 2048 } else { 256 };
        let key = Key::new(generate(alg.key_type(), bits, &SystemRandom).expect("a key"), Form::Raw);
        let private = jwk::write(&key, true).expect("a JWK");
        fs::write(dir.join(name), private.expose()).expect("a file written");
        let mut bench = Self { name, key, dir: dir.to_owned(), cores, different: Vec::new() };
        bench.different = bench.command_to_issue(DIFFERENT).output().expect("tokctl runs").stdout;
        assert_eq!(bench.different.iter().filter(|byte| **byte == b'\n').count(), DIFFERENT);
        bench
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
        command
            .args(args)
            .args(["-q", "--key"])
            .arg(self.dir.join(self.name))
            .env("TOKCTL_HOME", self.dir.join("home"));
        command.stdin(Stdio::null()).stderr(Stdio::inherit());
        command
    }

    fn command_to_issue(&self, count: usize) -> Command {
        self.command(&["issue", "--alg", self.name, "--ttl", "1d", "--claims", CLAIMS, "--count", &count.to_string()])
    }

    /// A file of so many tokens, one a line.
    fn tokens(&self, count: usize) -> PathBuf {
        let path = self.dir.join("tokens");
        let mut file = BufWriter::new(File::create(&path).expect("a file"));
        for _ in 0..count / DIFFERENT {
            file.write_all(&self.different).expect("a file written");
        }
        file.flush().expect("a file written");
        path
    }

    fn start_verifying(&self, tokens: &Path) -> Child {
        let mut command = self.command(&["verify", "--iss", "https://auth.example", "--aud", "api", "--json"]);
        command.arg("--batch").arg(tokens).stdout(File::create(self.dir.join("verdicts")).expect("a file"));
        command.spawn().expect("tokctl runs")
    }

    fn verify(&self) {
        let tokens = self.tokens(TOKENS);
        let text = std::str::from_utf8(&self.different).expect("text");
        let signed: Vec<Signed> = text.lines().map(Signed::of).collect();
        let verifier = Verifier::new(&self.key, self.name);
        let mut raw = || self.in_threads(TOKENS, &|at| verifier.verify(&signed[at % DIFFERENT]));
        let mut ours = || {
            let start = Instant::now();
            assert!(self.start_verifying(&tokens).wait().expect("tokctl runs").success());
            start.elapsed()
        };
        self.compare("verify --batch", TOKENS, &mut raw, &mut ours);
    }

    fn issue(&self) {
        let signer = Signer::new(&self.key, self.name);
        let message = self.different[..self.different.iter().position(|byte| *byte == b'\n').unwrap_or(0)].to_vec();
        // RSA takes a quarter of a millisecond for each, ML-DSA half as much.
        let count = if matches!(self.name, "HS256" | "ES256" | "EdDSA") { TOKENS } else { DIFFERENT };
        let mut raw = || self.in_threads(count, &|_| signer.sign(&message));
        let mut ours = || {
            let start = Instant::now();
            let mut command = self.command_to_issue(count);
            command.stdout(File::create(self.dir.join("issued")).expect("a file"));
            assert!(command.status().expect("tokctl runs").success());
            start.elapsed()
        };
        self.compare("issue --count", count, &mut raw, &mut ours);
    }

    /// How long the raw library takes for `count` tokens with a thread on each core.
    fn in_threads(&self, count: usize, work: &(dyn Fn(usize) + Sync)) -> Duration {
        let start = Instant::now();
        std::thread::scope(|scope| {
            for thread in 0..self.cores {
                scope.spawn(move || (thread..count).step_by(self.cores).for_each(work));
            }
        });
        start.elapsed()
    }

    fn compare(&self, what: &str, count: usize, raw: &mut dyn FnMut() -> Duration, ours: &mut dyn FnMut() -> Duration) {
        let rate = |time: Duration| count as f64 / time.as_secs_f64();
        let times = take_turns(ROUNDS, [raw, ours]);
        let [a, b] = times.each_ref().map(|t| format!("{:.0} ({:.0})", rate(t.median()), rate(t.low())));
        let share = 100.0 * times[0].ratio_to(&times[1]);
        println!("{:<24} {a:>22} {b:>22} {share:>7.1}%", format!("{} {what}", self.name));
    }

    /// The most memory that a batch over these tokens held at once, in MiB; as Linux reports it; other systems do not.
    fn peak(&self, tokens: &Path) -> f64 {
        let mut child = self.start_verifying(tokens);
        let status = format!("/proc/{}/status", child.id());
        let mut peak = f64::NAN;
        while child.try_wait().expect("tokctl runs").is_none() {
            let text = fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            if let Some(kib) = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok()) {
                peak = kib / 1024.0;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        peak
    }
}
