use tokctl::base::Code;
use tokctl::store::EventKind;
use tokctl::store::step::Change;

use crate::test_home::{PASSWORD, TestHome, code};

#[test]
fn access_tokens_have_the_claims_of_rfc_9068() {
    let test = TestHome::new();
    let tokens = test.log_in();
    let claims = test.claims(&tokens.access_token);
    let expected = "{\"iss\":\"http://127.0.0.1:8700\",\"aud\":\"api\",\"sub\":\"alice\",\"client_id\":\"tokctl\",\
                    \"scope\":\"read write\",\"roles\":[\"EDITOR\"],\"iat\":1800000000,\"exp\":1800000900";
    assert!(claims.to_string().starts_with(expected), "{claims}");
    assert_eq!(claims.get_str("sid"), Some(tokens.session_id.as_str()));
    assert_eq!(claims.get_str("jti").map(str::len), Some(32));
    assert_eq!((tokens.expires_in.as_secs(), tokens.refresh_token_timeout.as_secs()), (900, 30 * 86_400));
    test.pass(899);
    assert_eq!(test.judge(&tokens.access_token), []);
    test.pass(1);
    assert_eq!(test.judge(&tokens.access_token), [Code::Expired]);
}

#[test]
fn every_refusal_is_the_same() {
    let test = TestHome::new();
    let unknown = test.log_in_as("nobody", PASSWORD).unwrap_err();
    let wrong = test.log_in_as("alice", "wrong").unwrap_err();
    test.change(Change::Disable);
    let disabled = test.log_in_as("alice", PASSWORD).unwrap_err();
    for _ in 0..3 {
        let _ = test.log_in_as("alice", "wrong");
    }
    let locked = test.log_in_as("alice", PASSWORD).unwrap_err();
    assert_eq!(unknown.code, Code::LoginRefused);
    assert_eq!([&wrong, &disabled, &locked], [&unknown; 3]);
    // The events show the reasons to the owner of the home.
    let details: Vec<_> = test.store().latest_events(100).unwrap().events.into_iter().collect();
    let refused = details.iter().filter(|event| event.kind == EventKind::LoginRefused);
    let reasons: Vec<_> = refused.map(|event| (event.user.as_deref(), event.detail.as_deref().unwrap())).collect();
    assert_eq!(
        reasons[..3],
        [(None, "unknown user"), (Some("alice"), "wrong password"), (Some("alice"), "disabled user")]
    );
    assert_eq!(reasons.last(), Some(&(Some("alice"), "locked after too many failures")));
}

#[test]
fn failures_lock_for_longer_and_longer_and_a_success_forgets_them() {
    let test = TestHome::new();
    for _ in 0..5 {
        assert_eq!(code(test.log_in_as("alice", "wrong")), Code::LoginRefused);
    }
    assert_eq!(code(test.log_in_as("alice", PASSWORD)), Code::LoginRefused, "locked");
    test.pass(31);
    test.log_in();
    for _ in 0..4 {
        assert_eq!(code(test.log_in_as("alice", "wrong")), Code::LoginRefused);
    }
    test.log_in();
}

#[test]
fn correct_logins_at_once_do_not_lock_each_other_out() {
    let test = TestHome::new();
    std::thread::scope(|scope| {
        let logins: Vec<_> = (0..16).map(|_| scope.spawn(|| test.log_in_as("alice", PASSWORD))).collect();
        for login in logins {
            login.join().unwrap().unwrap();
        }
    });
}

#[test]
fn many_at_once_get_no_more_guesses_than_as_many_in_a_row() {
    let test = TestHome::new();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| assert_eq!(code(test.log_in_as("alice", "wrong")), Code::LoginRefused));
        }
    });
    let events = test.store().latest_events(100).unwrap().events;
    let count = |detail: &str| events.iter().filter(|event| event.detail.as_deref() == Some(detail)).count();
    assert_eq!((count("wrong password"), count("locked after too many failures")), (5, 11));
}

#[test]
fn an_unreadable_key_locks_no_user() {
    let test = TestHome::new();
    std::fs::rename(test.home.refresh_key_path(), test.home.dir().join("elsewhere")).unwrap();
    for _ in 0..10 {
        assert_eq!(code(test.log_in_as("alice", PASSWORD)), Code::KeyUnreadable);
    }
    std::fs::rename(test.home.dir().join("elsewhere"), test.home.refresh_key_path()).unwrap();
    test.log_in();
}

#[test]
fn a_lost_state_is_not_recreated() {
    let test = TestHome::new();
    let tokens = test.log_in();
    std::fs::remove_file(test.home.state_path()).unwrap();
    assert_eq!(code(test.context().open_store().map(drop)), Code::Store);
    assert_eq!(code(test.context().open_lookup().map(drop)), Code::Store);
    let own = tokctl::core::tokens::local_verifier::LocalVerifier::open(&test.context());
    assert_eq!(code(own.map(drop)), Code::Store);
    drop(tokens);
}
