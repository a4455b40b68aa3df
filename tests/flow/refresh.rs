use std::time::Duration;

use tokctl::base::{Code, Secret};
use tokctl::core::sessions::session_issuer::Tokens;
use tokctl::core::tokens::local_verifier::LocalVerifier;
use tokctl::store::step::Change;
use tokctl::token::policy::Policy;

use crate::test_home::{TestHome, code, secret};

const FORMATS: [&str; 2] = ["opaque", "jwt"];

fn homes(settings: &[(&str, &str)]) -> impl Iterator<Item = TestHome> {
    let settings: Vec<(String, String)> =
        settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    FORMATS.into_iter().map(move |format| {
        let mut all = vec![("refresh.format", format)];
        all.extend(settings.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        TestHome::with(&all)
    })
}

#[test]
fn rotation_invalidates_the_old_token_and_a_second_use_ends_the_session() {
    for test in homes(&[]) {
        let first = test.log_in();
        test.pass(1000);
        let second = test.refresh(&first.refresh_token).unwrap();
        assert_ne!(second.refresh_token, first.refresh_token);
        assert_eq!(test.judge(&second.access_token), []);
        let third = test.refresh(&second.refresh_token).unwrap();
        assert_eq!(code(test.refresh(&first.refresh_token)), Code::RefreshReused);
        // The whole session has ended: its access tokens, and the unused refresh token.
        assert_eq!(test.judge(&third.access_token), [Code::Revoked]);
        assert_eq!(code(test.refresh(&third.refresh_token)), Code::Revoked);
        // What was exchanged is known as such for as long as the session would have lasted.
        test.pass(80 * 86_400);
        assert_eq!(code(test.refresh(&first.refresh_token)), Code::RefreshReused);
        assert_eq!(code(test.refresh(&second.refresh_token)), Code::RefreshReused);
    }
}

#[test]
fn a_retry_within_the_grace_returns_the_same_tokens() {
    for test in homes(&[("refresh.grace", "10s")]) {
        let first = test.log_in();
        let second = test.refresh(&first.refresh_token).unwrap();
        test.pass(5);
        let again = test.refresh(&first.refresh_token).unwrap();
        assert_eq!(again.refresh_token, second.refresh_token);
        let jti = |tokens: &Tokens| test.claims(&tokens.access_token).get_str("jti").unwrap().to_owned();
        assert_eq!((jti(&again), again.access_expires_at), (jti(&second), second.access_expires_at));
        assert_eq!(again.expires_in, second.expires_in - Duration::from_secs(5));
        // A retry does not make the grace longer.
        test.pass(5);
        assert_eq!(code(test.refresh(&first.refresh_token)), Code::RefreshReused);
        assert_eq!(code(test.refresh(&second.refresh_token)), Code::Revoked);
    }
}

#[test]
fn grace_ends_when_the_new_token_is_used() {
    for test in homes(&[("refresh.grace", "10s")]) {
        let first = test.log_in();
        let second = test.refresh(&first.refresh_token).unwrap();
        let third = test.refresh(&second.refresh_token).unwrap();
        assert_eq!(code(test.refresh(&first.refresh_token)), Code::RefreshReused);
        assert_eq!(code(test.refresh(&third.refresh_token)), Code::Revoked);
    }
}

#[test]
fn idle_life_slides_and_absolute_life_does_not() {
    for test in homes(&[("refresh.idle", "1h"), ("refresh.absolute", "3h"), ("access.ttl", "30m")]) {
        let mut tokens = test.log_in();
        for _ in 0..3 {
            test.pass(55 * 60);
            tokens = test.refresh(&tokens.refresh_token).unwrap();
        }
        // 2h45 have passed: an access token ends with its session.
        assert_eq!(tokens.expires_in, Duration::from_secs(15 * 60));
        assert_eq!(tokens.refresh_token_timeout, Duration::from_secs(15 * 60));
        test.pass(15 * 60);
        assert_eq!(code(test.refresh(&tokens.refresh_token)), Code::Expired);
        let idle = test.log_in();
        test.pass(60 * 60);
        assert_eq!(code(test.refresh(&idle.refresh_token)), Code::Expired);
    }
}

#[test]
fn roles_scope_and_disabling_count_at_the_next_refresh() {
    let test = TestHome::new();
    let first = test.log_in();
    test.change(Change::AddRole("ADMIN".to_owned()));
    test.change(Change::Scope("read".to_owned()));
    let second = test.refresh(&first.refresh_token).unwrap();
    let claims = test.claims(&second.access_token);
    assert!(claims.to_string().contains("\"scope\":\"read\",\"roles\":[\"EDITOR\",\"ADMIN\"]"), "{claims}");
    assert_eq!(second.scope, "read");
    test.change(Change::Disable);
    assert_eq!(code(test.refresh(&second.refresh_token)), Code::Revoked);
    test.change(Change::Enable);
    assert_eq!(code(test.refresh(&second.refresh_token)), Code::Revoked);
}

#[test]
fn typos_forgeries_and_other_tokens_are_refused_without_the_store() {
    for test in homes(&[]) {
        let tokens = test.log_in();
        // From here on, asking the store would be another failure.
        std::fs::remove_file(test.home.state_path()).unwrap();
        let text = tokens.refresh_token.expose_str().unwrap();
        let changed = |at: usize| {
            let new = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
            secret(&format!("{}{new}{}", &text[..at], &text[at + 1..]))
        };
        let refused = [Code::Malformed, Code::UnknownToken, Code::BadSignature, Code::NoMatchingKey, Code::WrongType];
        let other = TestHome::new().log_in();
        let mut wrong =
            vec![secret(""), secret("x"), secret("a.b.c"), secret(&text[..text.len() - 3]), other.refresh_token];
        wrong.extend((12..text.len()).step_by(7).map(changed));
        wrong.push(tokens.access_token.clone());
        for token in wrong {
            let found = code(test.refresh(&token));
            assert!(refused.contains(&found), "{found} for {:?}", token.expose_str());
        }
    }
}

#[test]
fn refresh_tokens_are_not_access_tokens() {
    let test = TestHome::with(&[("refresh.format", "jwt")]);
    let tokens = test.log_in();
    assert!(test.judge(&tokens.refresh_token).contains(&Code::WrongType));
    assert_eq!(TestHome::new().judge(&TestHome::new().log_in().refresh_token), [Code::Malformed]);
}

#[test]
fn a_refresh_token_that_was_exchanged_is_not_valid_even_where_one_is_asked_for() {
    let test = TestHome::with(&[("refresh.format", "jwt")]);
    let first = test.log_in().refresh_token;
    let second = test.refresh(&first).unwrap().refresh_token;
    let judged = |token: &Secret| {
        let own = LocalVerifier::open(&test.context()).unwrap();
        let policy = Policy { typ: Some("refresh+jwt".to_owned()), refused_types: Vec::new(), ..own.policy() };
        let verdict = own.verify(token.expose_str().unwrap(), &policy, test.context().now()).unwrap();
        verdict.faults().iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert_eq!(judged(&first), [Code::Revoked]);
    assert_eq!(judged(&second), []);
}

#[test]
fn a_change_of_issuer_ends_sessions_of_signed_refresh_tokens_with_advice() {
    let test = TestHome::with(&[("refresh.format", "jwt")]);
    let token = test.log_in().refresh_token;
    test.home.change_config(|config| config.set("issuer", "https://other.example")).unwrap();
    let fault = test.refresh(&token).unwrap_err();
    assert_eq!(fault.code, Code::WrongIssuer);
    assert!(fault.hint.unwrap().contains("tokctl login"));
}

#[test]
fn a_session_continues_when_the_format_or_the_key_changes() {
    let test = TestHome::new();
    let mut tokens = test.log_in();
    for format in ["jwt", "opaque", "jwt"] {
        test.home.change_config(|config| config.set("refresh.format", format)).unwrap();
        tokctl::core::keys::rotate(&test.context(), Default::default()).unwrap();
        tokens = test.refresh(&tokens.refresh_token).unwrap();
        assert_eq!(tokens.refresh_token.expose_str().unwrap().contains('.'), format == "jwt");
    }
}

#[test]
fn thousands_of_rotations_leave_a_session_as_small_as_one() {
    let test = TestHome::new();
    let mut token: Secret = test.log_in().refresh_token;
    let store = test.store();
    let size = || store.stats().unwrap();
    let before = size();
    for _ in 0..300 {
        let presented = tokctl::core::sessions::authenticate_refresh::authenticate(&test.context(), &token).unwrap();
        token =
            tokctl::core::sessions::refresh::refresh(&test.context(), store.as_ref(), presented).unwrap().refresh_token;
    }
    let after = size();
    assert_eq!((after.sessions, after.denied, after.events), (before.sessions, before.denied, before.events + 1));
    let sid = test.introspected(&token).unwrap().get_str("sid").unwrap().to_owned();
    assert_eq!(store.session(&sid, test.context().now()).unwrap().unwrap().session.generation, 300);
}
