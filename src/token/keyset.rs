//! Which key verifies a token. The key decides the algorithm; the token's `alg` is only compared.

use crate::base::{Code, Fault};
use crate::jose::alg::Algorithm;
use crate::jose::jwk::SkippedKey;
use crate::jose::jws::Header;
use crate::jose::key::{Form, with_article};
use crate::jose::{Key, Strength, VerifyingKey};

use super::algorithm_name;
use super::key_issuer::KeyIssuer;
use super::selection::{ALGORITHM, KEY, KeyUsed, NoKey, SelectedKey, Selection};

/// The most keys that are tried for a token without a `kid`.
pub const MAX_TRIED: usize = 16;

/// A key that a token may be verified with.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub key: Key,
    /// Where it came from, for the report.
    pub source: String,
    /// Whether it was given as the one key to use, whatever `kid` the token has.
    pub any_kid: bool,
    pub issuer: KeyIssuer,
}

/// The available keys, and the rules for choosing among them.
#[derive(Debug, Default)]
pub struct KeySet {
    candidates: Vec<Candidate>,
    /// The issuers whose keys could not be fetched, and why.
    missing: Vec<(KeyIssuer, Fault)>,
    allowed: Vec<Algorithm>,
    strength: Strength,
    skipped: Vec<SkippedKey>,
}

impl KeySet {
    /// A non-empty `allowed` narrows the algorithms that the keys allow; it never widens them.
    pub fn new(candidates: Vec<Candidate>, allowed: Vec<Algorithm>, strength: Strength) -> Self {
        Self { candidates, missing: Vec::new(), allowed, strength, skipped: Vec::new() }
    }

    /// Adds keys that cannot be used, so that a token that names one of them is refused with its reason.
    pub fn with_skipped(self, skipped: Vec<SkippedKey>) -> Self {
        Self { skipped, ..self }
    }

    /// The same keys, where those of some issuers could not be fetched: a token that may be of one of them cannot be judged.
    pub fn with_missing(self, missing: Vec<(KeyIssuer, Fault)>) -> Self {
        Self { missing, ..self }
    }

    /// Whether the choice of a key depends on the token's `iss`: some keys are bound to different issuers than others.
    pub fn needs_issuer(&self) -> bool {
        let mut candidates = self.candidates.iter();
        let first = candidates.next().map(|candidate| &candidate.issuer);
        !self.missing.is_empty() || candidates.any(|candidate| Some(&candidate.issuer) != first)
    }

    /// Chooses and prepares the keys for a token with this header. A selection has at least one key. The keys for tokens of
    /// the issuer `iss`, which is not verified yet, come first; one issuer's keys cannot displace those of another.
    pub fn select(&self, header: &Header, iss: Option<&str>) -> Result<Selection, NoKey> {
        let mut notes = Vec::new();
        let alg =
            self.algorithm(header.alg()).map_err(|fault| NoKey { subject: ALGORITHM, fault, notes: Vec::new() })?;
        let mut missing = self.missing.iter().filter(|(issuer, _)| iss.is_none_or(|iss| issuer.may_verify(iss)));
        if let Some((_, fault)) = missing.next() {
            return Err(NoKey { subject: KEY, fault: fault.clone(), notes });
        }
        match self.prepared(header, iss, alg, &mut notes) {
            Ok(keys) => Ok(Selection { alg, keys, notes }),
            Err(fault) => Err(NoKey { subject: KEY, fault, notes }),
        }
    }

