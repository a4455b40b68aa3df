//! Verification in three steps: [`parse`] the token and select its keys, [`Parsed::check_signature`], and
//! [`Accepted::check_claims`]. A caller with a state reads it between the second step and the third, and passes its result
//! to the third. [`verify`] is the three steps without a state.
//!
//! Nothing but the third step makes a [`Verified`], which owns the checks that it passed.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::json::{self, Duplicates, Object};
use crate::base::time::Timestamp;
use crate::base::{Code, Fault};
use crate::jose::jws::Header;
use crate::jose::key::with_article;

use super::keyset::KeySet;
use super::not_claims;
use super::parser::{Parsed, Refusal, Selected, parse};
use super::policy::Policy;
use super::selection::{KeyUsed, Selection};
use crate::token::check::record::{self, Checks, Compared};
use crate::token::signature::cause::Cause;

/// What a state is asked for.
const NOT_REVOKED: &str = "no revocation of the token, its key, its session or its user";

/// Verifies one token at the time `now`, without asking whether it was revoked.
pub fn verify(token: &str, keys: &KeySet, policy: &Policy, now: Timestamp) -> Verdict<'static> {
    match parse(token, keys).and_then(Parsed::check_signature) {
        Ok(accepted) => accepted.check_claims(policy, now, None).into_owned(),
        Err(refusal) => Verdict::Refused(refusal),
    }
}

/// A token whose signature was accepted. Its claims are not checked yet.
#[derive(Debug)]
pub struct Accepted<'t> {
    signed: Signed<'t>,
    signing_input: &'t str,
    checks: Checks,
}

/// The result of a revocation lookup in a state. Only the lookup makes one, and for one token.
#[derive(Debug)]
pub struct RevocationChecked<'t> {
    signing_input: &'t str,
    faults: Vec<Fault>,
}

/// The contents of a token whose signature was accepted.
#[derive(Debug)]
pub struct Signed<'t> {
    selected: Arc<Selected>,
    /// The index of the key in the selection.
    key: usize,
    payload: Cow<'t, [u8]>,
    claims: Result<Object<'t>, Fault>,
}

/// A token whose signature was accepted and that passed every check of its policy.
#[derive(Debug)]
pub struct Verified<'t> {
    signed: Signed<'t>,
    checks: Checks,
}

/// A token whose signature was accepted and that failed at least one check.
#[derive(Debug)]
pub struct Rejected<'t> {
    signed: Signed<'t>,
    checks: Checks,
    faults: Vec<Fault>,
}

/// The result of a verification.
#[derive(Debug)]
pub enum Verdict<'t> {
    Valid(Verified<'t>),
    Rejected(Rejected<'t>),
    /// The signature was not accepted, or there was none to check.
    Refused(Box<Refusal>),
}

impl<'t> Parsed<'t> {
    /// The second step: tries the selected keys on the signature.
    pub fn check_signature(self) -> Result<Accepted<'t>, Box<Refusal>> {
        let Self { selected, signing_input, payload, signature, mut checks } = self;
        let selection = &selected.selection;
        let key = selection.verify(signing_input.as_bytes(), &signature);
        let fault = key.is_none().then(|| bad_signature(selection));
        checks.step("signature", fault.as_ref(), || {
            let found = match key {
                Some(key) => format!("one that {} accepts", selection.key(key)),
                None => format!(
                    "{} bytes that {} not accept",
                    signature.len(),
                    match selection.count() {
                        1 => "this key does",
                        _ => "these keys do",
                    }
                ),
            };
            let expected = with_article(&format!("{} signature", selection.algorithm()));
            Compared::new(format!("{expected} by {}", selection.describe()), found)
        });
        let Some(fault) = fault else {
            let signed = Signed::new(selected, key.unwrap_or_default(), payload);
            return Ok(Accepted { signed, signing_input, checks });
        };
        checks.skip(&["claims", "revocation"]);
        let notes = selection.notes_on_failure();
        Err(Box::new(Refusal { notes, checks, ..*Refusal::new(fault, Some(&selected.header)) }))
    }
}

