//! Findings of `lint` as JSON, and as SARIF 2.1.0 (OASIS).

use serde::Serialize;

use crate::base::Level;
use crate::token::lint::{Finding, RULES};

use super::finding::FindingReport;

#[derive(Debug, Serialize)]
pub struct LintReport<'a> {
    pub findings: Vec<FindingReport<'a>>,
}

impl<'a> LintReport<'a> {
    pub fn new(findings: &'a [Finding]) -> Self {
        Self { findings: findings.iter().map(FindingReport::from).collect() }
    }
}

/// SARIF with one result per finding, at `line` of the file `uri`. Every rule is listed, so that a result can refer to one
/// by its index. The token itself is not in it.
pub fn sarif<'a>(findings: &'a [Finding], uri: &'a str, line: usize) -> SarifLog<'a> {
    let rules = RULES.iter().map(|rule| ReportingDescriptor {
        id: rule.id,
        short_description: SarifText { text: rule.why },
        full_description: SarifText { text: format!("{} {}", rule.why, rule.reference) },
        help: SarifText { text: format!("{} ({})", rule.fix, rule.reference) },
        default_configuration: Configuration { level: rule.level },
    });
    let results = findings.iter().map(|finding| SarifResult {
        rule_id: finding.rule.id,
        rule_index: RULES.iter().position(|rule| rule.id == finding.rule.id),
        level: finding.rule.level,
        message: SarifText { text: &finding.message },
        locations: [SarifLocation {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri },
                region: Region { start_line: line },
            },
        }],
    });
    SarifLog {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver { name: "tokctl", version: env!("CARGO_PKG_VERSION"), rules: rules.collect() },
            },
            results: results.collect(),
        }],
    }
}

/// SARIF 2.1.0 section 3.13.
#[derive(Debug, Serialize)]
pub struct SarifLog<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Debug, Serialize)]
struct Run<'a> {
    tool: Tool,
    results: Vec<SarifResult<'a>>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<ReportingDescriptor>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor {
    id: &'static str,
    short_description: SarifText<&'static str>,
    full_description: SarifText<String>,
    help: SarifText<String>,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct SarifText<T> {
    text: T,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: Level,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    rule_index: Option<usize>,
    level: Level,
    message: SarifText<&'a str>,
    locations: [SarifLocation<'a>; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLocation<'a> {
    physical_location: PhysicalLocation<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation<'a>,
    region: Region,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation<'a> {
    uri: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
}
