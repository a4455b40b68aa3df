use tokctl::base::{Code, Json, Object, Secret, SystemRandom};
use tokctl::core::sessions::revoke::{RevokeReport, RevokeTarget, RevokedKind, revoke};
use tokctl::home::ring::NewKey;
use tokctl::jose::key::Form;
use tokctl::jose::{Algorithm, Key, SigningKey, Strength, generate, jws};
use tokctl::store::step::Change;

use crate::test_home::{TestHome, code, secret};

fn report_of(test: &TestHome, target: RevokeTarget) -> RevokeReport {
    revoke(&test.context(), target).unwrap().outcome
}

#[test]
fn an_access_token_alone() {
    let test = TestHome::new();
    let first = test.log_in();
    let report = report_of(&test, RevokeTarget::Token(first.access_token.clone()));
    assert_eq!(
        (report.revoked, report.already, report.until),
        (RevokedKind::AccessToken, false, Some(1_800_000_900 + 86_400))
    );
    assert_eq!(test.judge(&first.access_token), [Code::Revoked]);
    assert!(report_of(&test, RevokeTarget::Token(first.access_token.clone())).already);
    // Its session goes on.
    let second = test.refresh(&first.refresh_token).unwrap();
    assert_eq!(test.judge(&second.access_token), []);
    test.pass(2000);
    report_of(&test, RevokeTarget::Token(second.access_token));
}

#[test]
fn a_refresh_token_with_its_session_even_when_it_was_exchanged_before() {
    for format in ["opaque", "jwt"] {
        let test = TestHome::with(&[("refresh.format", format)]);
        let first = test.log_in();
        let second = test.refresh(&first.refresh_token).unwrap();
        let report = report_of(&test, RevokeTarget::Token(first.refresh_token));
        assert_eq!((report.revoked, report.already), (RevokedKind::Session, false));
        assert_eq!(test.judge(&second.access_token), [Code::Revoked]);
        assert_eq!(code(test.refresh(&second.refresh_token)), Code::Revoked);
        assert!(report_of(&test, RevokeTarget::Token(second.refresh_token)).already);
    }
}

#[test]
fn a_session_a_user_an_id_and_a_key() {
    let test = TestHome::new();
    let (one, other) = (test.log_in(), test.log_in());
    report_of(&test, RevokeTarget::Session(one.session_id.clone()));
    assert_eq!(test.judge(&one.access_token), [Code::Revoked]);
    assert_eq!(test.judge(&other.access_token), []);

    let report = report_of(&test, RevokeTarget::User("alice".to_owned()));
    assert_eq!(report.version, Some(1));
    assert!(test.judge(&other.access_token).iter().all(|code| *code == Code::Revoked));
    assert_eq!(code(test.refresh(&other.refresh_token)), Code::Revoked);

    let fresh = test.log_in();
    let jti = test.claims(&fresh.access_token).get_str("jti").unwrap().to_owned();
    report_of(&test, RevokeTarget::Jti { issuer: None, jti, until: None });
    assert_eq!(test.judge(&fresh.access_token), [Code::Revoked]);

    let last = test.log_in();
    let kid = test.home.signing_key().unwrap().key.kid.unwrap();
    report_of(&test, RevokeTarget::Key(kid));
    assert_eq!(test.judge(&last.access_token), [Code::NoMatchingKey]);
}

