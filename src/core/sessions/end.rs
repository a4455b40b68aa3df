//! Ending a session by its ID.

use crate::base::Fault;
use crate::core::Context;
use crate::store::step::{EndOutcome, EndSession};
use crate::store::{EndReason, Store};

/// Ends a session, whose user the step needs to know.
pub fn end(context: &Context<'_>, store: &dyn Store, sid: &str, reason: EndReason) -> Result<EndOutcome, Fault> {
    let Some(view) = store.session(sid, context.now())? else { return Ok(EndOutcome::Unknown) };
    let step = EndSession { op: context.operation()?, sid: sid.to_owned(), user: view.session.user, reason };
    Ok(store.end_session(&step)?)
}