impl<'t> Accepted<'t> {
    /// The contents, for asking the state about the token.
    pub fn signed(&self) -> &Signed<'t> {
        &self.signed
    }

    /// The bytes that were signed: encoded header and payload with the dot between.
    pub fn signing_input(&self) -> &'t str {
        self.signing_input
    }

    /// The third step: checks `crit` and the claims at the time `now`. `revocation` is what the state says about this token;
    /// `None` if no state was consulted, or if the state may have dropped the entry.
    pub fn check_claims(
        self,
        policy: &Policy,
        now: Timestamp,
        revocation: Option<RevocationChecked<'t>>,
    ) -> Verdict<'t> {
        let Self { signed, signing_input, mut checks } = self;
        let header = signed.header();
        checks.record("critical headers", true, header.crit_fault(), || {
            Compared::new("no \"crit\", since no extension is supported", record::value(header.members().get("crit")))
        });
        if policy.signature_only {
            checks.record("claims", false, None, || Compared::new(record::ANYTHING, "any payload"));
        } else {
            match signed.claims() {
                Ok(claims) => {
                    let issuer = &signed.key().issuer;
                    policy.check(signed.header().members(), claims, issuer, now, &mut checks);
                }
                Err(fault) => {
                    let found = fault.message.clone();
                    checks.record("claims", true, Some(fault), || {
                        Compared::new("a JSON object without duplicate members", found)
                    });
                }
            }
        }
        match revocation.map(|checked| checked.faults_of(signing_input)) {
            None => {
                checks.record("revocation", false, None, || Compared::new(record::ANYTHING, "no state was consulted"))
            }
            Some(faults) if faults.is_empty() => {
                checks.record("revocation", true, None, || Compared::new(NOT_REVOKED, "no revocation"));
            }
            Some(faults) => {
                for fault in faults {
                    let found = fault.message.clone();
                    checks.record("revocation", true, Some(fault), || Compared::new(NOT_REVOKED, found));
                }
            }
        }
        let faults = checks.faults();
        if faults.is_empty() {
            Verdict::Valid(Verified { signed, checks })
        } else {
            Verdict::Rejected(Rejected { signed, checks, faults })
        }
    }
}

impl<'t> RevocationChecked<'t> {
    /// For the code that reads a state. `faults` is every reason why the token is revoked, or why that could not be
    /// determined.
    pub(crate) fn new(accepted: &Accepted<'t>, faults: Vec<Fault>) -> Self {
        Self { signing_input: accepted.signing_input, faults }
    }

    fn faults_of(self, signing_input: &str) -> Vec<Fault> {
        if self.signing_input == signing_input {
            return self.faults;
        }
        vec![Fault::new(Code::Internal, "revocation was checked for another token")]
    }
}

impl<'t> Signed<'t> {
    fn new(selected: Arc<Selected>, key: usize, payload: Cow<'t, [u8]>) -> Self {
        let header = selected.header.members();
        let claims = match &payload {
            Cow::Borrowed(payload) => read_claims(header, payload),
            Cow::Owned(payload) => read_claims(header, payload).map(Object::into_owned),
        };
        Self { selected, key, payload, claims }
    }

    pub fn header(&self) -> &Header {
        &self.selected.header
    }

    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The claims: one JSON object without duplicate members at any depth.
    pub fn claims(&self) -> Result<&Object<'t>, Fault> {
        self.claims.as_ref().map_err(Fault::clone)
    }

    /// The key that the signature was accepted with.
    pub fn key(&self) -> &KeyUsed {
        self.selected.selection.key(self.key)
    }

    fn notes(&self) -> Vec<String> {
        self.selected.selection.notes(self.key)
    }

    fn into_owned(self) -> Signed<'static> {
        Signed {
            selected: self.selected,
            key: self.key,
            payload: Cow::Owned(self.payload.into_owned()),
            claims: self.claims.map(Object::into_owned),
        }
    }
}

