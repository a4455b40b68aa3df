//! A token: what decodes is what was encoded, a signature that is accepted is accepted by jsonwebtoken as well, and no
//! token is valid whose header or claims are not beyond doubt.
//!
//! After a `!` the input is a header and a payload with a zero byte between, which are signed here, since no fuzzer
//! guesses a signature. Everything else is a token, unchanged.
#![no_main]

use std::sync::LazyLock;
use std::time::Duration;

use jsonwebtoken::{Algorithm as TheirAlgorithm, DecodingKey, EncodingKey, crypto};
use libfuzzer_sys::fuzz_target;
use tokctl::base::json::{self, Duplicates};
use tokctl::base::{Code, Fault, Json, Secret, Timestamp, b64};
use tokctl::jose::jws::{Compact, Part};
use tokctl::jose::{Key, Strength, keyfile};
use tokctl::token::decode::Payload;
use tokctl::token::diagnose::diagnose;
use tokctl::token::key_issuer::KeyIssuer;
use tokctl::token::verify::Signed;
use tokctl::token::{Candidate, KeySet, Policy, Unverified, Verdict, verify};
use tokctl_fuzz::{hold_fault, hold_text};

const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";
const P256: &[u8] = include_bytes!("../../tests/fixtures/keys/p256.spki.pem");
const RSA: &[u8] = include_bytes!("../../tests/fixtures/keys/rsa2048.spki.pem");
const ED25519: &[u8] = include_bytes!("../../tests/fixtures/keys/ed25519.spki.pem");
const NOW: Timestamp = Timestamp::from_secs(1_700_000_000);

static KEYS: LazyLock<KeySet> = LazyLock::new(|| {
    let mut keys = vec![Key::from_secret(Secret::from(SECRET))];
    for file in [P256, RSA, ED25519] {
        keys.extend(keyfile::read(file).expect("a key of the tests").keys);
    }
    let candidate = |key| Candidate { key, source: "here".to_owned(), any_kid: true, issuer: KeyIssuer::Any };
    KeySet::new(keys.into_iter().map(candidate).collect(), vec![], Strength::Required)
});

/// jsonwebtoken's key for an algorithm, if it supports both.
fn their_key(alg: TheirAlgorithm) -> Option<DecodingKey> {
    match alg {
        TheirAlgorithm::HS256 | TheirAlgorithm::HS384 | TheirAlgorithm::HS512 => Some(DecodingKey::from_secret(SECRET)),
        TheirAlgorithm::ES256 => DecodingKey::from_ec_pem(P256).ok(),
        TheirAlgorithm::EdDSA => DecodingKey::from_ed_pem(ED25519).ok(),
        TheirAlgorithm::ES384 => None,
        _ => DecodingKey::from_rsa_pem(RSA).ok(),
    }
}

fuzz_target!(|data: &[u8]| {
    match data.split_first() {
        Some((b'!', rest)) => {
            let zero = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
            let (header, payload) = (&rest[..zero], rest.get(zero + 1..).unwrap_or_default());
            let input = format!("{}.{}", b64::encode(header), b64::encode(payload));
            let key = EncodingKey::from_secret(SECRET);
            let signature = crypto::sign(input.as_bytes(), &key, TheirAlgorithm::HS256).expect("HMAC signs");
            hold(&format!("{input}.{signature}"));
        }
        _ => {
            if let Ok(token) = std::str::from_utf8(data) {
                hold(token);
            }
        }
    }
});

