//! Looking for damage: what SQLite can tell, and what no step ever writes.

use rusqlite::Connection;

use crate::store::record::{EndReason, EventKind};

/// At most so many findings of SQLite, because one torn page may break thousands of rows.
const FINDINGS: usize = 20;

/// What there is none of in a sound file, and what counts it. Nearly all that would keep a row from being read is among it;
/// whether text is UTF-8 SQLite does not tell.
const NEVER: &[(&str, &str)] = &[
    ("sessions of users who are not there", "FROM sessions WHERE user NOT IN (SELECT n FROM users)"),
    (
        "sessions of a later version than their user's",
        "FROM sessions JOIN users ON users.n = sessions.user WHERE sessions.version > users.version",
    ),
    (
        "sessions with numbers or hashes out of bounds",
        "FROM sessions WHERE version < 0 OR generation < 0 OR length(hash) <> 32 OR idle_expires_at > expires_at
         OR last_event < 0",
    ),
    (
        "sessions with half an end",
        "FROM sessions WHERE (ended_at IS NULL) <> (ended_for IS NULL) OR ended_for NOT IN (:ends)",
    ),
    (
        "sessions with half an answer to a retry",
        "FROM sessions WHERE (grace_until IS NULL) <> (previous_hash IS NULL) OR (grace_until IS NULL) <> (sealed IS NULL)
         OR (grace_until IS NULL) <> (access_jti IS NULL) OR (grace_until IS NULL) <> (access_expires_at IS NULL)
         OR length(previous_hash) <> 32",
    ),
    (
        "sessions with the event of another one",
        "FROM sessions JOIN events ON events.id = sessions.last_event WHERE events.sid IS NOT sessions.sid",
    ),
    (
        "users who cannot be read",
        "FROM users WHERE version < 0 OR NOT json_valid(roles) OR json_type(roles) <> 'array'
         OR EXISTS (SELECT 1 FROM json_each(users.roles) WHERE type <> 'text') OR disabled NOT IN (0, 1)
         OR (raised_at IS NULL) <> (raised_for IS NULL) OR raised_for NOT IN (:ends)",
    ),
    ("denylist entries with a key of the wrong length", "FROM denylist WHERE length(key) <> 32"),
    ("failed logins out of bounds", "FROM throttle WHERE length(key) <> 32 OR attempts NOT BETWEEN 0 AND 4294967295"),
    ("events of an unknown kind", "FROM events WHERE id < 0 OR kind NOT IN (:kinds)"),
    ("events later than the latest moment", "FROM events WHERE at > (SELECT coalesce(newest_at, at - 1) FROM meta)"),
];

/// What is wrong, each in a sentence.
pub fn check(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    // Not the quick one: it does not look whether the indices, by which everything is found, have every row.
    let mut found: Vec<String> = conn
        .prepare(&format!("PRAGMA integrity_check({FINDINGS})"))?
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<_>>()?;
    found.retain(|line| line != "ok");
    if !found.is_empty() {
        return Ok(found);
    }
    let ends = quoted(EndReason::ALL.iter().map(|reason| reason.name()));
    let kinds = quoted(EventKind::ALL.iter().map(|kind| kind.name()));
    let count = |from: &str| -> rusqlite::Result<i64> {
        let sql = format!("SELECT count(*) {}", from.replace(":ends", &ends).replace(":kinds", &kinds));
        conn.query_row(&sql, [], |row| row.get(0))
    };
    let marks = count("FROM meta")?;
    if marks != 1 {
        found.push(format!("the table meta has {marks} rows, expected 1"));
    }
    for (what, from) in NEVER {
        let rows = count(from)?;
        if rows > 0 {
            found.push(format!("{rows} {what}"));
        }
    }
    Ok(found)
}

/// Names as a list of SQL. They are ours, and hold no quotes.
fn quoted(names: impl Iterator<Item = &'static str>) -> String {
    names.map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ")
}
