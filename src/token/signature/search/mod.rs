//! The cause of a signature that no key accepted: a search for a key, an algorithm or a content under which it is right.
//!
//! It may take seconds, so it has a time limit, and it only explains: it makes no token valid.

mod character;
mod form;
mod key_text;
mod serialization;
mod signed_bytes;

use crate::base::{Object, b64};
use crate::jose::alg::{Hash, Primitive};
use crate::jose::jws::{Compact, Header, Part};
use crate::jose::key::{Material, Usage, with_article};
use crate::jose::rsa_opening::{self, Scheme};
use crate::jose::{Algorithm, Key, Strength, VerifyingKey, crypto};

use crate::token::keyset::{Candidate, KeySet, MAX_TRIED};
use crate::token::signature::cause::{Cause, CauseKind};
use crate::token::signature::{hint, secret_form};

/// Searches for the cause why no key of `keys` accepted the signature of `token`, until `is_over` returns true.
/// `is_detached`: the payload was not in the token, but attached to it.
pub fn search(
    token: &str,
    is_detached: bool,
    header: &Header,
    keys: &KeySet,
    is_over: &dyn Fn() -> bool,
) -> Option<Cause> {
    let compact = Compact::split(token).ok()?;
    let alg = Algorithm::from_name(header.alg())?;
    let decoded = [Part::Payload, Part::Signature].map(|part| (part, compact.decode(part)));
    let broken: Vec<Part> = decoded.iter().filter(|(_, bytes)| bytes.is_err()).map(|(part, _)| *part).collect();
    let [_, (_, signature)] = decoded;
    let signature = signature.unwrap_or_default();
    let tried = keys.candidates_for(header);
    let is_tried = |key: &&Candidate| tried.iter().any(|tried| std::ptr::eq(*tried, *key));
    let others = keys.candidates().iter().filter(|key| !is_tried(key)).take(MAX_TRIED).collect();
    let search = Search { compact, is_detached, header, alg, signature, tried, others, is_over };
    let keys = search.prepared(&search.tried, alg);
    match broken.as_slice() {
        [] => {}
        // A character that was lost leaves no valid base64url.
        [part] => {
            return signed_bytes::unencoded(&search, &keys)
                .or_else(|| character::search(&search, *part, &keys))
                .or_else(|| form::truncated(&search, *part));
        }
        _ => return None,
    }
    if let Some(key) = search.accepting(&search.tried, alg, &search.signature) {
        return search.forbidden(key);
    }
    // The signature of another algorithm has another length, which is a fault of its form.
    search
        .other_algorithm(&search.tried)
        .or_else(|| search.other_key_type())
        .or_else(|| search.other_hash())
        .or_else(|| signed_bytes::unencoded(&search, &keys))
        .or_else(|| form::search(&search))
        .or_else(|| search.right_content())
        .or_else(|| search.no_payload())
        .or_else(|| search.unusual_signature())
        .or_else(|| search.other_content())
        .or_else(|| search.likely().map(|cause| Cause { is_likely: true, ..cause }))
}

struct Search<'a> {
    compact: Compact<'a>,
    is_detached: bool,
    header: &'a Header,
    /// The header's.
    alg: Algorithm,
    signature: Vec<u8>,
    /// The keys that did not accept the signature.
    tried: Vec<&'a Candidate>,
    /// The keys that were not tried, because the token names another.
    others: Vec<&'a Candidate>,
    is_over: &'a dyn Fn() -> bool,
}

