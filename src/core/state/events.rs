//! `events`: the event log.

use serde::Serialize;

use crate::base::{Fault, Timestamp};
use crate::store::{Cursor, Event, EventKind, Lookup};

use crate::core::Context;

/// How many events are read at a time.
const PAGE: usize = 500;

/// Something that happened. It never holds a token, nor a hash that could stand for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventReport {
    /// Unlike that of every other event. Says nothing about order.
    pub id: String,
    /// In Unix seconds.
    pub at: i64,
    pub event: EventKind,
    pub user: Option<String>,
    pub session_id: Option<String>,
    pub client_id: Option<String>,
    /// More, for people.
    pub detail: Option<String>,
}

impl From<Event> for EventReport {
    fn from(event: Event) -> Self {
        let Event { id, at, kind, user, sid, client, detail } = event;
        Self { id, at: at.secs(), event: kind, user, session_id: sid, client_id: client, detail }
    }
}

/// Which events are wanted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only events at this time or later.
    pub since: Option<Timestamp>,
    pub user: Option<String>,
    pub session: Option<String>,
}

impl Filter {
    fn takes(&self, event: &Event) -> bool {
        let is = |wanted: &Option<String>, found: &Option<String>| wanted.is_none() || wanted == found;
        self.since.is_none_or(|since| event.at >= since) && is(&self.user, &event.user) && is(&self.session, &event.sid)
    }
}

/// The newest events, and what follows them.
pub struct Latest {
    /// Oldest first.
    pub events: Vec<EventReport>,
    pub rest: Watch,
}

/// The newest `limit` events.
pub fn latest(context: &Context<'_>, filter: &Filter, limit: usize) -> Result<Latest, Fault> {
    let mut rest = Watch { after: None, lookup: context.open_list()? };
    let Some(lookup) = rest.lookup.take() else { return Ok(Latest { events: Vec::new(), rest }) };
    let mut events = Vec::new();
    if filter.user.is_none() && filter.session.is_none() && filter.since.is_none() {
        let page = lookup.latest_events(limit)?;
        rest.after = Some(page.next);
        events.extend(page.events.into_iter().map(EventReport::from));
    } else {
        while rest.read(lookup.as_ref(), filter, &mut events)? {
            let beyond = events.len().saturating_sub(limit);
            events.drain(..beyond);
        }
        let beyond = events.len().saturating_sub(limit);
        events.drain(..beyond);
    }
    rest.lookup = Some(lookup);
    Ok(Latest { events, rest })
}

/// A position in the event log.
pub struct Watch {
    /// `None`: the beginning.
    after: Option<Cursor>,
    /// The state; if it does not exist yet, each look tries to open it.
    lookup: Option<Box<dyn Lookup>>,
}

impl Watch {
    /// What happened since the last look.
    pub fn look(&mut self, context: &Context<'_>, filter: &Filter) -> Result<Vec<EventReport>, Fault> {
        let lookup = match self.lookup.take() {
            Some(lookup) => lookup,
            None => match context.open_list()? {
                Some(lookup) => lookup,
                None => return Ok(Vec::new()),
            },
        };
        let mut found = Vec::new();
        while self.read(lookup.as_ref(), filter, &mut found)? {}
        self.lookup = Some(lookup);
        Ok(found)
    }

    /// Reads a page, and returns whether there may be another.
    fn read(&mut self, lookup: &dyn Lookup, filter: &Filter, found: &mut Vec<EventReport>) -> Result<bool, Fault> {
        let page = lookup.events_after(self.after.as_ref(), PAGE)?;
        let is_full = page.events.len() == PAGE;
        self.after = Some(page.next);
        found.extend(page.events.into_iter().filter(|event| filter.takes(event)).map(EventReport::from));
        Ok(is_full)
    }
}
