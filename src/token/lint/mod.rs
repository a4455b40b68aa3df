//! Mistakes in a token that can be seen without its key.
//!
//! A rule is a row in `rules`; a check reports the ID of a rule and what it found.

mod claims;
mod encoding;
mod header;
mod rules;
mod secrets;
mod values;

use std::collections::BTreeMap;

use crate::base::Timestamp;

use super::decode::{Payload, Unverified};

pub use encoding::{Recoded, recode};
pub use rules::{RULES, Rule};
pub use secrets::Guess;

/// A rule that a token breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: &'static Rule,
    /// What is wrong in this token. Never the token, a secret or a personal value.
    pub message: String,
    /// The claim or header parameter.
    pub subject: Option<String>,
}

/// Findings of one rule that are reported one by one; a hostile token may have tens of thousands.
const MAX_PER_RULE: usize = 1000;

/// What a check adds findings to.
#[derive(Default)]
struct Findings {
    found: Vec<Finding>,
    counts: BTreeMap<&'static str, usize>,
}

impl Findings {
    fn add(&mut self, id: &str, subject: Option<&str>, message: impl Into<String>) {
        let Some(rule) = rules::rule(id) else { return };
        let count = self.counts.entry(rule.id).or_default();
        *count += 1;
        if *count <= MAX_PER_RULE {
            self.found.push(Finding { rule, message: message.into(), subject: subject.map(str::to_owned) });
        }
    }

    /// The findings, errors first.
    fn into_sorted(self) -> Vec<Finding> {
        let mut found = self.found;
        for (id, count) in self.counts.into_iter().filter(|(_, count)| *count > MAX_PER_RULE) {
            found.extend(finding(id, format!("{} more of these", count - MAX_PER_RULE)));
        }
        sort(&mut found);
        found
    }
}

/// Every rule that `token` breaks at `now`, errors first. `text` is the token as it is written. A signature by a well-known
/// secret is found with [`Guess`], which takes longer.
pub fn lint(token: &Unverified, text: &str, now: Timestamp) -> Vec<Finding> {
    let mut found = Findings::default();
    header::check(&token.header, &mut found);
    size(text, &mut found);
    match &token.payload {
        Some(Payload::Json(payload)) if token.claims().is_some() => {
            if let Some(claims) = token.claims() {
                claims::check(claims, now, &mut found);
                values::check(payload, &mut found);
            }
        }
        Some(Payload::Text(text)) if text.trim_start().starts_with('{') => {
            found.add("invalid-json", None, "the payload begins like a JSON object, but verifiers cannot read it");
        }
        Some(_) => found.add("not-claims", None, "the payload is not a JSON object, so it has no claims"),
        None => {}
    }
    found.into_sorted()
}

/// A finding of the rule `id` about something besides the token, such as its key.
pub fn finding(id: &str, message: impl Into<String>) -> Option<Finding> {
    rules::rule(id).map(|rule| Finding { rule, message: message.into(), subject: None })
}

/// Puts errors first, and keeps the order otherwise.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.rule.level));
}

/// A browser drops a cookie over this many bytes, its name and attributes included (RFC 6265 §6.1).
const COOKIE: usize = 4096;

/// The usual limit of a server on all request headers together.
const HEADER: usize = 8192;

fn size(text: &str, found: &mut Findings) {
    match text.len() {
        length if length > HEADER => {
            found.add(
                "too-long",
                None,
                format!("the token has {length} bytes; many servers refuse headers over {HEADER}"),
            );
        }
        length if length > COOKIE => {
            found.add(
                "too-long-for-a-cookie",
                None,
                format!("the token has {length} bytes; browsers drop cookies over {COOKIE}"),
            );
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
