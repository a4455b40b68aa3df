//! For each rule of `lint` an input that breaks it, and one that nearly does.

use super::*;
use crate::base::b64;
use crate::jose::jwk;
use crate::token::lint::RULES;

const NOW: Timestamp = Timestamp::from_secs(1_700_000_000);
const HEADER: &str = r#""alg":"ES256","typ":"JWT","kid":"a""#;
const CLAIMS: &str = r#""iss":"a","aud":"b","sub":"c","jti":"d","iat":1700000000,"exp":1700000900"#;
/// The example of jwt.io.
const WEAK: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

fn token(header: &str, claims: &str) -> String {
    format!("{}.{}.c2ln", b64::encode(format!("{{{header}}}")), b64::encode(format!("{{{claims}}}")))
}

fn of_payload(payload: &str) -> String {
    format!("{}.{}.c2ln", b64::encode(format!("{{{HEADER}}}")), b64::encode(payload))
}

fn with_header(header: &str) -> String {
    token(header, CLAIMS)
}

fn with_claims(more: &str) -> String {
    token(HEADER, &format!("{CLAIMS},{more}"))
}

/// The claims with `old` replaced.
fn changed(old: &str, new: &str) -> String {
    assert!(CLAIMS.contains(old));
    token(HEADER, &CLAIMS.replace(old, new))
}

