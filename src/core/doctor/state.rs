//! Users, sessions and revocations, and the current session.

use crate::base::{Code, Fault, Secret, Timestamp, datetime};
use crate::core::Context;
use crate::core::clock_behind;
use crate::core::sessions::authenticate_refresh::authenticate;
use crate::core::tokens::revocation::KEPT_AFTER_EXP;
use crate::core::users::name;
use crate::home::{Home, SavedSession};
use crate::store::step::RefreshState;
use crate::store::{Lookup, Mark, Meta, SessionStatus, StoreError};

use super::{HomeFindings, HomeProblem};

pub fn check(context: &Context<'_>, home: &Home, found: &mut HomeFindings) {
    let lookup = match context.open_list() {
        Ok(lookup) => lookup,
        Err(fault) => {
            found.add_fault(HomeProblem::State, &fault);
            found.not_checked.push("users and sessions, because the state cannot be read".to_owned());
            None
        }
    };
    let is_readable = !found.findings.iter().any(|finding| finding.problem == HomeProblem::State);
    if let Some(lookup) = &lookup {
        found.checked.push("state");
        look_into(context, lookup.as_ref(), found);
        // Opening for writing finds what reading does not, like a missing permission. Without the record that the state was
        // created, this would create the record.
        if (context.store.is_some() || home.had_state().unwrap_or(false))
            && let Err(fault) = context.with_restored_store(|_| Ok(()))
        {
            found.add_fault(HomeProblem::StateNotWritable, &fault);
        }
    }
    match home.saved_session() {
        Ok(Some(saved)) if is_readable && context.refresh_secret().is_ok() && context.ring().is_ok() => {
            found.checked.push("current session");
            check_session(context, lookup.as_deref(), &saved, found);
        }
        Ok(Some(_)) => found
            .not_checked
            .push("the current session, because the state, the ring or refresh.key cannot be read".to_owned()),
        Ok(None) => found.checked.push("current session"),
        // That other users can read it is reported with the files.
        Err(fault) if fault.code == Code::KeyRefused => {}
        Err(fault) => found.add_fault(HomeProblem::Session, &fault),
    }
}

fn look_into(context: &Context<'_>, lookup: &dyn Lookup, found: &mut HomeFindings) {
    match lookup.check() {
        Ok(damage) => {
            for what in damage {
                found.add(
                    HomeProblem::StateDamaged,
                    format!("the state is damaged: {what}"),
                    "restore it from a backup, or create a new home with `tokctl init --force`".to_owned(),
                );
            }
        }
        Err(error) => found.add_fault(HomeProblem::State, &Fault::from(error)),
    }
    match lookup.stats() {
        Ok(stats) => found.state = Some(stats),
        Err(error) => found.add_fault(HomeProblem::State, &Fault::from(error)),
    }
    let meta = match lookup.meta() {
        Ok(meta) => meta,
        Err(error) => return found.add_fault(HomeProblem::State, &Fault::from(error)),
    };
    if let Some(mark) = &meta.copy {
        found.add_fault(HomeProblem::StateCopied, &StoreError::from(mark.clone()).into());
    }
    check_mark(context, lookup, &meta, found);
    check_names(lookup, found);
    if let Some(newest) = meta.newest_at.filter(|newest| context.now() < *newest) {
        let message = clock_behind::message(clock_behind::STATE, newest, context.now());
        found.add(HomeProblem::Clock, message, clock_behind::FIX);
    }
    if let Some(expiry) = forgotten_expiry(&meta, context.now()) {
        let expiry = datetime::show_utc(expiry);
        found.add(
            HomeProblem::StateForgotten,
            format!("the state cannot tell whether tokens that expire by {expiry} were revoked: their entries may have been removed while the clock was ahead"),
            "check the system clock; if it is right, wait until then, or accept the loss with `tokctl doctor --accept-restored-state`",
        );
    }
}

/// The latest expiry of a token whose entry was pruned too early, if that is after `now`.
pub fn forgotten_expiry(meta: &Meta, now: Timestamp) -> Option<Timestamp> {
    meta.forgotten_until.map(|until| until.saturating_sub(KEPT_AFTER_EXP)).filter(|expiry| now < *expiry)
}

/// Whether the home remembers more of the state than it holds, or nothing.
fn check_mark(context: &Context<'_>, lookup: &dyn Lookup, meta: &Meta, found: &mut HomeFindings) {
    match context.went_back(lookup, meta) {
        Ok(Some((seen, has))) => {
            return found.add_fault(HomeProblem::StateRestored, &context.restored(seen, has));
        }
        Ok(None) => {}
        Err(fault) => return found.add_fault(HomeProblem::State, &fault),
    }
    let what = match context.mark(meta) {
        Ok(Some(Mark::Missing)) if meta.commits > 0 => "is missing",
        Ok(Some(Mark::Unreadable)) => "is damaged",
        Ok(_) => return,
        Err(fault) => return found.add_fault(HomeProblem::State, &fault),
    };
    found.add(
        HomeProblem::StateMark,
        format!(
            "the commit mark of the state in {} {what}: an older copy of the state would not be noticed",
            context.home.map(|home| home.marks_dir().display().to_string()).unwrap_or_default()
        ),
        "the next command that changes the state writes it",
    );
}

/// Names that `user add` would not have stored: no login finds them.
fn check_names(lookup: &dyn Lookup, found: &mut HomeFindings) {
    let names = match name::not_enforced(lookup) {
        Ok(names) => names,
        Err(error) => return found.add_fault(HomeProblem::State, &Fault::from(error)),
    };
    for stored in names {
        found.add(
            HomeProblem::UserName,
            format!(
                "the user name {stored:?} does not follow PRECIS UsernameCasePreserved (RFC 8265); it cannot log in"
            ),
            "remove the user by this exact name with `tokctl user remove`, and add it under another",
        );
    }
}

fn check_session(context: &Context<'_>, lookup: Option<&dyn Lookup>, saved: &SavedSession, found: &mut HomeFindings) {
    let fix = "`tokctl login` opens a new session; `tokctl logout` deletes this one";
    let tokens = saved.next_refresh_token.iter().chain([&saved.refresh_token]);
    let mut why = String::new();
    for token in tokens {
        why = match why_ended(context, lookup, token) {
            Ok(None) => return,
            Ok(Some(status)) => format!("its refresh token is {status}"),
            Err(fault) => fault.message,
        };
    }
    found.add(HomeProblem::EndedSession, format!("the current session, of {}, has ended: {why}", saved.user), fix);
}

/// Why a refresh token is not valid; `None` if it is.
fn why_ended(
    context: &Context<'_>,
    lookup: Option<&dyn Lookup>,
    token: &Secret,
) -> Result<Option<&'static str>, Fault> {
    let token = authenticate(context, token)?;
    let query = token.query(context.now());
    let state = lookup.map_or(Ok(RefreshState::Unknown), |lookup| lookup.refresh_state(&query))?;
    Ok(match state {
        RefreshState::Unknown => Some("unknown"),
        RefreshState::Rotated(..) => Some("already rotated"),
        RefreshState::Current(_, SessionStatus::Live) => None,
        RefreshState::Current(_, SessionStatus::Ended(_)) => Some("of a session that has ended"),
        RefreshState::Current(_, SessionStatus::IdleExpired | SessionStatus::Expired) => Some("expired"),
    })
}
