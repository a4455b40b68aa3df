//! The findings of `doctor` as JSON.

use std::path::Path;

use serde::Serialize;

use crate::base::Level;
use crate::core::doctor::DoctorReport;
use crate::core::reports::finding::FindingReport;
use crate::store::step::Stats;

#[derive(Debug, Serialize)]
pub struct DoctorOutput<'a> {
    pub home: &'a Path,
    /// Whether there are no errors and no warnings.
    pub healthy: bool,
    pub findings: Vec<FindingReport<'a>>,
    pub checked: &'a [&'static str],
    /// What could not be checked, and why.
    pub not_checked: &'a [String],
    pub state: Option<StateReport>,
}

/// How much the state holds.
#[derive(Debug, Serialize)]
pub struct StateReport {
    pub schema: i64,
    pub users: u64,
    /// Ended ones are counted until they are pruned.
    pub sessions: u64,
    pub revoked_tokens: u64,
    pub revoked_keys: u64,
    pub events: u64,
    pub bytes: u64,
}

impl From<&Stats> for StateReport {
    fn from(stats: &Stats) -> Self {
        Self {
            schema: stats.schema,
            users: stats.users,
            sessions: stats.sessions,
            revoked_tokens: stats.denied,
            revoked_keys: stats.revoked_keys,
            events: stats.events,
            bytes: stats.bytes,
        }
    }
}

impl<'a> DoctorOutput<'a> {
    /// With the findings at or above `level`.
    pub fn new(report: &'a DoctorReport, level: Level) -> Self {
        let findings = report.findings.iter().filter(|finding| finding.problem.level() >= level);
        Self {
            home: &report.home,
            healthy: report.healthy,
            findings: findings.map(FindingReport::from).collect(),
            checked: &report.checked,
            not_checked: &report.not_checked,
            state: report.state.as_ref().map(StateReport::from),
        }
    }
}
