//! The content of a refresh token, and its two formats.
//!
//! It names its session and generation, beside 256 random bits. Opaque tokens carry a MAC under a key of the home, JWTs a
//! signature: either way a typo or a forgery is refused without the store, an attacker cannot end a session by guessing,
//! and a token that was rotated long ago is recognized without being kept.

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::base::shown::REFRESH_TOKEN_PREFIX;
use crate::base::{Code, Fault, Random, Secret, Timestamp, b64, hex, random};
use crate::jose::crypto;
use crate::store::step::RefreshQuery;
use crate::store::{Digest, Partition};

/// The `typ` of refresh tokens that are JWTs.
pub const REFRESH_TYPE: &str = "refresh+jwt";

const SID_LEN: usize = 16;
const NONCE_LEN: usize = 32;
const BODY_LEN: usize = SID_LEN + 8 + NONCE_LEN;
const MAC_LEN: usize = 16;

/// A refresh token whose MAC or signature was checked, or a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshToken {
    sid: [u8; SID_LEN],
    generation: u64,
    nonce: Secret,
}

impl RefreshToken {
    /// The first one of a new session in `partition`, whose three hex digits its session ID begins with.
    pub fn first(partition: Partition, random: &dyn Random) -> Result<Self, Fault> {
        let mut sid: [u8; SID_LEN] = random::bytes(random)?;
        let [high, low] = (partition.number() << 4).to_be_bytes();
        (sid[0], sid[1]) = (high, low | sid[1] & 0x0f);
        Ok(Self { sid, generation: 0, nonce: nonce(random)? })
    }

    /// A token that can replace this one.
    pub fn successor(&self, random: &dyn Random) -> Result<Self, Fault> {
        Ok(Self { sid: self.sid, generation: self.generation.saturating_add(1), nonce: nonce(random)? })
    }

    /// The id of its session.
    pub fn sid(&self) -> String {
        hex::encode(&self.sid)
    }

    /// How many tokens its session had before.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// What to ask the store about this token at `now`.
    pub fn query(&self, now: Timestamp) -> RefreshQuery {
        RefreshQuery { sid: self.sid(), generation: self.generation(), presented: self.digest(), now }
    }

    /// The hash that the store keeps.
    pub fn digest(&self) -> Digest {
        Digest(crypto::sha256(&self.body()))
    }

    /// The key that its successor is sealed under; only a holder of this token can derive it.
    pub fn sealing_key(&self) -> Secret {
        Secret::from(&crypto::hmac_sha256(&self.nonce, b"tokctl: successor of a refresh token")[..])
    }

    /// The token as an opaque string, with a MAC under the home's `key`.
    pub fn to_opaque(&self, key: &Secret) -> Secret {
        let body = self.body();
        let whole = Zeroizing::new([&body[..], &mac(key, &body)].concat());
        let mut text = String::with_capacity(REFRESH_TOKEN_PREFIX.len() + whole.len().div_ceil(3) * 4);
        text.push_str(REFRESH_TOKEN_PREFIX);
        b64::encode_into(&whole, &mut text);
        Secret::from(text)
    }

    /// Parses an opaque token and checks its MAC.
    pub fn from_opaque(text: &str, key: &Secret) -> Result<Self, Fault> {
        let malformed = |problem: &str, hint: &str| {
            Fault::new(Code::Malformed, format!("not a valid refresh token: {problem}")).hint(hint)
        };
        let Some(encoded) = text.strip_prefix(REFRESH_TOKEN_PREFIX) else {
            return Err(malformed(
                &format!("it does not begin with `{REFRESH_TOKEN_PREFIX}`"),
                "`tokctl login --json` prints one as `refresh_token`",
            ));
        };
        let whole = Zeroizing::new(b64::decode(encoded).map_err(|error| malformed(&error.to_string(), COPY))?);
        let Some((body, code)) = whole.split_last_chunk::<MAC_LEN>().filter(|(body, _)| body.len() == BODY_LEN) else {
            return Err(malformed("its length is wrong", COPY));
        };
        if !bool::from(mac(key, body).ct_eq(code)) {
            return Err(unknown());
        }
        Self::from_body(body).ok_or_else(unknown)
    }

