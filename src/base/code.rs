//! The stable names of everything that can be wrong. `cli/exit.rs` has the one table from these to exit codes.

use super::named::named_enum;

named_enum! {
    /// A stable name for one kind of failure. Names are never changed, only added.
    #[non_exhaustive]
    pub enum Code {
        /// Not a token: its parts, its base64url or its JSON are broken.
        Malformed = "malformed",
        /// A token encrypted to somebody (JWE, RFC 7516), which cannot be verified.
        Encrypted = "encrypted",
        /// Several tokens in one text, and no telling which is meant.
        AmbiguousToken = "ambiguous_token",
        /// The signature does not belong to this token and key.
        BadSignature = "bad_signature",
        /// No key at hand fits the token.
        NoMatchingKey = "no_matching_key",
        /// The token's algorithm is not one that the key or the caller allows.
        AlgorithmRefused = "algorithm_refused",
        /// The key is too weak, unsound, or not meant for this use.
        KeyRefused = "key_refused",
        /// A refresh token that this home never issued.
        UnknownToken = "unknown_token",
        /// Past its `exp`, or the end of its session.
        Expired = "expired",
        /// Not yet at its `nbf`.
        NotYetValid = "not_yet_valid",
        /// `iss` is not the one expected.
        WrongIssuer = "wrong_issuer",
        /// `aud` names nobody that was expected.
        WrongAudience = "wrong_audience",
        /// `sub` is not the one expected.
        WrongSubject = "wrong_subject",
        /// `typ` is not the one expected.
        WrongType = "wrong_type",
        /// A scope that was asked for is not granted.
        MissingScope = "missing_scope",
        /// A role that was asked for is not granted.
        MissingRole = "missing_role",
        /// A claim that must be there is not.
        MissingClaim = "missing_claim",
        /// A claim has another value than the one asked for.
        WrongClaim = "wrong_claim",
        /// A claim has a value of the wrong kind, like a text in `exp`.
        InvalidClaim = "invalid_claim",
        /// `crit` names an extension that is not understood, or is itself wrong.
        UnknownCrit = "unknown_crit",
        /// Issued longer ago than allowed, or in the future.
        TooOld = "too_old",
        /// Will have expired before it must still be good.
        ExpiresTooSoon = "expires_too_soon",
        /// On the denylist, its session ended, or older than its user's token version.
        Revoked = "revoked",
        /// A refresh token that was exchanged before; its session is dead now.
        RefreshReused = "refresh_reused",
        /// A refresh token newer than the state: the state was restored from a backup, and the session has been revoked.
        StateRestored = "state_restored",
        /// User name, password or state do not permit a login.
        LoginRefused = "login_refused",
        /// No current session to act for.
        NoSession = "no_session",
        /// Findings at or above the level asked for.
        Findings = "findings",
        /// Warnings, where none were allowed.
        WarningsDenied = "warnings_denied",
        /// The command was typed wrongly.
        Usage = "usage",
        /// The configuration says something that cannot be.
        Config = "config",
        /// No such user, session, key or client.
        NotFound = "not_found",
        /// There is no home yet.
        NoHome = "no_home",
        /// A key that cannot be read or understood.
        KeyUnreadable = "key_unreadable",
        /// A file or stream could not be read or written.
        Io = "io",
        /// The state could not be read or written.
        Store = "store",
        /// Something could not be fetched.
        Network = "network",
        /// Another process holds the lock.
        Locked = "locked",
        /// The clock is behind the newest time stored.
        ClockBackwards = "clock_backwards",
        /// A fault of the program itself.
        Internal = "internal",
        /// Stopped by the user.
        Interrupted = "interrupted",
    }
}

impl Code {
    /// Whether this is an answer about what was looked at, rather than that there could be none.
    pub const fn is_verdict(self) -> bool {
        !matches!(
            self,
            Self::Usage
                | Self::Config
                | Self::NotFound
                | Self::NoHome
                | Self::KeyUnreadable
                | Self::Io
                | Self::Store
                | Self::Network
                | Self::Locked
                | Self::ClockBackwards
                | Self::Internal
                | Self::Interrupted
        )
    }
}
