//! Everything about a pasted token in one report: decoded, checked for mistakes, verified, compared with another.

use serde::Serialize;

use crate::base::Fault;
use crate::token::decode::Unverified;

use super::claims::{self, ClaimsOfClass, ExplainedMember, Times};
use super::decode::DecodeReport;
use super::diff::DiffReport;
use super::lint::LintReport;
use super::verify::VerifyReport;

#[derive(Debug, Serialize)]
pub struct InspectReport<'a> {
    pub notes: &'a [String],
    pub decode: ExplainedDecode<'a>,
    pub lint: LintReport<'a>,
    /// Null if the key could not be read.
    pub verify: Option<VerifyReport<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_error: Option<&'a Fault>,
    /// Present with a second token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diff: Option<DiffReport<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diff_error: Option<&'a Fault>,
}

/// The report on a text that is not a token.
#[derive(Debug, Serialize)]
pub struct NotATokenReport<'a> {
    pub notes: &'a [String],
    pub error: &'a Fault,
}

/// A decoded token with the meaning of each member.
#[derive(Debug, Serialize)]
pub struct ExplainedDecode<'a> {
    #[serde(flatten)]
    pub token: DecodeReport<'a>,
    pub header_parameters: Vec<ExplainedMember<'a>>,
    /// Empty if the payload is not a set of claims.
    pub claims: Vec<ClaimsOfClass<'a>>,
}

impl<'a> ExplainedDecode<'a> {
    pub fn new(token: &'a Unverified, times: Times) -> Self {
        Self {
            token: DecodeReport::new(token, times.now),
            header_parameters: claims::header_parameters(&token.header),
            claims: token.claims().map(|members| claims::by_class(members, times)).unwrap_or_default(),
        }
    }
}
