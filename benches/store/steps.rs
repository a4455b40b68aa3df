//! The steps of `refresh`, `verify` and `revoke`, in stores of different sizes: as a process takes them that does
//! nothing else, from opening the store to closing it, and as a long-lived one does.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use tokctl::base::SystemRandom;
use tokctl::base::lock::DEADLINE;
use tokctl::jose::alg::{Curve, KeyType};
use tokctl::jose::key::{Form, Key};
use tokctl::jose::{Algorithm, SigningKey, Strength, VerifyingKey, generate};
use tokctl::store::sqlite::{SqliteStore, open_for_reading};
use tokctl::store::step::{EndOutcome, RotateOutcome};
use tokctl::store::{Absent, Lookup, Store};

use crate::site::{self, Site, Tokens};
use crate::{grouped, median};

/// The first argument of the process that takes one step.
pub const CHILD: &str = "--one-step";

/// Rounds of processes, one step each.
const COLD_ROUNDS: usize = 150;

/// Rounds of many steps in one process.
const WARM_ROUNDS: usize = 9;

/// So many that each round has its share of the commits that fold the log into the file.
const WARM_STEPS: usize = 600;

/// A question costs a hundredth of a step that is written.
const WARM_QUESTIONS: usize = 20_000;

/// `access_state` is what `verify` asks; "verify" is that and the check of an ES256 signature.
const STEPS: [&str; 5] = ["rotate", "access_state", "verify", "revoke_token", "end_session"];

/// Where in a store the next step is taken.
struct Walk<'a> {
    site: &'a Site,
    tokens: Tokens,
    taken: u64,
}

impl<'a> Walk<'a> {
    fn new(site: &'a Site) -> Self {
        Self { site, tokens: Tokens::default(), taken: 0 }
    }

    /// A session far from the last one, and another each time until all were taken.
    fn next(&mut self) -> u64 {
        self.taken += 1;
        // A prime near the golden section of every size that is worth measuring, and no divisor of it.
        (self.taken * 618_033_989) % self.site.size
    }

    /// How long one process takes from opening to closing, in microseconds.
    fn cold(&mut self, step: &str) -> f64 {
        let n = self.next();
        let generation = if step == "rotate" { self.tokens.advance(n) } else { 0 };
        let output = Command::new(std::env::current_exe().expect("this program"))
            .args([CHILD, step])
            .arg(&self.site.path)
            .args([self.site.size, n, generation].map(|number| number.to_string()))
            .output()
            .expect("a process");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.site.undo(step, &[n]);
        String::from_utf8_lossy(&output.stdout).trim().parse::<f64>().expect("nanoseconds") / 1000.0
    }

    /// How long one of many takes in a long-lived process, in microseconds.
    fn warm(&mut self, step: &str, with: &Open) -> f64 {
        let many = if matches!(step, "access_state" | "verify") { WARM_QUESTIONS } else { WARM_STEPS };
        let sessions: Vec<u64> = (0..many).map(|_| self.next()).collect();
        let generations: Vec<u64> = match step {
            "rotate" => sessions.iter().map(|n| self.tokens.advance(*n)).collect(),
            _ => vec![0; many],
        };
        let start = Instant::now();
        for (n, generation) in sessions.iter().zip(generations) {
            with.take(step, *n, generation, self.site.size);
        }
        let time = start.elapsed();
        self.site.undo(step, &sessions);
        time.as_secs_f64() * 1e6 / many as f64
    }
}

/// An open store.
enum Open {
    Store(Box<SqliteStore<'static>>),
    Reader(Box<dyn Lookup>, Option<Box<Signed>>),
}

impl Open {
    /// Opens the store as the commands do that take `step`.
    fn new(step: &str, path: &Path) -> Self {
        match step {
            "access_state" | "verify" => {
                let reader = Box::new(open_for_reading(path, DEADLINE).expect("the store"));
                Self::Reader(reader, (step == "verify").then(|| Box::new(Signed::new())))
            }
            _ => Self::Store(Box::new(SqliteStore::open(path, Absent::Refuse, DEADLINE).expect("the store"))),
        }
    }