fn long(length: usize) -> String {
    with_claims(&format!(r#""x":"{}""#, "a".repeat(length)))
}

fn ids(text: &str, keys: &str) -> Vec<&'static str> {
    let keys = jwk::parse_set(keys.as_bytes(), &mut Vec::new()).unwrap();
    let request = LintRequest { token: text, keys: &keys, now: NOW };
    lint(&request, None::<io::Empty>, &|_| {}).unwrap().into_iter().map(|finding| finding.rule.id).collect()
}

const NO_KEYS: &str = r#"{"keys":[]}"#;

/// A set of two secrets of `length` bytes; the second has the bytes of the first if `is_same`.
fn secrets(length: usize, is_same: bool) -> String {
    let secret = |seed: u8| b64::encode((0..length).map(|at| at as u8 ^ seed).collect::<Vec<u8>>());
    let (first, second) = (secret(7), secret(if is_same { 7 } else { 9 }));
    format!(
        r#"{{"keys":[{{"kty":"oct","kid":"1","alg":"HS256","k":"{first}"}},{{"kty":"oct","kid":"2","alg":"HS384","k":"{second}"}}]}}"#
    )
}

#[test]
fn each_rule_has_an_input_that_breaks_it_and_a_near_miss() {
    let header = |members: &str| with_header(&format!("{HEADER},{members}"));
    let table: Vec<(&str, String, String)> = vec![
        ("alg-none", with_header(r#""alg":"none","typ":"JWT""#), with_header(r#""alg":"ES256","typ":"none""#)),
        ("alg-spelling", with_header(r#""alg":"es256","typ":"JWT""#), with_header(HEADER)),
        ("alg-unknown", with_header(r#""alg":"ES255","typ":"JWT""#), with_header(HEADER)),
        ("alg-missing", with_header(r#""typ":"JWT""#), with_header(r#""alg":"ES256""#)),
        ("alg-polymorphic", with_header(r#""alg":"EdDSA","typ":"JWT""#), with_header(r#""alg":"Ed25519","typ":"JWT""#)),
        ("weak-secret", WEAK.to_owned(), WEAK.replace("Sfl", "Sfm")),
        ("no-exp", changed(r#","exp":1700000900"#, r#","exq":1700000900"#), with_claims(r#""a":1"#)),
        ("lifetime", changed("1700000900", "1700086401"), changed("1700000900", "1700086400")),
        ("milliseconds", with_claims(r#""nbf":1700000000000"#), with_claims(r#""at":1700000000000"#)),
        ("time-not-a-number", with_claims(r#""nbf":"1700000000""#), with_claims(r#""nbf":1700000000"#)),
        ("never-valid", with_claims(r#""nbf":1700000900"#), with_claims(r#""nbf":1700000899"#)),
        (
            "issued-in-the-future",
            changed(r#""iat":1700000000"#, r#""iat":1700000061"#),
            changed(r#""iat":1700000000"#, r#""iat":1700000060"#),
        ),
        ("no-iss", changed(r#""iss":"a","#, ""), changed(r#""iss":"a""#, r#""iss":"""#)),
        ("no-aud", changed(r#""aud":"b","#, ""), changed(r#""aud":"b""#, r#""aud":["b"]"#)),
        ("no-sub", changed(r#""sub":"c","#, ""), changed(r#""sub":"c""#, r#""sub":"""#)),
        ("no-jti", changed(r#""jti":"d","#, ""), changed(r#""jti":"d""#, r#""jti":"""#)),
        ("no-typ", with_header(r#""alg":"ES256""#), with_header(r#""alg":"ES256","typ":"at+jwt""#)),
        ("claim-type", changed(r#""iss":"a""#, r#""iss":1"#), changed(r#""iss":"a""#, r#""iss":"1""#)),
        ("invalid-json", of_payload("{\"a\":01}"), of_payload("{\"a\":1}")),
        ("not-claims", of_payload("[1]"), of_payload("{}")),
        ("sensitive-claim", with_claims(r#""password":"x""#), with_claims(r#""password_changed_at":1"#)),
        (
            "credential-in-claim",
            with_claims(r#""k":"-----BEGIN PRIVATE KEY-----""#),
            with_claims(r#""k":"-----BEGIN PUBLIC KEY-----""#),
        ),
        ("personal-data", with_claims(r#""mail":"alice@example.com""#), with_claims(r#""mail":"alice@example""#)),
        ("key-in-header", header(r#""jwk":{}"#), header(r#""jkt":"a""#)),
        ("url-in-header", header(r#""jku":"https://a.example""#), header(r#""x5t":"AAAA""#)),
        ("certificate-in-header", header(r#""x5c":[]"#), header(r#""x5t#S256":"AAAA""#)),
        (
            "kid-injection",
            with_header(r#""alg":"ES256","typ":"JWT","kid":"../key""#),
            with_header(r#""alg":"ES256","typ":"JWT","kid":"key-1_a.b""#),
        ),
        ("unknown-crit", header(r#""crit":["x"],"x":1"#), header(r#""x":1"#)),
        ("compressed", header(r#""zip":"DEF""#), header(r#""cty":"DEF""#)),
        ("p2c", header(r#""p2c":1000001"#), header(r#""p2c":1000000"#)),
        ("duplicate-member", with_claims(r#""a":1,"a":1"#), with_claims(r#""a":1,"A":1"#)),
        ("non-canonical-base64url", with_header(HEADER) + "=", with_claims(r#""a":"+/=""#)),
        ("too-long-for-a-cookie", long(3000), long(2700)),
        ("too-long", long(6500), long(5500)),
        ("number-precision", with_claims(r#""n":9007199254740993"#), with_claims(r#""n":9007199254740992"#)),
    ];
    for (rule, broken, near) in &table {
        assert!(ids(broken, NO_KEYS).contains(rule), "{rule} is not broken by {broken}");
        assert!(!ids(near, NO_KEYS).contains(rule), "{rule} is broken by {near}");
    }
    let of_keys =
        [("weak-key", secrets(31, false), secrets(48, false)), ("shared-key", secrets(48, true), secrets(48, false))];
    for (rule, broken, near) in &of_keys {
        assert!(ids(&with_header(HEADER), broken).contains(rule), "{rule} is not broken");
        assert!(!ids(&with_header(HEADER), near).contains(rule), "{rule} is broken by the near miss");
    }
    let tested: Vec<&str> = table.iter().map(|row| row.0).chain(of_keys.iter().map(|row| row.0)).collect();
    for rule in RULES {
        assert!(tested.contains(&rule.id), "{} has no near miss", rule.id);
    }
}