    /// The `jti` of the token as a JWT.
    pub fn to_jti(&self) -> Secret {
        Secret::from(b64::encode(&*self.body()))
    }

    /// Parses the `jti` of a JWT whose signature was accepted.
    pub fn from_jti(jti: &str) -> Option<Self> {
        Self::from_body(&Zeroizing::new(b64::decode(jti).ok()?))
    }

    fn body(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([&self.sid, &self.generation.to_be_bytes()[..], self.nonce.expose()].concat())
    }

    fn from_body(body: &[u8]) -> Option<Self> {
        let (sid, rest) = body.split_first_chunk()?;
        let (generation, nonce) = rest.split_first_chunk()?;
        let generation = u64::from_be_bytes(*generation);
        (nonce.len() == NONCE_LEN).then(|| Self { sid: *sid, generation, nonce: Secret::from(nonce) })
    }
}

const COPY: &str = "it looks truncated or changed: copy it again";

/// The fault of a refresh token that this home did not issue.
pub fn unknown() -> Fault {
    Fault::new(Code::UnknownToken, "this refresh token was not issued by this home, or has been changed")
        .hint("`tokctl login` opens a new session")
}

fn mac(key: &Secret, body: &[u8]) -> [u8; MAC_LEN] {
    let mut message = Zeroizing::new(b"tokctl: refresh token\0".to_vec());
    message.extend_from_slice(body);
    let whole = crypto::hmac_sha256(key, &message);
    std::array::from_fn(|i| whole[i])
}

fn nonce(random: &dyn Random) -> Result<Secret, Fault> {
    let bytes = Zeroizing::new(random::bytes::<NONCE_LEN>(random)?);
    Ok(Secret::from(&bytes[..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SystemRandom;

    fn key() -> Secret {
        Secret::from(&[7; 32][..])
    }

    #[test]
    fn both_formats_round_trip() {
        let first = RefreshToken::first(Partition::of_name("alice"), &SystemRandom).unwrap();
        for token in [first.clone(), first.successor(&SystemRandom).unwrap()] {
            let text = token.to_opaque(&key());
            assert_eq!(RefreshToken::from_opaque(text.expose_str().unwrap(), &key()).unwrap(), token);
            assert_eq!(RefreshToken::from_jti(token.to_jti().expose_str().unwrap()).unwrap(), token);
        }
    }

    #[test]
    fn the_session_id_begins_with_the_partition() {
        for name in ["alice", "bob", "名前"] {
            let partition = Partition::of_name(name);
            let sid = RefreshToken::first(partition, &SystemRandom).unwrap().sid();
            assert!(sid.starts_with(&partition.to_string()), "{sid}");
            assert_eq!(sid.len(), 32);
        }
    }

    #[test]
    fn successors_share_only_the_session() {
        let first = RefreshToken::first(Partition::of_name("alice"), &SystemRandom).unwrap();
        let [one, other] = [(); 2].map(|()| first.successor(&SystemRandom).unwrap());
        assert_eq!((one.sid(), one.generation()), (first.sid(), 1));
        assert_ne!(one.digest(), other.digest());
        assert_ne!(one.sealing_key(), first.sealing_key());
    }

    #[test]
    fn every_changed_character_is_noticed() {
        let token = RefreshToken::first(Partition::of_name("alice"), &SystemRandom).unwrap().to_opaque(&key());
        let text = token.expose_str().unwrap();
        for at in 0..text.len() {
            for new in ["A", "z", "_", "=", "", "AA"] {
                let changed = [&text[..at], new, &text[at + 1..]].concat();
                let read = RefreshToken::from_opaque(&changed, &key());
                assert!(changed == text || read.is_err(), "{changed}");
            }
        }
        assert_eq!(RefreshToken::from_opaque(text, &Secret::from(&[8; 32][..])).unwrap_err().code, Code::UnknownToken);
    }

    proptest::proptest! {
        #[test]
        fn any_string_is_refused(text: String) {
            proptest::prop_assert!(RefreshToken::from_opaque(&text, &key()).is_err());
            let prefixed = [REFRESH_TOKEN_PREFIX, &text].concat();
            proptest::prop_assert!(RefreshToken::from_opaque(&prefixed, &key()).is_err());
            let _ = RefreshToken::from_jti(&text);
        }
    }
}
