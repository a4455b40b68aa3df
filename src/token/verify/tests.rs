use super::*;
use crate::base::{Secret, b64};
use crate::jose::{Algorithm, Key, SigningKey, Strength};
use crate::token::key_issuer::KeyIssuer;
use crate::token::keyset::Candidate;
use crate::token::parser::{SharedParser, TokenParser};

const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";
const NOW: Timestamp = Timestamp::from_secs(1_700_000_000);

fn keys() -> KeySet {
    let key = Key::from_secret(Secret::from(SECRET));
    KeySet::new(
        vec![Candidate { key, source: "--secret".into(), any_kid: true, issuer: KeyIssuer::Any }],
        vec![],
        Strength::Required,
    )
}

fn token(header: &str, payload: &str) -> String {
    let alg = Algorithm::from_name("HS256").unwrap();
    let key = SigningKey::new(&Key::from_secret(Secret::from(SECRET)), alg, Strength::Required).unwrap();
    let mut signature = Vec::new();
    let input = format!("{}.{}", b64::encode(header), b64::encode(payload));
    key.sign(input.as_bytes(), &mut signature).unwrap();
    format!("{input}.{}", b64::encode(signature))
}

fn codes(token: &str, policy: &Policy) -> Vec<Code> {
    let verdict = verify(token, &keys(), policy, NOW);
    let codes: Vec<Code> = verdict.faults().iter().map(|fault| fault.code).collect();
    assert_eq!(verdict.is_valid(), codes.is_empty());
    let mut parser = TokenParser::new(Arc::new(keys()));
    let shared = SharedParser::new(Arc::new(keys()));
    let mut payload = Vec::new();
    for _ in 0..2 {
        for parsed in [parser.parse(token), shared.parse(token, &mut payload)] {
            let again = parsed.and_then(Parsed::check_signature);
            let again = again.map_or_else(Verdict::Refused, |accepted| accepted.check_claims(policy, NOW, None));
            assert_eq!(again.faults(), verdict.faults(), "a reused parser answers the same");
        }
    }
    codes
}

