//! What can be wrong with a home.

use crate::base::Level::{self, Error, Note, Warning};
use crate::base::named::named_enum;

named_enum! {
    /// The kind of a finding of `doctor`.
    pub enum HomeProblem {
        Exposed = "exposed",
        Foreign = "foreign",
        Unreadable = "unreadable",
        LeftBehind = "left-behind",
        LockHeld = "lock-held",
        Home = "home",
        Config = "config",
        RefreshKey = "refresh-key",
        Ring = "ring",
        Key = "key",
        StrayKey = "stray-key",
        WeakKey = "weak-key",
        ExpiredKey = "expired-key",
        NoActiveKey = "no-active-key",
        Disagreement = "disagreement",
        State = "state",
        StateDamaged = "state-damaged",
        StateNotWritable = "state-not-writable",
        StateRestored = "state-restored",
        StateForgotten = "state-forgotten",
        StateCopied = "state-copied",
        StateMark = "state-mark",
        UserName = "user-name",
        Clock = "clock",
        Session = "session",
        EndedSession = "ended-session",
    }
}

impl HomeProblem {
    pub fn level(self) -> Level {
        self.row().0
    }

    /// Why it matters.
    pub fn why(self) -> &'static str {
        self.row().1
    }

    fn row(self) -> (Level, &'static str) {
        match self {
            Self::Exposed => {
                (Error, "Other users can read secrets or replace keys; commands refuse what others may write.")
            }
            Self::Foreign => (Error, "The owner of a file can replace keys and tokens; commands refuse it."),
            Self::Unreadable => (Error, "Commands that need it fail."),
            Self::LeftBehind => (Note, "It does no harm."),
            Self::LockHeld => (Warning, "Commands that change the home wait for the lock, then fail."),
            Self::Home => (Error, "Nothing in this directory can be trusted."),
            Self::Config => (Error, "Commands that need the settings fail."),
            Self::RefreshKey => (Error, "No login and no refresh works without it."),
            Self::Ring => (Error, "No token can be issued, and none verified with the home's keys."),
            Self::Key => (Error, "The key does not sign or verify."),
            Self::StrayKey => (Warning, "A secret that no command uses is still stored."),
            Self::WeakKey => (Error, "Such a key can be broken or guessed."),
            Self::ExpiredKey => (Note, "It no longer verifies a token."),
            Self::NoActiveKey => (Error, "No token can be issued."),
            Self::Disagreement => (Error, "Other programs may refuse the tokens, or a key is damaged."),
            Self::State => (Error, "Revocation cannot be checked, so no token is accepted."),
            Self::StateDamaged => (Error, "Sessions and revocations may be lost."),
            Self::StateNotWritable => (Error, "Login, refresh and revocation fail."),
            Self::StateRestored => (Error, "Revocations made since that copy are lost, so no token is accepted."),
            Self::StateForgotten => (Error, "A revoked token would be accepted, so none of these is."),
            Self::StateCopied => (Error, "Login, refresh and revocation fail until the copy is complete or ended."),
            Self::StateMark => (Warning, "Revocations that an older copy does not have would be lost unnoticed."),
            Self::UserName => (Warning, "The user cannot log in."),
            Self::Clock => (Warning, "Tokens may count as valid after they expire, or as issued in the future."),
            Self::Session => (Error, "`tokctl token` and `tokctl refresh` fail."),
            Self::EndedSession => (Warning, "`tokctl token` and `tokctl refresh` fail until the next login."),
        }
    }
}
