//! Processes that are killed at any time. After each kill the home is whole, every token that was printed is good or
//! properly ended, and a client without a response can retry.

use std::collections::HashMap;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tokctl::base::Timestamp;
use tokctl::base::lock::DEADLINE;
use tokctl::home::Home;
use tokctl::home::ring::KeyState;
use tokctl::store::Lookup;
use tokctl::store::sqlite::open_for_reading;

use crate::test_home::{PASSWORD, Pair, TestHome, alone};

/// How many processes are killed, unless `TOKCTL_KILLS` says otherwise.
const KILLS: usize = 2_000;

/// Homes in which that happens at the same time.
const HUNTS: usize = 2;

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prey {
    Refresh,
    RefreshSaved,
    Login,
    RevokeSession,
    RevokeToken,
    Rotate,
    Import,
}

/// In these shares: what changes most is killed most.
const PREY: [Prey; 12] = [
    Prey::Refresh,
    Prey::RefreshSaved,
    Prey::RevokeSession,
    Prey::Refresh,
    Prey::RefreshSaved,
    Prey::Rotate,
    Prey::Refresh,
    Prey::RefreshSaved,
    Prey::RevokeToken,
    Prey::Login,
    Prey::RefreshSaved,
    Prey::Import,
];

/// What came of a process that was to be killed.
struct Remains {
    killed: bool,
    code: Option<i32>,
    out: String,
}

/// One home, and what its users know.
struct Hunt<'a> {
    test: &'a TestHome,
    /// The client's tokens. It keeps them itself, and counts on the grace.
    client: Pair,
    /// A session to be revoked, while it lives.
    victim: Pair,
    /// Every session that was ever reported.
    reported: Vec<String>,
    /// How long a process takes that is left alone, by what it does.
    usual: HashMap<String, Duration>,
    chance: u64,
    kills: usize,
}

#[test]
fn nothing_is_lost_by_any_kill() {
    let _alone = alone();
    let kills = std::env::var("TOKCTL_KILLS").map_or(KILLS, |text| text.parse().unwrap());
    let start = Instant::now();
    thread::scope(|scope| {
        for seed in 0..HUNTS {
            scope.spawn(move || hunt(seed as u64, kills.div_ceil(HUNTS)));
        }
    });
    eprintln!("{kills} processes killed in {:?}", start.elapsed());
}

fn hunt(seed: u64, kills: usize) {
    let dir = tempfile::tempdir().unwrap();
    // A killed login counts as a failed one.
    let test = TestHome::new(dir.path(), &[("refresh.grace", "60s"), ("login.attempts", "1000")]);
    import_file(&test);
    let mut hunt = Hunt {
        test: &test,
        client: test.login(&["--no-save"]),
        victim: test.login(&["--no-save"]),
        reported: Vec::new(),
        usual: HashMap::new(),
        chance: seed,
        kills: 0,
    };
    test.login(&[]);
    // Left alone once each, to see how long they take.
    for prey in PREY {
        hunt.attack(prey, false);
    }
    for round in 0.. {
        if hunt.kills >= kills {
            break;
        }
        hunt.attack(PREY[round % PREY.len()], true);
        hunt.check_files();
        if round % 64 == 0 {
            hunt.check_store();
        }
    }
    hunt.check_store();
}

/// A key to import, beside the home.
fn import_file(test: &TestHome) -> PathBuf {
    let path = test.home().with_file_name("import.pem");
    if !path.exists() {
        test.run(&["key", "generate", "--alg", "EdDSA", "--kid", "spare", "-q"], "").ok();
        let out = path.to_str().unwrap();
        test.run(&["key", "export", "spare", "--private", "--format", "pem", "--out", out, "-q"], "").ok();
        test.run(&["key", "remove", "spare", "--yes", "-q"], "").ok();
    }
    path
}

