//! The one row of what the store says about itself.

use rusqlite::{Connection, params};

use crate::store::record::{Identity, Meta};

use super::values::Columns;

pub fn create(conn: &Connection, identity: &Identity) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO meta (id, store_id, issuer, refresh_fingerprint, sandbox_id, commits) VALUES (1, ?1, ?2, ?3, ?4, 0)",
        params![identity.id, identity.issuer, identity.refresh_fingerprint, identity.sandbox],
    )?;
    Ok(())
}

pub fn get(conn: &Connection) -> rusqlite::Result<Meta> {
    conn.prepare_cached("SELECT store_id, issuer, refresh_fingerprint, sandbox_id, commits, newest_at FROM meta")?
        .query_row([], |row| {
            let mut columns = Columns::of(row);
            Ok(Meta {
                identity: Identity {
                    id: columns.get()?,
                    issuer: columns.get()?,
                    refresh_fingerprint: columns.get()?,
                    sandbox: columns.get()?,
                },
                commits: columns.count()?,
                newest_at: columns.get()?,
            })
        })
}

/// Counts a step that changed something.
pub fn count_commit(tx: &Connection) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE meta SET commits = commits + 1")?.execute([])?;
    Ok(())
}
