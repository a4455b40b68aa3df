//! Why a signature was not accepted.

use crate::base::named::named_enum;

named_enum! {
    /// The kind of a cause.
    pub enum CauseKind {
        KeyUse = "key_use",
        NoPayload = "no_payload",
        SecretForm = "secret_form",
        OtherAlgorithm = "other_algorithm",
        ChangedAlgorithm = "changed_algorithm",
        OtherKey = "other_key",
        OtherHash = "other_hash",
        OtherIssuer = "other_issuer",
        RefreshToken = "refresh_token",
        PublicKeyAsSecret = "public_key_as_secret",
        NonceHeader = "nonce_header",
        PssSalt = "pss_salt",
        ChangedContent = "changed_content",
        UnusualSignature = "unusual_signature",
        WrongKey = "wrong_key",
        SwappedSignature = "swapped_signature",
        LittleEndianSignature = "little_endian_signature",
        Truncated = "truncated",
        LostZeros = "lost_zeros",
        ChangedCharacter = "changed_character",
        LostCharacter = "lost_character",
        AddedCharacter = "added_character",
        SwappedCharacters = "swapped_characters",
        Reserialized = "reserialized",
        SignedBytes = "signed_bytes",
        UnencodedPayload = "unencoded_payload",
        DetachedPayload = "detached_payload",
        EmptySignature = "empty_signature",
        HexSignature = "hex_signature",
        Base64Signature = "base64_signature",
        DerSignature = "der_signature",
        SignatureLength = "signature_length",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Cause {
    pub code: CauseKind,
    pub message: String,
    pub hint: Option<String>,
    /// Whether it is only likely, because the search found none.
    #[serde(skip)]
    pub is_likely: bool,
    /// Whether the signature may be damaged, as its length shows.
    #[serde(skip)]
    pub is_damage: bool,
}

impl Cause {
    pub fn new(code: CauseKind, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, is_likely: false, is_damage: false }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