    fn prepared(
        &self,
        header: &Header,
        iss: Option<&str>,
        alg: Algorithm,
        notes: &mut Vec<String>,
    ) -> Result<Vec<SelectedKey>, Fault> {
        let named = self.with_kid(header.kid(), notes)?;
        let (mut fitting, others): (Vec<usize>, Vec<usize>) = named
            .iter()
            .copied()
            .filter(|i| self.candidates[*i].key.key_type() == alg.key_type())
            .partition(|i| iss.is_none_or(|iss| self.candidates[*i].issuer.may_verify(iss)));
        let own = fitting.len();
        fitting.extend(others);
        match (fitting.as_slice(), named.as_slice()) {
            ([], [only]) => {
                let key = &self.candidates[*only].key;
                let message = format!(
                    "the token's \"alg\" is {alg}, but the key is {}, for {}",
                    with_article(&key.key_type().to_string()),
                    names(&key.algorithms())
                );
                return Err(Fault::new(Code::AlgorithmRefused, message)
                    .hint("the key decides the algorithm; check that it is the right key for this token"));
            }
            ([], []) => return Err(Fault::new(Code::NoMatchingKey, self.no_key())),
            ([], _) => {
                let message = format!("none of the {} available keys is for {alg}", named.len());
                return Err(Fault::new(Code::NoMatchingKey, message));
            }
            _ => {}
        }
        if let Some(kid) = header.kid().filter(|kid| self.is_kid(kid, fitting[0])) {
            // A key with that ID for encryption, or for another algorithm, does not count (RFC 7517 section 4.5).
            // Two issuers may use the same key ID.
            let may_verify = |i: &&usize| self.candidates[**i].key.may_verify(alg);
            let issuers: Vec<&KeyIssuer> =
                fitting.iter().take(own).filter(may_verify).map(|i| &self.candidates[*i].issuer).collect();
            let is_ambiguous =
                issuers.iter().enumerate().any(|(at, issuer)| issuers[..at].iter().any(|other| other.overlaps(issuer)));
            if is_ambiguous {
                let message = format!("{} keys have the key ID {kid:?}, expected one", issuers.len());
                return Err(Fault::new(Code::KeyRefused, message).claim("kid"));
            }
        }
        self.prepare(&fitting, alg, notes)
    }

    /// Whether `alg` is an algorithm that the caller allows.
    pub fn admits(&self, alg: &str) -> bool {
        self.algorithm(alg).is_ok()
    }

    /// The issuers that the keys are for; empty if that of any key is unknown.
    pub fn issuers(&self) -> Vec<&str> {
        let names: Option<Vec<&str>> = self.candidates.iter().map(|candidate| candidate.issuer.name()).collect();
        names.unwrap_or_default()
    }

    /// All available keys.
    pub(super) fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The keys that a signature under this header is compared with, whatever their strength.
    pub fn candidates_for(&self, header: &Header) -> Vec<&Candidate> {
        let Some(alg) = Algorithm::from_name(header.alg()) else { return Vec::new() };
        let named = self.with_kid(header.kid(), &mut Vec::new()).unwrap_or_default();
        let candidates = named.into_iter().map(|index| &self.candidates[index]);
        candidates.filter(|candidate| candidate.key.key_type() == alg.key_type()).take(MAX_TRIED).collect()
    }

    fn algorithm(&self, name: &str) -> Result<Algorithm, Fault> {
        let refused = |message: String| Fault::new(Code::AlgorithmRefused, message).claim("alg");
        let Some(alg) = Algorithm::from_name(name) else {
            if name.eq_ignore_ascii_case("none") {
                return Err(refused(format!("the token is not signed: its \"alg\" is {name:?}"))
                    .hint("get a token from the real issuer; emulators, such as Firebase's, do not sign theirs"));
            }
            let fault = refused(format!("the token's \"alg\" is {name:?}, an unknown or unsupported algorithm"));
            return Err(match algorithm_name::intended(name) {
                Some(alg) => fault.hint(format!("have the issuer write {:?}, exactly so (RFC 7518 §3.1)", alg.name())),
                None => fault,
            });
        };
        if self.allowed.is_empty() || self.allowed.iter().any(|allowed| allowed.is_same_as(alg)) {
            return Ok(alg);
        }
        Err(refused(format!("the token's \"alg\" is {alg}, expected {}", names(&self.allowed))))
    }

