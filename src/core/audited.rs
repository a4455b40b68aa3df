//! Changes of files, like the key ring and the settings, that the events of the state tell of all the same.
//!
//! The change is what was asked for: where there is no state nothing is told, and where telling fails the change stands.

use crate::base::Fault;
use crate::store::step::NewEvent;
use crate::store::{EventKind, Store};

use crate::core::Context;

/// What a change answered.
#[derive(Debug)]
pub struct Recorded<T> {
    /// The answer.
    pub answer: T,
    /// Why the events do not tell of the change, where they should.
    pub untold: Option<Fault>,
}

/// What there is to tell: what happened, and the rest for people.
pub type Told = (EventKind, String);

/// Makes a change, and tells the events what `told` says of it.
pub fn recorded<T>(
    context: &Context<'_>,
    change: impl FnOnce() -> Result<T, Fault>,
    told: impl FnOnce(&T) -> Vec<Told>,
) -> Result<Recorded<T>, Fault> {
    let store = context.open_present_store();
    let answer = change()?;
    let told = told(&answer);
    let untold = match store {
        _ if told.is_empty() => None,
        Err(fault) => Some(fault),
        Ok(None) => None,
        Ok(Some(store)) => tell(context, store, told).err(),
    };
    Ok(Recorded { answer, untold })
}

fn tell(context: &Context<'_>, store: Box<dyn Store>, told: Vec<Told>) -> Result<(), Fault> {
    for (kind, detail) in told {
        store.record_event(&NewEvent { detail: Some(detail), ..NewEvent::new(context.now(), kind) })?;
    }
    Ok(store.close()?)
}
