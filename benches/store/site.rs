//! A state file full of sessions, and the steps to take in it.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::types::Value;
use tokctl::base::{Secret, Timestamp};
use tokctl::store::record::Digest;
use tokctl::store::step::{AccessQuery, EndSession, RevokeToken, Rotate};
use tokctl::store::{EndReason, Lookup};

use crate::fill::{Fill, fill, filled_hash, filled_key, filled_sid, filled_user};
use crate::support::op;

pub const NOW: Timestamp = Timestamp::from_secs(1_750_000_000);
pub const LIFETIME: Duration = Duration::from_secs(30 * 86_400);

/// So many sessions has a user.
const PER_USER: u64 = 10;

/// A state file.
pub struct Site {
    pub path: PathBuf,
    pub size: u64,
}

impl Site {
    /// Makes one.
    pub fn fill(path: &Path, size: u64) -> Self {
        let users = size.div_ceil(PER_USER);
        fill(path, &Fill { users, sessions: size, denied: size, now: NOW, lifetime: LIFETIME });
        Self { path: path.to_owned(), size }
    }

    /// Reads the file once, so that it is in memory.
    pub fn read_through(&self) {
        let mut file = File::open(&self.path).expect("the state file");
        io::copy(&mut file, &mut io::sink()).expect("a file read through");
    }

    /// How large the file is.
    pub fn bytes(&self) -> u64 {
        std::fs::metadata(&self.path).expect("the state file").len()
    }

    /// Takes back what `step` did to `sessions`, where it can be done but once.
    pub fn undo(&self, step: &str, sessions: &[u64]) {
        let (sql, key): (_, fn(u64, u64) -> Value) = match step {
            "revoke_token" => ("DELETE FROM denylist WHERE key = ?1", |n, size| filled_key(size + n).0.to_vec().into()),
            "end_session" => ("UPDATE sessions SET ended_at = NULL, ended_reason = NULL WHERE sid = ?1", |n, size| {
                sid(n, size).into()
            }),
            _ => return,
        };
        let mut conn = Connection::open(&self.path).expect("the state file");
        let tx = conn.transaction().expect("a transaction");
        for n in sessions {
            tx.execute(sql, [key(*n, self.size)]).expect("an undone step");
        }
        tx.commit().expect("a commit");
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("a log folded in");
    }
}

/// Prints what a session, and what an entry of the denylist, takes in the file.
pub fn print_weights(dir: &Path) {
    const MANY: u64 = 100_000;
    let none = Fill { users: MANY / PER_USER, sessions: 0, denied: 0, now: NOW, lifetime: LIFETIME };
    let size = |name: &str, what: &Fill| {
        let path = dir.join(name);
        fill(&path, what);
        std::fs::metadata(path).expect("the state file").len()
    };
    let users = size("users.db", &none);
    let sessions = size("sessions.db", &Fill { sessions: MANY, ..none }) - users;
    let denied = size("denied.db", &Fill { denied: MANY, ..none }) - users;
    println!("bytes a session, with its latest event and all indices: {}", sessions / MANY);
    println!("bytes a denylist entry, with its index: {}", denied / MANY);
}

/// Refresh tokens of sessions that are refreshed again and again.
#[derive(Default)]
pub struct Tokens {
    generations: HashMap<u64, u64>,
}

impl Tokens {
    /// Asks the store how far the session is.
    pub fn look_up(&mut self, store: &dyn Lookup, n: u64, size: u64) {
        let view = store.session(&sid(n, size), NOW).expect("an answer").expect("a session");
        self.generations.insert(n, view.session.generation);
    }

    /// The generation of the session's current token, which is the next one from now on.
    pub fn advance(&mut self, n: u64) -> u64 {
        let generation = self.generations.entry(n).or_insert(1);
        *generation += 1;
        *generation - 1
    }
}

/// The hash of a session's token.
pub fn hash(n: u64, generation: u64) -> Digest {
    let mut hash = filled_hash(n);
    if generation > 1 {
        hash.0[..8].copy_from_slice(&generation.to_be_bytes());
    }
    hash
}

/// The ID of the session `n`, and its user.
pub fn sid(n: u64, size: u64) -> String {
    filled_sid(n, size.div_ceil(PER_USER))
}

fn user(n: u64, size: u64) -> String {
    filled_user(n % size.div_ceil(PER_USER))
}

/// A refresh of the session `n`.
pub fn rotation(n: u64, generation: u64, size: u64) -> Rotate {
    Rotate {
        op: op(NOW),
        sid: sid(n, size),
        user: user(n, size),
        generation,
        presented: hash(n, generation),
        successor: hash(n, generation + 1),
        idle: LIFETIME,
        grace: Duration::ZERO,
        sealed: Secret::default(),
        access_jti: String::new(),
        access_ttl: Duration::from_secs(900),
    }
}

/// What `verify` asks about a token of the session `n`.
pub fn question(n: u64, size: u64) -> AccessQuery {
    AccessQuery {
        sid: Some(sid(n, size)),
        // It is not on the list.
        deny_key: Some(filled_key(size + n)),
        deny_end: Some(NOW),
        user: Some(user(n, size)),
        version: Some(0),
        issued_at: Some(NOW),
        kid: Some("key".to_owned()),
    }
}

/// Puts a token on the denylist that is not there yet.
pub fn revocation(n: u64, size: u64) -> RevokeToken {
    RevokeToken {
        op: op(NOW),
        key: filled_key(size + n),
        expires_at: NOW.saturating_add(Duration::from_secs(900)),
        reason: "revoked".to_owned(),
        user: Some(user(n, size)),
        sid: Some(sid(n, size)),
    }
}

/// Revokes the session `n`.
pub fn end(n: u64, size: u64) -> EndSession {
    EndSession { op: op(NOW), sid: sid(n, size), user: user(n, size), reason: EndReason::Revoked }
}
