//! Verifying tokens with keys that may have to be fetched, and with the state if they are the home's own.

use crate::base::{Code, Fault, Timestamp};
use crate::jose::jws;
use crate::token::bad_signature;
use crate::token::keyset::KeySet;
use crate::token::parser::{Parsed, Refusal, TokenParser, parse};
use crate::token::policy::Policy;
use crate::token::verify::Verdict;

use crate::core::keys::KeySource;
use crate::core::tokens::revocation::AccessCheck;

/// How to verify a token, or each token of a batch.
pub struct Verification<'a> {
    pub keys: &'a KeySource,
    pub policy: &'a Policy,
    /// The state to ask about revocation, for the home's own tokens.
    pub state: Option<&'a AccessCheck>,
    pub now: Timestamp,
}

impl Verification<'_> {
    /// Verifies one token. A bad signature gets a hint if its cause is cheap to find. Nothing is fetched if the token cannot
    /// be valid whatever the keys. Fails if the keys or the state cannot be read.
    pub fn verify(&self, token: &str) -> Result<Verdict<'static>, Fault> {
        if let Some(refusal) = self.keys.precheck(token) {
            return Ok(Verdict::Unsigned(refusal));
        }
        let mut keys = self.keys.current()?;
        let mut verdict = self.verdict(parse(token, &keys)).into_owned();
        if let Some(renewed) = self.keys.renewed(&keys, &verdict) {
            keys = renewed;
            verdict = self.verdict(parse(token, &keys)).into_owned();
        }
        if let Verdict::Unsigned(refusal) = &mut verdict
            && refusal.fault.code == Code::BadSignature
            && let Some(header) = &refusal.header
        {
            refusal.fault.hint = bad_signature::hint(token, header, &keys);
        }
        match verdict.faults().iter().find(|fault| !fault.code.is_verdict()) {
            Some(fault) => Err(fault.clone()),
            None => Ok(verdict),
        }
    }

    /// Verifies a token whose payload is detached (RFC 7515 appendix F).
    pub fn verify_detached(&self, token: &str, payload: &[u8]) -> Result<Verdict<'static>, Fault> {
        // A malformed part is reported at its place in the token that was given.
        if let Some(refusal) = malformed(token) {
            return Ok(Verdict::Unsigned(refusal));
        }
        match jws::attach(token, payload) {
            Ok(attached) => self.verify(&attached),
            Err(malformed) => Ok(Verdict::Unsigned(Fault::from(malformed).into())),
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
            Err(refusal) => Verdict::Unsigned(refusal),
        }
    }

    pub(super) fn parser(&self) -> Result<TokenParser, Fault> {
        Ok(TokenParser::new(self.keys.current()?))
    }
}

/// Why a token cannot even be read.
fn malformed(token: &str) -> Option<Box<Refusal>> {
    parse(token, &KeySet::default())
        .err()
        .filter(|refusal| matches!(refusal.fault.code, Code::Malformed | Code::Encrypted))
}
