//! The rules: one row each.

use crate::base::Level::{self, Error, Note, Warning};

/// A mistake that `lint` reports.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable, for scripts.
    pub id: &'static str,
    pub level: Level,
    pub why: &'static str,
    pub fix: &'static str,
    /// The section of the RFC that says so.
    pub reference: &'static str,
}

pub(super) fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

const fn row(id: &'static str, level: Level, why: &'static str, fix: &'static str, reference: &'static str) -> Rule {
    Rule { id, level, why, fix, reference }
}

/// Every rule, by area: signature, lifetime, claims, header, encoding.
pub static RULES: &[Rule] = &[
    row(
        "alg-none",
        Error,
        "Anyone can create such a token.",
        "Sign the token, and have verifiers accept only named algorithms.",
        "RFC 8725 §3.1",
    ),
    row(
        "alg-spelling",
        Error,
        "A case-insensitive verifier may treat it as another algorithm, such as none.",
        "Write the algorithm exactly as it is registered.",
        "RFC 7515 §4.1.1",
    ),
    row(
        "alg-unknown",
        Warning,
        "Verifiers that do not support the algorithm refuse the token.",
        "Use a registered algorithm; `tokctl algorithms` lists them.",
        "RFC 8725 §3.2",
    ),
    row("alg-missing", Error, "A header without \"alg\" is not a JOSE header.", "Add \"alg\".", "RFC 7515 §4.1.1"),
    row(
        "alg-polymorphic",
        Note,
        "EdDSA names several algorithms; which one depends on the key.",
        "Use \"Ed25519\" if all verifiers support it.",
        "RFC 9864 §2.2",
    ),
    row(
        "weak-secret",
        Error,
        "Anyone can sign tokens with a secret that is on a public list.",
        "Replace the secret with a random one: `openssl rand -base64 48`.",
        "RFC 8725 §3.5",
    ),
    row(
        "weak-key",
        Error,
        "Such a key can be broken or guessed.",
        "Use a key of at least the recommended size.",
        "RFC 8725 §3.5",
    ),
    row(
        "shared-key",
        Warning,
        "A key under two algorithms lets a weakness of one be used against the other.",
        "Use one key for one algorithm.",
        "RFC 8725 §3.1",
    ),
    row(
        "no-exp",
        Warning,
        "A token that never expires is valid indefinitely for anyone who finds it.",
        "Add \"exp\", minutes after \"iat\".",
        "RFC 8725 §3.10",
    ),
    row(
        "lifetime",
        Warning,
        "The longer a token is valid, the longer a stolen one can be used.",
        "Use a lifetime of an hour or less, and a refresh token.",
        "RFC 9700 §4.14",
    ),
    row(
        "milliseconds",
        Error,
        "NumericDate counts seconds: a verifier reads this as a date thousands of years ahead.",
        "Write the time in seconds since 1970.",
        "RFC 7519 §2",
    ),
    row(
        "time-not-a-number",
        Error,
        "Verifiers refuse a time that is not a number, or ignore it.",
        "Write the time as a number of seconds.",
        "RFC 7519 §2",
    ),
    row(
        "never-valid",
        Error,
        "No verifier ever accepts a token whose \"nbf\" is not before its \"exp\".",
        "Set \"nbf\" before \"exp\".",
        "RFC 7519 §4.1.5",
    ),
    row(
        "issued-in-the-future",
        Warning,
        "The clock of the issuer is wrong, or \"iat\" is in milliseconds.",
        "Synchronize the clock of the issuer.",
        "RFC 7519 §4.1.6",
    ),
    row("no-iss", Warning, "Without \"iss\" a verifier cannot know whose key to use.", "Add \"iss\".", "RFC 8725 §3.8"),
    row(
        "no-aud",
        Warning,
        "Without \"aud\" the token is accepted by services it was not issued for.",
        "Add \"aud\".",
        "RFC 8725 §3.9",
    ),
    row("no-sub", Note, "Without \"sub\" the token does not say who it is about.", "Add \"sub\".", "RFC 7519 §4.1.2"),
    row(
        "no-jti",
        Note,
        "Without \"jti\" a single token cannot be revoked by its ID, and a replay is not noticed.",
        "Add a random \"jti\".",
        "RFC 7519 §4.1.7",
    ),
    row(
        "no-typ",
        Note,
        "Without \"typ\" one kind of token may be accepted as another.",
        "Set \"typ\", such as at+jwt for access tokens.",
        "RFC 8725 §3.11",
    ),
    row(
        "claim-type",
        Error,
        "Verifiers refuse a registered claim of the wrong type, or misread it.",
        "Use the type that RFC 7519 specifies.",
        "RFC 7519 §4.1",
    ),
    row(
        "invalid-json",
        Error,
        "Verifiers refuse a payload that they cannot read.",
        "Write JSON that RFC 8259 allows, at most 64 levels deep.",
        "RFC 7519 §7.2",
    ),
    row("not-claims", Note, "This is a JWS but not a JWT.", "For a JWT, sign a JSON object.", "RFC 7519 §7.2"),
    row(
        "sensitive-claim",
        Warning,
        "Anyone who sees the token can read its claims.",
        "Remove it, or keep only a reference to it.",
        "RFC 8725 §3.7",
    ),
    row(
        "credential-in-claim",
        Error,
        "Anyone who sees the token can use the credential.",
        "Remove it from the token, and replace it where it is used.",
        "RFC 8725 §3.7",
    ),
    row(
        "personal-data",
        Note,
        "Anyone who sees the token learns it, and logs may keep it.",
        "Remove it if the audience does not need it.",
        "RFC 7519 §12",
    ),
    row(
        "key-in-header",
        Error,
        "A verifier that follows it accepts a key of the attacker's choice.",
        "Remove it; name the key with \"kid\".",
        "RFC 8725 §3.10",
    ),
    row(
        "url-in-header",
        Error,
        "A verifier that follows it fetches a URL of the attacker's choice.",
        "Remove it; name the key with \"kid\".",
        "RFC 8725 §3.10",
    ),
    row(
        "certificate-in-header",
        Warning,
        "A verifier that trusts it without checking the chain accepts any certificate.",
        "Remove it, or have verifiers check the chain.",
        "RFC 7515 §4.1.6",
    ),
    row(
        "kid-injection",
        Error,
        "A verifier that uses \"kid\" in a path, a query or a command can be attacked with it.",
        "Use letters, digits, '-' and '_' in key IDs.",
        "RFC 8725 §3.10",
    ),
    row(
        "unknown-crit",
        Error,
        "Verifiers that do not support every listed parameter must reject the token.",
        "Remove \"crit\", or use it only between parties that agree on it.",
        "RFC 7515 §4.1.11",
    ),
    row(
        "compressed",
        Warning,
        "A small token can decompress to a large one, and the length of a compressed one reveals its content.",
        "Do not compress.",
        "RFC 8725 §3.6",
    ),
    row(
        "p2c",
        Warning,
        "A large iteration count costs the recipient a lot of work for one token.",
        "Use at most 1,000,000 iterations, and have recipients limit it.",
        "RFC 8725 §3.10",
    ),
    row(
        "duplicate-member",
        Error,
        "Parsers disagree on which of two members with the same name counts.",
        "Use each name once.",
        "RFC 8725 §3.12",
    ),
    row(
        "non-canonical-base64url",
        Error,
        "Strict verifiers refuse the token. Lenient ones accept it in several spellings, so a denylist of token strings can be bypassed.",
        "Encode each part as base64url without '='.",
        "RFC 7515 §2",
    ),
    row(
        "too-long-for-a-cookie",
        Warning,
        "Browsers drop cookies of that size without an error.",
        "Put fewer claims into the token.",
        "RFC 6265 §6.1",
    ),
    row(
        "too-long",
        Warning,
        "Servers answer such a request with 431 or close the connection.",
        "Put fewer claims into the token.",
        "RFC 9110 §5.4",
    ),
    row(
        "number-precision",
        Warning,
        "JavaScript reads JSON numbers as doubles, so this one loses precision.",
        "Write the value as a string.",
        "RFC 8259 §6",
    ),
];
