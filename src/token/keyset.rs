//! Which key a token is to be verified with. The key decides the algorithm; the token's header is only compared.

use crate::base::{Code, Fault};
use crate::jose::alg::Algorithm;
use crate::jose::jws::Header;
use crate::jose::key::with_article;
use crate::jose::{Key, Strength, VerifyingKey};

/// How many keys are tried for a token that names none.
pub const MAX_TRIED: usize = 16;

/// A key that a token may be verified with.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The key.
    pub key: Key,
    /// Where it came from, for the report.
    pub source: String,
    /// Whether it was given as the one key to use, whatever kid the token names.
    pub any_kid: bool,
    /// The issuer whose tokens alone it is for, where it was found by its issuer.
    pub issuer: Option<String>,
}

/// The keys at hand, and the rules for choosing among them.
#[derive(Debug, Default)]
pub struct KeySet {
    candidates: Vec<Candidate>,
    allowed: Vec<Algorithm>,
    strength: Strength,
}

/// The keys chosen for one header, prepared.
#[derive(Debug)]
pub struct Selection {
    alg: Algorithm,
    keys: Vec<(VerifyingKey, usize)>,
    notes: Vec<String>,
}

impl Selection {
    /// The first of the keys whose signature over `message` this is, as an index for [`KeySet::candidate`].
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Option<usize> {
        self.keys.iter().find(|(key, _)| key.verify(message, signature)).map(|(_, index)| *index)
    }

    /// What the reader of the report should know of the choice.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The algorithm that all of them are bound to.
    pub fn algorithm(&self) -> Algorithm {
        self.alg
    }

    /// How many keys there are to try; never none, which would have been a [`Fault`].
    pub fn count(&self) -> usize {
        self.keys.len()
    }
}

impl KeySet {
    /// A set of these keys. `allowed` narrows the algorithms where it is not empty; it never widens them.
    pub fn new(candidates: Vec<Candidate>, allowed: Vec<Algorithm>, strength: Strength) -> Self {
        Self { candidates, allowed, strength }
    }

    /// The key at this index.
    pub fn candidate(&self, index: usize) -> Option<&Candidate> {
        self.candidates.get(index)
    }

    /// Chooses and prepares the keys for a token with this header.
    pub fn select(&self, header: &Header) -> Result<Selection, Fault> {
        let alg = self.algorithm(header.alg())?;
        let mut notes = Vec::new();
        let named = self.named(header.kid(), &mut notes)?;
        let fitting: Vec<usize> =
            named.iter().copied().filter(|i| self.candidates[*i].key.key_type() == alg.key_type()).collect();
        match (fitting.as_slice(), named.as_slice()) {
            ([], [only]) => {
                let key = &self.candidates[*only].key;
                let message = format!(
                    "the token says {alg}, and the key is {}: {}",
                    with_article(&key.key_type().to_string()),
                    names(&key.algorithms())
                );
                return Err(Fault::new(Code::AlgorithmRefused, message)
                    .hint("the key decides the algorithm; a token that says otherwise is not accepted"));
            }
            ([], []) => return Err(Fault::new(Code::NoMatchingKey, "there is no key at hand to verify with")),
            ([], _) => {
                let message = format!("none of the {} keys at hand is one for {alg}", named.len());
                return Err(Fault::new(Code::NoMatchingKey, message));
            }
            _ => {}
        }
        if let Some(kid) = header.kid().filter(|kid| self.is_kid(kid, fitting[0])) {
            // A key of that name for encryption, or for another algorithm, is no rival (RFC 7517 section 4.5).
            let rivals = fitting.iter().filter(|i| self.candidates[**i].key.may_verify(alg)).count();
            if rivals > 1 {
                let message = format!("{rivals} keys are named {kid:?}, and a kid must name one");
                return Err(Fault::new(Code::KeyRefused, message).claim("kid"));
            }
        }
        self.prepare(&fitting, alg, notes)
    }

