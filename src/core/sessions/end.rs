//! Ending a session by its ID.

use crate::base::Fault;
use crate::core::Context;
use crate::store::step::{EndOutcome, EndSession, Operation};
use crate::store::{EndReason, SessionView, Store};

/// Ends a session, whose user the step needs to know.
pub fn end(context: &Context<'_>, store: &dyn Store, sid: &str, reason: EndReason) -> Result<EndOutcome, Fault> {
    let Some(view) = store.session(sid, context.now())? else { return Ok(EndOutcome::Unknown) };
    Ok(store.end_session(&step(view, reason, context.operation()?))?)
}

/// The step that ends the session of `view`.
pub fn step(view: SessionView, reason: EndReason, op: Operation) -> EndSession {
    EndSession { op, sid: view.session.sid, user: view.session.user, reason }
}
