//! Changes of files, such as the key ring and the settings, that are also recorded in the state's event log.
//!
//! The change is what the user asked for: without a state nothing is recorded, and if recording fails, the change is kept.

use crate::base::Fault;
use crate::home::ring::KeyState;
use crate::store::step::{NewEvent, RecordEvent};
use crate::store::{EventKind, Partition, Store};

use crate::core::Context;

/// The result of a change, and whether it could be recorded.
#[derive(Debug)]
pub struct Audited<T> {
    pub outcome: T,
    /// Why the event log lacks the change.
    pub event_error: Option<Fault>,
}

impl<T> Audited<T> {
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Audited<U> {
        Audited { outcome: map(self.outcome), event_error: self.event_error }
    }
}

/// The event that records a change.
#[derive(Debug)]
pub struct AuditEvent {
    pub kind: EventKind,
    /// The ID of the key, or the name of the setting.
    pub subject: String,
    /// For people.
    pub detail: String,
}

impl AuditEvent {
    pub fn setting_changed(name: &str, value: &str, before: &str) -> Self {
        let detail = format!("{name} is {value}, was {before}");
        Self { kind: EventKind::ConfigChanged, subject: name.to_owned(), detail }
    }

    pub fn key_added(kid: &str, state: KeyState) -> Self {
        Self { kind: EventKind::KeyAdded, subject: kid.to_owned(), detail: format!("{kid} ({state})") }
    }

    pub fn record(self, context: &Context<'_>, store: &dyn Store) -> Result<(), Fault> {
        let Self { kind, subject, detail } = self;
        store.record_event(&RecordEvent {
            op: context.operation()?,
            partition: Partition::of_name(&subject),
            event: NewEvent { detail: Some(detail), ..NewEvent::new(kind) },
        })?;
        Ok(())
    }
}

/// Makes a change and records the `events` that describe it.
pub fn audit<T>(
    context: &Context<'_>,
    change: impl FnOnce() -> Result<T, Fault>,
    events: impl FnOnce(&T) -> Vec<AuditEvent>,
) -> Result<Audited<T>, Fault> {
    audit_with(context, change, |context, store, outcome| {
        events(outcome).into_iter().try_for_each(|event| event.record(context, store))
    })
}

/// Makes a change and records it in the state with the steps of `record`.
pub fn audit_with<T>(
    context: &Context<'_>,
    change: impl FnOnce() -> Result<T, Fault>,
    record: impl FnOnce(&Context<'_>, &dyn Store, &T) -> Result<(), Fault>,
) -> Result<Audited<T>, Fault> {
    let outcome = change()?;
    let recorded = context.with_present_store(|store| record(context, store, &outcome));
    Ok(Audited { outcome, event_error: recorded.err() })
}
