//! Verifying tokens with keys that may have to be fetched, and with the state if they are the home's own.

use std::time::{Duration, Instant};

use crate::base::{Code, Fault, Timestamp, duration};
use crate::jose::jws;
use crate::token::check::record::Checks;
use crate::token::keyset::KeySet;
use crate::token::parser::{Parsed, Refusal, TokenParser, parse, parse_with};
use crate::token::policy::Policy;
use crate::token::signature::{hint, search};
use crate::token::verify::Verdict;

use crate::core::keys::KeySource;
use crate::core::tokens::claimed_issuer::{self, HomeIssuer};
use crate::core::tokens::revocation::AccessCheck;
use crate::core::tokens::second_opinion::{self, Comparison};

/// How to verify a token, or each token of a batch.
pub struct Verification<'a> {
    pub keys: &'a KeySource,
    pub policy: &'a Policy,
    /// The state to ask about revocation, for the home's own tokens.
    pub state: Option<&'a AccessCheck>,
    pub home: HomeIssuer<'a>,
    pub now: Timestamp,
    /// Record what each check compared, and search for the cause of a bad signature.
    pub explain: bool,
}

/// How long the cause of a bad signature is searched for.
const SEARCH_LIMIT: Duration = Duration::from_secs(2);

impl<'a> Verification<'a> {
    /// A verification with given keys, which asks no state and explains nothing.
    pub fn stateless(keys: &'a KeySource, policy: &'a Policy, now: Timestamp) -> Self {
        Self { keys, policy, state: None, home: HomeIssuer::Unknown, now, explain: false }
    }
}

impl Verification<'_> {
    /// Verifies the token that was read, with its payload if that is detached. An input that is not a token is not valid, and
    /// is reported like any other.
    pub fn verify_input(
        &self,
        token: Result<String, Fault>,
        payload: Option<&[u8]>,
    ) -> Result<Verdict<'static>, Fault> {
        match (token, payload) {
            (Ok(token), None) => self.verify(&token),
            (Ok(token), Some(payload)) => self.verify_detached(&token, payload),
            (Err(fault), _) if matches!(fault.code, Code::Malformed | Code::AmbiguousToken) => {
                Ok(Verdict::Refused(Refusal::not_a_token(fault)))
            }
            (Err(fault), _) => Err(fault),
        }
    }

    /// Verifies one token. A bad signature gets a hint if its cause is cheap to find. Nothing is fetched if the token cannot
    /// be valid whatever the keys. Fails if the keys or the state cannot be read.
    pub fn verify(&self, token: &str) -> Result<Verdict<'static>, Fault> {
        self.verify_whole(token, false)
    }

    /// `is_detached`: the payload was attached to the token.
    fn verify_whole(&self, token: &str, is_detached: bool) -> Result<Verdict<'static>, Fault> {
        if let Some(refusal) = self.keys.precheck(token) {
            return Ok(Verdict::Refused(refusal));
        }
        let mut keys = self.keys.current()?;
        let mut verdict = self.verdict(parse_with(token, &keys, self.checks())).into_owned();
        if let Some(renewed) = self.keys.renewed(&keys, &verdict) {
            keys = renewed;
            verdict = self.verdict(parse_with(token, &keys, self.checks())).into_owned();
        }
        let verdict = match verdict {
            Verdict::Refused(refusal) => {
                Verdict::Refused(with_cause(refusal, token, is_detached, &keys, self.home, self.explain))
            }
            signed => signed,
        };
        match verdict.faults().iter().find(|fault| !fault.code.is_verdict()) {
            Some(fault) => Err(fault.clone()),
            None => Ok(verdict),
        }
    }

    /// Asks jsonwebtoken about the signature of a token with this verdict. Fails if it disagrees.
    pub fn second_opinion(&self, token: &str, verdict: &Verdict<'_>) -> Result<Comparison, Fault> {
        match second_opinion::compare(token, verdict, &*self.keys.current()?) {
            Comparison::Disagrees(fault) => Err(fault),
            other => Ok(other),
        }
    }

    /// Verifies a token whose payload is detached (RFC 7515 appendix F).
    pub fn verify_detached(&self, token: &str, payload: &[u8]) -> Result<Verdict<'static>, Fault> {
        // A malformed part is reported at its place in the token that was given.
        if let Some(refusal) = malformed(token) {
            return Ok(Verdict::Refused(refusal));
        }
        match jws::attach(token, payload) {
            Ok(attached) => self.verify_whole(&attached, true),
            Err(malformed) => Ok(Verdict::Refused(Fault::from(malformed).into())),
        }
    }

    /// The second and third step, with the state between them.
    pub(super) fn verdict<'t>(&self, parsed: Result<Parsed<'t>, Box<Refusal>>) -> Verdict<'t> {
        match parsed.and_then(Parsed::check_signature) {
            Ok(accepted) => {
                let revocation = self.state.filter(|_| !self.policy.signature_only);
                let revocation = revocation.and_then(|state| state.check(&accepted, self.now));
                accepted.check_claims(self.policy, self.now, revocation)
            }
            Err(refusal) => Verdict::Refused(refusal),
        }
    }

    fn checks(&self) -> Checks {
        if self.explain { Checks::explained() } else { Checks::brief() }
    }

    pub(super) fn parser(&self) -> Result<TokenParser, Fault> {
        Ok(TokenParser::new(self.keys.current()?))
    }
}

