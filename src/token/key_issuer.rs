//! The issuers whose tokens a key verifies.

/// The issuers whose tokens a key verifies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum KeyIssuer {
    /// Those of the policy, or any.
    #[default]
    Any,
    /// Those of the policy, or this one. For the only source of keys.
    Default(String),
    /// This one, which must be one of the policy's, too, if there are any there.
    Only(String),
}

impl KeyIssuer {
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Any => None,
            Self::Default(name) | Self::Only(name) => Some(name),
        }
    }

    /// Whether it verifies tokens with this `iss`, which depends on the policy if it is not bound to one issuer.
    pub(super) fn may_verify(&self, iss: &str) -> bool {
        match self {
            Self::Any | Self::Default(_) => true,
            Self::Only(name) => name == iss,
        }
    }

    /// Whether a token may be of an issuer of both.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.name().is_none() || other.name().is_none() || self.name() == other.name()
    }
}
