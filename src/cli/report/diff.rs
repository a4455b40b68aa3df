//! The report of `diff`.

use serde::Serialize;

use crate::base::json::Json;
use crate::token::diff::{Change, Diff, Difference};

use super::decode::NoteReport;

#[derive(Debug, Serialize)]
pub struct DiffReport<'a> {
    pub same: bool,
    /// Always false.
    pub verified: bool,
    pub header: Vec<DifferenceReport<'a>>,
    pub payload: Vec<DifferenceReport<'a>>,
    pub signature: SignatureReport,
    pub notes: Vec<NoteReport<'a>>,
}

#[derive(Debug, Serialize)]
pub struct SignatureReport {
    pub same: bool,
}

#[derive(Debug, Default, Serialize)]
pub struct DifferenceReport<'a> {
    pub path: &'a str,
    /// `added`, `removed`, `changed` or `reordered`.
    pub change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a: Option<&'a Json<'static>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b: Option<&'a Json<'static>>,
    /// Elements or words that only B has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added: Option<&'a [Json<'static>]>,
    /// Elements or words that only A has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed: Option<&'a [Json<'static>]>,
    /// How much later a time is in B.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<i64>,
}

impl<'a> DiffReport<'a> {
    pub fn new(diff: &'a Diff) -> Self {
        Self {
            same: diff.is_same,
            verified: false,
            header: diff.header.iter().map(DifferenceReport::new).collect(),
            payload: diff.payload.iter().map(DifferenceReport::new).collect(),
            signature: SignatureReport { same: diff.is_same_signature },
            notes: diff.notes.iter().map(|note| NoteReport { code: note.code, message: &note.message }).collect(),
        }
    }
}

impl<'a> DifferenceReport<'a> {
    fn new(difference: &'a Difference) -> Self {
        let base = Self { path: &difference.path, seconds: difference.seconds_later(), ..Self::default() };
        match &difference.change {
            Change::Added(value) => Self { change: "added", b: Some(value), ..base },
            Change::Removed(value) => Self { change: "removed", a: Some(value), ..base },
            Change::Changed { from, to } => Self { change: "changed", a: Some(from), b: Some(to), ..base },
            Change::Elements { from, to, added, removed } => {
                let change = if added.is_empty() && removed.is_empty() { "reordered" } else { "changed" };
                Self { change, a: Some(from), b: Some(to), added: Some(added), removed: Some(removed), ..base }
            }
        }
    }
}
