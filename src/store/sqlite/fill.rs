//! Filling a store with millions of rows, for measurements: what no command does, at a speed that none could.

use std::path::Path;
use std::time::Duration;

use rusqlite::params;

use crate::base::Timestamp;
use crate::store::port::{Absent, Result, Store};
use crate::store::record::{Digest, EventKind};
use crate::store::step::NewEvent;

use super::values::int;
use super::{PATIENCE, SqliteStore, events};

/// How much of what.
#[derive(Debug, Clone, Copy)]
pub struct Fill {
    /// Users, named by [`filled_user`].
    pub users: u64,
    /// Live sessions, with the ids of [`filled_sid`] and the refresh token hashes of [`filled_hash`], dealt to the users
    /// in turn. Each was refreshed once, as most sessions were that live for long: it is at generation 1, and the next
    /// refresh replaces its event.
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

/// The id of the `n`-th session: as far from its neighbours as a random one, and as long.
pub fn filled_sid(n: u64) -> String {
    format!("{:016x}{n:016x}", scattered(n))
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

/// Spreads neighbours apart, each number to one of its own (the finalizer of SplitMix64).
fn scattered(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

/// Makes a state file at `path`, or takes the one there, and adds what is asked for. A file that this was not left to finish
/// is of no use.
pub fn fill(path: &Path, fill: &Fill) -> Result<()> {
    let store = SqliteStore::open(path, Absent::Create, PATIENCE)?;
    // Random keys touch random pages: keep them all at hand, and write each but once.
    store.set("cache_size", "-2500000")?;
    store.set("journal_mode", "OFF")?;
    store.set("synchronous", "OFF")?;
    add(&store, fill)?;
    store.set("synchronous", "FULL")?;
    store.set("journal_mode", "WAL")?;
    Box::new(store).close()
}

fn add(store: &SqliteStore, fill: &Fill) -> Result<()> {
    let end = fill.now.saturating_add(fill.lifetime);
    store.write(|tx| {
        let mut user = tx.prepare(
            "INSERT INTO users (n, name, password, roles, scope, version, disabled, created_at)
             VALUES (?1, ?2, x'', '[]', 'read', 0, FALSE, ?3)",
        )?;
        for n in 0..fill.users {
            user.execute(params![n as i64 + 1, filled_user(n), fill.now])?;
        }
        let mut session = tx.prepare(
            "INSERT INTO sessions
             (sid, user, client, scope, created_at, expires_at, idle_expires_at, version, generation, hash, rotated_at,
              last_event)
             VALUES (?1, ?2, 'tokctl', 'read', ?3, ?4, ?4, 0, 1, ?5, ?3, ?6)",
        )?;
        for n in 0..fill.sessions {
            let owner = n.checked_rem(fill.users).unwrap_or(0);
            let refreshed = NewEvent {
                user: Some(filled_user(owner)),
                sid: Some(filled_sid(n)),
                client: Some("tokctl".to_owned()),
                detail: Some("generation 1".to_owned()),
                ..NewEvent::new(fill.now, EventKind::Refresh)
            };
            let event = int(events::record(tx, &refreshed)?)?;
            session.execute(params![filled_sid(n), owner as i64 + 1, fill.now, end, filled_hash(n), event])?;
        }
        let mut denied = tx.prepare("INSERT INTO denylist (key, at, until, reason) VALUES (?1, ?2, ?3, 'revoked')")?;
        for n in 0..fill.denied {
            denied.execute(params![filled_key(n), fill.now, end])?;
        }
        Ok(())
    })
}