/// A token of `issuer`, signed with `key`.
fn issued(key: &Key, issuer: &str) -> Secret {
    let signing = SigningKey::new(key, Algorithm::from_name("ES256").unwrap(), Strength::Required).unwrap();
    let header: Object<'_> = [("alg", Json::string("ES256")), ("kid", Json::string("k"))].into_iter().collect();
    let claims = format!(r#"{{"iss":"{issuer}","jti":"1","exp":1800000900}}"#);
    Secret::from(jws::sign(&header, claims.as_bytes(), &signing).unwrap())
}

#[test]
fn a_token_stays_revoked_after_a_foreign_key_became_the_homes_own() {
    const OTHER: &str = "https://other.example";
    let material = generate(Algorithm::from_name("ES256").unwrap().key_type(), 0, &SystemRandom).unwrap();
    let key = Key { kid: Some("k".to_owned()), ..Key::new(material, Form::Raw) };
    let token = issued(&key, OTHER);
    let test = TestHome::new();
    let public = NewKey::import(key.public().unwrap(), None, None).unwrap();
    test.home.add_keys(&[public.for_issuer(OTHER.to_owned()).unwrap()], &test.clock).unwrap();
    assert_eq!(test.judge_as(&token, OTHER), []);
    report_of(&test, RevokeTarget::Token(token.clone()));
    assert_eq!(test.judge_as(&token, OTHER), [Code::Revoked]);

    test.home.remove_key("k").unwrap();
    test.home.add_keys(&[NewKey::import(key, None, None).unwrap()], &test.clock).unwrap();
    assert_eq!(test.judge_as(&token, OTHER), [Code::Revoked]);
}

#[test]
fn a_token_stays_revoked_after_the_issuer_of_the_home_changed() {
    let test = TestHome::new();
    let issuer = test.home.settings().unwrap().issuer;
    let (revoked, good) = (test.log_in().access_token, test.log_in().access_token);
    report_of(&test, RevokeTarget::Token(revoked.clone()));
    test.home.change_config(|config| config.set("issuer", "https://new.example")).unwrap();
    assert_eq!(test.judge_as(&revoked, &issuer), [Code::Revoked]);
    assert_eq!(test.judge_as(&good, &issuer), []);
    assert_eq!(test.judge(&good), [Code::WrongIssuer]);
}

#[test]
fn a_token_without_an_id_is_denied_alone() {
    let test = TestHome::new();
    let (key, issuer) = (test.home.signing_key().unwrap().key, test.home.settings().unwrap().issuer);
    let signing = SigningKey::new(&key, Algorithm::from_name("ES256").unwrap(), Strength::Required).unwrap();
    let header: Object<'_> = [("alg", Json::string("ES256"))].into_iter().collect();
    let token = |sub: &str| {
        let claims = format!(r#"{{"iss":"{issuer}","sub":"{sub}","exp":1800000900}}"#);
        Secret::from(jws::sign(&header, claims.as_bytes(), &signing).unwrap())
    };
    let (one, other) = (token("a"), token("b"));
    report_of(&test, RevokeTarget::Token(one.clone()));
    assert_eq!(test.judge(&one), [Code::Revoked]);
    assert_eq!(test.judge(&other), []);
}

#[test]
fn what_is_not_there_and_what_is_not_ours() {
    let test = TestHome::new();
    test.log_in();
    for (target, expected) in [
        (RevokeTarget::Session("nothing".to_owned()), Code::NotFound),
        (RevokeTarget::User("nobody".to_owned()), Code::NotFound),
        (RevokeTarget::Key("none".to_owned()), Code::NotFound),
        (RevokeTarget::Token(TestHome::new().log_in().access_token), Code::NoMatchingKey),
        (RevokeTarget::Token(TestHome::new().log_in().refresh_token), Code::UnknownToken),
        (RevokeTarget::Token(secret("nonsense")), Code::Malformed),
    ] {
        assert_eq!(code(revoke(&test.context(), target.clone())), expected, "{target:?}");
    }
}

#[test]
fn a_version_never_goes_down() {
    let test = TestHome::new();
    let old = test.log_in();
    test.change(Change::Remove);
    assert!(test.judge(&old.access_token).contains(&Code::Revoked));
    test.add_user("alice");
    assert!(test.judge(&old.access_token).contains(&Code::Revoked));
    assert_eq!(code(test.refresh(&old.refresh_token)), Code::Revoked);
    let new = test.log_in();
    assert_eq!(test.judge(&new.access_token), []);
    assert_eq!(test.claims(&new.access_token).get("ver").map(ToString::to_string).as_deref(), Some("1"));
}

#[test]
fn introspection_covers_both_kinds_and_gives_no_reason() {
    for format in ["opaque", "jwt"] {
        let test = TestHome::with(&[("refresh.format", format)]);
        let first = test.log_in();
        let access = test.introspected(&first.access_token).unwrap();
        assert_eq!((access.get_str("username"), access.get_str("token_type")), (Some("alice"), Some("Bearer")));
        let refresh = test.introspected(&first.refresh_token).unwrap();
        assert_eq!((refresh.get_str("sub"), refresh.get_str("scope")), (Some("alice"), Some("read write")));
        let second = test.refresh(&first.refresh_token).unwrap();
        assert_eq!(test.introspected(&first.refresh_token), None);
        assert!(test.introspected(&second.refresh_token).is_some(), "asking about an old token is not using it");
        report_of(&test, RevokeTarget::Session(first.session_id));
        for token in [&first.access_token, &second.access_token, &second.refresh_token, &secret("a.b.c"), &secret("")] {
            assert_eq!(test.introspected(token), None);
        }
    }
}
