//! Looking for damage: what SQLite finds, and what no step ever writes.

use rusqlite::Connection;

use crate::store::record::{EndReason, EventKind};

/// At most so many findings of SQLite, because one torn page may break thousands of rows.
const FINDINGS: usize = 20;

/// What a sound file never holds, and what counts it. Nearly everything that would keep a row from being read is included;
/// whether text is UTF-8 SQLite does not say.
const NEVER: &[(&str, &str)] = &[
    ("sessions without their user", "FROM sessions WHERE user_id NOT IN (SELECT id FROM users)"),
    (
        "sessions of a later version than their user's",
        "FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.version > users.version",
    ),
    (
        "sessions with numbers or hashes out of bounds",
        "FROM sessions WHERE version < 0 OR generation < 0 OR length(hash) <> 32 OR idle_expires_at > expires_at
         OR last_event_id < 0",
    ),
    (
        "sessions with an incomplete end",
        "FROM sessions WHERE (ended_at IS NULL) <> (ended_reason IS NULL) OR ended_reason NOT IN (:ends)",
    ),
    (
        "sessions with an incomplete retry",
        "FROM sessions WHERE (grace_ends_at IS NULL) <> (previous_hash IS NULL)
         OR (grace_ends_at IS NULL) <> (sealed IS NULL) OR (grace_ends_at IS NULL) <> (access_jti IS NULL)
         OR (grace_ends_at IS NULL) <> (access_expires_at IS NULL) OR length(previous_hash) <> 32",
    ),
    (
        "sessions with the event of another session",
        "FROM sessions JOIN events ON events.id = sessions.last_event_id WHERE events.sid IS NOT sessions.sid",
    ),
    (
        "users that cannot be read",
        "FROM users WHERE version < 0 OR disabled NOT IN (0, 1)
         OR CASE WHEN json_valid(roles) THEN json_type(roles) <> 'array'
                 OR EXISTS (SELECT 1 FROM json_each(users.roles) WHERE type <> 'text') ELSE TRUE END
         OR CASE WHEN json_valid(claims) THEN json_type(claims) <> 'object' ELSE TRUE END
         OR (version_raised_at IS NULL) <> (version_raised_reason IS NULL) OR version_raised_reason NOT IN (:ends)",
    ),
    ("denylist entries with a key of the wrong length", "FROM denylist WHERE length(key) <> 32"),
    (
        "failed logins out of bounds",
        "FROM throttles WHERE length(key) <> 32 OR partition NOT BETWEEN 0 AND 4095 OR attempts NOT BETWEEN 0 AND 4294967295 OR pending NOT BETWEEN 0 AND attempts",
    ),
    ("events of an unknown kind", "FROM events WHERE id < 0 OR kind NOT IN (:kinds)"),
    (
        "events later than the newest time",
        "FROM events WHERE happened_at > (SELECT coalesce(newest_at, happened_at - 1) FROM meta)",
    ),
    ("identities out of bounds", "FROM meta WHERE length(refresh_fingerprint) <> 32 OR commits < 0"),
];

/// The damage found, each in a sentence.
pub fn check(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    // Not `quick_check`, which does not check that the indexes have every row.
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

/// Names as a list in SQL. They hold no quotes.
fn quoted(names: impl Iterator<Item = &'static str>) -> String {
    names.map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ")
}
