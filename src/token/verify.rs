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

use super::decode;
use super::keyset::{KeySet, KeyUsed, Selection};
use super::parser::{Parsed, Refusal, Selected, parse};
use super::policy::Policy;
use crate::token::check::record::{self, Checks, Compared};
use crate::token::signature::search::Cause;

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
            let key = key.unwrap_or_default();
            return Ok(Accepted { signed: Signed { selected, key, payload }, signing_input, checks });
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
                    policy.check(signed.header().members(), &claims, issuer, now, &mut checks);
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

impl Signed<'_> {
    pub fn header(&self) -> &Header {
        &self.selected.header
    }

    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The claims: one JSON object without duplicate members at any depth.
    pub fn claims(&self) -> Result<Object<'_>, Fault> {
        json::parse_object(&self.payload, Duplicates::Refuse).map_err(|error| {
            match decode::not_claims(self.header().members(), &self.payload) {
                Some((message, hint)) => Fault::new(Code::Malformed, message).hint(hint),
                None => Fault::new(Code::Malformed, format!("the payload is not a set of claims: {error}"))
                    .hint("use --signature-only to verify a payload that is not a JWT"),
            }
        })
    }

    /// The key that the signature was accepted with.
    pub fn key(&self) -> &KeyUsed {
        self.selected.selection.key(self.key)
    }

    fn notes(&self) -> Vec<String> {
        self.selected.selection.notes(self.key)
    }

    fn into_owned(self) -> Signed<'static> {
        Signed { selected: self.selected, key: self.key, payload: Cow::Owned(self.payload.into_owned()) }
    }
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
mod tests {
    use super::*;
    use crate::base::{Secret, b64};
    use crate::jose::{Algorithm, Key, SigningKey, Strength};
    use crate::token::keyset::{Candidate, KeyIssuer};
    use crate::token::parser::TokenParser;

    const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";
    const NOW: Timestamp = Timestamp::from_secs(1_700_000_000);

    fn keys() -> KeySet {
        let key = Key::from_secret(Secret::from(SECRET));
        KeySet::new(
            vec![Candidate { key, source: "--secret".into(), any_kid: true, issuer: KeyIssuer::Any }],
            vec![],
            Strength::Required,
        )
    }

    fn token(header: &str, payload: &str) -> String {
        let alg = Algorithm::from_name("HS256").unwrap();
        let key = SigningKey::new(&Key::from_secret(Secret::from(SECRET)), alg, Strength::Required).unwrap();
        let mut signature = Vec::new();
        let input = format!("{}.{}", b64::encode(header), b64::encode(payload));
        key.sign(input.as_bytes(), &mut signature).unwrap();
        format!("{input}.{}", b64::encode(signature))
    }

    fn codes(token: &str, policy: &Policy) -> Vec<Code> {
        let verdict = verify(token, &keys(), policy, NOW);
        let codes: Vec<Code> = verdict.faults().iter().map(|fault| fault.code).collect();
        assert_eq!(verdict.is_valid(), codes.is_empty());
        let mut parser = TokenParser::new(Arc::new(keys()));
        for _ in 0..2 {
            let again = parser.parse(token).and_then(Parsed::check_signature);
            let again = again.map_or_else(Verdict::Refused, |accepted| accepted.check_claims(policy, NOW, None));
            assert_eq!(again.faults(), verdict.faults(), "a reused parser answers the same");
        }
        codes
    }

