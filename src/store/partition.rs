//! Which part of a sharded store something is in.

use std::fmt;

use sha2::{Digest as _, Sha256};

/// One of 4,096 parts of the store, written as three hex digits. All keys of a changing step are in one partition.
///
/// - A user, with its sessions, login attempts and their events: by the user's name. A session ID begins with it.
/// - A denylist entry, with its event: by its key, whatever session the token has.
/// - What concerns a signing key: by the key ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Partition(u16);

impl Partition {
    pub const FIRST: Self = Self(0);

    /// The partition of a user name or a key ID: the first 12 bits of its SHA-256.
    pub fn of_name(name: &str) -> Self {
        Self::of_bytes(Sha256::digest(name.as_bytes()).as_slice())
    }

    /// The partition of what is stored under a hash: the first 12 bits of that.
    pub fn of_hash(hash: &[u8; 32]) -> Self {
        Self::of_bytes(hash)
    }

    /// The partition of a session: the first three digits of its ID.
    pub fn of_session(sid: &str) -> Option<Self> {
        let digits = sid.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u16::from_str_radix(digits, 16).ok().map(Self)
    }

    /// `None` from 4,096 on.
    pub fn from_number(number: u16) -> Option<Self> {
        (number < 4096).then_some(Self(number))
    }

    pub fn all() -> impl Iterator<Item = Self> {
        (0..4096).map(Self)
    }

    /// Below 4,096.
    pub const fn number(self) -> u16 {
        self.0
    }

    fn of_bytes(bytes: &[u8]) -> Self {
        match bytes {
            [first, second, ..] => Self(u16::from(*first) << 4 | u16::from(*second >> 4)),
            _ => Self(0),
        }
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_of_the_hash() {
        // printf alice | sha256sum: 2bd806c9…
        assert_eq!(Partition::of_name("alice").to_string(), "2bd");
        assert_eq!(Partition::of_hash(&[0xab; 32]).to_string(), "aba");
        assert_eq!(Partition::of_hash(&[0; 32]).to_string(), "000");
        assert_eq!(Partition::of_hash(&[0xff; 32]).number(), 4095);
        assert_eq!(Partition::of_session("2bd-x"), Some(Partition::of_name("alice")));
        assert_eq!(
            [Partition::of_session("2b"), Partition::of_session("+bd"), Partition::of_session("2bé")],
            [None; 3]
        );
        assert_eq!(Partition::from_number(4096), None);
    }
}
