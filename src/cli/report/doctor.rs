//! The findings of `doctor` as JSON.

use std::path::Path;

use serde::Serialize;

use crate::base::Level;
use crate::core::doctor::DoctorReport;

use super::finding::FindingReport;

#[derive(Debug, Serialize)]
pub struct DoctorOutput<'a> {
    pub home: &'a Path,
    /// Whether there are no errors and no warnings.
    pub healthy: bool,
    pub findings: Vec<FindingReport<'a>>,
    pub checked: &'a [&'static str],
    /// What could not be checked, and why.
    pub not_checked: &'a [String],
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
        }
    }
}
