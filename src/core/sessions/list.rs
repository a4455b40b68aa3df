//! `session`: looking at sessions.

use serde::Serialize;

use crate::base::{Code, Fault, Timestamp, shown};
use crate::store::step::SessionQuery;
use crate::store::{End, SessionStatus, SessionView};

use crate::core::Context;

/// How many sessions are read at a time.
const PAGE: usize = 500;

/// A session and how it stands. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionReport {
    /// Its id: the `sid` of its tokens.
    pub session_id: String,
    /// Whose it is.
    pub user: String,
    /// The client that it was opened for.
    pub client_id: String,
    /// The scope granted at login.
    pub scope: String,
    /// How it stands: `live`, `ended`, `idle_expired` or `expired`.
    pub status: &'static str,
    /// When it was opened.
    pub created_at: i64,
    /// When it was refreshed last.
    pub refreshed_at: Option<i64>,
    /// When it is over unless refreshed before.
    pub idle_expires_at: i64,
    /// When it is over whatever happens.
    pub expires_at: i64,
    /// How often it was refreshed.
    pub generation: u64,
    /// The token version that it carries.
    pub version: u64,
    /// When it was ended before its time.
    pub ended_at: Option<i64>,
    /// Why: `logout`, `revoked`, `reuse`, `user_revoked`, `password_changed`, `user_disabled` or `user_removed`.
    pub end_reason: Option<&'static str>,
}

impl SessionReport {
    fn new(SessionView { session, status }: SessionView) -> Self {
        let (name, end): (_, Option<End>) = match status {
            SessionStatus::Live => ("live", None),
            SessionStatus::Ended(end) => ("ended", Some(end)),
            SessionStatus::IdleExpired => ("idle_expired", None),
            SessionStatus::Expired => ("expired", None),
        };
        Self {
            session_id: session.sid,
            user: session.user,
            client_id: session.client,
            scope: session.scope,
            status: name,
            created_at: session.created_at.secs(),
            refreshed_at: session.rotated_at.map(Timestamp::secs),
            idle_expires_at: session.idle_expires_at.secs(),
            expires_at: session.expires_at.secs(),
            generation: session.generation,
            version: session.version,
            ended_at: end.map(|end| end.at.secs()),
            end_reason: end.map(|end| end.reason.name()),
        }
    }
}

/// Which sessions to list.
#[derive(Debug, Clone)]
pub struct ListRequest {
    /// Only this user's.
    pub user: Option<String>,
    /// Those that are over as well.
    pub all: bool,
    /// At most so many.
    pub limit: usize,
}

/// Sessions, and whether there are more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sessions {
    /// The newest first.
    pub sessions: Vec<SessionReport>,
    /// Whether the limit cut the list short.
    pub more: bool,
}

/// Sessions, newest first.
pub fn list(context: &Context<'_>, request: &ListRequest) -> Result<Sessions, Fault> {
    let mut found = Sessions { sessions: Vec::new(), more: false };
    let Some(lookup) = context.open_lookup()? else { return Ok(found) };
    if let Some(name) = &request.user
        && lookup.user(name)?.is_none()
    {
        return Err(Fault::new(Code::NotFound, format!("there is no user {}", shown(name)))
            .hint("`tokctl user list` shows them"));
    }
    let mut query = SessionQuery { user: request.user.clone(), after: None, limit: PAGE, now: context.now() };
    loop {
        let page = lookup.sessions(&query)?;
        let is_last = page.len() < PAGE;
        query.after = page.last().map(|view| view.session.sid.clone());
        for view in page {
            if !request.all && view.status != SessionStatus::Live {
                continue;
            }
            if found.sessions.len() == request.limit {
                found.more = true;
                return Ok(found);
            }
            found.sessions.push(SessionReport::new(view));
        }
        if is_last {
            return Ok(found);
        }
    }
}

/// One session.
pub fn show(context: &Context<'_>, sid: &str) -> Result<SessionReport, Fault> {
    let view = match context.open_lookup()? {
        Some(lookup) => lookup.session(sid, context.now())?,
        None => None,
    };
    view.map(SessionReport::new).ok_or_else(|| {
        Fault::new(Code::NotFound, format!("there is no session {}", shown(sid)))
            .hint("`tokctl session list` shows them")
    })
}
