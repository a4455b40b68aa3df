//! How long one whole command takes, beside jwt-cli doing the same: `cargo bench --bench startup`.
//!
//! jwt-cli 6.2.0 is looked for as `JWT_CLI`, then under `target/bench-tools`, where it is installed from crates.io the
//! first time. Both are copied, so that their files lie on the disk in the same way, and take turns, so that whatever else
//! the machine does meets both alike; what counts is the ratio, the median of those of the rounds.

mod measure;
mod tools;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use measure::take_turns;

const ROUNDS: usize = 400;
const SECRET: &str = "correct horse battery staple, twice over";

fn main() {
    let dir = tempfile::tempdir().expect("a directory for the bench");
    let copied = |program: &Path, name: &str| {
        let copy = dir.path().join(name);
        std::fs::copy(program, &copy).expect("a program copied");
        copy
    };
    let tokctl = copied(Path::new(env!("CARGO_BIN_EXE_tokctl")), "tokctl");
    let jwt = copied(&tools::installed("JWT_CLI", "jwt-cli", "6.2.0", "jwt"), "jwt");
    let file = |name: &str| dir.path().join(name).to_str().expect("a readable path").to_owned();
    let home = dir.path().join("home");
    let password = dir.path().join("password");
    std::fs::write(&password, SECRET).expect("a file written");
    let run = |args: &[&str]| {
        // A program that asks for a password on standard input gets one.
        let stdin = std::fs::File::open(&password).expect("a file");
        let output = Command::new(&tokctl).args(args).env("TOKCTL_HOME", &home).stdin(stdin).output().expect("tokctl");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").trim().to_owned()
    };

    run(&["key", "generate", "--alg", "ES256", "--kid", "es"]);
    run(&["key", "generate", "--alg", "RS256", "--kid", "rs"]);
    let key = |kid: &str, private: bool| {
        let path = file(&format!("{kid}-{private}.pem"));
        let mut args = vec!["key", "export", kid, "--format", "pem"];
        let out = ["--private", "--out", &path];
        if private {
            args.extend(out);
            run(&args);
        } else {
            std::fs::write(&path, run(&args) + "\n").expect("a file written");
        }
        path
    };
    let (es_private, es_public) = (key("es", true), key("es", false));
    let (rs_private, rs_public) = (key("rs", true), key("rs", false));
    let secret = format!("text:{SECRET}");
    let hs_token = run(&["issue", "-q", "--secret", &secret, "--alg", "HS256", "--sub", "alice", "--ttl", "1d"]);
    let es_token = run(&["issue", "--key", &es_private, "--sub", "alice", "--ttl", "1d"]);
    let rs_token = run(&["issue", "--key", &rs_private, "--alg", "RS256", "--sub", "alice", "--ttl", "1d"]);
    let at = |path: &str| format!("@{path}");

    run(&["key", "activate", "es"]);
    run(&["user", "add", "alice", "--password-stdin"]);
    let login = run(&["login", "alice", "--password-stdin", "--no-save", "--json"]);
    let login: serde_json::Value = serde_json::from_str(&login).expect("JSON");
    let access = login["access_token"].as_str().expect("an access token");

    let beside = |name: &str, one: (&Path, &[&str]), other: (&Path, &[&str])| {
        let [one, other] =
            take_turns(ROUNDS, [&mut || once(one.0, one.1, &home), &mut || once(other.0, other.1, &home)]);
        let ratio = one.ratio_to(&other);
        let [one, other] =
            [one, other].map(|times| format!("{:.2} ms ({:.2})", millis(times.median()), millis(times.low())));
        println!("{name:<18} {one:>22} {other:>22} {ratio:>7.2}");
    };
    let compare = |name: &str, ours: &[&str], theirs: &[&str]| beside(name, (&tokctl, ours), (&jwt, theirs));
    println!("{:<18} {:>22} {:>22} {:>7}", "", "tokctl", "jwt-cli", "ratio");
    compare("decode", &["decode", &hs_token], &["decode", &hs_token]);
    compare("verify HS256", &["verify", "-q", "--secret", &secret, &hs_token], &["decode", "-S", SECRET, &hs_token]);
    compare(
        "verify RS256",
        &["verify", "--key", &rs_public, &rs_token],
        &["decode", "-A", "RS256", "-S", &at(&rs_public), &rs_token],
    );
    compare(
        "verify ES256",
        &["verify", "--key", &es_public, &es_token],
        &["decode", "-A", "ES256", "-S", &at(&es_public), &es_token],
    );
    compare(
        "issue HS256",
        &["issue", "-q", "--secret", &secret, "--alg", "HS256", "--sub", "alice"],
        &["encode", "-S", SECRET, "--sub", "alice"],
    );
    compare(
        "issue RS256",
        &["issue", "--key", &rs_private, "--alg", "RS256", "--sub", "alice"],
        &["encode", "-A", "RS256", "-S", &at(&rs_private), "--sub", "alice"],
    );
    compare(
        "issue ES256",
        &["issue", "--key", &es_private, "--sub", "alice"],
        &["encode", "-A", "ES256", "-S", &at(&es_private), "--sub", "alice"],
    );
    println!("\n{:<18} {:>22} {:>22} {:>7}", "", "with the state", "without", "ratio");
    beside(
        "verify ES256",
        (&tokctl, &["verify", "-q", access]),
        (&tokctl, &["verify", "-q", "--key", &es_public, access]),
    );
    println!(
        "\nMedians of {ROUNDS} runs each, in brackets the fastest tenth's; the ratio is the median of the rounds' ratios."
    );
}

fn once(program: &Path, args: &[&str], home: &Path) -> Duration {
    let start = Instant::now();
    let status = Command::new(program)
        .args(args)
        .env("TOKCTL_HOME", home)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program runs");
    let time = start.elapsed();
    assert!(status.success(), "{} {args:?}: {status}", program.display());
    time
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