impl<'a> Search<'a> {
    fn message(&self) -> &'a [u8] {
        self.compact.signing_input().as_bytes()
    }

    /// Keys prepared for `alg`, whatever their strength and the uses that they are marked for.
    fn prepared(&self, keys: &[&'a Candidate], alg: Algorithm) -> Vec<(&'a Candidate, VerifyingKey)> {
        let prepare = |candidate: &&'a Candidate| {
            let key = Key { usage: Usage::default(), ..candidate.key.clone() };
            Some((*candidate, VerifyingKey::new(&key, alg, Strength::AllowWeak).ok()?))
        };
        keys.iter().filter_map(prepare).collect()
    }

    /// The signature is valid, but `key` is marked for another use. `None` if the caller does not allow the algorithm.
    fn forbidden(&self, key: &Candidate) -> Option<Cause> {
        let refusal = VerifyingKey::new(&key.key, self.alg, Strength::AllowWeak).err()?;
        let message = format!("{} made the signature, but {}", described(key), refusal.message);
        Some(Cause::new(CauseKind::KeyUse, message).hint("have the issuer correct that member of the key"))
    }

    /// The header names an algorithm for another type of key than the one that made the signature.
    fn other_key_type(&self) -> Option<Cause> {
        let is_other = |key: &&&Candidate| key.key.key_type() != self.alg.key_type();
        self.others.iter().filter(is_other).find_map(|key| {
            let mut algorithms = key.key.key_type().algorithms();
            let alg = algorithms.find(|alg| self.accepting(&[*key], *alg, &self.signature).is_some())?;
            Some(self.signed_as(alg, key))
        })
    }

    /// An ECDSA signature with the hash of another curve.
    fn other_hash(&self) -> Option<Cause> {
        let (key, curve, hash) = self.tried.iter().chain(&self.others).find_map(|candidate| {
            let Material::Ec(key) = &candidate.key.material else { return None };
            let is_over = |hash: &Hash| crypto::is_ecdsa_with(*hash, key, self.message(), &self.signature);
            let hash = [Hash::Sha256, Hash::Sha384, Hash::Sha512].into_iter().find(is_over)?;
            Some((candidate, key.curve, hash))
        })?;
        let message = format!(
            "{} made the signature with {} and {}, which no algorithm of JWS combines",
            described(key),
            curve.name(),
            hash.name()
        );
        let usual = key.key.key_type().algorithms().next().map(|alg| format!("have the issuer sign with {alg}"));
        Some(Cause { hint: usual, ..Cause::new(CauseKind::OtherHash, message) })
    }

    fn no_payload(&self) -> Option<Cause> {
        let is_empty = !self.is_detached && !self.tried.is_empty() && self.compact.encoded(Part::Payload).is_empty();
        is_empty.then(|| {
            let message = "the token has no payload; it may be detached (RFC 7515 appendix F)";
            Cause::new(CauseKind::NoPayload, message).hint("if it is detached, pass it with --detached-payload @FILE")
        })
    }

    /// The first of `keys` that accepts `signature` under `alg`.
    fn accepting(&self, keys: &[&'a Candidate], alg: Algorithm, signature: &[u8]) -> Option<&'a Candidate> {
        let accepts = |key: &VerifyingKey| key.verify(self.message(), signature);
        self.prepared(keys, alg).into_iter().find(|(_, key)| accepts(key)).map(|(candidate, _)| candidate)
    }

    /// The content is right: another key, another algorithm or another form of the signature or of the secret.
    fn right_content(&self) -> Option<Cause> {
        self.secret_variant()
            .or_else(|| self.swapped_halves())
            .or_else(|| self.other_key())
            .or_else(|| self.public_key_as_secret())
            .or_else(|| self.hashed_nonce())
            .or_else(|| self.pss_salt())
    }

    /// The key is right, and the content is another.
    fn other_content(&self) -> Option<Cause> {
        let keys: Vec<_> = self.prepared(&self.tried, self.alg);
        // An RSA signature shows whether it was damaged itself.
        let parts: &[Part] = match self.tried.first().map(|candidate| &candidate.key.material) {
            Some(Material::Rsa(_)) if self.opened().is_some() => &[Part::Payload, Part::Header],
            Some(Material::Rsa(_)) => &[Part::Signature],
            _ => &[Part::Payload, Part::Signature, Part::Header],
        };
        if self.is_detached {
            return signed_bytes::detached(self, &keys).or_else(|| signed_bytes::search(self, &keys));
        }
        signed_bytes::search(self, &keys)
            .or_else(|| serialization::search(self, &keys))
            .or_else(|| self.changed_algorithm())
            .or_else(|| parts.iter().find_map(|part| character::search(self, *part, &keys)))
    }

    fn secret_variant(&self) -> Option<Cause> {
        let secrets = self.tried.iter().filter_map(|candidate| match &candidate.key.material {
            Material::Oct(secret) => Some(secret.expose()),
            _ => None,
        });
        let (what, advice) = secret_form::used(self.alg, self.message(), &self.signature, secrets)?;
        Some(Cause::new(CauseKind::SecretForm, format!("the token was signed with the secret {what}")).hint(advice))
    }

    /// The issuer signs with another algorithm than it writes in the header.
    fn other_algorithm(&self, keys: &[&'a Candidate]) -> Option<Cause> {
        let siblings = self.alg.key_type().algorithms().filter(|alg| !alg.is_same_as(self.alg));
        let (alg, key) =
            siblings.filter_map(|alg| self.accepting(keys, alg, &self.signature).map(|key| (alg, key))).next()?;
        Some(self.signed_as(alg, key))
    }

    fn signed_as(&self, alg: Algorithm, key: &Candidate) -> Cause {
        let message = format!(
            "the signature is {} by {}, but the header says {}",
            with_article(&format!("{alg} signature")),
            described(key),
            self.alg
        );
        Cause::new(CauseKind::OtherAlgorithm, message)
            .hint("have the issuer write the algorithm that it signs with in \"alg\"")
    }

    /// The header's `alg` was changed after the token was signed.
    fn changed_algorithm(&self) -> Option<Cause> {
        let header = String::from_utf8(self.compact.decode(Part::Header).ok()?).ok()?;
        let written = format!("\"{}\"", self.alg);
        for alg in Algorithm::all().filter(|alg| *alg != self.alg) {
            let changed = header.replacen(&written, &format!("\"{alg}\""), 1);
            let message = format!("{}.{}", b64::encode(&changed), self.compact.encoded(Part::Payload));
            let keys = self.prepared(&[&self.tried[..], &self.others[..]].concat(), alg);
            if let Some((key, _)) = keys.iter().find(|(_, key)| key.verify(message.as_bytes(), &self.signature)) {
                let message = format!(
                    "the header's \"alg\" was changed after the token was signed: {} signed it as {alg}, not {}",
                    described(key),
                    self.alg
                );
                return Some(Cause::new(CauseKind::ChangedAlgorithm, message));
            }
        }
        None
    }

    /// An ECDSA signature with s before r, or with little-endian numbers.
    fn swapped_halves(&self) -> Option<Cause> {
        let Primitive::Ecdsa(..) = self.alg.primitive() else { return None };
        let (r, s) = self.signature.split_at(self.signature.len() / 2);
        let reversed = |number: &[u8]| -> Vec<u8> { number.iter().rev().copied().collect() };
        let forms = [
            ([s, r].concat(), CauseKind::SwappedSignature, "r and s are swapped"),
            ([reversed(r), reversed(s)].concat(), CauseKind::LittleEndianSignature, "r and s are little-endian"),
        ];
        let (_, code, what) =
            forms.into_iter().find(|(form, ..)| self.accepting(&self.tried, self.alg, form).is_some())?;
        let hint = "have the issuer write r, then s, each big-endian at full length (RFC 7518 §3.4)";
        Some(Cause::new(code, format!("the signature is valid, but {what}")).hint(hint))
    }

    /// A key that was not tried, because the token names another one.
    fn other_key(&self) -> Option<Cause> {
        let key = self.accepting(&self.others, self.alg, &self.signature);
        let Some(key) = key else { return self.other_algorithm(&self.others) };
        let message = match self.header.kid() {
            Some(kid) => format!("the token was signed with {}, but names the key ID {kid:?}", described(key)),
            None => format!("the token was signed with {}", described(key)),
        };
        Some(
            Cause::new(CauseKind::OtherKey, message)
                .hint("have the issuer write the ID of the key that it signs with in \"kid\""),
        )
    }

    /// The text of a public key as an HMAC secret, to pass for a signature by that key.
    fn public_key_as_secret(&self) -> Option<Cause> {
        let all = self.tried.iter().chain(&self.others);
        let (key, form) = all
            .filter_map(|key| Some((key, key_text::secret_of(&key.key, self.alg, self.message(), &self.signature)?)))
            .next()?;
        let message =
            format!("the token was signed with {form} of {} as an HMAC secret, which anyone can do", described(key));
        let hint = "this is an algorithm confusion attack, or an issuer that passes its public key to an HMAC function";
        Some(Cause::new(CauseKind::PublicKeyAsSecret, message).hint(hint))
    }

    /// Microsoft signs access tokens for Graph over the hash of the `nonce` in their header.
    fn hashed_nonce(&self) -> Option<Cause> {
        let nonce = self.header.members().get_str("nonce")?;
        let mut header: Object<'_> = self.header.members().clone();
        header.set("nonce", crate::base::Json::string(b64::encode(crypto::sha256(nonce.as_bytes()))));
        let message = format!("{}.{}", b64::encode(header.to_string()), self.compact.encoded(Part::Payload));
        let keys = self.prepared(&self.tried, self.alg);
        let is_graph = keys.iter().any(|(_, key)| key.verify(message.as_bytes(), &self.signature));
        let message = "the token is for Microsoft Graph: it was signed over the hash of the \"nonce\" in its header";
        is_graph.then(|| Cause::new(CauseKind::NonceHeader, message).hint(hint::GRAPH))
    }

    fn pss_salt(&self) -> Option<Cause> {
        let Primitive::RsaPss(expected) = self.alg.primitive() else { return None };
        let (opened, key) = self.opened()?;
        let Scheme::Pss(salt) = opened.scheme else { return None };
        if !opened.is_over_message || opened.hash != expected {
            return None;
        }
        let expected = expected.output_len();
        let message = format!(
            "the signature is valid, but {} made it with a salt of {salt} bytes; {} requires {expected}",
            described(key),
            self.alg
        );
        let hint = "have the issuer set the salt length to that of the hash (RFC 7518 §3.5); with OpenSSL, \
                    -sigopt rsa_pss_saltlen:digest";
        Some(Cause::new(CauseKind::PssSalt, message).hint(hint))
    }

    /// What an RSA signature contains, and the key that opens it.
    fn opened(&self) -> Option<(rsa_opening::RsaContents, &'a Candidate)> {
        self.tried.iter().find_map(|candidate| match &candidate.key.material {
            Material::Rsa(key) => Some((rsa_opening::open(key, &self.signature, self.message())?, *candidate)),
            _ => None,
        })
    }

    /// An RSA signature that is none of JWS.
    fn unusual_signature(&self) -> Option<Cause> {
        if self.opened().is_some() {
            return None;
        }
        let (what, key) = self.tried.iter().find_map(|candidate| match &candidate.key.material {
            Material::Rsa(key) => Some((rsa_opening::unusual(key, &self.signature)?, candidate)),
            _ => None,
        })?;
        let message =
            format!("{} made the signature, but {what}; {} requires {}", described(key), self.alg, hash_name(self.alg));
        Some(Cause::new(CauseKind::UnusualSignature, message).hint("have the issuer sign as RFC 7518 §3 defines"))
    }

    /// The likely cause if no search found it.
    fn likely(&self) -> Option<Cause> {
        if self.header.members().get_str("nonce").is_some() {
            let message = "the header has \"nonce\", as access tokens for Microsoft Graph do, which are signed over another header";
            return Some(Cause::new(CauseKind::NonceHeader, message).hint(hint::GRAPH));
        }
        if let Some((_, key)) = self.opened() {
            let (what, hint) = match self.is_detached {
                true => (
                    "the detached payload is not the one that was signed, or the header was changed",
                    "pass the payload that was signed, byte for byte",
                ),
                false => (
                    "the token was changed after it was signed, or the issuer signed other bytes",
                    "compare the token with what the issuer sent",
                ),
            };
            let message = format!("{what}: {} made the signature, but over different content", described(key));
            return Some(Cause::new(CauseKind::ChangedContent, message).hint(hint));
        }
        let [key] = self.tried.as_slice() else { return None };
        let own = key.key.kid.as_deref();
        let other_id = self.header.kid().filter(|kid| own.is_some_and(|own| own != *kid));
        let ids = other_id.map(|kid| format!("; the token names the key ID {kid:?}")).unwrap_or_default();
        if let Material::Rsa(rsa) = &key.key.material {
            let message = match self.signature.len() == rsa.n.len() {
                true => format!(
                    "the signature was not made with {}, or is damaged: it cannot be decrypted with it{ids}",
                    described(key)
                ),
                false => {
                    let (found, made) = (self.signature.len(), rsa.n.len());
                    // RSA keys have lengths such as 2048, 3072 and 4096 bits.
                    let reason = match found % 16 {
                        0 => "it was made with another key, or is damaged".to_owned(),
                        _ if found < made => format!("{} bytes are missing, or another key made it", made - found),
                        _ => format!("it has {} bytes too many, or another key made it", found - made),
                    };
                    format!("the signature has {found} bytes, and {} makes {made}: {reason}{ids}", described(key))
                }
            };
            let is_damage = !self.signature.len().is_multiple_of(16);
            let hint = match is_damage {
                true => "copy the token again as plain text, or verify with the issuer's current key",
                false => "verify with the issuer's current key",
            };
            return Some(Cause { is_damage, ..Cause::new(CauseKind::WrongKey, message).hint(hint) });
        }
        let message = format!("{} did not make the signature{ids}", described(key));
        other_id.map(|_| Cause::new(CauseKind::WrongKey, message).hint("verify with the key that the token names"))
    }
}

fn hash_name(alg: Algorithm) -> &'static str {
    match alg.primitive() {
        Primitive::RsaPkcs1(hash) | Primitive::RsaPss(hash) => hash.name(),
        _ => "another form",
    }
}

/// The key with its ID and where it came from.
fn described(candidate: &Candidate) -> String {
    match &candidate.key.kid {
        Some(kid) => format!("the key {kid:?} ({})", candidate.source),
        None => format!("the key from {}", candidate.source),
    }
}
