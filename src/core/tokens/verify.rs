//! Verifying one token: its signature, then everything that was asked of its claims.

use crate::base::time::Timestamp;
use crate::base::{Code, Fault, Object};
use crate::jose::alg::{Algorithm, KeyType};
use crate::jose::jws::{self, Header};
use crate::token::keyset::KeySet;
use crate::token::policy::{Checks, Policy};
use crate::token::verify::{Authentic, Authenticator, Refusal, Verdict};

use crate::core::keys::remote::Supply;
use crate::core::tokens::revocation::{self, AccessCheck};

/// What the check for revocation is called.
const REVOCATION: &str = "revocation";

/// What to ask of a token besides its signature.
#[derive(Debug)]
pub enum Asked {
    /// Nothing, not even that it holds claims.
    Nothing,
    /// That its claims are as this policy wants them.
    Claims(Box<Policy>),
}

/// What tokens are held against.
pub struct Judge<'k> {
    /// The keys at hand.
    pub keys: &'k KeySet,
    /// Where newer ones are had when a token names one that is not at hand; `None` where they do not change.
    pub supply: Option<&'k Supply>,
    /// What to ask.
    pub asked: Asked,
    /// The state to ask whether the token is revoked, where it is the home's own that are judged.
    pub access: Option<&'k AccessCheck>,
    /// The moment to judge as of.
    pub now: Timestamp,
}

/// How a token was judged.
#[derive(Debug)]
pub struct Judgement {
    /// The answer.
    pub verdict: Verdict,
    /// Every check made of header and claims, in order; empty where the signature was not accepted.
    pub checks: Checks,
    /// What was not checked, by name.
    pub not_checked: Vec<&'static str>,
}

/// What can be said of a token before there is any key, so that nothing is fetched for what cannot be valid: that it is
/// no token, or is signed by an algorithm that nobody allows. `None` where that takes a key.
pub fn beforehand(supply: &Supply, token: &str, payload: Option<&[u8]>) -> Option<Judgement> {
    let nobody = supply.nobody();
    let judge = Judge { keys: &nobody, supply: None, asked: Asked::Nothing, access: None, now: supply.access().now() };
    let judgement = match payload {
        Some(payload) => judge.detached(token, payload),
        None => judge.token(token),
    };
    if !judgement.lacks_key() {
        return Some(judgement);
    }
    let Verdict::Unsigned(refusal) = judgement.verdict else { return None };
    let alg = refusal.header.as_ref().map(Header::alg)?;
    if !supply.is_remote_alone() || Algorithm::named(alg)?.key_type() != KeyType::Oct {
        return None;
    }
    let message = format!("the token says {alg}, which takes a shared secret, and keys from the network are public");
    let fault = Fault::new(Code::AlgorithmRefused, message).claim("alg");
    Some(Judgement::refused(Refusal { fault, ..*refusal }))
}

impl<'k> Judge<'k> {
    /// Judges one token, with newer keys where it names one that is not at hand.
    pub fn token(&self, token: &str) -> Judgement {
        let judgement = self.token_by(self.keys, token);
        let newer = match &judgement.verdict {
            Verdict::Unsigned(refusal) => self.newer(self.keys, refusal),
            _ => None,
        };
        newer.map_or(judgement, |keys| self.token_by(keys, token))
    }

    /// The keys that are good now, where they change with time.
    pub fn current(&self) -> Result<&'k KeySet, Fault> {
        self.supply.map_or(Ok(self.keys), Supply::keys)
    }

    /// Newer keys than `keys`, where a token was refused for naming one that is not among them.
    pub fn newer(&self, keys: &KeySet, refusal: &Refusal) -> Option<&'k KeySet> {
        let supply = self.supply?;
        let kid = refusal.header.as_ref()?.kid()?;
        let lacks_key = matches!(refusal.fault.code, Code::NoMatchingKey | Code::BadSignature) && !keys.knows(kid);
        if lacks_key { supply.renewed(keys) } else { None }
    }

    fn token_by(&self, keys: &KeySet, token: &str) -> Judgement {
        let mut authenticator = Authenticator::new(keys);
        match authenticator.authenticate(token) {
            Err(refusal) => Judgement::refused(*refusal),
            Ok(authentic) => {
                let mut checks = Checks::default();
                self.check(token, &authentic, &mut checks);
                let not_checked = match self.asked {
                    Asked::Nothing => vec!["claims", REVOCATION],
                    Asked::Claims(_) => checks.not_asked(),
                };
                Judgement { verdict: authentic.judge(&checks), checks, not_checked }
            }
        }
    }

    /// Judges a token whose payload was kept apart from it.
    pub fn detached(&self, token: &str, payload: &[u8]) -> Judgement {
        match jws::attach(token, payload) {
            Ok(attached) => self.token(&attached),
            Err(malformed) => Judgement::refused(Refusal::from(malformed)),
        }
    }

    /// Makes the checks that were asked for, and answers the claims where they were read.
    pub fn check<'s>(&self, token: &str, authentic: &Authentic<'s>, checks: &mut Checks) -> Option<Object<'s>> {
        let Asked::Claims(policy) = &self.asked else {
            authentic.check_header(checks);
            return None;
        };
        let claims = authentic.check(policy, self.now, checks)?;
        match self.access {
            None => checks.note(REVOCATION, false, None),
            Some(access) => {
                let faults = access.faults(authentic.kid(), revocation::signing_input(token), &claims, self.now);
                if faults.is_empty() {
                    checks.note(REVOCATION, true, None);
                }
                for fault in faults {
                    checks.note(REVOCATION, true, Some(fault));
                }
            }
        }
        Some(claims)
    }
}

impl Judgement {
    /// That on a token of which no signature was accepted.
    pub fn refused(refusal: Refusal) -> Self {
        let verdict = Verdict::Unsigned(Box::new(refusal));
        Self { verdict, checks: Checks::default(), not_checked: vec!["claims", REVOCATION] }
    }

    /// The judgement, unless the token could not be judged: where the state cannot be read, that is the answer.
    pub fn told(self) -> Result<Self, Fault> {
        match self.faults().iter().find(|fault| !fault.code.is_verdict()) {
            Some(fault) => Err(fault.clone()),
            None => Ok(self),
        }
    }

    /// Everything that speaks against the token.
    pub fn faults(&self) -> &[Fault] {
        match &self.verdict {
            Verdict::Valid(_) => &[],
            Verdict::Rejected(_, faults) => faults,
            Verdict::Unsigned(refusal) => std::slice::from_ref(&refusal.fault),
        }
    }

    /// Whether the token is good.
    pub fn is_valid(&self) -> bool {
        matches!(self.verdict, Verdict::Valid(_))
    }

    /// Whether the fault is that no key fits, which a different key source could mend.
    pub fn lacks_key(&self) -> bool {
        self.faults().iter().any(|fault| fault.code == Code::NoMatchingKey)
    }
}
