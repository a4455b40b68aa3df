//! Users, sessions and revocations, and the current session.

use crate::base::datetime::{self, Zone};
use crate::base::{Code, Fault};
use crate::core::Context;
use crate::core::sessions::authenticate_refresh::authenticate;
use crate::home::{Home, SavedSession};
use crate::store::step::{RefreshQuery, RefreshState};
use crate::store::{Lookup, SessionStatus};

use super::Chart;

pub fn check(context: &Context<'_>, home: &Home, chart: &mut Chart) {
    let lookup = match context.open_lookup() {
        Ok(lookup) => lookup,
        Err(fault) => {
            chart.fault("state", &fault);
            chart.not_checked.push("users and sessions, since the state cannot be read".to_owned());
            None
        }
    };
    let is_readable = !chart.findings.iter().any(|finding| finding.code == "state");
    if let Some(lookup) = &lookup {
        chart.checked.push("state");
        look_into(context, lookup.as_ref(), chart);
        // Opening for steps says what reading does not, like a missing permission. Where the mark that it was made is not
        // there yet, it would be made.
        if (context.store.is_some() || home.had_state().unwrap_or(false))
            && let Err(fault) = context.open_store()
        {
            chart.fault("state_not_writable", &fault);
        }
    }
    match home.saved_session() {
        Ok(Some(saved)) if is_readable && home.refresh_secret().is_ok() && home.ring().is_ok() => {
            chart.checked.push("current session");
            check_session(context, lookup.as_deref(), &saved, chart);
        }
        Ok(Some(_)) => chart.not_checked.push("the current session, since what it goes by cannot be read".to_owned()),
        Ok(None) => chart.checked.push("current session"),
        // That others can read it is told with the files.
        Err(fault) if fault.code == Code::KeyRefused => {}
        Err(fault) => chart.fault("session", &fault),
    }
}

fn look_into(context: &Context<'_>, lookup: &dyn Lookup, chart: &mut Chart) {
    match lookup.check() {
        Ok(damage) => {
            for what in damage {
                chart.find(
                    "state_damaged",
                    format!("the state is damaged: {what}"),
                    "restore it from a backup, or make a new home with `tokctl init --force`".to_owned(),
                );
            }
        }
        Err(error) => chart.fault("state", &Fault::from(error)),
    }
    match lookup.newest_at() {
        Ok(Some(newest)) if context.now() < newest => {
            let [newest, now] = [newest, context.now()].map(|moment| datetime::show(moment, Zone::Utc));
            chart.find(
                "clock",
                format!("the state has something of {newest} in it, and the clock shows {now}"),
                "set the clock right".to_owned(),
            );
        }
        Ok(_) => {}
        Err(error) => chart.fault("state", &Fault::from(error)),
    }
}

fn check_session(context: &Context<'_>, lookup: Option<&dyn Lookup>, saved: &SavedSession, chart: &mut Chart) {
    let mend = "`tokctl login` opens a new session, `tokctl logout` forgets this one";
    let tokens = saved.next_refresh_token.iter().chain([&saved.refresh_token]);
    let statuses: Vec<Result<&str, Fault>> = tokens.map(|token| status(context, lookup, token)).collect();
    if statuses.iter().any(|status| matches!(status, Ok("live"))) {
        return;
    }
    let why = match statuses.into_iter().last() {
        Some(Ok(status)) => format!("its refresh token is {status}"),
        Some(Err(fault)) => fault.message,
        None => return,
    };
    chart.find("dead_session", format!("the current session, of {}, is of no use any more: {why}", saved.user), mend);
}

fn status(
    context: &Context<'_>,
    lookup: Option<&dyn Lookup>,
    token: &crate::base::Secret,
) -> Result<&'static str, Fault> {
    let token = authenticate(context, token)?;
    let query = RefreshQuery {
        sid: token.sid(),
        generation: token.generation(),
        presented: token.digest(),
        now: context.now(),
    };
    let state = lookup.map_or(Ok(RefreshState::Unknown), |lookup| lookup.refresh_state(&query))?;
    Ok(match state {
        RefreshState::Unknown => "unknown",
        RefreshState::Rotated(..) => "exchanged already",
        RefreshState::Current(_, SessionStatus::Live) => "live",
        RefreshState::Current(_, SessionStatus::Ended(_)) => "of a session that was ended",
        RefreshState::Current(_, SessionStatus::IdleExpired | SessionStatus::Expired) => "expired",
    })
}