fn read_claims<'p>(header: &Object<'_>, payload: &'p [u8]) -> Result<Object<'p>, Fault> {
    json::parse_object(payload, Duplicates::Refuse).map_err(|error| match not_claims::fault(header, payload) {
        Some(fault) => Fault::new(Code::Malformed, fault.message).hint(fault.hint),
        None => Fault::new(Code::Malformed, error.to_string()),
    })
}

impl<'t> Verified<'t> {
    pub fn signed(&self) -> &Signed<'t> {
        &self.signed
    }

    /// The checks that it passed.
    pub fn checks(&self) -> &Checks {
        &self.checks
    }
}

impl<'t> Rejected<'t> {
    pub fn signed(&self) -> &Signed<'t> {
        &self.signed
    }

    pub fn checks(&self) -> &Checks {
        &self.checks
    }
}

impl<'t> Verdict<'t> {
    /// The checks that were made. Of a token whose signature was not accepted there are some only in an explanation.
    pub fn checks(&self) -> &Checks {
        match self {
            Self::Valid(verified) => &verified.checks,
            Self::Rejected(rejected) => &rejected.checks,
            Self::Refused(refusal) => &refusal.checks,
        }
    }

    /// What a search for the cause of a bad signature found.
    pub fn cause(&self) -> Option<&Cause> {
        match self {
            Self::Refused(refusal) => refusal.cause.as_ref(),
            _ => None,
        }
    }

    pub fn is_valid(&self) -> bool {
        matches!(self, Self::Valid(_))
    }

    /// Every reason why the token is not valid.
    pub fn faults(&self) -> &[Fault] {
        match self {
            Self::Valid(_) => &[],
            Self::Rejected(rejected) => &rejected.faults,
            Self::Refused(refusal) => std::slice::from_ref(&refusal.fault),
        }
    }

    /// The contents of the token, if its signature was accepted.
    pub fn signed(&self) -> Option<&Signed<'t>> {
        match self {
            Self::Valid(verified) => Some(&verified.signed),
            Self::Rejected(rejected) => Some(&rejected.signed),
            Self::Refused(_) => None,
        }
    }

    /// The header, if it could be read.
    pub fn header(&self) -> Option<&Header> {
        match self {
            Self::Refused(refusal) => refusal.header.as_ref(),
            _ => self.signed().map(Signed::header),
        }
    }

    /// What a report should mention about the choice of the key.
    pub fn notes(&self) -> Vec<String> {
        match self {
            Self::Refused(refusal) => refusal.notes.clone(),
            _ => self.signed().map(Signed::notes).unwrap_or_default(),
        }
    }

    /// The names of the checks that were not made.
    pub fn not_checked(&self) -> Vec<&'static str> {
        match self {
            Self::Valid(verified) => verified.checks.not_checked(),
            Self::Rejected(rejected) => rejected.checks.not_checked(),
            Self::Refused(_) => vec!["claims", "revocation"],
        }
    }

    pub fn into_owned(self) -> Verdict<'static> {
        match self {
            Self::Valid(Verified { signed, checks }) => {
                Verdict::Valid(Verified { signed: signed.into_owned(), checks })
            }
            Self::Rejected(Rejected { signed, checks, faults }) => {
                Verdict::Rejected(Rejected { signed: signed.into_owned(), checks, faults })
            }
            Self::Refused(refusal) => Verdict::Refused(refusal),
        }
    }
}

fn bad_signature(selection: &Selection) -> Fault {
    let alg = selection.algorithm();
    let expected = match selection.count() {
        1 => format!("made with {}", selection.key(0)),
        count => format!("made with one of the {count} keys tried"),
    };
    let message = format!(
        "wrong signature: expected {} {expected}; the token was signed with a different key, or changed after it was \
         signed",
        with_article(&format!("{alg} signature"))
    );
    Fault::new(Code::BadSignature, message)
}

#[cfg(test)]
mod tests;
