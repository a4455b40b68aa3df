//! Changes of files, such as the key ring and the settings, that are also recorded in the state's event log.
//!
//! The change is what the user asked for: without a state nothing is recorded, and if recording fails the change stands.

use crate::base::Fault;
use crate::store::step::NewEvent;
use crate::store::{EventKind, Store};

use crate::core::Context;

/// The result of a change, and whether it could be recorded.
#[derive(Debug)]
pub struct Audited<T> {
    /// What the change returned.
    pub answer: T,
    /// Why the event log lacks the change.
    pub event_error: Option<Fault>,
}

/// Makes a change and records the `events` that describe it, each with its detail.
pub fn audit<T>(
    context: &Context<'_>,
    change: impl FnOnce() -> Result<T, Fault>,
    events: impl FnOnce(&T) -> Vec<(EventKind, String)>,
) -> Result<Audited<T>, Fault> {
    let store = context.open_present_store();
    let answer = change()?;
    let events = events(&answer);
    let event_error = match store {
        _ if events.is_empty() => None,
        Err(fault) => Some(fault),
        Ok(None) => None,
        Ok(Some(store)) => record(context, store, events).err(),
    };
    Ok(Audited { answer, event_error })
}

fn record(context: &Context<'_>, store: Box<dyn Store>, events: Vec<(EventKind, String)>) -> Result<(), Fault> {
    for (kind, detail) in events {
        store.record_event(&NewEvent { detail: Some(detail), ..NewEvent::new(context.now(), kind) })?;
    }
    Ok(store.close()?)
}
