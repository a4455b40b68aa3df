//! What can be wrong with a key.

use crate::base::named::named_enum;
use crate::base::{Code, Fault};

named_enum! {
    /// The kind of a weakness.
    pub enum WeaknessKind {
        RsaModulusShort = "rsa_modulus_short",
        SecretShort = "secret_short",
        SecretEmpty = "secret_empty",
        SecretIsKey = "secret_is_key",
        SecretNotSearched = "secret_not_searched",
        SecretUniform = "secret_uniform",
        KeyPairMismatch = "key_pair_mismatch",
        PointOffCurve = "point_off_curve",
        RsaModulusLong = "rsa_modulus_long",
        RsaModulusEven = "rsa_modulus_even",
        RsaSmallFactor = "rsa_small_factor",
        RsaRoca = "rsa_roca",
        RsaExponentLarge = "rsa_exponent_large",
        RsaExponentEven = "rsa_exponent_even",
        RsaExponentOne = "rsa_exponent_one",
        PointLength = "point_length",
        PointNotCanonical = "point_not_canonical",
        PointSmallOrder = "point_small_order",
        /// No supported algorithm fits the key, or its strength.
        NoAlgorithm = "no_algorithm",
    }
}

/// A reason to refuse a key, or to doubt it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weakness {
    pub kind: WeaknessKind,
    /// What was found, and what was expected.
    pub message: String,
    /// Whether the key is refused. If not, the user decides.
    pub refused: bool,
}

impl Weakness {
    pub(super) fn new(kind: WeaknessKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), refused: true }
    }

    pub(super) fn into_fault(self) -> Fault {
        let fault = Fault::new(Code::KeyRefused, self.message);
        match self.kind {
            WeaknessKind::RsaModulusShort => fault
                .hint("generate a new key; for debugging, --allow-weak-key verifies RS256 and RS512 from 1024 bits"),
            WeaknessKind::SecretShort => {
                fault.hint("generate one with `openssl rand -base64 48`, or, for debugging, pass --allow-weak-key")
            }
            WeaknessKind::SecretEmpty => fault.hint("pass a secret, or a key with --key"),
            WeaknessKind::SecretIsKey => fault.hint("pass a key with --key"),
            WeaknessKind::SecretNotSearched => fault.hint(SHORTER_SECRET),
            _ => fault.hint("generate a new key"),
        }
    }
}

/// What to do about [`Misuse::NotSearched`].
pub const SHORTER_SECRET: &str = "use a shorter one: 64 random bytes are enough for every algorithm";

/// Why bytes are refused as an HMAC secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misuse {
    /// The name of the first key, certificate or set of keys in them, without an article.
    Key(&'static str),
    /// They can be decoded in so many ways that the search for keys was stopped.
    NotSearched,
}
