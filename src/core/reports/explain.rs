//! The explanation of a verdict: every check in the order made.

use serde::Serialize;

use crate::base::named::named_enum;
use crate::token::check::record::{Check, CheckResult, FirstDifference};
use crate::token::verify::Verdict;

named_enum! {
    /// What a check came to.
    pub enum Decision {
        Passed = "passed",
        Failed = "failed",
        NotChecked = "not_checked",
    }
}

#[derive(Debug, Serialize)]
pub struct ExplainedCheck<'a> {
    /// Counted from 1.
    pub number: usize,
    pub check: &'static str,
    pub decided: Decision,
    pub expected: Option<&'a str>,
    pub found: Option<&'a str>,
    /// The indices of the first characters that differ.
    pub difference: Option<FirstDifference>,
}

impl<'a> ExplainedCheck<'a> {
    /// All checks of a verdict.
    pub fn all(verdict: &'a Verdict<'_>) -> Vec<Self> {
        (1..).zip(verdict.checks().iter()).map(|(number, check)| Self::new(number, check)).collect()
    }

    fn new(number: usize, check: &'a Check) -> Self {
        let values = check.values.as_deref();
        Self {
            number,
            check: check.subject,
            decided: match check.result {
                CheckResult::Passed => Decision::Passed,
                CheckResult::Failed(_) => Decision::Failed,
                CheckResult::NotChecked => Decision::NotChecked,
            },
            expected: values.map(|values| values.expected.as_str()),
            found: values.map(|values| values.found.as_str()),
            difference: values.and_then(|values| values.difference),
        }
    }
}
