//! Verification: the only place where a `Verified` is made.

use crate::base::json::{self, Duplicates, Object};
use crate::base::time::Timestamp;
use crate::base::{Code, Fault};
use crate::jose::alg::Algorithm;
use crate::jose::jws::{Compact, Header, Malformed, Part};
use crate::jose::key::Form;

use super::decode::encrypted_header;
use super::keyset::{KeySet, Selection};
use super::policy::{Checks, Policy};

/// What the reader of a report should know where the key came in a certificate.
pub const CERTIFICATE: &str = "the certificate's dates and chain were not checked, only its key was used";

/// The key that a signature was accepted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyUsed {
    /// Its name.
    pub kid: Option<String>,
    /// The algorithm it was bound to.
    pub alg: Algorithm,
    /// Where it came from.
    pub source: String,
}

/// A token whose signature was accepted. Its claims are not judged yet.
#[derive(Debug)]
pub struct Signed {
    header: Header,
    payload: Vec<u8>,
    key: KeyUsed,
    notes: Vec<String>,
}

/// A token whose signature was accepted and that passed every check asked for.
#[derive(Debug)]
pub struct Verified(Signed);

impl Verified {
    /// The token.
    pub fn signed(&self) -> &Signed {
        &self.0
    }
}

/// The answer to "is this token good?".
#[derive(Debug)]
pub enum Verdict {
    /// Yes.
    Valid(Verified),
    /// No; the signature was accepted, and these checks failed.
    Rejected(Signed, Vec<Fault>),
    /// No; the signature was not accepted, or there was nothing to check one on.
    Unsigned(Box<Refusal>),
}

/// Why no signature was accepted, and the header as far as it could be read.
#[derive(Debug)]
pub struct Refusal {
    /// Why.
    pub fault: Fault,
    /// Where the token is broken, if it is.
    pub malformed: Option<Malformed>,
    /// The header.
    pub header: Option<Header>,
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self { fault, malformed: None, header: None }
    }
}

impl From<Malformed> for Refusal {
    fn from(malformed: Malformed) -> Self {
        Self { fault: malformed.clone().into(), malformed: Some(malformed), header: None }
    }
}

/// Checks the signatures of many tokens, with buffers and prepared keys that serve them all.
#[derive(Debug)]
pub struct Authenticator<'k> {
    keys: &'k KeySet,
    payload: Vec<u8>,
    signature: Vec<u8>,
    known: Vec<Known>,
}

/// A header met before, and the keys chosen for it: the next token mostly has the same one.
#[derive(Debug)]
struct Known {
    encoded: String,
    header: Header,
    selection: Result<Selection, Fault>,
}

/// How many headers are remembered.
const MAX_KNOWN: usize = 64;

/// The longest header, as it is encoded, that is remembered beside others: no honest one comes near, and hostile ones
/// shall not fill the memory.
const MAX_KNOWN_LEN: usize = 4096;

/// A token whose signature was accepted, borrowed from the [`Authenticator`] that did.
#[derive(Debug, Clone, Copy)]
pub struct Authentic<'s> {
    keys: &'s KeySet,
    header: &'s Header,
    payload: &'s [u8],
    selection: &'s Selection,
    index: usize,
}

impl<'k> Authenticator<'k> {
    /// One that uses these keys.
    pub fn new(keys: &'k KeySet) -> Self {
        Self { keys, payload: Vec::new(), signature: Vec::new(), known: Vec::new() }
    }

    /// The keys.
    pub fn keys(&self) -> &'k KeySet {
        self.keys
    }

    /// Checks the signature of `token` with the key that there is for it.
    pub fn authenticate(&mut self, token: &str) -> Result<Authentic<'_>, Box<Refusal>> {
        let compact = match Compact::split(token) {
            Ok(compact) => compact,
            Err(malformed) => {
                let refusal = Refusal::from(malformed);
                let fault = if encrypted_header(token).is_some() { encrypted() } else { refusal.fault };
                return Err(Box::new(Refusal { fault, ..refusal }));
            }
        };
        let at = self.recognise(&compact).map_err(Refusal::from)?;
        let Known { header, selection, .. } = &self.known[at];
        let refuse = |fault| Box::new(Refusal { header: Some(header.clone()), ..Refusal::from(fault) });
        if header.is_encrypted() {
            return Err(refuse(encrypted()));
        }
        let broken =
            |malformed: Malformed| Box::new(Refusal { header: Some(header.clone()), ..Refusal::from(malformed) });
        compact.decode_into(Part::Payload, &mut self.payload).map_err(broken)?;
        compact.decode_into(Part::Signature, &mut self.signature).map_err(broken)?;
        let selection = selection.as_ref().map_err(|fault| refuse(fault.clone()))?;
        match selection.verify(compact.signing_input().as_bytes(), &self.signature) {
            Some(index) => Ok(Authentic { keys: self.keys, header, payload: &self.payload, selection, index }),
            None => Err(refuse(bad_signature(selection))),
        }
    }

    /// The index of the token's header among the known ones, which it joins if it is new.
    fn recognise(&mut self, compact: &Compact<'_>) -> Result<usize, Malformed> {
        let encoded = compact.encoded(Part::Header);
        if let Some(at) = self.known.iter().position(|known| known.encoded == encoded) {
            return Ok(at);
        }
        let header = compact.header()?;
        let selection = self.keys.select(&header);
        // Whatever is too long to keep is the last of the known, and goes when the next header comes.
        let is_crowded = self.known.len() == MAX_KNOWN;
        if is_crowded || self.known.last().is_some_and(|known| known.encoded.len() > MAX_KNOWN_LEN) {
            self.known.clear();
        }
        self.known.push(Known { encoded: encoded.to_owned(), header, selection });
        Ok(self.known.len() - 1)
    }
}

