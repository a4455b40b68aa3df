//! How many durable rotations a second there are room for, beside the same statements without the store.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use tokctl::base::lock::DEADLINE;
use tokctl::store::sqlite::SqliteStore;
use tokctl::store::step::{Rotate, RotateOutcome};
use tokctl::store::{Absent, Store};

use crate::bare::Bare;
use crate::median;
use crate::site::{self, Site, Tokens};
use crate::support::op;

/// The first argument of the processes that rotate.
pub const CHILD: &str = "--rotate";

const SESSIONS: u64 = 100_000;

/// So many sessions does each process rotate in turn.
const OF_ONE: u64 = 1_000;

const ROUNDS: usize = 7;
const SPAN: Duration = Duration::from_millis(1_500);

/// Rotates until the time is over, and prints how often and how long the longest took, in microseconds.
pub fn child(args: &[String]) {
    let [who, path, part, began] = args else { panic!("{args:?}") };
    let path = Path::new(path);
    let part: u64 = part.parse().expect("a number");
    let began: u64 = began.parse().expect("milliseconds");
    // Goes on from child to child, as a clock does, so that the high-water mark is moved as often as it would be.
    let now = || site::NOW.saturating_add(Duration::from_millis(clock().saturating_sub(began)));
    let sessions: Vec<u64> = (0..OF_ONE).map(|n| (part + n * 64) % SESSIONS).collect();
    let open = || SqliteStore::open(path, Absent::Refuse, DEADLINE).expect("the store");
    let mut tokens = Tokens::default();
    let store = open();
    sessions.iter().for_each(|n| tokens.look_up(&store, *n, SESSIONS));
    // Each begins with a connection that has read nothing yet.
    drop(store);
    let rotate: Box<dyn Fn(u64, u64)> = if who == "store" {
        let store = open();
        Box::new(move |n, generation| {
            let outcome =
                store.rotate(&Rotate { op: op(now()), ..site::rotation(n, generation, SESSIONS) }).expect("an answer");
            assert!(matches!(outcome, RotateOutcome::Rotated(_)), "{outcome:?}");
        })
    } else {
        let bare = Bare::open(path, who == "locked", SESSIONS);
        Box::new(move |n, generation| bare.rotate(n, generation, now()))
    };
    println!("ready");
    std::io::stdin().read_line(&mut String::new()).expect("the start");
    let start = Instant::now();
    let (mut done, mut longest) = (0u64, Duration::ZERO);
    for n in sessions.iter().cycle() {
        let before = start.elapsed();
        if before >= SPAN {
            break;
        }
        rotate(*n, tokens.advance(*n));
        done += 1;
        longest = longest.max(start.elapsed() - before);
    }
    println!("{done} {}", longest.as_micros());
}

/// Milliseconds since the epoch.
fn clock() -> u64 {
    SystemTime::UNIX_EPOCH.elapsed().expect("a clock").as_millis() as u64
}

/// Prints how many rotations a second one process and eight do, with the store and without.
pub fn compare(dir: &Path) {
    let site = Site::fill(&dir.join("pace.db"), SESSIONS);
    let began = clock();
    println!("\n{:<26} {:>10} {:>16} {:>16}", "durable rotations a second", "store", "bare SQLite", "bare, locked");
    for many in [1u64, 8] {
        let mut rates = [const { Vec::new() }; 3];
        let mut longest = [Duration::ZERO; 3];
        for _ in 0..ROUNDS {
            for (at, who) in ["store", "plain", "locked"].into_iter().enumerate() {
                let (rate, wait) = run(who, &site, many, began);
                rates[at].push(rate);
                longest[at] = longest[at].max(wait);
            }
        }
        let share = |at: usize| median(rates[0].iter().zip(&rates[at]).map(|(ours, theirs)| ours / theirs).collect());
        let shown = |at: usize| format!("{:.0} ({:.2})", median(rates[at].clone()), share(at));
        let name = if many == 1 { "one process".to_owned() } else { format!("{many} processes") };
        println!("{name:<26} {:>10.0} {:>16} {:>16}", median(rates[0].clone()), shown(1), shown(2));
        let [a, b, c] = longest.map(|time| format!("{:.0} ms", time.as_secs_f64() * 1e3));
        println!("{:<26} {a:>10} {b:>16} {c:>16}", "  the longest took");
    }
    println!(
        "Medians of {ROUNDS} rounds, taking turns, in {SESSIONS} sessions; in brackets the store's share of that. Bare: the \
         same statements with SQLite's own waiting, and with the store's lock file."
    );
}

/// So many rotations a second, and how long the longest took.
fn run(who: &str, site: &Site, many: u64, began: u64) -> (f64, Duration) {
    let mut children: Vec<Child> = (0..many)
        .map(|part| {
            Command::new(std::env::current_exe().expect("this program"))
                .args([CHILD, who])
                .arg(&site.path)
                .args([part, began].map(|number| number.to_string()))
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("a process")
        })
        .collect();
    let mut answers: Vec<_> =
        children.iter_mut().map(|child| BufReader::new(child.stdout.take().expect("its output"))).collect();
    let mut line = String::new();
    for answer in &mut answers {
        answer.read_line(&mut line).expect("a process that is ready");
    }
    for child in &mut children {
        child.stdin.take().expect("its input").write_all(b"go\n").expect("a start");
    }
    let (mut total, mut longest) = (0u64, Duration::ZERO);
    for answer in &mut answers {
        line.clear();
        answer.read_line(&mut line).expect("a count");
        let (done, wait) = line.trim().split_once(' ').expect("two numbers");
        total += done.parse::<u64>().expect("a count");
        longest = longest.max(Duration::from_micros(wait.parse().expect("microseconds")));
    }
    for child in &mut children {
        assert!(child.wait().expect("an end").success());
    }
    (total as f64 / SPAN.as_secs_f64(), longest)
}
