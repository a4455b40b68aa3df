//! `events`: the event log.

use serde::Serialize;

use crate::base::{Fault, Timestamp};
use crate::store::{Cursor, Event, EventKind, Lookup};

use crate::core::Context;

use super::open::refuse_copied;

/// How many events are read at a time.
const PAGE: usize = 500;

/// Something that happened. It never contains a token, nor the hash of one.
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
    fn is_empty(&self) -> bool {
        self.since.is_none() && self.user.is_none() && self.session.is_none()
    }

    fn takes(&self, event: &Event) -> bool {
        let is = |wanted: &Option<String>, found: &Option<String>| wanted.is_none() || wanted == found;
        self.since.is_none_or(|since| event.at >= since) && is(&self.user, &event.user) && is(&self.session, &event.sid)
    }
}

/// Passes on the newest `limit` events, oldest first, a page at a time: a log may be longer than the memory. Returns the
/// position after them.
pub fn latest(
    context: &Context<'_>,
    filter: &Filter,
    limit: usize,
    take: &mut dyn FnMut(&[EventReport]) -> Result<(), Fault>,
) -> Result<Watch, Fault> {
    let Some(lookup) = context.open_list()? else { return Ok(Watch { after: None, lookup: None }) };
    let mut after = None;
    if limit <= PAGE && filter.is_empty() {
        let page = lookup.latest_events(limit)?;
        after = Some(page.next);
        take(&page.events.into_iter().map(EventReport::from).collect::<Vec<_>>())?;
    } else {
        let mut count = 0_usize;
        let mut counted = None;
        while read(lookup.as_ref(), &mut counted, filter, &mut |events| {
            count += events.len();
            Ok(())
        })? {}
        let mut left_out = count.saturating_sub(limit);
        while read(lookup.as_ref(), &mut after, filter, &mut |events| {
            let skipped = left_out.min(events.len());
            left_out -= skipped;
            take(&events[skipped..])
        })? {}
    }
    Ok(Watch { after, lookup: Some(lookup) })
}

/// Passes on a page of the events that are wanted, and moves the position after it. Returns whether there may be more.
fn read(
    lookup: &dyn Lookup,
    after: &mut Option<Cursor>,
    filter: &Filter,
    take: &mut dyn FnMut(&[EventReport]) -> Result<(), Fault>,
) -> Result<bool, Fault> {
    let page = lookup.events_after(after.as_ref(), PAGE)?;
    let is_full = page.events.len() == PAGE;
    *after = Some(page.next);
    let wanted = page.events.into_iter().filter(|event| filter.takes(event)).map(EventReport::from);
    take(&wanted.collect::<Vec<_>>())?;
    Ok(is_full)
}

/// A position in the event log.
pub struct Watch {
    /// `None`: the beginning.
    after: Option<Cursor>,
    /// The state; if it does not exist yet, each look tries to open it.
    lookup: Option<Box<dyn Lookup>>,
}

impl Watch {
    /// Passes on what happened since the last look.
    pub fn look(
        &mut self,
        context: &Context<'_>,
        filter: &Filter,
        take: &mut dyn FnMut(&[EventReport]) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if self.lookup.is_none() {
            self.lookup = context.open_list()?;
        }
        if let Some(lookup) = &self.lookup {
            refuse_copied(&lookup.admission()?)?;
            while read(lookup.as_ref(), &mut self.after, filter, take)? {}
        }
        Ok(())
    }
}
