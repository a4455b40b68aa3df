//! Findings of `lint` as JSON, and as SARIF 2.1.0 (OASIS).

use serde::Serialize;
use serde_json::{Value, json};

use crate::token::lint::{Finding, Level, RULES};

#[derive(Debug, Serialize)]
pub struct LintReport<'a> {
    pub findings: Vec<FindingReport<'a>>,
}

#[derive(Debug, Serialize)]
pub struct FindingReport<'a> {
    pub id: &'static str,
    pub level: Level,
    pub message: &'a str,
    pub why: &'static str,
    pub fix: &'static str,
    pub reference: &'static str,
    /// The claim or header parameter.
    pub subject: Option<&'a str>,
}

impl<'a> LintReport<'a> {
    pub fn new(findings: &'a [Finding]) -> Self {
        let report = |finding: &'a Finding| FindingReport {
            id: finding.rule.id,
            level: finding.rule.level,
            message: &finding.message,
            why: finding.rule.why,
            fix: finding.rule.fix,
            reference: finding.rule.reference,
            subject: finding.subject.as_deref(),
        };
        Self { findings: findings.iter().map(report).collect() }
    }
}

/// SARIF with one result per finding, at `line` of the file `uri`. Every rule is listed, so that a result can refer to one
/// by its index. The token itself is not in it.
pub fn sarif(findings: &[Finding], uri: &str, line: usize) -> Value {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": {"text": rule.why},
                "fullDescription": {"text": format!("{} {}", rule.why, rule.reference)},
                "help": {"text": format!("{} ({})", rule.fix, rule.reference)},
                "defaultConfiguration": {"level": rule.level.name()},
            })
        })
        .collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            json!({
                "ruleId": finding.rule.id,
                "ruleIndex": RULES.iter().position(|rule| rule.id == finding.rule.id),
                "level": finding.rule.level.name(),
                "message": {"text": finding.message},
                "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": {"startLine": line},
                }}],
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "tokctl",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "results": results,
        }],
    })
}