    fn take(&self, step: &str, n: u64, generation: u64, size: u64) {
        match (self, step) {
            (Self::Reader(reader, signed), _) => {
                assert!(signed.as_ref().is_none_or(|signed| signed.key.verify(MESSAGE, &signed.signature)));
                assert_eq!(reader.access_state(&site::question(n, size)).expect("an answer"), []);
            }
            (Self::Store(store), "rotate") => {
                let outcome = store.rotate(&site::rotation(n, generation, size)).expect("an answer");
                assert!(matches!(outcome, RotateOutcome::Rotated(_)), "{outcome:?}");
            }
            (Self::Store(store), "revoke_token") => {
                assert!(store.revoke_token(&site::revocation(n, size)).expect("an answer"));
            }
            (Self::Store(store), _) => {
                let outcome = store.end_session(&site::end(n, size)).expect("an answer");
                assert!(matches!(outcome, EndOutcome::Ended(_)), "{outcome:?}");
            }
        }
    }

    fn close(self) {
        if let Self::Store(store) = self {
            store.close().expect("a closed store");
        }
    }
}

const MESSAGE: &[u8] = b"eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9";

/// A signature over [`MESSAGE`], and the key to check it with.
struct Signed {
    key: VerifyingKey,
    signature: Vec<u8>,
}

impl Signed {
    fn new() -> Self {
        let material = generate(KeyType::Ec(Curve::P256), 256, &SystemRandom).expect("a key");
        let (key, alg) = (Key::new(material, Form::Raw), Algorithm::from_name("ES256").expect("a known algorithm"));
        let mut signature = Vec::new();
        let signing = SigningKey::new(&key, alg, Strength::Required).expect("a private key");
        signing.sign(MESSAGE, &mut signature).expect("a signature");
        Self { key: VerifyingKey::new(&key, alg, Strength::Required).expect("a public key"), signature }
    }
}

/// Takes one step, and prints how long that took from opening the store to closing it.
pub fn child(args: &[String]) {
    let [step, path, size, n, generation] = args else { panic!("{args:?}") };
    let number = |text: &String| text.parse::<u64>().expect("a number");
    let (size, n, generation) = (number(size), number(n), number(generation));
    let start = Instant::now();
    let store = Open::new(step, Path::new(path));
    store.take(step, n, generation, size);
    store.close();
    println!("{}", start.elapsed().as_nanos());
}

/// Prints a table of all steps in all sizes.
pub fn compare(sites: &[Site]) {
    let mut walks: Vec<Walk<'_>> = sites.iter().map(Walk::new).collect();
    print!("\n{:<30}", "one step, µs");
    for site in sites {
        print!(" {:>12}", grouped(site.size));
    }
    println!(" {:>8}", "ratio");
    for step in STEPS {
        // What is compared is the store, not how much of a file the computer happens to remember.
        sites.iter().for_each(Site::read_through);
        print_row(&format!("{step}, a process"), rounds(&mut walks, COLD_ROUNDS, |_, walk| walk.cold(step)));
        let stores: Vec<Open> = sites.iter().map(|site| Open::new(step, &site.path)).collect();
        print_row(
            &format!("{step}, one of many"),
            rounds(&mut walks, WARM_ROUNDS, |at, walk| walk.warm(step, &stores[at])),
        );
        stores.into_iter().for_each(Open::close);
    }
    println!(
        "Medians. \"A process\" opens the store, takes one step, and closes it, which folds the log into the file;"
    );
    println!("\"one of many\" has its share of the commits that do that in a long-lived process.");
}

/// The median of what `measure` says of each store, in rounds.
fn rounds(walks: &mut [Walk<'_>], rounds: usize, mut measure: impl FnMut(usize, &mut Walk<'_>) -> f64) -> Vec<f64> {
    let mut times: Vec<Vec<f64>> = walks.iter().map(|_| Vec::with_capacity(rounds)).collect();
    for _ in 0..rounds {
        for (at, walk) in walks.iter_mut().enumerate() {
            times[at].push(measure(at, walk));
        }
    }
    times.into_iter().map(median).collect()
}

fn print_row(name: &str, medians: Vec<f64>) {
    print!("{name:<30}");
    for time in &medians {
        print!(" {time:>12.1}");
    }
    println!(" {:>8.2}", medians[medians.len() - 1] / medians[0]);
}
