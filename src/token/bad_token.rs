//! Deliberately invalid tokens, for testing that a verifier refuses them.

use std::time::Duration;

use crate::base::json::{Json, Object};
use crate::base::named::named_enum;
use crate::base::{Code, Fault, Random, Timestamp, b64};
use crate::jose::alg::KeyType;
use crate::jose::jws::{self, Compact, Part};
use crate::jose::key::Form;
use crate::jose::{Algorithm, Key, SigningKey, Strength, crypto, generate, jwk, pem};

named_enum! {
    /// What is wrong with a token.
    pub enum BadKind {
        /// `exp` is an hour ago.
        Expired = "expired",
        /// `nbf` is in an hour.
        NotYetValid = "not-yet-valid",
        /// One bit of the signature is changed.
        BadSignature = "bad-signature",
        /// The payload was changed after the token was signed.
        ChangedPayload = "changed-payload",
        /// Signed with a new key, under the ID of the right one.
        WrongKey = "wrong-key",
        /// `alg` is `none`, and there is no signature.
        AlgNone = "alg-none",
        /// The same, spelled `nOnE`.
        AlgNoneCase = "alg-none-case",
        /// An HMAC whose secret is the PEM text of the public key.
        AlgConfusion = "alg-confusion",
        /// Signed with a new key, which the header contains.
        EmbeddedKey = "embedded-key",
        /// Nothing after the second dot.
        EmptySignature = "empty-signature",
        /// An ECDSA signature of zeros, which CVE-2022-21449 accepts.
        ZeroSignature = "zero-signature",
        WrongIssuer = "wrong-issuer",
        WrongAudience = "wrong-audience",
        MissingExp = "missing-exp",
        /// `crit` lists an extension that no verifier knows.
        UnknownCrit = "unknown-crit",
        /// The end of the token is missing.
        Truncated = "truncated",
    }
}

impl BadKind {
    /// The name of the error that `tokctl verify` reports. Issuer and audience are checked only if they are expected.
    pub const fn error(self) -> Code {
        match self {
            Self::Expired => Code::Expired,
            Self::NotYetValid => Code::NotYetValid,
            Self::BadSignature | Self::ChangedPayload | Self::WrongKey => Code::BadSignature,
            Self::EmbeddedKey | Self::EmptySignature | Self::ZeroSignature => Code::BadSignature,
            Self::AlgNone | Self::AlgNoneCase | Self::AlgConfusion => Code::AlgorithmRefused,
            Self::WrongIssuer => Code::WrongIssuer,
            Self::WrongAudience => Code::WrongAudience,
            Self::MissingExp => Code::MissingClaim,
            Self::UnknownCrit => Code::UnknownCrit,
            Self::Truncated => Code::Malformed,
        }
    }

    /// The claim that `tokctl verify` checks only with an option of the same name.
    pub const fn optional_check(self) -> Option<&'static str> {
        match self {
            Self::WrongIssuer => Some("iss"),
            Self::WrongAudience => Some("aud"),
            _ => None,
        }
    }

    /// Why there is no such token for keys of this type; `None` if there is one.
    pub fn refusal(self, key_type: KeyType) -> Option<&'static str> {
        match (self, key_type) {
            (Self::AlgConfusion, KeyType::Oct) => Some("an HMAC secret has no public key"),
            (Self::EmbeddedKey, KeyType::Oct) => Some("an HMAC secret has no public key to embed"),
            (Self::ZeroSignature, KeyType::Ec(_)) => None,
            (Self::ZeroSignature, _) => Some("only ECDSA verifiers have this bug"),
            _ => None,
        }
    }
}

/// The issuer and the audience of tokens for another one.
const WRONG_ISSUER: &str = "https://wrong-issuer.invalid";
const WRONG_AUDIENCE: &str = "wrong-audience";

const HOUR: Duration = Duration::from_secs(60 * 60);

