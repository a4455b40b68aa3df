//! The report of `diff`.

use serde::Serialize;

use crate::base::json::Json;
use crate::base::named::named_enum;
use crate::token::diff::{Diff, Difference, MemberChange};

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

named_enum! {
    /// How a member differs.
    pub enum ChangeKind {
        Added = "added",
        Removed = "removed",
        Changed = "changed",
        Reordered = "reordered",
    }
}

#[derive(Debug, Serialize)]
pub struct DifferenceReport<'a> {
    pub path: &'a str,
    pub change: ChangeKind,
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
        let (change, a, b, added, removed) = match &difference.change {
            MemberChange::Added(value) => (ChangeKind::Added, None, Some(value), None, None),
            MemberChange::Removed(value) => (ChangeKind::Removed, Some(value), None, None, None),
            MemberChange::Changed { from, to } => (ChangeKind::Changed, Some(from), Some(to), None, None),
            MemberChange::Elements { from, to, added, removed } => {
                let change = match added.is_empty() && removed.is_empty() {
                    true => ChangeKind::Reordered,
                    false => ChangeKind::Changed,
                };
                (change, Some(from), Some(to), Some(added.as_slice()), Some(removed.as_slice()))
            }
        };
        Self { path: &difference.path, change, a, b, added, removed, seconds: difference.seconds_later() }
    }
}