impl Hunt<'_> {
    /// From 0 to 1 (SplitMix64).
    fn chance(&mut self) -> f64 {
        self.chance = self.chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let n = (self.chance ^ (self.chance >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((n ^ (n >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Starts a process and, where it is `hunted`, kills it at some time.
    fn kill(&mut self, args: &[&str], input: &str, hunted: bool) -> Remains {
        let verb = args[..2].concat();
        let delay = match self.usual.get(&verb) {
            // A bit longer than usual, so that the end has its turn, too.
            Some(usual) if hunted => Some(Duration::from_secs_f64(usual.as_secs_f64() * 1.1 * self.chance())),
            _ => None,
        };
        let start = Instant::now();
        let mut child = self.test.command(args).spawn().unwrap();
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
        if let Some(delay) = delay {
            thread::sleep(delay.saturating_sub(start.elapsed()));
            child.kill().unwrap();
        }
        let output = child.wait_with_output().unwrap();
        let killed = output.status.signal().is_some();
        self.kills += usize::from(killed);
        // The machine may be busier now than it was.
        let usual = self.usual.entry(verb).or_default();
        *usual = if killed { usual.mul_f64(1.01) } else { start.elapsed() };
        let out = String::from_utf8(output.stdout).unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(out.is_empty() || out.ends_with('\n'), "{args:?}: a torn output: {out}");
        assert!(killed || output.status.success(), "{args:?}: {:?} {out} {err}", output.status);
        Remains { killed, code: output.status.code(), out }
    }

    fn attack(&mut self, prey: Prey, hunted: bool) {
        match prey {
            Prey::Refresh => self.refresh(hunted),
            Prey::RefreshSaved => self.refresh_saved(hunted),
            Prey::Login => self.login(hunted),
            Prey::RevokeSession => self.revoke_session(hunted),
            Prey::RevokeToken => self.revoke_token(hunted),
            Prey::Rotate => self.rotate(hunted),
            Prey::Import => self.import(hunted),
        }
    }

    /// Refreshes, and goes on with what was printed, or else with the old token.
    fn refresh(&mut self, hunted: bool) {
        let before = self.client.refresh.clone();
        let remains = self.kill(&["refresh", "-", "--json", "-q"], &before, hunted);
        if let Some(pair) = Pair::read(&remains.out) {
            self.test.run(&["verify", "-q", "-"], &pair.access).ok();
            self.client = pair;
        }
        self.client = self.test.run(&["refresh", "-", "--json", "-q"], &self.client.refresh).ok().pair();
    }

    /// The same with the session that the home remembers, which needs no grace: see [`saved_sessions_need_no_grace`].
    fn refresh_saved(&mut self, hunted: bool) {
        let remains = self.kill(&["refresh", "--json", "-q"], "", hunted);
        if let Some(pair) = Pair::read(&remains.out) {
            let token = self.test.run(&["token", "-q"], "").ok().out;
            assert_eq!(token.trim(), pair.access, "what was printed was remembered before");
        }
        self.test.run(&["refresh", "-q"], "").ok();
    }

    fn login(&mut self, hunted: bool) {
        let remains = self.kill(&["login", "alice", "--password-stdin", "--json", "-q"], PASSWORD, hunted);
        if let Some(pair) = Pair::read(&remains.out) {
            self.reported.push(pair.sid.clone());
            self.test.run(&["verify", "-q", "-"], &pair.access).ok();
            self.test.run(&["refresh", "-", "-q"], &pair.refresh).ok();
        }
        // The new session or the one before it.
        self.test.run(&["refresh", "-q"], "").ok();
    }

    fn revoke_session(&mut self, hunted: bool) {
        let sid = self.victim.sid.clone();
        let remains = self.kill(&["revoke", "--session", &sid, "-q"], "", hunted);
        let after = self.test.run(&["refresh", "-", "--json", "-q"], &self.victim.refresh);
        if remains.code == Some(0) || !remains.out.is_empty() {
            assert_eq!(after.code, Some(15), "revoked, and says so: {after:#?}");
        }
        match after.code {
            Some(0) => self.victim = after.pair(),
            Some(15) => {
                self.test.run(&["verify", "-q", "-"], &self.victim.access).must_exit(15);
                self.reported.push(sid);
                self.victim = self.test.login(&["--no-save"]);
            }
            _ => panic!("neither alive nor revoked: {after:#?}"),
        }
    }

    fn revoke_token(&mut self, hunted: bool) {
        let token = self.victim.access.clone();
        let remains = self.kill(&["revoke", "-", "-q"], &token, hunted);
        let after = self.test.run(&["verify", "-q", "-"], &token);
        let reported = remains.code == Some(0) || !remains.out.is_empty();
        assert!(after.code == Some(15) || after.code == Some(0) && !reported, "{after:#?}");
        // The session of a token on the denylist lives on.
        self.victim = self.test.run(&["refresh", "-", "--json", "-q"], &self.victim.refresh).ok().pair();
    }

    fn rotate(&mut self, hunted: bool) {
        let remains = self.kill(&["key", "rotate", "-q"], "", hunted);
        let home = Home::open(&self.test.home()).unwrap().unwrap();
        let ring = home.ring().unwrap();
        let active = ring.keys().iter().find(|key| key.state == KeyState::Active).unwrap().kid.clone();
        if !remains.out.is_empty() {
            assert_eq!(remains.out.trim(), active, "what was printed signs");
        }
        self.test.run(&["verify", "-q", "-"], &self.client.access).ok();
        // Not hundreds of keys, of which each is read again and again; the last ones signed what is verified still.
        let retired = ring.keys().iter().filter(|key| key.kid != active && key.state != KeyState::Active);
        let mut retired: Vec<_> = retired.collect();
        retired.sort_by_key(|key| key.created_at);
        for key in retired.iter().rev().skip(6) {
            home.remove_key(&key.kid).unwrap();
        }
    }

    fn import(&mut self, hunted: bool) {
        let path = import_file(self.test);
        let args = ["key", "import", path.to_str().unwrap(), "--kid", "imported", "-q"];
        let remains = self.kill(&args, "", hunted);
        let home = Home::open(&self.test.home()).unwrap().unwrap();
        let there = home.ring().unwrap().keys().iter().any(|key| key.kid == "imported");
        assert!(there || remains.killed && remains.out.is_empty(), "said to be imported, and is not there");
        if there {
            home.remove_key("imported").unwrap();
        }
    }

    /// Everything in the home can be read, and belongs together.
    fn check_files(&self) {
        let home = Home::open(&self.test.home()).unwrap().expect("a home");
        home.settings().unwrap();
        home.refresh_secret().unwrap();
        home.signing_key().unwrap();
        home.saved_session().unwrap().expect("a saved session");
        let ring = home.ring().unwrap();
        assert_eq!(ring.keys().iter().filter(|key| key.state == KeyState::Active).count(), 1);
        for key in ring.keys() {
            home.private_key(key).unwrap();
        }
        for directory in [self.test.home(), home.keys_dir()] {
            for path in json_files(&directory) {
                let text = std::fs::read(&path).unwrap();
                let read: Result<serde_json::Value, _> = serde_json::from_slice(&text);
                assert!(read.is_ok(), "{}: {read:?}", path.display());
            }
        }
    }

    /// The state is sound, and knows every reported session.
    fn check_store(&self) {
        let reader = open_for_reading(&self.test.home().join("state.db"), DEADLINE).unwrap();
        assert_eq!(reader.check().unwrap(), [""; 0]);
        // A killed process leaves files behind, but nothing that is damaged.
        let doctor = self.test.run(&["doctor", "--json"], "");
        let report: serde_json::Value = serde_json::from_str(&doctor.out).unwrap();
        let findings = report["findings"].as_array().unwrap();
        let left =
            |finding: &serde_json::Value| ["left-behind", "stray-key"].map(Some).contains(&finding["id"].as_str());
        assert!(findings.iter().all(left), "{doctor:#?}");
        for sid in self.reported.iter().chain([&self.client.sid, &self.victim.sid]) {
            assert!(reader.session(sid, Timestamp::from_secs(0)).unwrap().is_some(), "{sid} is lost");
        }
    }
}

fn json_files(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension() == Some("json".as_ref())).collect()
}

/// Without grace, a client that misses the response loses the rotated token; the home saves it before the response.
#[test]
fn saved_sessions_need_no_grace() {
    let _alone = alone();
    let dir = tempfile::tempdir().unwrap();
    let test = TestHome::new(dir.path(), &[]);
    let login = test.login(&[]);
    let mut hunt = Hunt {
        test: &test,
        client: login.clone(),
        victim: login,
        reported: Vec::new(),
        usual: HashMap::new(),
        chance: 7,
        kills: 0,
    };
    hunt.refresh_saved(false);
    while hunt.kills < 100 {
        hunt.refresh_saved(true);
        hunt.check_files();
    }
    hunt.check_store();
}
