//! `clock`: the clock of a sandbox.

use std::time::Duration;

use serde::Serialize;

use crate::base::{Clock, Fault};
use crate::home::sandbox::not_a_sandbox;
use crate::home::{Home, Sandbox};

/// What a sandbox's clock shows. Times are Unix seconds, the offset is in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ClockReport {
    pub now: i64,
    pub offset: u64,
    pub system_now: i64,
}

/// Reads the clock of the sandbox `home`; `system` is the system's clock.
pub fn show(home: &Home, system: &dyn Clock) -> Result<ClockReport, Fault> {
    let sandbox = home.sandbox()?.ok_or_else(not_a_sandbox)?;
    Ok(report(&sandbox, system))
}

/// Moves the clock of the sandbox `home` forward.
pub fn advance(home: &Home, span: Duration, system: &dyn Clock) -> Result<ClockReport, Fault> {
    let sandbox = home.advance_clock(span, system.now())?;
    Ok(report(&sandbox, system))
}

fn report(sandbox: &Sandbox, system: &dyn Clock) -> ClockReport {
    let (system_now, offset) = (system.now(), sandbox.offset());
    let now = system_now.saturating_add(offset).secs();
    ClockReport { now, offset: offset.as_secs(), system_now: system_now.secs() }
}
