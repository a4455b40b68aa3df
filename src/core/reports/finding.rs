//! Findings of `lint` and `doctor` as JSON.

use serde::Serialize;

use crate::base::Level;
use crate::core::doctor;
use crate::token::lint;

#[derive(Debug, Serialize)]
pub struct FindingReport<'a> {
    pub id: &'static str,
    pub level: Level,
    pub message: &'a str,
    pub why: &'static str,
    pub fix: &'a str,
    /// Only for a token.
    #[serde(flatten)]
    pub token: Option<TokenFinding<'a>>,
}

#[derive(Debug, Serialize)]
pub struct TokenFinding<'a> {
    pub reference: &'static str,
    /// The claim or header parameter.
    pub subject: Option<&'a str>,
}

impl<'a> From<&'a lint::Finding> for FindingReport<'a> {
    fn from(finding: &'a lint::Finding) -> Self {
        let rule = finding.rule;
        let token = TokenFinding { reference: rule.reference, subject: finding.subject.as_deref() };
        Self {
            id: rule.id,
            level: rule.level,
            message: &finding.message,
            why: rule.why,
            fix: rule.fix,
            token: Some(token),
        }
    }
}

impl<'a> From<&'a doctor::HomeFinding> for FindingReport<'a> {
    fn from(finding: &'a doctor::HomeFinding) -> Self {
        let problem = finding.problem;
        Self {
            id: problem.name(),
            level: problem.level(),
            message: &finding.message,
            why: problem.why(),
            fix: &finding.fix,
            token: None,
        }
    }
}
