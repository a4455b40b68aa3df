//! `session`: listing and showing sessions.

use serde::Serialize;

use crate::base::{Code, Fault, Timestamp, shown};
use crate::store::step::SessionQuery;
use crate::store::{End, SessionStatus, SessionView};

use crate::core::Context;

/// How many sessions are read at a time.
const PAGE: usize = 500;

/// A session and its status. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionReport {
    /// The `sid` of its tokens.
    pub session_id: String,
    pub user: String,
    pub client_id: String,
    /// The scope granted at login.
    pub scope: String,
    /// `live`, `ended`, `idle_expired` or `expired`.
    pub status: &'static str,
    pub created_at: i64,
    pub refreshed_at: Option<i64>,
    /// The end of its idle lifetime, which each refresh moves.
    pub idle_expires_at: i64,
    /// The end of its absolute lifetime.
    pub expires_at: i64,
    /// How often it was refreshed.
    pub generation: u64,
    /// The token version that it carries.
    pub version: u64,
    pub ended_at: Option<i64>,
    /// `logout`, `revoked`, `reuse`, `state_restored`, `user_revoked`, `password_changed`, `user_disabled` or `user_removed`.
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
        return Err(
            Fault::new(Code::NotFound, format!("unknown user {}", shown(name))).hint("`tokctl user list` shows them")
        );
    }
    let mut query = SessionQuery { user: request.user.clone(), after: None, limit: PAGE, now: context.now() };
    loop {
        let page = lookup.sessions(&query)?;
        for view in page.sessions {
            if !request.all && view.status != SessionStatus::Live {
                continue;
            }
            if found.sessions.len() == request.limit {
                found.more = true;
                return Ok(found);
            }
            found.sessions.push(SessionReport::new(view));
        }
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(found),
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
        Fault::new(Code::NotFound, format!("unknown session {}", shown(sid))).hint("`tokctl session list` shows them")
    })
}
