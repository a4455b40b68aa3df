use std::time::Duration;

use tokctl::base::Code;
use tokctl::core::Context;
use tokctl::core::keys;
use tokctl::core::sessions::authenticate_refresh::authenticate;
use tokctl::core::sessions::current_session;
use tokctl::core::sessions::refresh;
use tokctl::core::sessions::session_issuer::Tokens;
use tokctl::home::SavedSession;

use crate::test_home::{TestHome, code};

fn saved(test: &TestHome) -> SavedSession {
    test.home.saved_session().unwrap().unwrap()
}

fn token(test: &TestHome) -> String {
    let access = current_session::token(&test.context(), None).unwrap();
    assert_eq!(test.judge(&access.token), []);
    access.token.expose_str().unwrap().to_owned()
}

fn save(context: &Context<'_>, tokens: &Tokens) {
    let lock = context.home().unwrap().lock_session().unwrap();
    current_session::save(context, tokens, &lock).unwrap();
}

#[test]
fn the_same_token_until_it_has_to_be_another() {
    let test = TestHome::new();
    assert_eq!(code(current_session::token(&test.context(), None)), Code::NoSession);
    save(&test.context(), &test.log_in());
    let first = token(&test);
    test.pass(880);
    assert_eq!(token(&test), first);
    let longer = current_session::token(&test.context(), Some(Duration::from_secs(60))).unwrap();
    assert_eq!(longer.expires_in, Duration::from_secs(900));
    assert_ne!(token(&test), first);
    assert_eq!(code(current_session::token(&test.context(), Some(Duration::from_secs(901)))), Code::Usage);
}

#[test]
fn a_token_that_is_refused_is_not_handed_out() {
    let test = TestHome::new();
    save(&test.context(), &test.log_in());
    let first = token(&test);
    keys::rotate(&test.context(), keys::RotateRequest { keep: Some(Duration::ZERO), ..Default::default() }).unwrap();
    assert_ne!(token(&test), first);
    let sid = saved(&test).session_id;
    tokctl::core::sessions::revoke::revoke(&test.context(), tokctl::core::sessions::revoke::RevokeTarget::Session(sid))
        .unwrap();
    assert_eq!(code(current_session::token(&test.context(), None)), Code::Revoked);
}

#[test]
fn refreshing_what_is_saved_renews_it_and_refreshing_anything_else_does_not() {
    let test = TestHome::new();
    let mine = test.log_in();
    save(&test.context(), &mine);
    let other = test.log_in();
    current_session::refresh(&test.context(), Some(&other.refresh_token)).unwrap();
    assert_eq!(saved(&test).refresh_token, mine.refresh_token);
    let renewed = current_session::refresh(&test.context(), Some(&mine.refresh_token)).unwrap();
    assert_eq!(saved(&test).refresh_token, renewed.refresh_token);
    let again = current_session::refresh(&test.context(), None).unwrap();
    assert_eq!(saved(&test).refresh_token, again.refresh_token);
    assert_eq!(code(current_session::refresh(&test.context(), Some(&mine.refresh_token))), Code::RefreshReused);
}

#[test]
fn a_renewal_cut_short_at_any_point_is_gone_on_with() {
    for exchanged in [false, true] {
        let test = TestHome::new();
        let tokens = test.log_in();
        save(&test.context(), &tokens);
        // What a process does before it is killed: write the successor down, and perhaps exchange.
        let store = test.store();
        let presented = authenticate(&test.context(), &tokens.refresh_token).unwrap();
        let rotation = refresh::prepare(&test.context(), store.as_ref(), presented).unwrap();
        let next_refresh_token = Some(rotation.successor().clone());
        let lock = test.home.lock_session().unwrap();
        test.home.save_session(&SavedSession { next_refresh_token, ..saved(&test) }, &lock).unwrap();
        drop(lock);
        if exchanged {
            refresh::run(&test.context(), store.as_ref(), rotation).unwrap();
        }
        test.pass(1000);
        token(&test);
        assert_eq!(saved(&test).next_refresh_token, None);
    }
}

#[test]
fn many_at_once_renew_it_once() {
    let test = TestHome::new();
    save(&test.context(), &test.log_in());
    test.pass(1000);
    let tokens: std::collections::HashSet<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..20).map(|_| scope.spawn(|| token(&test))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(tokens.len(), 1);
    let sid = saved(&test).session_id;
    assert_eq!(test.store().session(&sid, test.context().now()).unwrap().unwrap().session.generation, 1);
}

#[test]
fn logging_out_ends_the_session_and_forgets_it() {
    let test = TestHome::new();
    let tokens = test.log_in();
    save(&test.context(), &tokens);
    let report = current_session::logout(&test.context()).unwrap();
    assert_eq!((report.user.as_str(), report.already_ended), ("alice", false));
    assert_eq!(test.judge(&tokens.access_token), [Code::Revoked]);
    assert_eq!(code(test.refresh(&tokens.refresh_token)), Code::Revoked);
    assert_eq!(code(current_session::logout(&test.context())), Code::NoSession);
    save(&test.context(), &tokens);
    assert!(current_session::logout(&test.context()).unwrap().already_ended);
}
