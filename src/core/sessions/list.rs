//! `session`: listing and showing sessions.

use serde::Serialize;

use crate::base::named::named_enum;
use crate::base::{Code, Fault, Timestamp, prefix, shown};
use crate::store::step::SessionQuery;
use crate::store::{End, EndReason, Lookup, SessionStatus, SessionView};

use crate::core::Context;
use crate::core::sessions::current_session;
use crate::core::users::name;

/// How many sessions are read at a time.
const PAGE: usize = 500;

named_enum! {
    /// The status of a session in reports.
    pub enum StatusName {
        Live = "live",
        Ended = "ended",
        IdleExpired = "idle_expired",
        Expired = "expired",
    }
}

/// A session and its status. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionReport {
    /// The `sid` of its tokens.
    pub session_id: String,
    pub user: String,
    pub client_id: String,
    /// The scope granted at login.
    pub scope: String,
    pub status: StatusName,
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
    pub end_reason: Option<EndReason>,
    /// Whether it is the session saved in the home or, over HTTP, that of the request.
    pub current: bool,
}

impl SessionReport {
    /// `current` is the ID of the session to mark.
    pub fn new(SessionView { session, status }: SessionView, current: Option<&str>) -> Self {
        let (status, end): (_, Option<End>) = match status {
            SessionStatus::Live => (StatusName::Live, None),
            SessionStatus::Ended(end) => (StatusName::Ended, Some(end)),
            SessionStatus::IdleExpired => (StatusName::IdleExpired, None),
            SessionStatus::Expired => (StatusName::Expired, None),
        };
        Self {
            current: current == Some(&session.sid),
            session_id: session.sid,
            user: session.user,
            client_id: session.client,
            scope: session.scope,
            status,
            created_at: session.created_at.secs(),
            refreshed_at: session.rotated_at.map(Timestamp::secs),
            idle_expires_at: session.idle_expires_at.secs(),
            expires_at: session.expires_at.secs(),
            generation: session.generation,
            version: session.version,
            ended_at: end.map(|end| end.at.secs()),
            end_reason: end.map(|end| end.reason),
        }
    }
}

#[derive(Debug, Clone)]
pub struct ListRequest {
    pub user: Option<String>,
    /// Also ended and expired sessions.
    pub all: bool,
    pub limit: usize,
}

/// Hands out sessions one at a time, newest first. Returns whether the limit cut the list short.
pub fn list(
    context: &Context<'_>,
    request: &ListRequest,
    take: &mut dyn FnMut(SessionReport) -> Result<(), Fault>,
) -> Result<bool, Fault> {
    let Some(lookup) = context.open_list()? else { return Ok(false) };
    let user = match &request.user {
        None => None,
        Some(typed) => {
            let name = name::find(lookup.as_ref(), typed)?;
            if lookup.user(&name)?.is_none() {
                return Err(name::unknown(typed));
            }
            Some(name)
        }
    };
    let current = current(context);
    let mut query = SessionQuery { user, after: None, limit: PAGE, now: context.now() };
    let mut left = request.limit;
    loop {
        let page = lookup.sessions(&query)?;
        for view in page.sessions.into_iter().filter(|view| request.all || view.status == SessionStatus::Live) {
            if left == 0 {
                return Ok(true);
            }
            left -= 1;
            take(SessionReport::new(view, current.as_deref()))?;
        }
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(false),
        }
    }
}

/// One session, by its ID or a unique prefix.
pub fn show(context: &Context<'_>, typed: &str) -> Result<SessionReport, Fault> {
    let view = find(context, typed)?.ok_or_else(|| unknown(typed))?;
    Ok(SessionReport::new(view, current(context).as_deref()))
}

/// The ID of the session that has this ID or this unique prefix; what was typed if there is none, as events outlive
/// sessions.
pub fn whole_id(context: &Context<'_>, typed: &str) -> Result<String, Fault> {
    Ok(find(context, typed)?.map_or_else(|| typed.to_owned(), |view| view.session.sid))
}

fn find(context: &Context<'_>, typed: &str) -> Result<Option<SessionView>, Fault> {
    let Some(lookup) = context.open_list()? else { return Ok(None) };
    if let Some(view) = lookup.session(typed, context.now())? {
        return Ok(Some(view));
    }
    match prefix::only("session", typed, &beginning_with(lookup.as_ref(), typed, context.now())?)? {
        Some(sid) => Ok(lookup.session(&sid, context.now())?),
        None => Ok(None),
    }
}

pub fn show_current(context: &Context<'_>) -> Result<SessionReport, Fault> {
    let sid = current_session::id(context)?.ok_or_else(current_session::no_session)?;
    show(context, &sid)
}

/// The error for an ID that no session has.
pub fn not_found(context: &Context<'_>, lookup: &dyn Lookup, typed: &str) -> Result<Fault, Fault> {
    Ok(match beginning_with(lookup, typed, context.now())?.as_slice() {
        [] => unknown(typed),
        candidates => prefix::incomplete("session", typed, candidates),
    })
}

/// The IDs that begin with `typed`, the newest sessions first; a few more than a message lists.
fn beginning_with(lookup: &dyn Lookup, typed: &str, now: Timestamp) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    let mut query = SessionQuery { user: None, after: None, limit: PAGE, now };
    while !typed.is_empty() && found.len() <= prefix::LISTED {
        let page = lookup.sessions(&query)?;
        found.extend(page.sessions.into_iter().map(|view| view.session.sid).filter(|sid| sid.starts_with(typed)));
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    Ok(found)
}

fn unknown(sid: &str) -> Fault {
    Fault::new(Code::NotFound, format!("unknown session {}", shown(sid)))
        .hint("`tokctl session list` lists the sessions")
}

/// The ID of the current session. A session file that cannot be read marks none.
fn current(context: &Context<'_>) -> Option<String> {
    current_session::id(context).ok().flatten()
}
