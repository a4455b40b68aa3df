//! Passwords: hashed with Argon2id (RFC 9106), compared, and hashed again if the recommended cost was raised since.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::base::{Code, Fault, Random, Secret, random};

/// OWASP's minimum for Argon2id: 19 MiB of memory, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// RFC 9106's second recommendation, for a file that an attacker may have.
const KEY_MEMORY_KIB: u32 = 64 * 1024;
const KEY_PASSES: u32 = 3;
const KEY_LANES: u32 = 4;

/// In bytes. No user types a longer password, and hashing it would only cost time.
pub const MAX_LENGTH: usize = 4096;

/// A hash that no password is compared with successfully, so that an unknown name takes as long as a known one.
const DUMMY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3MgcGFzc3dvcmQ$QlaQyKlJiJrIPPqzDyfcSg5mCgJ9BGNXCGhD0W9lH9E";

/// How a password compares with a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    Yes {
        /// Whether the hash costs less than the recommendation, and should be replaced.
        outdated: bool,
    },
    No,
}

/// Hashes a new password, as a PHC string.
pub fn hash(password: &Secret, random: &dyn Random) -> Result<Secret, Fault> {
    check(password)?;
    let salt: [u8; 16] = random::bytes(random)?;
    let hash: PasswordHash = hasher()?.hash_password_with_salt(password.expose(), &salt).map_err(failed)?;
    Ok(Secret::from(hash.to_string()))
}

/// Refuses an empty or too long password.
pub fn check(password: &Secret) -> Result<(), Fault> {
    if password.is_empty() {
        return Err(Fault::new(Code::Usage, "the password is empty").hint("enter at least one character"));
    }
    if password.len() > MAX_LENGTH {
        let message = format!("the password has {} bytes; the maximum is {MAX_LENGTH}", password.len());
        return Err(Fault::new(Code::Usage, message));
    }
    Ok(())
}

/// Compares `password` with `hash`, or, if there is none, with a dummy at the same cost.
pub fn compare(password: &Secret, hash: Option<&Secret>) -> Result<Match, Fault> {
    let text = match hash {
        None => DUMMY,
        Some(hash) => hash.expose_str().ok_or_else(damaged)?,
    };
    let parsed = PasswordHash::new(text).map_err(|_| damaged())?;
    // A password that is too long is cut short and compared anyway: it takes the same time and never matches.
    let bytes = &password.expose()[..password.len().min(MAX_LENGTH)];
    let is_same = Argon2::default().verify_password(bytes, &parsed).is_ok() && bytes.len() == password.len();
    if !is_same || hash.is_none() {
        return Ok(Match::No);
    }
    Ok(Match::Yes { outdated: is_outdated(&parsed) })
}

/// A key of 32 bytes from a passphrase.
pub fn derive_key(passphrase: &Secret, salt: &[u8]) -> Result<Secret, Fault> {
    let failed = |error| Fault::new(Code::Internal, format!("the key could not be derived: {error}"));
    let params = Params::new(KEY_MEMORY_KIB, KEY_PASSES, KEY_LANES, None).map_err(failed)?;
    let mut key = vec![0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose(), salt, &mut key)
        .map_err(failed)?;
    Ok(Secret::new(key))
}

fn is_outdated(hash: &PasswordHash) -> bool {
    let Ok(params) = Params::try_from(hash) else { return true };
    hash.algorithm.as_str() != "argon2id"
        || hash.version != Some(Version::V0x13.into())
        || params.m_cost() < MEMORY_KIB
        || params.t_cost() < PASSES
}

fn hasher() -> Result<Argon2<'static>, Fault> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn failed(error: impl std::fmt::Display) -> Fault {
    Fault::new(Code::Internal, format!("the password could not be hashed: {error}"))
}

fn damaged() -> Fault {
    Fault::new(Code::Store, "the state contains a password hash that cannot be read")
        .hint("`tokctl user passwd NAME` sets a new password")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SystemRandom;

    fn secret(text: &str) -> Secret {
        Secret::from(text.to_owned())
    }

    #[test]
    fn a_password_matches_only_its_own_hash() {
        let one = hash(&secret("correct horse"), &SystemRandom).unwrap();
        let other = hash(&secret("correct horse"), &SystemRandom).unwrap();
        assert_ne!(one, other, "salted");
        assert!(one.expose_str().unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_eq!(compare(&secret("correct horse"), Some(&one)).unwrap(), Match::Yes { outdated: false });
        for wrong in ["", "correct hors", "correct horse ", "Correct horse"] {
            assert_eq!(compare(&secret(wrong), Some(&one)).unwrap(), Match::No, "{wrong}");
        }
        assert_eq!(compare(&secret(&"x".repeat(MAX_LENGTH + 1)), Some(&one)).unwrap(), Match::No);
    }

    #[test]
    fn the_dummy_has_the_current_cost_and_matches_no_password() {
        let parsed = PasswordHash::new(DUMMY).unwrap();
        assert!(!is_outdated(&parsed));
        assert_eq!(compare(&secret("anything"), None).unwrap(), Match::No);
    }

    #[test]
    fn a_cheaper_hash_is_outdated() {
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8192, 1, 1, None).unwrap());
        let hash: PasswordHash = cheap.hash_password_with_salt(b"pw", &[1; 16]).unwrap();
        let hash = Secret::from(hash.to_string());
        assert_eq!(compare(&secret("pw"), Some(&hash)).unwrap(), Match::Yes { outdated: true });
    }

    #[test]
    fn an_invalid_hash_is_an_error() {
        for text in ["", "plain", "$argon2id$", "$1$abc$def"] {
            assert_eq!(compare(&secret("pw"), Some(&secret(text))).unwrap_err().code, Code::Store, "{text}");
        }
    }

    #[test]
    fn empty_and_too_long_passwords_are_refused() {
        for password in [String::new(), "x".repeat(MAX_LENGTH + 1)] {
            assert_eq!(hash(&secret(&password), &SystemRandom).unwrap_err().code, Code::Usage);
        }
    }
}
