//! The stable names of failures. `cli/exit.rs` maps them to exit codes.

use super::named::named_enum;

named_enum! {
    /// One kind of failure. Names are never changed, only added.
    #[non_exhaustive]
    pub enum Code {
        /// Not a token: its parts, its base64url or its JSON are malformed.
        Malformed = "malformed",
        /// An encrypted token (JWE, RFC 7516), which cannot be verified.
        Encrypted = "encrypted",
        /// Several tokens in one text; one is required.
        AmbiguousToken = "ambiguous_token",
        /// The signature does not match the token and the key.
        BadSignature = "bad_signature",
        /// No available key fits the token.
        NoMatchingKey = "no_matching_key",
        /// The key or the caller does not allow the token's algorithm.
        AlgorithmRefused = "algorithm_refused",
        /// The key is weak, invalid, revoked, or declared for another use.
        KeyRefused = "key_refused",
        /// A refresh token that this home did not issue.
        UnknownToken = "unknown_token",
        /// The time is at or after `exp` or the end of the session.
        Expired = "expired",
        /// The time is before `nbf`.
        NotYetValid = "not_yet_valid",
        /// `iss` has another value than expected.
        WrongIssuer = "wrong_issuer",
        /// `aud` contains none of the expected values.
        WrongAudience = "wrong_audience",
        /// `sub` has another value than expected.
        WrongSubject = "wrong_subject",
        /// `typ` has another value than expected.
        WrongType = "wrong_type",
        MissingScope = "missing_scope",
        MissingRole = "missing_role",
        MissingClaim = "missing_claim",
        /// A claim has another value than required.
        WrongClaim = "wrong_claim",
        /// A claim has a value of the wrong type, such as a string in `exp`.
        InvalidClaim = "invalid_claim",
        /// `crit` lists an unsupported extension, or is malformed (RFC 7515 section 4.1.11).
        UnknownCrit = "unknown_crit",
        /// A nonce other than the server's, such as a stale one.
        WrongNonce = "wrong_nonce",
        /// Issued longer ago than `--max-age`, or in the future.
        TooOld = "too_old",
        /// Expires before the required time.
        ExpiresTooSoon = "expires_too_soon",
        /// On the denylist, of an ended session, or older than the user's token version.
        Revoked = "revoked",
        /// A refresh token that was used before; its session has been ended.
        RefreshReused = "refresh_reused",
        /// A refresh token from a rotation that the state lost, by a restored backup or a failover. The session has been revoked.
        StateRestored = "state_restored",
        /// Wrong user name or password, or the user may not log in.
        LoginRefused = "login_refused",
        NoSession = "no_session",
        /// Findings at or above the level given.
        Findings = "findings",
        /// Warnings, with `--deny-warnings`.
        WarningsDenied = "warnings_denied",
        /// A wrong option, argument or value.
        Usage = "usage",
        /// An invalid configuration.
        Config = "config",
        /// No such user, session, key or client.
        NotFound = "not_found",
        NoHome = "no_home",
        /// A key that cannot be read or parsed.
        KeyUnreadable = "key_unreadable",
        /// A file or stream could not be read or written.
        Io = "io",
        /// The state could not be read or written.
        Store = "store",
        /// A document could not be fetched.
        Network = "network",
        /// jsonwebtoken, the second opinion, disagrees with tokctl.
        Disagreement = "disagreement",
        /// Another process holds the lock.
        Locked = "locked",
        /// A bug in tokctl.
        Internal = "internal",
        Interrupted = "interrupted",
    }
}

impl Code {
    /// Whether it is a verdict on the input; otherwise there was no verdict.
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
                | Self::Disagreement
                | Self::Locked
                | Self::Internal
                | Self::Interrupted
        )
    }
}
