//! `events`: what happened, and what happens.

use serde::Serialize;

use crate::base::Fault;
use crate::store::{Event, Lookup};

use crate::core::Context;

/// How many events are read at a time.
const PAGE: usize = 500;

/// Something that happened. It never holds a token, nor a hash that could stand for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventReport {
    /// Its number: every event has a higher one than all before it.
    pub id: u64,
    /// When, in Unix seconds.
    pub at: i64,
    /// What: `login`, `refresh`, `reuse`, …
    pub event: &'static str,
    /// Whose.
    pub user: Option<String>,
    /// In which session.
    pub session_id: Option<String>,
    /// By which client.
    pub client_id: Option<String>,
    /// More, for people.
    pub detail: Option<String>,
}

impl From<Event> for EventReport {
    fn from(event: Event) -> Self {
        let Event { id, at, kind, user, sid, client, detail } = event;
        Self { id, at: at.secs(), event: kind.name(), user, session_id: sid, client_id: client, detail }
    }
}

/// Which events are wanted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only of this user.
    pub user: Option<String>,
    /// Only of this session.
    pub session: Option<String>,
}

impl Filter {
    fn takes(&self, event: &Event) -> bool {
        let is = |wanted: &Option<String>, found: &Option<String>| wanted.is_none() || wanted == found;
        is(&self.user, &event.user) && is(&self.session, &event.sid)
    }
}

/// The newest `limit` events, oldest first.
pub fn latest(context: &Context<'_>, filter: &Filter, limit: usize) -> Result<Vec<EventReport>, Fault> {
    let Some(lookup) = context.open_lookup()? else { return Ok(Vec::new()) };
    if filter.user.is_none() && filter.session.is_none() {
        return Ok(lookup.latest_events(limit)?.into_iter().map(EventReport::from).collect());
    }
    let mut found = Vec::new();
    let mut watch = Watch { after: 0, lookup: None };
    while watch.read(lookup.as_ref(), filter, &mut found)? {
        let beyond = found.len().saturating_sub(limit);
        found.drain(..beyond);
    }
    let beyond = found.len().saturating_sub(limit);
    Ok(found.split_off(beyond))
}

/// Where somebody who follows the events has got to.
pub struct Watch {
    after: u64,
    /// The state; where it is not made yet, it is looked for again and again.
    lookup: Option<Box<dyn Lookup>>,
}

impl Watch {
    /// Follows from `after` the event of that number, or from the beginning.
    pub fn after(after: Option<u64>) -> Self {
        Self { after: after.unwrap_or(0), lookup: None }
    }

    /// What happened since the last look.
    pub fn look(&mut self, context: &Context<'_>, filter: &Filter) -> Result<Vec<EventReport>, Fault> {
        let lookup = match self.lookup.take() {
            Some(lookup) => lookup,
            None => match context.open_lookup()? {
                Some(lookup) => lookup,
                None => return Ok(Vec::new()),
            },
        };
        let mut found = Vec::new();
        while self.read(lookup.as_ref(), filter, &mut found)? {}
        self.lookup = Some(lookup);
        Ok(found)
    }

    /// Reads a page, and says whether there may be another.
    fn read(&mut self, lookup: &dyn Lookup, filter: &Filter, found: &mut Vec<EventReport>) -> Result<bool, Fault> {
        let page = lookup.events_after(self.after, PAGE)?;
        let is_full = page.len() == PAGE;
        self.after = page.last().map_or(self.after, |event| event.id);
        found.extend(page.into_iter().filter(|event| filter.takes(event)).map(EventReport::from));
        Ok(is_full)
    }
}