    /// The candidates with the token's `kid`, else those that are used whatever the `kid`.
    fn with_kid(&self, kid: Option<&str>, notes: &mut Vec<String>) -> Result<Vec<usize>, Fault> {
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
                notes.push(format!("the token's key ID is {kid:?}, but {source} has {own:?}; used anyway"));
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
            let skipped = self.skipped.iter().find(|skipped| skipped.kid.as_deref() == Some(kid));
            let message = match known.as_slice() {
                _ if let Some(SkippedKey { reason, .. }) = skipped => {
                    format!("the key {kid:?}, which the token names, cannot be used: {reason}")
                }
                [] if self.candidates.is_empty() => format!("{}; the token names the key {kid:?}", self.no_key()),
                [] => format!("no key with the key ID {kid:?}; the available keys have no key ID"),
                known => format!("no key with the key ID {kid:?}; available: {}", known.join(", ")),
            };
            return Err(Fault::new(Code::NoMatchingKey, message).claim("kid"));
        }
        Ok(given)
    }

    /// Why there are no keys.
    fn no_key(&self) -> String {
        match self.skipped.as_slice() {
            [] => "the key set is empty".to_owned(),
            [only] => format!("the only key of the set cannot be used: {}", only.reason),
            [first, ..] => format!("no key of the set can be used; the first: {}", first.reason),
        }
    }

    /// Whether each issuer has a key with this `kid`, as far as is known.
    pub fn has_kid(&self, kid: &str) -> bool {
        let mut issuers = self.candidates.iter().map(|candidate| &candidate.issuer);
        issuers.all(|issuer| {
            let mut indices = 0..self.candidates.len();
            indices.any(|index| self.is_kid(kid, index) && self.candidates[index].issuer == *issuer)
        }) && !self.candidates.is_empty()
    }

    fn is_kid(&self, kid: &str, index: usize) -> bool {
        self.candidates[index].key.kid.as_deref() == Some(kid)
    }

    /// Why the key would be refused without `--allow-weak-key`.
    fn weakness(&self, index: usize, alg: Algorithm) -> Option<String> {
        let Candidate { key, source, .. } = &self.candidates[index];
        let allowed = self.strength == Strength::AllowWeak;
        let fault = allowed.then(|| VerifyingKey::new(key, alg, Strength::Required).err())??;
        Some(format!("{source}: {}; used anyway (--allow-weak-key)", fault.message))
    }

    /// Prepares every key that can be; fails with the first refusal if none can.
    fn prepare(&self, fitting: &[usize], alg: Algorithm, notes: &mut Vec<String>) -> Result<Vec<SelectedKey>, Fault> {
        let mut keys = Vec::new();
        let mut refusal = None;
        for &index in fitting {
            if keys.len() == MAX_TRIED {
                notes.push(format!("only the first {MAX_TRIED} keys were tried; the token has no key ID"));
                break;
            }
            let Candidate { key, source, issuer, .. } = &self.candidates[index];
            match VerifyingKey::new(key, alg, self.strength) {
                Ok(prepared) => {
                    notes.extend(self.weakness(index, alg));
                    keys.push(SelectedKey {
                        key: prepared,
                        used: KeyUsed { kid: key.kid.clone(), alg, source: source.clone(), issuer: issuer.clone() },
                        is_certificate: key.form == Form::Certificate,
                    });
                }
                Err(fault) => refusal = refusal.or(Some(fault.context(source))),
            }
        }
        match refusal {
            Some(fault) if keys.is_empty() => Err(fault),
            _ => Ok(keys),
        }
    }
}

