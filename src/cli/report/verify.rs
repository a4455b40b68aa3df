//! What `verify` answers.

use serde::Serialize;

use crate::base::Fault;
use crate::base::json::{Json, Object};
use crate::core::tokens::batch::LineAnswer;
use crate::core::tokens::verify::Judgement;
use crate::token::decode::Payload;
use crate::token::verify::{Signed, Verdict};

/// How a token was judged.
#[derive(Debug, Serialize)]
pub struct VerifyReport<'a> {
    /// Whether it is good.
    pub valid: bool,
    /// Everything that speaks against it.
    pub errors: &'a [Fault],
    /// What was not checked.
    pub not_checked: &'a [&'static str],
    /// The key that the signature was accepted with.
    pub key: Option<KeyReport<'a>>,
    /// The header, where it could be read.
    pub header: Option<&'a Object<'static>>,
    /// The payload, where the signature was accepted.
    pub payload: Json<'static>,
    /// How a payload that is not JSON is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_encoding: Option<&'static str>,
    /// The moment that it was judged as of.
    pub as_of: i64,
    /// What the reader should know.
    pub notes: Vec<String>,
}

/// The key that a signature was accepted with.
#[derive(Debug, Serialize)]
pub struct KeyReport<'a> {
    /// Its name.
    pub kid: Option<&'a str>,
    /// The algorithm.
    pub alg: &'static str,
    /// Where it came from.
    pub source: &'a str,
}

impl<'a> VerifyReport<'a> {
    /// The report on a judgement made as of `as_of`, in Unix seconds.
    pub fn new(judgement: &'a Judgement, as_of: i64) -> Self {
        let signed: Option<&Signed> = match &judgement.verdict {
            Verdict::Valid(verified) => Some(verified.signed()),
            Verdict::Rejected(signed, _) => Some(signed),
            Verdict::Unsigned(_) => None,
        };
        let header = match &judgement.verdict {
            Verdict::Unsigned(refusal) => refusal.header.as_ref(),
            _ => signed.map(Signed::header),
        };
        let payload = signed.map(|signed| Payload::of(signed.payload()));
        let (payload, payload_encoding) = match &payload {
            None => (Json::Null, None),
            Some(payload) => {
                let (json, encoding) = payload.to_json();
                (json.into_owned(), encoding)
            }
        };
        let key = signed.map(Signed::key).map(|key| KeyReport {
            kid: key.kid.as_deref(),
            alg: key.alg.name(),
            source: &key.source,
        });
        Self {
            valid: judgement.is_valid(),
            errors: judgement.faults(),
            not_checked: &judgement.not_checked,
            key,
            header: header.map(|header| header.members()),
            payload,
            payload_encoding,
            as_of,
            notes: signed.map(|signed| signed.notes().to_vec()).unwrap_or_default(),
        }
    }
}

/// One line of a batch.
#[derive(Debug, Serialize)]
pub struct LineReport<'a> {
    /// The line's number.
    pub line: u64,
    /// Whether its token is good.
    pub valid: bool,
    /// What speaks against it.
    pub errors: &'a [Fault],
    /// The key that its signature was accepted with.
    pub kid: Option<&'a str>,
    /// Its claims, where they were asked for and the signature was accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<&'a Object<'a>>,
}

impl<'a> LineReport<'a> {
    /// Writes it as JSON to the end of `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        // Nearly every line of a batch is this one, and a million of them a second are wanted. A vector takes every byte,
        // and the report has nothing that JSON could not say.
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

    /// The report on one line.
    pub fn new(answer: &'a LineAnswer<'a>, show_claims: bool) -> Self {
        Self {
            line: answer.number,
            valid: answer.faults.is_empty(),
            errors: answer.faults,
            kid: answer.kid,
            payload: answer.claims.filter(|_| show_claims),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Code;

    #[test]
    fn a_line_is_the_same_however_it_is_written() {
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
