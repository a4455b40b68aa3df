//! The report of `verify`.

use serde::Serialize;

use crate::base::json::{Json, Object};
use crate::base::{Fault, Timestamp};
use crate::core::tokens::batch::LineResult;
use crate::core::tokens::second_opinion::Comparison;
use crate::token::decode::Payload;
use crate::token::policy::Policy;
use crate::token::signature::cause::Cause;
use crate::token::verify::{Signed, Verdict};

use super::explain::ExplainedCheck;

#[derive(Debug, Serialize)]
pub struct VerifyReport<'a> {
    pub valid: bool,
    pub errors: &'a [Fault],
    pub not_checked: Vec<&'static str>,
    pub key: Option<UsedKeyReport<'a>>,
    /// Null if it could not be read.
    pub header: Option<&'a Object<'static>>,
    /// Null unless the signature was accepted.
    pub payload: Json<'static>,
    /// The encoding of a payload that is not JSON: `text` or `base64url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_encoding: Option<&'static str>,
    /// Unix seconds.
    pub as_of: i64,
    pub notes: Vec<String>,
    /// Present with `--second-opinion`: `agrees`, or `not_asked`, for which a note has the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_opinion: Option<&'static str>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation<'a>>,
}

/// What `--explain` adds.
#[derive(Debug, Serialize)]
pub struct Explanation<'a> {
    /// Why the signature was not accepted, if a search found it.
    pub cause: Option<&'a Cause>,
    pub checks: Vec<ExplainedCheck<'a>>,
}

/// The key that a signature was accepted with.
#[derive(Debug, Serialize)]
pub struct UsedKeyReport<'a> {
    pub kid: Option<&'a str>,
    pub alg: &'static str,
    pub source: &'a str,
}

impl<'a> VerifyReport<'a> {
    /// The report on a verdict by `policy` at `now`.
    pub fn new(verdict: &'a Verdict<'_>, policy: &Policy, now: Timestamp, opinion: Option<&Comparison>) -> Self {
        let signed = verdict.signed();
        let claims = signed.and_then(|signed| signed.claims().ok());
        let mut notes = verdict.notes();
        notes.extend(claims.map(|claims| policy.notes(claims, now)).unwrap_or_default());
        let second_opinion = opinion.map(|opinion| match opinion {
            Comparison::NotAsked(reason) => {
                notes.push(format!("no second opinion: {reason}"));
                "not_asked"
            }
            Comparison::Agrees | Comparison::Disagrees(_) => {
                notes.push(match signed {
                    Some(_) => "second opinion: jsonwebtoken also accepts the signature".to_owned(),
                    None => "second opinion: jsonwebtoken also refuses the signature".to_owned(),
                });
                "agrees"
            }
        });
        let payload = signed.map(|signed| Payload::of(signed.payload()));
        let (payload, payload_encoding) = match &payload {
            None => (Json::Null, None),
            Some(payload) => {
                let (json, encoding) = payload.to_json();
                (json.into_owned(), encoding)
            }
        };
        let key = signed.map(Signed::key).map(|key| UsedKeyReport {
            kid: key.kid.as_deref(),
            alg: key.alg.name(),
            source: &key.source,
        });
        Self {
            valid: verdict.is_valid(),
            errors: verdict.faults(),
            not_checked: verdict.not_checked(),
            key,
            header: verdict.header().map(|header| header.members()),
            payload,
            payload_encoding,
            as_of: now.secs(),
            notes,
            second_opinion,
            explanation: None,
        }
    }

    /// With every check of `verdict`, which recorded what it compared.
    #[must_use]
    pub fn explained(self, verdict: &'a Verdict<'_>) -> Self {
        Self { explanation: Some(Explanation { cause: verdict.cause(), checks: ExplainedCheck::all(verdict) }), ..self }
    }
}

/// One line of a batch.
#[derive(Debug, Serialize)]
pub struct LineReport<'a> {
    pub line: u64,
    pub valid: bool,
    pub errors: &'a [Fault],
    pub kid: Option<&'a str>,
    /// Present with `--claims` if the signature was accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<&'a Object<'a>>,
}

impl<'a> LineReport<'a> {
    /// Appends the report to `out` as JSON.
    pub fn write(&self, out: &mut Vec<u8>) {
        // Fast path for valid tokens: the target is a million lines a second. Neither a write to a vector nor the
        // serialization of these types can fail.
        if self.errors.is_empty() && self.payload.is_none() {
            out.extend_from_slice(b"{\"line\":");
            let _ = serde_json::to_writer(&mut *out, &self.line);
            out.extend_from_slice(b",\"valid\":");
            let _ = serde_json::to_writer(&mut *out, &self.valid);
            out.extend_from_slice(b",\"errors\":[],\"kid\":");
            let _ = serde_json::to_writer(&mut *out, &self.kid);
            out.push(b'}');
        } else {
            let _ = serde_json::to_writer(out, self);
        }
    }

    pub fn new(result: &'a LineResult<'a>, show_claims: bool) -> Self {
        let signed = result.verdict.signed();
        let claims = || signed.and_then(|signed| signed.claims().ok());
        Self {
            line: result.number,
            valid: result.verdict.is_valid(),
            errors: result.verdict.faults(),
            kid: signed.and_then(|signed| signed.key().kid.as_deref()),
            payload: show_claims.then(claims).flatten(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Code;

    #[test]
    fn the_fast_path_writes_the_same_line() {
        let fault = Fault::new(Code::Expired, "\"old\"").claim("exp");
        let claims: Object<'_> = [("sub", Json::string("a\n"))].into_iter().collect();
        for errors in [&[][..], &[fault]] {
            for kid in [None, Some(""), Some("a\"\\\n\u{7f}é\u{1f600}")] {
                for payload in [None, Some(&claims)] {
                    for line in [1, u64::MAX] {
                        let report = LineReport { line, valid: errors.is_empty(), errors, kid, payload };
                        let mut out = b"before".to_vec();
                        report.write(&mut out);
                        assert_eq!(out, format!("before{}", serde_json::to_string(&report).unwrap()).as_bytes());
                    }
                }
            }
        }
    }
}
