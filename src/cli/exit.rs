//! The table of exit codes.

use super::wrap::hanging;
use crate::base::{Code, Fault};

#[derive(Debug)]
pub struct Meaning {
    pub exit: u8,
    pub meaning: &'static str,
}

const fn row(exit: u8, meaning: &'static str) -> Meaning {
    Meaning { exit, meaning }
}

/// All exit codes, in order.
pub static TABLE: &[Meaning] = &[
    row(0, "done; the answer is yes"),
    row(1, "error: I/O, store, network, unreadable key, internal"),
    row(2, "usage error: options, values, settings"),
    row(10, "malformed token"),
    row(11, "signature not accepted: bad signature, no matching key, algorithm or key refused"),
    row(12, "expired"),
    row(13, "not valid yet"),
    row(14, "a claim was rejected: issuer, audience, subject, type, required, crit, age"),
    row(15, "revoked"),
    row(16, "refresh token reuse detected; the session has been revoked"),
    row(17, "login refused"),
    row(18, "findings at or above the requested level, warnings denied, or tokens that differ"),
    row(130, "interrupted"),
];

/// If several failures apply, the first of these is the exit code.
const PRECEDENCE: [u8; 6] = [10, 11, 15, 12, 13, 14];

pub const fn of(code: Code) -> u8 {
    match code {
        Code::NotFound
        | Code::NoHome
        | Code::KeyUnreadable
        | Code::Io
        | Code::Store
        | Code::Network
        | Code::Disagreement
        | Code::Locked
        | Code::Internal => 1,
        Code::Usage | Code::Config => 2,
        Code::Malformed | Code::Encrypted | Code::AmbiguousToken => 10,
        Code::BadSignature | Code::NoMatchingKey | Code::AlgorithmRefused | Code::KeyRefused | Code::UnknownToken => 11,
        Code::Expired | Code::ExpiresTooSoon => 12,
        Code::NotYetValid => 13,
        Code::WrongIssuer
        | Code::WrongAudience
        | Code::WrongSubject
        | Code::WrongType
        | Code::MissingScope
        | Code::MissingRole
        | Code::MissingClaim
        | Code::WrongClaim
        | Code::InvalidClaim
        | Code::UnknownCrit
        | Code::WrongNonce
        | Code::TooOld => 14,
        Code::Revoked | Code::StateRestored => 15,
        Code::RefreshReused => 16,
        Code::LoginRefused | Code::NoSession => 17,
        Code::Findings | Code::WarningsDenied => 18,
        Code::Interrupted => 130,
    }
}

/// The exit code of several failures: 1 if something could not be checked, else the first by precedence.
pub fn of_all(codes: impl IntoIterator<Item = Code>) -> u8 {
    let exits: Vec<u8> = codes.into_iter().map(of).collect();
    let first = PRECEDENCE.into_iter().find(|exit| exits.contains(exit));
    match (exits.contains(&1), first) {
        (true, _) => 1,
        (false, Some(exit)) => exit,
        (false, None) => exits.first().copied().unwrap_or(0),
    }
}

pub fn of_faults(faults: &[Fault]) -> u8 {
    of_all(faults.iter().map(|fault| fault.code))
}

/// The table as text, 80 columns wide.
pub fn help() -> String {
    let mut text = "Exit codes:\n".to_owned();
    for row in TABLE {
        text += &hanging(&format!("  {:>3}  ", row.exit), row.meaning);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_in_the_table() {
        for code in Code::ALL {
            assert!(TABLE.iter().any(|row| row.exit == of(*code)), "{code}");
        }
    }

    #[test]
    fn precedence() {
        assert_eq!(of_all([Code::WrongAudience, Code::Expired]), 12);
        assert_eq!(of_all([Code::Expired, Code::Revoked]), 15);
        assert_eq!(of_all([Code::Expired, Code::BadSignature, Code::Malformed]), 10);
        assert_eq!(of_all([Code::Malformed, Code::Store]), 1);
        assert_eq!(of_all([]), 0);
    }
}
