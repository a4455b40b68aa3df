//! The findings of `doctor` as JSON.

use std::path::Path;

use serde::Serialize;

use crate::base::Level;
use crate::core::doctor::DoctorReport;
use crate::core::reports::finding::FindingReport;
use crate::store::step::{ServerInfo, Stats};

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
    /// Of the state file.
    pub bytes: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<ServerReport>,
}

/// A server that has the state.
#[derive(Debug, Serialize)]
pub struct ServerReport {
    pub version: String,
    pub role: &'static str,
    pub memory_policy: String,
    pub append_only_file: bool,
    pub replicas: u64,
    #[serde(skip)]
    pub text: String,
}

impl From<&ServerInfo> for ServerReport {
    fn from(info: &ServerInfo) -> Self {
        Self {
            version: info.version.clone(),
            role: if info.is_primary { "primary" } else { "replica" },
            memory_policy: info.memory_policy.clone(),
            append_only_file: info.has_append_only_file,
            replicas: info.replicas,
            text: info.to_string(),
        }
    }
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
            servers: stats.servers.iter().map(ServerReport::from).collect(),
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