/// A valid token that invalid ones are made from.
#[derive(Debug)]
pub struct ValidToken<'k> {
    pub token: String,
    pub header: Object<'static>,
    pub claims: Object<'static>,
    pub key: &'k Key,
    pub signing: &'k SigningKey,
    pub issued_at: Timestamp,
}

impl ValidToken<'_> {
    /// The same token with this fault.
    pub fn spoiled(&self, kind: BadKind, random: &dyn Random) -> Result<String, Fault> {
        let now = self.issued_at;
        if let Some(why) = kind.refusal(self.key.key_type()) {
            return Err(Fault::new(Code::Usage, format!("there is no {kind} token for this key: {why}")));
        }
        match kind {
            BadKind::Expired => {
                let times = [("iat", now.saturating_sub(HOUR + HOUR)), ("exp", now.saturating_sub(HOUR))];
                self.with_claims(times.map(|(name, time)| (name, Json::integer(time.secs()))))
            }
            BadKind::NotYetValid => {
                let times = [("nbf", now.saturating_add(HOUR)), ("exp", now.saturating_add(HOUR + HOUR))];
                self.with_claims(times.map(|(name, time)| (name, Json::integer(time.secs()))))
            }
            BadKind::WrongIssuer => self.with_claims([("iss", Json::string(WRONG_ISSUER))]),
            BadKind::WrongAudience => self.with_claims([("aud", Json::string(WRONG_AUDIENCE))]),
            BadKind::MissingExp => {
                let mut claims = self.claims.clone();
                claims.remove("exp");
                sign(&self.header, &claims, self.signing)
            }
            BadKind::UnknownCrit => {
                let mut header = self.header.clone();
                header.set("crit", Json::Array(vec![Json::string(UNKNOWN_EXTENSION)]));
                header.set(UNKNOWN_EXTENSION, Json::Bool(true));
                sign(&header, &self.claims, self.signing)
            }
            BadKind::BadSignature => {
                let mut signature = self.compact()?.decode(Part::Signature)?;
                let middle = signature.len() / 2;
                if let Some(byte) = signature.get_mut(middle) {
                    *byte ^= 1;
                }
                Ok(format!("{}.{}", self.compact()?.signing_input(), b64::encode(signature)))
            }
            BadKind::ChangedPayload => {
                let mut claims = self.claims.clone();
                claims.set("sub", Json::string("changed-after-signing"));
                let compact = self.compact()?;
                let (header, signature) = (compact.encoded(Part::Header), compact.encoded(Part::Signature));
                Ok(format!("{header}.{}.{signature}", b64::encode(claims.to_string())))
            }
            BadKind::WrongKey => sign(&self.header, &self.claims, &self.signing_key(&self.new_key(random)?)?),
            BadKind::EmbeddedKey => {
                let key = self.new_key(random)?;
                let mut header = self.header.clone();
                header.set("jwk", Json::Object(jwk::public_object(&key)?));
                sign(&header, &self.claims, &self.signing_key(&key)?)
            }
            BadKind::AlgNone => Ok(self.unsigned("none")),
            BadKind::AlgNoneCase => Ok(self.unsigned("nOnE")),
            BadKind::AlgConfusion => {
                let pem = pem::to_pem(&self.key.public().unwrap_or_else(|| self.key.clone()), false)?;
                let mut header = self.header.clone();
                header.set("alg", Json::string("HS256"));
                let input = signing_input(&header, &self.claims);
                let code = crypto::hmac_sha256(&pem, input.as_bytes());
                Ok(format!("{input}.{}", b64::encode(code)))
            }
            BadKind::EmptySignature => Ok(format!("{}.", self.compact()?.signing_input())),
            BadKind::ZeroSignature => {
                let zeros = vec![0; self.compact()?.decode(Part::Signature)?.len()];
                Ok(format!("{}.{}", self.compact()?.signing_input(), b64::encode(zeros)))
            }
            BadKind::Truncated => {
                let start = self.compact()?.start(Part::Signature);
                let mut length = self.token.len() - 1;
                // No base64url has this length, so every verifier can detect it.
                while (length - start) % 4 != 1 {
                    length -= 1;
                }
                Ok(self.token[..length].to_owned())
            }
        }
    }

    fn compact(&self) -> Result<Compact<'_>, Fault> {
        Ok(Compact::split(&self.token)?)
    }

    fn with_claims<const N: usize>(&self, changes: [(&'static str, Json<'static>); N]) -> Result<String, Fault> {
        let mut claims = self.claims.clone();
        for (name, value) in changes {
            claims.set(name, value);
        }
        sign(&self.header, &claims, self.signing)
    }

    fn unsigned(&self, alg: &'static str) -> String {
        let mut header = self.header.clone();
        header.set("alg", Json::string(alg));
        format!("{}.", signing_input(&header, &self.claims))
    }

    /// Another key of the same type and size.
    fn new_key(&self, random: &dyn Random) -> Result<Key, Fault> {
        let material = generate(self.key.key_type(), self.key.bits(), random)?;
        Ok(Key { kid: self.key.kid.clone(), ..Key::new(material, Form::Raw) })
    }

    fn signing_key(&self, key: &Key) -> Result<SigningKey, Fault> {
        let alg: Algorithm = self.signing.algorithm();
        SigningKey::new(key, alg, Strength::AllowWeak)
    }
}