fn hold(token: &str) {
    let unverified = Unverified::parse(token);
    match &unverified {
        Ok(unverified) => hold_decoded(token, unverified),
        Err(malformed) => {
            assert!(malformed.offset <= token.len());
            hold_fault(&Fault::from(malformed.clone()));
            let found = diagnose(token, malformed);
            hold_text(&found.message);
            assert!(!found.message.is_empty() && !found.hint.is_empty());
            assert!(found.offset.is_none_or(|at| at <= token.len()), "{found:?}");
        }
    }
    for leeway in [Duration::ZERO, Duration::from_secs(60)] {
        let policy = Policy { leeway, ..Policy::default() };
        let verdict = verify(token, &KEYS, &policy, NOW);
        verdict.faults().iter().for_each(hold_fault);
        match &verdict {
            Verdict::Valid(verified) => {
                hold_accepted(token, verified.signed());
                hold_valid(verified.signed(), leeway);
            }
            Verdict::Rejected(rejected) => {
                assert!(!verdict.faults().is_empty());
                hold_accepted(token, rejected.signed());
            }
            Verdict::Refused(refusal) => {
                let is_malformed = matches!(refusal.fault.code, Code::Malformed | Code::Encrypted);
                assert!(is_malformed || unverified.is_ok(), "what does not decode is malformed: {}", refusal.fault);
            }
        }
    }
}

fn hold_decoded(token: &str, unverified: &Unverified) {
    unverified.notes.iter().for_each(|note| hold_text(&note.message));
    let _ = unverified.life(NOW);
    let Some(payload) = &unverified.payload else { return };
    // An SD-JWT (RFC 9901) is a JWT followed by disclosures.
    let jwt = token.split('~').next().unwrap_or_default();
    let compact = Compact::split(jwt).expect("what decodes has three parts");
    for part in [Part::Header, Part::Payload, Part::Signature] {
        assert_eq!(b64::encode(compact.decode(part).unwrap()), compact.encoded(part), "one spelling for one value");
    }
    let header = json::parse(unverified.header.to_string().as_bytes(), Duplicates::Keep).unwrap().to_string();
    assert_eq!(header, unverified.header.to_string());
    let bytes = compact.decode(Part::Payload).unwrap();
    match payload {
        Payload::Json(value) => {
            assert_eq!(json::parse(&bytes, Duplicates::Keep).unwrap().to_string(), value.to_string());
        }
        Payload::Text(text) => assert_eq!(text.as_bytes(), bytes),
        Payload::Binary(binary) => assert_eq!(*binary, bytes),
    }
}

/// A signature that was accepted.
fn hold_accepted(token: &str, signed: &Signed<'_>) {
    let compact = Compact::split(token).unwrap();
    assert_eq!(signed.payload(), compact.decode(Part::Payload).unwrap());
    assert!(!compact.encoded(Part::Signature).is_empty());
    let header = json::parse_object(&compact.decode(Part::Header).unwrap(), Duplicates::Refuse)
        .expect("an accepted header is strict JSON")
        .into_owned();
    let alg = header.get_str("alg").expect("an accepted header has an alg");
    assert!(!alg.eq_ignore_ascii_case("none"));
    assert!(!header.contains("enc"));
    // They know EdDSA by its older name alone.
    let alg = if alg == "Ed25519" { "EdDSA" } else { alg };
    if let Ok(alg) = alg.parse::<TheirAlgorithm>()
        && let Some(key) = their_key(alg)
    {
        let (input, signature) = (compact.signing_input().as_bytes(), compact.encoded(Part::Signature));
        assert!(matches!(crypto::verify(signature, input, &key, alg), Ok(true)), "jsonwebtoken does not accept it");
    }
}

/// A token that passed every check: what that means is asked again of serde_json.
fn hold_valid(signed: &Signed<'_>, leeway: Duration) {
    let header = signed.header().members();
    assert!(!header.contains("crit"), "no critical extension is understood");
    assert!(header.get("b64").is_none_or(|b64| *b64 == Json::Bool(true)));
    let claims = json::parse_object(signed.payload(), Duplicates::Refuse).expect("valid claims are strict JSON");
    let slack = leeway.as_secs_f64();
    let seconds = |name: &str| claims.get(name).map(|value| value.as_number().expect("a number").as_f64());
    assert!(seconds("exp").expect("exp is there") + slack > 1_700_000_000.0 - 0.001);
    assert!(seconds("nbf").is_none_or(|nbf| nbf <= 1_700_000_000.0 + slack));
    for name in ["iss", "sub"] {
        assert!(claims.get(name).is_none_or(|value| value.as_str().is_some()));
    }
}