impl<'s> Authentic<'s> {
    /// The name of the key that the signature was accepted with.
    pub fn kid(&self) -> Option<&'s str> {
        self.keys.candidate(self.index)?.key.kid.as_deref()
    }

    /// The claims, read strictly: one JSON object, no member twice at any depth.
    pub fn claims(&self) -> Result<Object<'s>, Fault> {
        read_claims(self.payload)
    }

    /// Checks the critical header parameters and the claims, notes each check, and answers the claims.
    pub fn check(&self, policy: &Policy, now: Timestamp, checks: &mut Checks) -> Option<Object<'s>> {
        self.check_header(checks);
        match self.claims() {
            Ok(claims) => {
                let issuer = self.keys.candidate(self.index).map_or(&[][..], |candidate| candidate.issuer.as_slice());
                policy.check(self.header.members(), &claims, issuer, now, checks);
                Some(claims)
            }
            Err(fault) => {
                checks.note("claims", true, Some(fault));
                None
            }
        }
    }

    /// Checks only what the signature itself asks for: the critical header parameters.
    pub fn check_header(&self, checks: &mut Checks) {
        checks.note("critical headers", true, self.header.crit_fault());
    }

    /// The verdict that the checks made amount to.
    pub fn judge(self, checks: &Checks) -> Verdict {
        let candidate = self.keys.candidate(self.index);
        let mut notes = self.selection.notes().to_vec();
        if candidate.is_some_and(|candidate| candidate.key.form == Form::Certificate) {
            notes.push(CERTIFICATE.to_owned());
        }
        let key = KeyUsed {
            kid: self.kid().map(str::to_owned),
            alg: self.selection.algorithm(),
            source: candidate.map(|candidate| candidate.source.clone()).unwrap_or_default(),
        };
        let signed = Signed { header: self.header.clone(), payload: self.payload.to_vec(), key, notes };
        if checks.all_passed() { Verdict::Valid(Verified(signed)) } else { Verdict::Rejected(signed, checks.faults()) }
    }
}

impl Signed {
    /// The header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The payload's bytes.
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The claims, read strictly.
    pub fn claims(&self) -> Result<Object<'_>, Fault> {
        read_claims(&self.payload)
    }

    /// The key that the signature was accepted with.
    pub fn key(&self) -> &KeyUsed {
        &self.key
    }

    /// What the reader of a report should know.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}

fn read_claims(payload: &[u8]) -> Result<Object<'_>, Fault> {
    json::parse_object(payload, Duplicates::Refuse).map_err(|error| {
        Fault::new(Code::Malformed, format!("the payload is not a set of claims: {error}"))
            .hint("a payload that is no JWT is verified with --signature-only")
    })
}

fn bad_signature(selection: &Selection) -> Fault {
    let message = match selection.count() {
        1 => "the signature was not made with this key, or the token was changed since".to_owned(),
        several => {
            format!("the signature was made with none of the {several} keys tried, or the token was changed since")
        }
    };
    Fault::new(Code::BadSignature, message)
}

fn encrypted() -> Fault {
    Fault::new(Code::Encrypted, "the token is encrypted (JWE), not signed, so there is no signature to verify")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Secret, b64};
    use crate::jose::jws::Prefix;
    use crate::jose::{Key, SigningKey, Strength};
    use crate::token::keyset::Candidate;

    const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";
    const NOW: Timestamp = Timestamp::from_secs(1_700_000_000);

    fn keys() -> KeySet {
        let key = Key::from_secret(Secret::from(SECRET));
        KeySet::new(
            vec![Candidate { key, source: "--secret".into(), any_kid: true, issuer: None }],
            vec![],
            Strength::Required,
        )
    }

    fn token(header: &str, payload: &str) -> String {
        let alg = Algorithm::named("HS256").unwrap();
        let key = SigningKey::new(&Key::from_secret(Secret::from(SECRET)), alg, Strength::Required).unwrap();
        let (mut signature, mut unused) = (Vec::new(), String::new());
        Prefix::new(&Object::new()).sign(b"", &key, &mut signature, &mut unused).unwrap();
        let input = format!("{}.{}", b64::encode(header), b64::encode(payload));
        key.sign(input.as_bytes(), &mut signature).unwrap();
        format!("{input}.{}", b64::encode(signature))
    }

    fn codes(token: &str, policy: &Policy) -> Vec<Code> {
        let keys = keys();
        let mut authenticator = Authenticator::new(&keys);
        match authenticator.authenticate(token) {
            Err(refusal) => vec![refusal.fault.code],
            Ok(authentic) => {
                let mut checks = Checks::default();
                authentic.check(policy, NOW, &mut checks);
                match authentic.judge(&checks) {
                    Verdict::Valid(_) => vec![],
                    Verdict::Rejected(_, faults) => faults.into_iter().map(|fault| fault.code).collect(),
                    Verdict::Unsigned(refusal) => vec![refusal.fault.code],
                }
            }
        }
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
    fn every_failure_is_told_at_once() {
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
    fn nothing_is_said_of_claims_before_the_signature_is_accepted() {
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
    fn encrypted_tokens_are_told_apart() {
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

    proptest::proptest! {
        #[test]
        fn any_text_is_answered(token in "[a-zA-Z0-9_=.-]{0,60}") {
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