fn names(algorithms: &[Algorithm]) -> String {
    algorithms.iter().map(|alg| alg.name()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Json, Object, Secret, Timestamp};
    use crate::jose::{SigningKey, jws};
    use crate::token::policy::Policy;
    use crate::token::verify::verify;

    fn secret(byte: u8) -> Key {
        Key::from_secret(Secret::new(vec![byte; 32])).with_kid("1")
    }

    fn candidate(byte: u8, issuer: KeyIssuer) -> Candidate {
        Candidate { key: secret(byte), source: "here".to_owned(), any_kid: false, issuer }
    }

    impl Candidate {
        fn with_kid(self, kid: &str) -> Self {
            Self { key: self.key.with_kid(kid), ..self }
        }
    }

    fn only(issuer: &str) -> KeyIssuer {
        KeyIssuer::Only(issuer.to_owned())
    }

    /// The faults of a token of `iss`, signed with the key of `byte`, for a policy with these issuers.
    fn faults(keys: &[Candidate], byte: u8, iss: &str, policy: &[&str]) -> Vec<Code> {
        faults_with(keys, byte, Some("1"), iss, policy)
    }

    fn faults_with(keys: &[Candidate], byte: u8, kid: Option<&str>, iss: &str, policy: &[&str]) -> Vec<Code> {
        let alg = Algorithm::from_name("HS256").unwrap();
        let key = SigningKey::new(&secret(byte), alg, Strength::Required).unwrap();
        let text = |text: &str| Json::string(text.to_owned());
        let kid = kid.map(|kid| ("kid", text(kid)));
        let header: Object<'_> = [("alg", text("HS256"))].into_iter().chain(kid).collect();
        let claims: Object<'_> = [("iss", text(iss)), ("exp", Json::integer(9))].into_iter().collect();
        let token = jws::sign(&header, claims.to_string().as_bytes(), &key).unwrap();
        let policy = Policy { issuers: policy.iter().map(|iss| (*iss).to_owned()).collect(), ..Policy::default() };
        let keys = KeySet::new(keys.to_vec(), vec![], Strength::Required);
        let verdict = verify(&token, &keys, &policy, Timestamp::from_secs(0));
        verdict.faults().iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn a_key_speaks_for_its_issuer_alone() {
        let wrong = vec![Code::WrongIssuer];
        for (issuer, iss, policy, expected) in [
            (KeyIssuer::Any, "a", &[][..], vec![]),
            (KeyIssuer::Any, "a", &["a", "b"], vec![]),
            (KeyIssuer::Any, "a", &["b"], wrong.clone()),
            (KeyIssuer::Default("a".to_owned()), "a", &[], vec![]),
            (KeyIssuer::Default("a".to_owned()), "b", &[], wrong.clone()),
            (KeyIssuer::Default("a".to_owned()), "b", &["b"], vec![]),
            (KeyIssuer::Default("a".to_owned()), "a", &["b"], wrong.clone()),
            (only("a"), "a", &[], vec![]),
            (only("a"), "b", &[], wrong.clone()),
            (only("a"), "a", &["a", "b"], vec![]),
            (only("a"), "b", &["a", "b"], wrong.clone()),
            (only("a"), "b", &["b"], wrong.clone()),
            (only("a"), "a", &["b"], wrong),
        ] {
            assert_eq!(
                faults(&[candidate(1, issuer.clone())], 1, iss, policy),
                expected,
                "{issuer:?} {iss} {policy:?}"
            );
        }
    }

    #[test]
    fn two_issuers_may_use_the_same_key_id() {
        let both = [candidate(1, only("a")), candidate(2, only("b"))];
        assert_eq!(faults(&both, 1, "a", &[]), []);
        assert_eq!(faults(&both, 2, "b", &[]), []);
        assert_eq!(faults(&both, 1, "b", &[]), [Code::WrongIssuer]);
        assert_eq!(faults(&both, 2, "b", &["a"]), [Code::WrongIssuer]);
        for other in [only("a"), KeyIssuer::Any, KeyIssuer::Default("a".to_owned())] {
            assert_eq!(faults(&[candidate(1, only("a")), candidate(2, other)], 1, "a", &[]), [Code::KeyRefused]);
        }
    }

    /// An issuer that publishes the keys of another, or many keys of its own, prevents none of the other's tokens.
    #[test]
    fn the_issuer_of_a_token_chooses_among_the_keys() {
        // "c" has the key of "a", and another one with the ID of the key of "b".
        let three = [candidate(1, only("c")), candidate(3, only("c")).with_kid("2"), candidate(1, only("a"))];
        let three = [&three[..], &[candidate(2, only("b")).with_kid("2")]].concat();
        for kid in [Some("1"), None] {
            assert_eq!(faults_with(&three, 1, kid, "a", &[]), [], "{kid:?}");
            assert_eq!(faults_with(&three, 1, kid, "c", &[]), [], "{kid:?}");
            assert_eq!(faults_with(&three, 1, kid, "b", &[]), [Code::WrongIssuer], "{kid:?}");
        }
        for kid in [Some("2"), None] {
            assert_eq!(faults_with(&three, 2, kid, "b", &[]), [], "{kid:?}");
            assert_eq!(faults_with(&three, 3, kid, "c", &[]), [], "{kid:?}");
            assert_eq!(faults_with(&three, 3, kid, "b", &[]), [Code::WrongIssuer], "{kid:?}");
        }
        // A key that is bound to another issuer does not make the key of a file ambiguous.
        let beside_file = [candidate(1, only("c")), candidate(2, KeyIssuer::Any)];
        assert_eq!(faults(&beside_file, 2, "a", &[]), []);
        assert_eq!(faults(&beside_file, 1, "c", &[]), [Code::KeyRefused]);
        let mut many: Vec<Candidate> = (10..10 + MAX_TRIED as u8).map(|byte| candidate(byte, only("c"))).collect();
        many.push(candidate(1, only("a")));
        assert_eq!(faults_with(&many, 1, None, "a", &[]), []);
    }
}