const UNKNOWN_EXTENSION: &str = "unknown-extension";

fn sign(header: &Object<'_>, claims: &Object<'_>, key: &SigningKey) -> Result<String, Fault> {
    jws::sign(header, claims.to_string().as_bytes(), key)
}

fn signing_input(header: &Object<'_>, claims: &Object<'_>) -> String {
    let mut input = String::new();
    jws::Prefix::new(header).signing_input(claims.to_string().as_bytes(), &mut input);
    input
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SystemRandom;
    use crate::token::key_issuer::KeyIssuer;
    use crate::token::keyset::{Candidate, KeySet};
    use crate::token::policy::Policy;
    use crate::token::verify::verify;

    #[test]
    fn each_kind_is_refused_with_its_error() {
        let now = Timestamp::from_secs(1_800_000_000);
        for alg in Algorithm::all() {
            let key = Key::new(generate(alg.key_type(), 2048, &SystemRandom).unwrap(), Form::Raw);
            let signing = SigningKey::new(&key, alg, Strength::Required).unwrap();
            let header: Object<'_> = [("alg", Json::string(alg.name()))].into_iter().collect();
            let claims: Object<'_> =
                [("iss", Json::string("us")), ("aud", Json::string("api")), ("exp", Json::integer(now.secs() + 60))]
                    .into_iter()
                    .collect();
            let token = sign(&header, &claims, &signing).unwrap();
            let candidate =
                Candidate { key: key.clone(), source: "here".into(), any_kid: true, issuer: KeyIssuer::Any };
            let keys = KeySet::new(vec![candidate], vec![], Strength::Required);
            let policy = Policy { issuers: vec!["us".into()], audiences: vec!["api".into()], ..Policy::default() };
            let codes = |token: &str| -> Vec<Code> {
                verify(token, &keys, &policy, now).faults().iter().map(|fault| fault.code).collect()
            };
            assert_eq!(codes(&token), []);
            let valid = ValidToken { token, header, claims, key: &key, signing: &signing, issued_at: now };
            for kind in BadKind::ALL {
                match kind.refusal(key.key_type()) {
                    None => {
                        assert_eq!(codes(&valid.spoiled(*kind, &SystemRandom).unwrap()), [kind.error()], "{alg} {kind}")
                    }
                    Some(_) => {
                        assert_eq!(valid.spoiled(*kind, &SystemRandom).unwrap_err().code, Code::Usage, "{alg} {kind}")
                    }
                }
            }
        }
    }
}