fn claims(payload: &str, policy: &Policy) -> Vec<Code> {
    codes(&token(r#"{"alg":"HS256"}"#, payload), policy)
}

#[test]
fn times_of_every_kind() {
    let policy = Policy::default();
    for (payload, expected) in [
        (r#"{"exp":1700000001}"#, vec![]),
        (r#"{"exp":1700000000}"#, vec![Code::Expired]),
        (r#"{"exp":1700000000.001}"#, vec![]),
        (r#"{"exp":1.7e9}"#, vec![Code::Expired]),
        (r#"{"exp":-5}"#, vec![Code::Expired]),
        (r#"{"exp":1e400}"#, vec![]),
        (r#"{"exp":99999999999999999999999}"#, vec![]),
        (r#"{"exp":"1800000000"}"#, vec![Code::InvalidClaim]),
        (r#"{"exp":null}"#, vec![Code::InvalidClaim]),
        (r#"{}"#, vec![Code::MissingClaim]),
        (r#"{"exp":1800000000,"nbf":1700000001}"#, vec![Code::NotYetValid]),
        (r#"{"exp":1800000000,"nbf":1700000000.0001}"#, vec![Code::NotYetValid]),
        (r#"{"exp":1,"nbf":1e400}"#, vec![Code::Expired, Code::NotYetValid]),
        (r#"{"exp":1800000000,"nbf":[]}"#, vec![Code::InvalidClaim]),
        (r#"{"exp":1800000000,"exp":1}"#, vec![Code::Malformed]),
        (r#"{"exp":1800000000,"a":{"b":1,"b":2}}"#, vec![Code::Malformed]),
        (r#"[]"#, vec![Code::Malformed]),
        ("", vec![Code::Malformed]),
    ] {
        assert_eq!(claims(payload, &policy), expected, "{payload}");
    }
}

#[test]
fn leeway_counts_on_both_sides() {
    let policy = Policy { leeway: std::time::Duration::from_secs(10), ..Policy::default() };
    assert_eq!(claims(r#"{"exp":1699999991,"nbf":1700000010}"#, &policy), []);
    assert_eq!(claims(r#"{"exp":1699999990,"nbf":1700000011}"#, &policy), [Code::Expired, Code::NotYetValid]);
}

#[test]
fn every_failure_is_reported_at_once() {
    let policy = Policy {
        issuers: vec!["us".into()],
        audiences: vec!["api".into()],
        subject: Some("alice".into()),
        typ: Some("at+jwt".into()),
        scopes: vec!["read".into()],
        roles: vec!["ADMIN".into()],
        max_age: Some(std::time::Duration::from_secs(60)),
        ..Policy::default()
    };
    let found = claims(r#"{"iss":"them","aud":["a","b"],"sub":"bob","exp":1,"iat":1,"scope":"write"}"#, &policy);
    let expected = [
        Code::WrongType,
        Code::Expired,
        Code::TooOld,
        Code::WrongIssuer,
        Code::WrongAudience,
        Code::WrongSubject,
        Code::MissingScope,
        Code::MissingRole,
    ];
    assert_eq!(found, expected);
}

#[test]
fn nothing_is_reported_about_claims_before_the_signature_is_accepted() {
    let good = token(r#"{"alg":"HS256"}"#, r#"{"exp":1}"#);
    let forged = format!("{}A", &good[..good.len() - 1]);
    let found = codes(&forged, &Policy::default());
    assert!(found == [Code::BadSignature] || found == [Code::Malformed], "{found:?}");
    assert_eq!(codes(&good.replacen('.', ".A", 1), &Policy::default()).len(), 1);
}

#[test]
fn the_header_chooses_nothing() {
    for alg in ["none", "None", "nOnE", "NONE", "HS384", "RS256", "hs256", "", "HS256 "] {
        let token = token(&format!(r#"{{"alg":"{alg}"}}"#), r#"{"exp":1800000000}"#);
        let expected = if alg == "HS384" { Code::KeyRefused } else { Code::AlgorithmRefused };
        let found = codes(&token, &Policy::default());
        assert!(found == [expected] || found == [Code::BadSignature], "{alg}: {found:?}");
        let unsigned = format!("{}.", token.rsplit_once('.').unwrap().0);
        assert_ne!(codes(&unsigned, &Policy::default()), [], "{alg}");
    }
}

#[test]
fn encrypted_tokens_are_recognized() {
    let header = b64::encode(r#"{"alg":"dir","enc":"A128GCM"}"#);
    assert_eq!(codes(&format!("{header}..aXY.dGV4dA.dGFn"), &Policy::default()), [Code::Encrypted]);
    assert_eq!(codes("e30.b.c.d.e", &Policy::default()), [Code::Malformed]);
    assert_eq!(codes(&token(r#"{"alg":"HS256","enc":"A128GCM"}"#, "{}"), &Policy::default()), [Code::Encrypted]);
}

#[test]
fn critical_extensions_are_refused_after_the_signature() {
    let token = token(r#"{"alg":"HS256","crit":["b64"],"b64":false}"#, r#"{"exp":1800000000}"#);
    assert_eq!(codes(&token, &Policy::default()), [Code::UnknownCrit]);
}

#[test]
fn what_the_state_says_is_one_of_the_checks() {
    let token = token(r#"{"alg":"HS256"}"#, r#"{"exp":1800000000}"#);
    let accept = |token| parse(token, &keys()).unwrap().check_signature().unwrap();
    let check = |faults: Option<Vec<Fault>>| {
        let accepted = accept(&token);
        assert_eq!(accepted.signing_input(), token.rsplit_once('.').unwrap().0);
        let revocation = faults.map(|faults| RevocationChecked::new(&accepted, faults));
        let verdict = accepted.check_claims(&Policy::default(), NOW, revocation);
        (verdict.faults().to_vec(), verdict.not_checked().contains(&"revocation"))
    };
    let revoked = Fault::new(Code::Revoked, "revoked");
    assert_eq!(check(None), (vec![], true));
    assert_eq!(check(Some(vec![])), (vec![], false));
    assert_eq!(check(Some(vec![revoked.clone()])), (vec![revoked], false));

    let other = self::token(r#"{"alg":"HS256"}"#, r#"{"exp":1800000001}"#);
    let of_other = RevocationChecked::new(&accept(&other), vec![]);
    let verdict = accept(&token).check_claims(&Policy::default(), NOW, Some(of_other));
    assert_eq!(verdict.faults()[0].code, Code::Internal);
}

#[test]
fn a_policy_for_the_signature_alone_still_refuses_crit() {
    let policy = Policy { signature_only: true, issuers: vec!["us".into()], ..Policy::default() };
    assert_eq!(codes(&token(r#"{"alg":"HS256"}"#, "no claims"), &policy), []);
    let critical = token(r#"{"alg":"HS256","crit":["x"],"x":1}"#, "no claims");
    assert_eq!(codes(&critical, &policy), [Code::UnknownCrit]);
    let verdict = verify(&token(r#"{"alg":"HS256"}"#, "no claims"), &keys(), &policy, NOW);
    assert_eq!(verdict.not_checked(), ["claims", "revocation"]);
}

proptest::proptest! {
    #[test]
    fn any_text_gets_a_verdict(token in "[a-zA-Z0-9_=.-]{0,60}") {
        proptest::prop_assert_ne!(codes(&token, &Policy::default()), vec![]);
    }

    #[test]
    fn any_change_is_noticed(at in 0..1000_usize, byte in proptest::sample::select(b"ABCxyz019-_".to_vec())) {
        let good = token(r#"{"alg":"HS256"}"#, r#"{"exp":1800000000}"#);
        let at = at % good.len();
        let mut changed = good.clone().into_bytes();
        changed[at] = byte;
        let changed = String::from_utf8(changed).unwrap();
        proptest::prop_assert_eq!(codes(&changed, &Policy::default()).is_empty(), changed == good);
    }
}
