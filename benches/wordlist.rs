//! How fast `lint --wordlist` tries secrets, beside jwt-hack with the same list: `cargo bench --bench wordlist`.
//!
//! jwt-hack 2.5.0 is looked for as `JWT_HACK`, then under `target/bench-tools`, where it is installed from crates.io the
//! first time. Both get the same token and the same list of distinct words, read from the same file, and use both cores. The
//! secret is not in the list, so each tries every word; before that, each has to find one that is the last of a short list.

mod measure;
mod tools;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use measure::take_turns;

const WORDS: usize = 2_000_000;
const ROUNDS: usize = 7;
const SECRET: &str = "the secret that no word list of this benchmark has";

fn main() {
    let dir = tempfile::tempdir().expect("a directory for the bench");
    let tokctl = Path::new(env!("CARGO_BIN_EXE_tokctl"));
    let jwt_hack = tools::installed("JWT_HACK", "jwt-hack", "2.5.0", "jwt-hack");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);

    let token =
        run(tokctl, &["issue", "-q", "--secret", &format!("text:{SECRET}"), "--alg", "HS256", "--sub", "alice"]);
    let token = String::from_utf8(token.stdout).expect("text").trim().to_owned();
    let list = dir.path().join("words.txt");
    std::fs::write(&list, words(WORDS)).expect("a list written");
    let short = dir.path().join("short.txt");
    std::fs::write(&short, words(1000) + SECRET + "\n").expect("a list written");
    let (list, short) = (list.to_str().expect("a readable path"), short.to_str().expect("a readable path"));
    let threads = cores.to_string();

    let ours = |list: &str| run(tokctl, &["lint", "-q", "--json", "--level", "error", "--wordlist", list, &token]);
    let theirs = |list: &str| run(&jwt_hack, &["crack", "-w", list, "--power", "-c", &threads, &token]);
    let found = text(&ours(short));
    assert!(found.contains("weak-secret"), "tokctl did not find the secret: {found}");
    let found = text(&theirs(short));
    assert!(found.contains(SECRET), "jwt-hack did not find the secret: {found}");
    assert!(!text(&ours(list)).contains("weak-secret") && !text(&theirs(list)).contains(SECRET));

    let [one, other] = take_turns(ROUNDS, [&mut || timed(|| ours(list)), &mut || timed(|| theirs(list))]);
    println!("{:<8} {:>24} {:>24} {:>7}", "", "tokctl", "jwt-hack", "ratio");
    let rate = |time: Duration| WORDS as f64 / time.as_secs_f64();
    let ratio = 1.0 / one.ratio_to(&other);
    let [one, other] = [one, other].map(|times| format!("{:.0} ({:.0})", rate(times.median()), rate(times.low())));
    println!("{:<8} {one:>24} {other:>24} {ratio:>7.2}", "words/s");
    println!(
        "\nMedians of {ROUNDS} runs over {WORDS} words on {cores} cores, in brackets the fastest; the ratio is the median of \
         the rounds' ratios."
    );
}

/// Distinct words of 6 to 12 characters, as in lists of passwords.
fn words(count: usize) -> String {
    let mut words = String::with_capacity(count * 11);
    for number in 0..count {
        _ = writeln!(words, "{}{number}", ["pass", "dragon", "Monkey", "love"][number % 4]);
    }
    words
}

fn run(program: &Path, args: &[&str]) -> Output {
    Command::new(program).args(args).output().expect("the program runs")
}

fn timed(run: impl FnOnce() -> Output) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
