//! The current session: `session.json`, the tokens of the last login or refresh.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::base::lock::{self, Lock};
use crate::base::{Code, Fault, Secret, Timestamp};

use super::file_version::FileVersion;
use super::{Home, SESSION, SESSION_LOCK};

/// In bytes; more than two tokens take.
const LIMIT: u64 = 4 * 1024 * 1024;

/// The version of `session.json` that is written and read.
const VERSION: u32 = 1;

/// The session that `token`, `refresh` and `logout` act for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSession {
    pub session_id: String,
    pub user: String,
    pub access_token: Secret,
    pub access_expires_at: Timestamp,
    pub refresh_token: Secret,
    /// The refresh token of a rotation that was started. If the process was killed after the rotation and before this
    /// file was written, it is the valid one.
    pub next_refresh_token: Option<Secret>,
}

#[derive(Serialize, Deserialize)]
struct SessionFile<'a> {
    version: u32,
    session_id: String,
    user: String,
    #[serde(borrow)]
    access_token: Cow<'a, str>,
    access_expires_at: i64,
    #[serde(borrow)]
    refresh_token: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    next_refresh_token: Option<Cow<'a, str>>,
}

/// Proof that no other process renews the current session.
#[derive(Debug)]
pub struct SessionLock(#[expect(dead_code, reason = "held, not read")] Lock);

impl Home {
    /// Waits for other processes that change the current session.
    pub fn lock_session(&self) -> Result<SessionLock, Fault> {
        let lock = Lock::acquire(&self.dir, SESSION_LOCK, lock::DEADLINE)?;
        self.dir.sweep(|name| name == SESSION)?;
        Ok(SessionLock(lock))
    }

    pub fn saved_session(&self) -> Result<Option<SavedSession>, Fault> {
        let path = self.session_path();
        let Some(text) = self.dir.read_private(SESSION, LIMIT)? else { return Ok(None) };
        let damaged = |error: serde_json::Error| {
            // The message of serde may quote the file, which holds tokens: only the position is reported.
            let place = format!("line {}, column {}", error.line(), error.column());
            Fault::new(Code::Io, format!("{} is damaged ({place})", path.display()))
                .hint("`tokctl login` opens a new session and replaces the file")
        };
        let FileVersion { version } = serde_json::from_slice(text.expose()).map_err(damaged)?;
        if version != VERSION {
            let message = format!("{} has version {version}; this tokctl supports version {VERSION}", path.display());
            return Err(Fault::new(Code::Io, message).hint("a newer tokctl wrote it: use that version"));
        }
        let file: SessionFile<'_> = serde_json::from_slice(text.expose()).map_err(damaged)?;
        let secret = |text: Cow<'_, str>| Secret::from(text.into_owned());
        Ok(Some(SavedSession {
            session_id: file.session_id,
            user: file.user,
            access_token: secret(file.access_token),
            access_expires_at: Timestamp::from_secs(file.access_expires_at),
            refresh_token: secret(file.refresh_token),
            next_refresh_token: file.next_refresh_token.map(secret),
        }))
    }

    pub fn save_session(&self, session: &SavedSession, _lock: &SessionLock) -> Result<(), Fault> {
        let text = |secret: &Secret| Zeroizing::new(String::from_utf8_lossy(secret.expose()).into_owned());
        let (access, refresh) = (text(&session.access_token), text(&session.refresh_token));
        let next = session.next_refresh_token.as_ref().map(text);
        let file = SessionFile {
            version: VERSION,
            session_id: session.session_id.clone(),
            user: session.user.clone(),
            access_token: Cow::Borrowed(&access),
            access_expires_at: session.access_expires_at.secs(),
            refresh_token: Cow::Borrowed(&refresh),
            next_refresh_token: next.as_ref().map(|next| Cow::Borrowed(next.as_str())),
        };
        let mut text = Zeroizing::new(
            serde_json::to_vec_pretty(&file).map_err(|error| Fault::new(Code::Internal, error.to_string()))?,
        );
        text.push(b'\n');
        self.dir.write(SESSION, &text)
    }

    /// Deletes the current session; `false` if there was none.
    pub fn forget_session(&self, _lock: &SessionLock) -> Result<bool, Fault> {
        self.dir.remove(SESSION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{SystemClock, SystemRandom};

    #[test]
    fn a_saved_session_is_read_back_until_it_is_deleted() {
        let outer = tempfile::tempdir().unwrap();
        let home = Home::open_or_create(&outer.path().join("home"), &SystemClock, &SystemRandom).unwrap().home;
        assert_eq!(home.saved_session().unwrap(), None);
        let mut session = SavedSession {
            session_id: "s1".into(),
            user: "alice \"q\" \u{1f600}".into(),
            access_token: Secret::from("a.b.c".to_owned()),
            access_expires_at: Timestamp::from_secs(1_700_000_000),
            refresh_token: Secret::from("r".to_owned()),
            next_refresh_token: None,
        };
        let lock = home.lock_session().unwrap();
        for next in [None, Some(Secret::from("n".to_owned()))] {
            session.next_refresh_token = next;
            home.save_session(&session, &lock).unwrap();
            assert_eq!(home.saved_session().unwrap().as_ref(), Some(&session));
        }
        #[cfg(unix)]
        assert_eq!(crate::base::files::exposure(&home.session_path()).unwrap(), None);
        assert!(home.forget_session(&lock).unwrap() && !home.forget_session(&lock).unwrap());
        assert_eq!(home.saved_session().unwrap(), None);
    }

    #[test]
    fn an_error_about_a_damaged_file_does_not_quote_it() {
        let outer = tempfile::tempdir().unwrap();
        let home = Home::open_or_create(&outer.path().join("home"), &SystemClock, &SystemRandom).unwrap().home;
        for text in ["", "{", "{\"version\":1,\"refresh_token\":\"SECRET\"", "[\"SECRET\"]", "{\"version\":2}"] {
            home.dir.write(SESSION, text.as_bytes()).unwrap();
            let fault = home.saved_session().unwrap_err();
            assert_eq!(fault.code, Code::Io, "{text}");
            assert!(!fault.message.contains("SECRET"), "{fault}");
        }
    }
}
