//! The checks that a verification made, in order, with what each of them compared.

use crate::base::Fault;
use crate::base::json::{Json, Object};

use crate::token::check::usual_mistake;

/// One check and its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was checked: `issuer`, `expiry`, …
    pub subject: &'static str,
    pub result: CheckResult,
    /// What was compared; only in an explanation.
    pub values: Option<Box<Compared>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckResult {
    Passed,
    Failed(Box<Fault>),
    /// The policy does not require it, or an earlier check failed.
    NotChecked,
}

/// What a check expected and what it found, for a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    pub expected: String,
    pub found: String,
    pub difference: Option<FirstDifference>,
}

/// Where two texts differ first, as indices of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct FirstDifference {
    pub expected: usize,
    pub found: usize,
}

impl Compared {
    pub fn new(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { expected: expected.into(), found: found.into(), difference: None }
    }

    /// One of several strings was expected. An empty list expects nothing.
    pub(in crate::token) fn one_of(expected: &[String], found: Option<&Json<'_>>) -> Self {
        let texts: Vec<String> = expected.iter().map(|text| Json::string(text.as_str()).to_string()).collect();
        let mut values = Self::new(texts.join(" or "), value(found));
        if texts.is_empty() {
            values.expected = ANYTHING.to_owned();
        }
        let found: Vec<String> = match found {
            Some(text @ Json::String(_)) => vec![text.to_string()],
            Some(Json::Array(items)) => items.iter().map(Json::to_string).collect(),
            _ => Vec::new(),
        };
        // The first item of an array begins after the bracket; a comma separates the items.
        let inside = if found.first().is_some_and(|first| *first == values.found) { 0 } else { 1 };
        let pairs = places(&texts, 0, " or ".len()).flat_map(|(at, text)| {
            places(&found, inside, 1).map(move |(found_at, found)| (usual_mistake::first(text, found), at, found_at))
        });
        let closest = pairs.max_by_key(|(same, ..)| *same);
        let is_same = texts.iter().any(|text| found.contains(text));
        values.difference = closest
            .filter(|_| !is_same)
            .map(|(same, at, found_at)| FirstDifference { expected: at + same, found: found_at + same });
        values
    }

    /// One value was expected.
    pub(in crate::token) fn equal(expected: &Json<'_>, found: Option<&Json<'_>>) -> Self {
        let values = Self::new(expected.to_string(), value(found));
        let Some(json) = found.filter(|found| *found != expected) else { return values };
        let same = usual_mistake::first(&values.expected, &json.to_string());
        Self { difference: Some(FirstDifference { expected: same, found: same }), ..values }
    }
}

/// What a policy without a rule expects.
pub(in crate::token) const ANYTHING: &str = "anything";

/// The claim as JSON.
pub(in crate::token) fn claim(claims: &Object<'_>, name: &str) -> String {
    value(claims.get(name))
}

pub(in crate::token) fn value(found: Option<&Json<'_>>) -> String {
    found.map_or_else(|| "nothing".to_owned(), Json::to_string)
}

/// Each string and the index of its first character, if the strings are joined by `joint` characters.
fn places(texts: &[String], start: usize, joint: usize) -> impl Iterator<Item = (usize, &str)> {
    texts.iter().scan(start, move |at, text| {
        let place = *at;
        *at += text.chars().count() + joint;
        Some((place, text.as_str()))
    })
}

/// The checks made of one token, in order. Only a verification makes one.
#[derive(Debug, Default)]
pub struct Checks {
    list: Vec<Check>,
    is_explained: bool,
}

impl Checks {
    /// For a verdict: the checks after the signature, without what they compared.
    pub fn brief() -> Self {
        // Most policies make at most this many checks.
        Self { list: Vec::with_capacity(10), is_explained: false }
    }

    /// For an explanation: every check with what it compared.
    pub fn explained() -> Self {
        Self { list: Vec::with_capacity(20), is_explained: true }
    }

    /// Records a step before the signature is accepted, for an explanation only: its fault is the verdict itself.
    pub(in crate::token) fn step(
        &mut self,
        subject: &'static str,
        fault: Option<&Fault>,
        values: impl FnOnce() -> Compared,
    ) {
        if self.is_explained {
            let result = fault.map_or(CheckResult::Passed, |fault| CheckResult::Failed(Box::new(fault.clone())));
            self.list.push(Check { subject, result, values: Some(Box::new(values())) });
        }
    }

    /// Records checks that were not made because an earlier one failed, for an explanation only.
    pub(in crate::token) fn skip(&mut self, subjects: &[&'static str]) {
        if self.is_explained {
            let skipped = |subject: &&'static str| Check { subject, result: CheckResult::NotChecked, values: None };
            self.list.extend(subjects.iter().map(skipped));
        }
    }

    /// Records a check that failed with `fault`, or else passed if it was `required`.
    pub(in crate::token) fn record(
        &mut self,
        subject: &'static str,
        required: bool,
        fault: Option<Fault>,
        values: impl FnOnce() -> Compared,
    ) {
        let result = match fault {
            Some(fault) => CheckResult::Failed(Box::new(fault)),
            None if required => CheckResult::Passed,
            None => CheckResult::NotChecked,
        };
        let values = self.is_explained.then(|| Box::new(values()));
        self.list.push(Check { subject, result, values });
    }

    pub fn iter(&self) -> impl Iterator<Item = &Check> {
        self.list.iter()
    }

    pub(in crate::token) fn faults(&self) -> Vec<Fault> {
        let failed = |check: &Check| match &check.result {
            CheckResult::Failed(fault) => Some(Fault::clone(fault)),
            CheckResult::Passed | CheckResult::NotChecked => None,
        };
        self.list.iter().filter_map(failed).collect()
    }

    /// The names of the checks that were not made.
    pub fn not_checked(&self) -> Vec<&'static str> {
        let not_checked = self.list.iter().filter(|check| check.result == CheckResult::NotChecked);
        not_checked.map(|check| check.subject).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::{self, Duplicates};

    fn one_of(expected: &[&str], found: &str) -> (String, String, Option<(usize, usize)>) {
        let expected: Vec<String> = expected.iter().map(|text| (*text).to_owned()).collect();
        let found = json::parse(found.as_bytes(), Duplicates::Refuse).unwrap();
        let values = Compared::one_of(&expected, Some(&found));
        (values.expected, values.found, values.difference.map(|place| (place.expected, place.found)))
    }

    #[test]
    fn the_closest_of_several_values_is_marked() {
        for (expected, found, place) in [
            (&["abc"][..], r#""abd""#, Some((3, 3))),
            (&["abc"], r#""abc""#, None),
            (&["x", "abc"], r#""abd""#, Some((10, 3))),
            (&["abc"], r#"["x","abd"]"#, Some((3, 8))),
            (&["abc"], r#"["x","abc"]"#, None),
            (&["abc"], "[]", None),
            (&["abc"], "7", None),
            (&[], r#""abc""#, None),
        ] {
            let (left, right, found_place) = one_of(expected, found);
            assert_eq!(found_place, place, "{left} {right}");
        }
        assert_eq!(one_of(&["x", "abc"], r#""abd""#).0, r#""x" or "abc""#);
        assert_eq!(one_of(&[], r#""abc""#).0, ANYTHING);
    }
}
