use super::*;
use crate::base::b64;

const NOW: Timestamp = Timestamp::from_secs(1_700_000_000);

fn token(header: &str, payload: &str) -> String {
    format!("{}.{}.c2ln", b64::encode(header), b64::encode(payload))
}

fn ids(text: &str) -> Vec<&'static str> {
    lint(&Unverified::decode(text).unwrap(), text, NOW).into_iter().map(|finding| finding.rule.id).collect()
}

/// A token that breaks no rule.
const HEADER: &str = r#"{"alg":"ES256","typ":"at+jwt","kid":"a-1"}"#;
const CLAIMS: &str = r#""iss":"https://a.example","aud":"api","sub":"alice","jti":"1","iat":1700000000"#;

fn with_header(header: &str) -> Vec<&'static str> {
    ids(&token(header, &format!(r#"{{{CLAIMS},"exp":1700000900}}"#)))
}

fn with_claims(more: &str) -> Vec<&'static str> {
    ids(&token(HEADER, &format!(r#"{{{CLAIMS},"exp":1700000900{more}}}"#)))
}

#[test]
fn a_token_without_mistakes_has_no_findings() {
    assert_eq!(with_header(HEADER), [""; 0]);
}

#[test]
fn every_header_rule_and_a_near_miss() {
    for (members, expected) in [
        (r#""alg":"none","typ":"JWT""#, "alg-none"),
        (r#""alg":"nOnE","typ":"JWT""#, "alg-none"),
        (r#""alg":"rs256","typ":"JWT""#, "alg-spelling"),
        (r#""alg":"XS256","typ":"JWT""#, "alg-unknown"),
        (r#""typ":"JWT","kid":"a""#, "alg-missing"),
        (r#""alg":"EdDSA","typ":"JWT""#, "alg-polymorphic"),
        (r#""alg":"ES256""#, "no-typ"),
        (r#""alg":"ES256","typ":"JWT","jku":"https://evil.example""#, "url-in-header"),
        (r#""alg":"ES256","typ":"JWT","x5u":"https://evil.example""#, "url-in-header"),
        (r#""alg":"ES256","typ":"JWT","jwk":{}"#, "key-in-header"),
        (r#""alg":"ES256","typ":"JWT","x5c":[]"#, "certificate-in-header"),
        (r#""alg":"ES256","typ":"JWT","kid":"../../dev/null""#, "kid-injection"),
        (r#""alg":"ES256","typ":"JWT","kid":"x' OR '1'='1""#, "kid-injection"),
        (r#""alg":"ES256","typ":"JWT","kid":"x|whoami""#, "kid-injection"),
        (r#""alg":"ES256","typ":"JWT","crit":["x"]"#, "unknown-crit"),
        (r#""alg":"ES256","typ":"JWT","zip":"DEF""#, "compressed"),
        (r#""alg":"ES256","typ":"JWT","p2c":1000001"#, "p2c"),
        (r#""alg":"ES256","typ":"JWT","typ":"JWT""#, "duplicate-member"),
    ] {
        assert_eq!(with_header(&format!("{{{members}}}")), [expected], "{members}");
    }
    for members in [
        r#""alg":"HS256","typ":"JWT""#,
        r#""alg":"RS256","typ":"JWT""#,
        r#""alg":"ML-DSA-44","typ":"JWT""#,
        r#""alg":"ES256","typ":"JWT","x5t#S256":"AAAA""#,
        r#""alg":"ES256","typ":"JWT","cty":"JWT""#,
        r#""alg":"ES256","typ":"JWT","Typ":"JWT""#,
        r#""alg":"ES256","typ":"JWT","kid":"select-keys_or.union--2""#,
        r#""alg":"ES256","typ":"JWT","kid":"etc.passwd""#,
        r#""alg":"ES256","typ":"JWT","p2c":1000000"#,
        r#""alg":"Ed25519","typ":"JWT""#,
        r#""alg":"ES256","typ":"JWT","kid":"2024-11-24--key/1""#,
        r#""alg":"ES256","typ":"JWT","kid":"https://a.example/keys/1""#,
        r#""alg":"ES256","typ":"JWT","p2c":600000"#,
    ] {
        assert_eq!(with_header(&format!("{{{members}}}")), [""; 0], "{members}");
    }
}

#[test]
fn every_claim_rule_and_a_near_miss() {
    for (more, expected) in [
        (r#","nbf":1700000900"#, "never-valid"),
        (r#","nbf":"now""#, "time-not-a-number"),
        (r#","nbf":1700000000000"#, "milliseconds"),
        (r#","password":"x""#, "sensitive-claim"),
        (r#","card":"4111111111111111""#, "sensitive-claim"),
        (r#","k":"-----BEGIN PRIVATE KEY-----""#, "credential-in-claim"),
        (r#","k":["AKIAIOSFODNN7EXAMPLE"]"#, "credential-in-claim"),
        (r#","email":"alice@example.com""#, "personal-data"),
        (r#","a":{"phone":"+49 30 1234567"}"#, "personal-data"),
        (r#","id":9007199254740993"#, "number-precision"),
        (r#","a":1,"a":2"#, "duplicate-member"),
        (r#","user":{"Pass-Word":""}"#, "sensitive-claim"),
        (r#","card":["4111-1111-1111-1111"]"#, "sensitive-claim"),
        (r#","t":"ghp_16C7e42F292c6912E7710c838347Ae178B4a""#, "credential-in-claim"),
        (r#","id":-9007199254740993"#, "number-precision"),
        (r#","id":[18446744073709551615]"#, "number-precision"),
    ] {
        assert_eq!(with_claims(more), [expected], "{more}");
    }
    for more in [
        r#","nbf":1700000899"#,
        r#","exp2":1700000000000"#,
        r#","password_changed_at":1"#,
        r#","card":"4111111111111112""#,
        r#","k":"-----BEGIN PUBLIC KEY-----""#,
        r#","k":"AKIA-is-a-prefix""#,
        r#","t":"ghp_short""#,
        r#","email_verified":true"#,
        r#","phone":"12345678""#,
        r#","id":-9007199254740992"#,
        r#","id":"9007199254740993""#,
        r#","a":{"b":1},"b":{"a":1}"#,
    ] {
        assert_eq!(with_claims(more), [""; 0], "{more}");
    }
    for more in [r#","nbf":1700000000"#, r#","id":9007199254740992"#, r#","n":1e3"#, r#","at":"a@b""#, r#","v":"+1""#] {
        assert_eq!(with_claims(more), [""; 0], "{more}");
    }
}

#[test]
fn what_is_missing() {
    let text = token(r#"{"alg":"ES256","typ":"JWT"}"#, "{}");
    assert_eq!(ids(&text), ["no-exp", "no-iss", "no-aud", "no-sub", "no-jti"]);
    assert_eq!(ids(&token(HEADER, "[1]")), ["not-claims"]);
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(64), "]".repeat(64));
    for payload in [deep.as_str(), "{", "{\"a\":01}"] {
        assert_eq!(ids(&token(HEADER, payload)), ["invalid-json"], "{payload}");
    }
    let wrong = r#"{"iss":1,"aud":{},"sub":"a","jti":"b","iat":1700000000,"exp":1700000900}"#;
    assert_eq!(ids(&token(HEADER, wrong)), ["claim-type", "claim-type"]);
}

#[test]
fn lifetime_and_clock() {
    let claims =
        |times: &str| ids(&token(HEADER, &format!(r#"{{"iss":"a","aud":["b"],"sub":"c","jti":"d",{times}}}"#)));
    assert_eq!(claims(r#""iat":1700000000,"exp":1700086400"#), [""; 0]);
    assert_eq!(claims(r#""iat":1700000000,"exp":1700086401"#), ["lifetime"]);
    assert_eq!(claims(r#""iat":1700000060,"exp":1700000900"#), [""; 0]);
    assert_eq!(claims(r#""iat":1700000061,"exp":1700000900"#), ["issued-in-the-future"]);
}

#[test]
fn sizes() {
    let long = |length: usize| with_claims(&format!(r#","x":"{}""#, "a".repeat(length)));
    assert_eq!(long(2700), [""; 0]);
    assert_eq!(long(3000), ["too-long-for-a-cookie"]);
    assert_eq!(long(6500), ["too-long"]);
}

/// Each rule that a token can break by itself, with such a token. The others need a key, a secret or a text that is not a
/// token, and have golden cases.
#[test]
fn every_rule_is_broken_by_a_test() {
    let tests = include_str!("tests.rs");
    let golden = [
        ("weak-secret", include_str!("../../../tests/cases/lint/a_guessed_secret.toml")),
        ("weak-key", include_str!("../../../tests/cases/lint/keys_of_the_token.toml")),
        ("shared-key", include_str!("../../../tests/cases/lint/keys_of_the_token.toml")),
        ("non-canonical-base64url", include_str!("../../../tests/cases/lint/other_base64_than_base64url.toml")),
    ];
    for (rule, case) in golden {
        assert!(case.contains(&format!("[{rule}]")), "{rule}");
    }
    for rule in RULES.iter().filter(|rule| golden.iter().all(|(id, _)| *id != rule.id)) {
        assert!(tests.contains(&format!("\"{}\"", rule.id)), "no test breaks {}", rule.id);
    }
}

#[test]
fn many_findings_of_a_rule_are_counted() {
    let numbers = vec!["9007199254740993"; MAX_PER_RULE + 5].join(",");
    let text = token(HEADER, &format!(r#"{{{CLAIMS},"exp":1700000900,"n":[{numbers}]}}"#));
    let found = lint(&Unverified::decode(&text).unwrap(), &text, NOW);
    let of_the_rule: Vec<&Finding> = found.iter().filter(|finding| finding.rule.id == "number-precision").collect();
    assert_eq!(of_the_rule.len(), MAX_PER_RULE + 1);
    assert_eq!(of_the_rule[MAX_PER_RULE].message, "5 more of these");
}

#[test]
fn rules_are_complete_and_distinct() {
    let mut seen = std::collections::BTreeSet::new();
    for rule in RULES {
        assert!(seen.insert(rule.id), "{} twice", rule.id);
        assert!(
            rule.why.ends_with('.') && rule.fix.ends_with('.') && rule.reference.starts_with("RFC "),
            "{}",
            rule.id
        );
    }
}

#[test]
fn a_well_known_secret_is_found() {
    // The example of jwt.io.
    let text = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
    assert!(Guess::new(text).unwrap().is_well_known());
    assert!(Guess::new(text).unwrap().is_signed_with(b"your-256-bit-secret"));
    assert!(!Guess::new(&text.replace("Sfl", "Sfm")).unwrap().is_well_known());
    assert!(Guess::new(&token(HEADER, "{}")).is_none());
}
