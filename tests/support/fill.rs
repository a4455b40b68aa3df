//! Fills a store with millions of rows, faster than its steps could.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, params};
use tokctl::base::Timestamp;
use tokctl::base::lock::DEADLINE;
use tokctl::store::record::Digest;
use tokctl::store::sqlite::SqliteStore;
use tokctl::store::{Absent, Partition, Store};

use crate::support::identity;

/// How many rows of each kind.
#[derive(Debug, Clone, Copy)]
pub struct Fill {
    /// Users, named by [`filled_user`].
    pub users: u64,
    /// Live sessions, with the IDs of [`filled_sid`] and the refresh token hashes of [`filled_hash`], given to the users in
    /// turn. Each was refreshed once: it is at generation 1, and the next refresh replaces its event.
    pub sessions: u64,
    /// Denylist entries, under the keys of [`filled_key`].
    pub denied: u64,
    /// When all of it happened.
    pub now: Timestamp,
    /// How long sessions and entries last.
    pub lifetime: Duration,
}

/// The name of the `n`-th user.
pub fn filled_user(n: u64) -> String {
    format!("user-{n}")
}

/// The ID of the `n`-th session of `users`: in its user's partition, as far from its neighbors as a random one, and as
/// long.
pub fn filled_sid(n: u64, users: u64) -> String {
    let partition = Partition::of_name(&filled_user(n.checked_rem(users).unwrap_or(0)));
    format!("{partition}{:013x}{n:016x}", scattered(n) >> 12)
}

/// The hash of the refresh token of the `n`-th session.
pub fn filled_hash(n: u64) -> Digest {
    filled_key(!n)
}

/// The `n`-th key on the denylist.
pub fn filled_key(n: u64) -> Digest {
    let mut key = [0; 32];
    for (at, part) in key.chunks_exact_mut(8).enumerate() {
        part.copy_from_slice(&scattered(n ^ (at as u64) << 56).to_be_bytes());
    }
    Digest(key)
}

/// Spreads neighbors apart, each number to one of its own (the finalizer of SplitMix64).
fn scattered(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

/// Creates a state file at `path`, or takes the one there, and adds what is asked for. If this was interrupted, the file is
/// of no use.
pub fn fill(path: &Path, fill: &Fill) {
    Box::new(SqliteStore::open(path, Absent::Create(&identity()), DEADLINE).expect("a store")).close().expect("a file");
    add(path, fill).expect("a filled store");
}

fn add(path: &Path, fill: &Fill) -> rusqlite::Result<()> {
    let mut conn = Connection::open(path)?;
    // Random keys touch random pages: keep them all in memory, and write each only once.
    for (pragma, value) in [("cache_size", "-2500000"), ("journal_mode", "OFF"), ("synchronous", "OFF")] {
        conn.pragma_update(None, pragma, value)?;
    }
    let (now, end) = (fill.now.millis(), fill.now.saturating_add(fill.lifetime).millis());
    let tx = conn.transaction()?;
    {
        let mut user = tx.prepare(
            "INSERT INTO users (id, name, password, roles, scope, claims, version, disabled, created_at)
             VALUES (?1, ?2, x'', '[]', 'read', '{}', 0, FALSE, ?3)",
        )?;
        for n in 0..fill.users {
            user.execute(params![n as i64 + 1, filled_user(n), now])?;
        }
        let mut event = tx.prepare(
            "INSERT INTO events (happened_at, kind, user, sid, client, detail)
             VALUES (?1, 'refresh', ?2, ?3, 'tokctl', 'generation 1')",
        )?;
        let mut session = tx.prepare(
            "INSERT INTO sessions
             (sid, user_id, client, scope, created_at, expires_at, idle_expires_at, version, generation, hash, rotated_at,
              last_event_id)
             VALUES (?1, ?2, 'tokctl', 'read', ?3, ?4, ?4, 0, 1, ?5, ?3, ?6)",
        )?;
        for n in 0..fill.sessions {
            let owner = n.checked_rem(fill.users).unwrap_or(0);
            let sid = filled_sid(n, fill.users);
            event.execute(params![now, filled_user(owner), sid])?;
            session.execute(params![sid, owner as i64 + 1, now, end, filled_hash(n).0, tx.last_insert_rowid()])?;
        }
        let mut denied =
            tx.prepare("INSERT INTO denylist (key, revoked_at, expires_at, reason) VALUES (?1, ?2, ?3, 'revoked')")?;
        for n in 0..fill.denied {
            denied.execute(params![filled_key(n).0, now, end])?;
        }
        tx.execute("UPDATE meta SET newest_at = max(coalesce(newest_at, ?1), ?1)", [now])?;
    }
    tx.commit()?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.close().map_err(|(_, error)| error)
}