    fn claims(payload: &str, policy: &Policy) -> Vec<Code> {
        codes(&token(r#"{"alg":"HS256"}"#, payload), policy)
    }

    #[test]
    fn times_of_every_kind() {
        let policy = Policy::default();
        for (payload, expected) in [
            (r#"{"exp":1700000001}"#, vec![]),
            (r#"{"exp":1700000000}"#, vec![Code::Expired]),
            (r#"{"exp":1700000000.001}"#, vec![]),
            (r#"{"exp":1.7e9}"#, vec![Code::Expired]),
            (r#"{"exp":-5}"#, vec![Code::Expired]),
            (r#"{"exp":1e400}"#, vec![]),
            (r#"{"exp":99999999999999999999999}"#, vec![]),
            (r#"{"exp":"1800000000"}"#, vec![Code::InvalidClaim]),
            (r#"{"exp":null}"#, vec![Code::InvalidClaim]),
            (r#"{}"#, vec![Code::MissingClaim]),
            (r#"{"exp":1800000000,"nbf":1700000001}"#, vec![Code::NotYetValid]),
            (r#"{"exp":1800000000,"nbf":1700000000.0001}"#, vec![Code::NotYetValid]),
            (r#"{"exp":1,"nbf":1e400}"#, vec![Code::Expired, Code::NotYetValid]),
            (r#"{"exp":1800000000,"nbf":[]}"#, vec![Code::InvalidClaim]),
            (r#"{"exp":1800000000,"exp":1}"#, vec![Code::Malformed]),
            (r#"{"exp":1800000000,"a":{"b":1,"b":2}}"#, vec![Code::Malformed]),
            (r#"[]"#, vec![Code::Malformed]),
            ("", vec![Code::Malformed]),
        ] {
            assert_eq!(claims(payload, &policy), expected, "{payload}");
        }
    }

    #[test]
    fn leeway_counts_on_both_sides() {
        let policy = Policy { leeway: std::time::Duration::from_secs(10), ..Policy::default() };
        assert_eq!(claims(r#"{"exp":1699999991,"nbf":1700000010}"#, &policy), []);
        assert_eq!(claims(r#"{"exp":1699999990,"nbf":1700000011}"#, &policy), [Code::Expired, Code::NotYetValid]);
    }

    #[test]
    fn every_failure_is_reported_at_once() {
        let policy = Policy {
            issuers: vec!["us".into()],
            audiences: vec!["api".into()],
            subject: Some("alice".into()),
            typ: Some("at+jwt".into()),
            scopes: vec!["read".into()],
            roles: vec!["ADMIN".into()],
            max_age: Some(std::time::Duration::from_secs(60)),
            ..Policy::default()
        };
        let found = claims(r#"{"iss":"them","aud":["a","b"],"sub":"bob","exp":1,"iat":1,"scope":"write"}"#, &policy);
        let expected = [
            Code::WrongType,
            Code::Expired,
            Code::TooOld,
            Code::WrongIssuer,
            Code::WrongAudience,
            Code::WrongSubject,
            Code::MissingScope,
            Code::MissingRole,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn nothing_is_reported_about_claims_before_the_signature_is_accepted() {
        let good = token(r#"{"alg":"HS256"}"#, r#"{"exp":1}"#);
        let forged = format!("{}A", &good[..good.len() - 1]);
        let found = codes(&forged, &Policy::default());
        assert!(found == [Code::BadSignature] || found == [Code::Malformed], "{found:?}");
        assert_eq!(codes(&good.replacen('.', ".A", 1), &Policy::default()).len(), 1);
    }

    #[test]
    fn the_header_chooses_nothing() {
        for alg in ["none", "None", "nOnE", "NONE", "HS384", "RS256", "hs256", "", "HS256 "] {
            let token = token(&format!(r#"{{"alg":"{alg}"}}"#), r#"{"exp":1800000000}"#);
            let expected = if alg == "HS384" { Code::KeyRefused } else { Code::AlgorithmRefused };
            let found = codes(&token, &Policy::default());
            assert!(found == [expected] || found == [Code::BadSignature], "{alg}: {found:?}");
            let unsigned = format!("{}.", token.rsplit_once('.').unwrap().0);
            assert_ne!(codes(&unsigned, &Policy::default()), [], "{alg}");
        }
    }

    #[test]
    fn encrypted_tokens_are_recognized() {
        let header = b64::encode(r#"{"alg":"dir","enc":"A128GCM"}"#);
        assert_eq!(codes(&format!("{header}..aXY.dGV4dA.dGFn"), &Policy::default()), [Code::Encrypted]);
        assert_eq!(codes("e30.b.c.d.e", &Policy::default()), [Code::Malformed]);
        assert_eq!(codes(&token(r#"{"alg":"HS256","enc":"A128GCM"}"#, "{}"), &Policy::default()), [Code::Encrypted]);
    }

    #[test]
    fn critical_extensions_are_refused_after_the_signature() {
        let token = token(r#"{"alg":"HS256","crit":["b64"],"b64":false}"#, r#"{"exp":1800000000}"#);
        assert_eq!(codes(&token, &Policy::default()), [Code::UnknownCrit]);
    }

    #[test]
    fn what_the_state_says_is_one_of_the_checks() {
        let token = token(r#"{"alg":"HS256"}"#, r#"{"exp":1800000000}"#);
        let accept = |token| parse(token, &keys()).unwrap().check_signature().unwrap();
        let check = |faults: Option<Vec<Fault>>| {
            let accepted = accept(&token);
            assert_eq!(accepted.signing_input(), token.rsplit_once('.').unwrap().0);
            let revocation = faults.map(|faults| RevocationChecked::new(&accepted, faults));
            let verdict = accepted.check_claims(&Policy::default(), NOW, revocation);
            (verdict.faults().to_vec(), verdict.not_checked().contains(&"revocation"))
        };
        let revoked = Fault::new(Code::Revoked, "revoked");
        assert_eq!(check(None), (vec![], true));
        assert_eq!(check(Some(vec![])), (vec![], false));
        assert_eq!(check(Some(vec![revoked.clone()])), (vec![revoked], false));

        let other = self::token(r#"{"alg":"HS256"}"#, r#"{"exp":1800000001}"#);
        let of_other = RevocationChecked::new(&accept(&other), vec![]);
        let verdict = accept(&token).check_claims(&Policy::default(), NOW, Some(of_other));
        assert_eq!(verdict.faults()[0].code, Code::Internal);
    }

    #[test]
    fn a_policy_for_the_signature_alone_still_refuses_crit() {
        let policy = Policy { signature_only: true, issuers: vec!["us".into()], ..Policy::default() };
        assert_eq!(codes(&token(r#"{"alg":"HS256"}"#, "no claims"), &policy), []);
        let critical = token(r#"{"alg":"HS256","crit":["x"],"x":1}"#, "no claims");
        assert_eq!(codes(&critical, &policy), [Code::UnknownCrit]);
        let verdict = verify(&token(r#"{"alg":"HS256"}"#, "no claims"), &keys(), &policy, NOW);
        assert_eq!(verdict.not_checked(), ["claims", "revocation"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gets_a_verdict(token in "[a-zA-Z0-9_=.-]{0,60}") {
            proptest::prop_assert_ne!(codes(&token, &Policy::default()), vec![]);
        }

        #[test]
        fn any_change_is_noticed(at in 0..1000_usize, byte in proptest::sample::select(b"ABCxyz019-_".to_vec())) {
            let good = token(r#"{"alg":"HS256"}"#, r#"{"exp":1800000000}"#);
            let at = at % good.len();
            let mut changed = good.clone().into_bytes();
            changed[at] = byte;
            let changed = String::from_utf8(changed).unwrap();
            proptest::prop_assert_eq!(codes(&changed, &Policy::default()).is_empty(), changed == good);
        }
    }
}