    fn algorithm(&self, name: &str) -> Result<Algorithm, Fault> {
        let refused = |message: String| Err(Fault::new(Code::AlgorithmRefused, message).claim("alg"));
        let Some(alg) = Algorithm::named(name) else {
            if name.eq_ignore_ascii_case("none") {
                return refused(format!("the token is not signed: its \"alg\" is {name:?}"));
            }
            return refused(format!("the token's \"alg\" is {name:?}, which is no algorithm known here"));
        };
        if self.allowed.is_empty() || self.allowed.iter().any(|allowed| allowed.is_same_as(alg)) {
            return Ok(alg);
        }
        refused(format!("the token says {alg}, expected {}", names(&self.allowed)))
    }

    /// The candidates that the token's kid leaves: those of that name, else those given to be used whatever the name.
    fn named(&self, kid: Option<&str>, notes: &mut Vec<String>) -> Result<Vec<usize>, Fault> {
        let all = 0..self.candidates.len();
        let Some(kid) = kid else {
            return Ok(all.collect());
        };
        let exact: Vec<usize> = all.clone().filter(|i| self.is_kid(kid, *i)).collect();
        if !exact.is_empty() {
            return Ok(exact);
        }
        let given: Vec<usize> = all.filter(|i| self.candidates[*i].any_kid).collect();
        for i in &given {
            let Candidate { key, source, .. } = &self.candidates[*i];
            if let Some(own) = &key.kid {
                notes.push(format!("the token names the key {kid:?}; {source} is {own:?}, and was used all the same"));
            }
        }
        if given.is_empty() {
            let known: Vec<String> = self
                .candidates
                .iter()
                .filter_map(|c| c.key.kid.as_ref())
                .map(|kid| format!("{kid:?}"))
                .take(8)
                .collect();
            let message = match known.as_slice() {
                [] if self.candidates.is_empty() => {
                    format!("the token names the key {kid:?}, and there is no key at hand to verify with")
                }
                [] => format!("the token names the key {kid:?}, and no key at hand has a name"),
                known => format!("the token names the key {kid:?}, which is not at hand; known: {}", known.join(", ")),
            };
            return Err(Fault::new(Code::NoMatchingKey, message).claim("kid"));
        }
        Ok(given)
    }

    /// Whether a key of that name is at hand.
    pub fn knows(&self, kid: &str) -> bool {
        (0..self.candidates.len()).any(|index| self.is_kid(kid, index))
    }

    fn is_kid(&self, kid: &str, index: usize) -> bool {
        self.candidates[index].key.kid.as_deref() == Some(kid)
    }

    /// Why a key would not do if weak ones were not allowed.
    fn weakness(&self, index: usize, alg: Algorithm) -> Option<String> {
        let Candidate { key, source, .. } = &self.candidates[index];
        let allowed = self.strength == Strength::AllowWeak;
        let fault = allowed.then(|| VerifyingKey::new(key, alg, Strength::Required).err())??;
        Some(format!("{source}: {}; used all the same, as weak keys are allowed", fault.message))
    }

    /// Prepares what can be; the first refusal counts only where nothing is left.
    fn prepare(&self, fitting: &[usize], alg: Algorithm, mut notes: Vec<String>) -> Result<Selection, Fault> {
        let mut keys = Vec::new();
        let mut refusal = None;
        for &index in fitting {
            if keys.len() == MAX_TRIED {
                notes.push(format!("only the first {MAX_TRIED} keys were tried; a kid in the token would name one"));
                break;
            }
            match VerifyingKey::new(&self.candidates[index].key, alg, self.strength) {
                Ok(key) => {
                    notes.extend(self.weakness(index, alg));
                    keys.push((key, index));
                }
                Err(fault) => refusal = refusal.or(Some(fault.context(&self.candidates[index].source))),
            }
        }
        match refusal {
            Some(fault) if keys.is_empty() => Err(fault),
            _ => Ok(Selection { alg, keys, notes }),
        }
    }
}

fn names(algorithms: &[Algorithm]) -> String {
    algorithms.iter().map(|alg| alg.name()).collect::<Vec<_>>().join(", ")
}