/// Adds a hint if the cause of a bad signature is cheap to find, and with `is_explained` the cause that a search finds, which
/// may take seconds. `is_detached`: the payload was attached to the token.
pub fn with_cause(
    mut refusal: Box<Refusal>,
    token: &str,
    is_detached: bool,
    keys: &KeySet,
    home: HomeIssuer<'_>,
    is_explained: bool,
) -> Box<Refusal> {
    if let Some(header) = &refusal.header {
        if refusal.fault.code == Code::BadSignature {
            refusal.fault.hint = hint::hint(token, header, keys);
        }
        if is_explained {
            let start = Instant::now();
            search_cause(&mut refusal, token, is_detached, keys, &|| start.elapsed() > SEARCH_LIMIT);
        }
        claimed_issuer::explain(&mut refusal, token, keys, home, is_explained);
    }
    refusal
}

/// Adds the cause that a search until `is_over` finds, and a note if it ended early.
fn search_cause(refusal: &mut Refusal, token: &str, is_detached: bool, keys: &KeySet, is_over: &dyn Fn() -> bool) {
    let searched = [Code::Malformed, Code::BadSignature, Code::NoMatchingKey, Code::AlgorithmRefused];
    let Some(header) = refusal.header.as_ref().filter(|_| searched.contains(&refusal.fault.code)) else { return };
    refusal.cause = search::search(token, is_detached, header, keys, is_over);
    let is_found = refusal.cause.as_ref().is_some_and(|cause| !cause.is_likely);
    // Why a token is malformed is known.
    if !is_found && refusal.fault.code != Code::Malformed && is_over() {
        let limit = duration::format(SEARCH_LIMIT);
        refusal
            .notes
            .push(format!("the search for the cause stopped at its limit of {limit}; there may be another one"));
    }
}

/// Why a token cannot even be read.
fn malformed(token: &str) -> Option<Box<Refusal>> {
    parse(token, &KeySet::default())
        .err()
        .filter(|refusal| matches!(refusal.fault.code, Code::Malformed | Code::Encrypted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Secret;
    use crate::jose::{Key, Strength};
    use crate::token::key_issuer::KeyIssuer;
    use crate::token::keyset::Candidate;

    #[test]
    fn a_search_that_ends_early_leaves_a_note() {
        let key = Key::from_secret(Secret::from(&b"another secret of 32 characters."[..]));
        let candidate = Candidate { key, source: "--secret".into(), any_kid: true, issuer: KeyIssuer::Any };
        let keys = KeySet::new(vec![candidate], Vec::new(), Strength::Required);
        let signature = "A".repeat(43);
        let token = format!("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.{signature}");
        for (is_over, notes) in [(true, 1), (false, 0)] {
            let mut refusal = parse(&token, &keys).and_then(Parsed::check_signature).unwrap_err();
            search_cause(&mut refusal, &token, false, &keys, &|| is_over);
            assert_eq!((refusal.notes.len(), refusal.cause.is_none()), (notes, true));
        }
    }
}
