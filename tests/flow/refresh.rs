use std::time::Duration;

use tokctl::base::{Code, Secret};
use tokctl::core::sessions::session_issuer::Tokens;
use tokctl::core::tokens::local_verifier::LocalVerifier;
use tokctl::store::step::Change;
use tokctl::token::policy::Policy;

use crate::world::{World, code, secret};

const FORMATS: [&str; 2] = ["opaque", "jwt"];

fn worlds(settings: &[(&str, &str)]) -> impl Iterator<Item = World> {
    let settings: Vec<(String, String)> =
        settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    FORMATS.into_iter().map(move |format| {
        let mut all = vec![("refresh.format", format)];
        all.extend(settings.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        World::with(&all)
    })
}

#[test]
fn the_old_token_dies_with_the_exchange_and_a_second_use_kills_the_session() {
    for world in worlds(&[]) {
        let first = world.log_in();
        world.pass(1000);
        let second = world.refresh(&first.refresh_token).unwrap();
        assert_ne!(second.refresh_token, first.refresh_token);
        assert_eq!(world.judge(&second.access_token), []);
        let third = world.refresh(&second.refresh_token).unwrap();
        assert_eq!(code(world.refresh(&first.refresh_token)), Code::RefreshReused);
        // The whole session has ended: its access tokens, and the unused refresh token.
        assert_eq!(world.judge(&third.access_token), [Code::Revoked]);
        assert_eq!(code(world.refresh(&third.refresh_token)), Code::Revoked);
        // What was exchanged is known as such for as long as the session would have lasted.
        world.pass(80 * 86_400);
        assert_eq!(code(world.refresh(&first.refresh_token)), Code::RefreshReused);
        assert_eq!(code(world.refresh(&second.refresh_token)), Code::RefreshReused);
    }
}

#[test]
fn a_retry_within_the_grace_is_answered_with_the_same_tokens() {
    for world in worlds(&[("refresh.grace", "10s")]) {
        let first = world.log_in();
        let second = world.refresh(&first.refresh_token).unwrap();
        world.pass(5);
        let again = world.refresh(&first.refresh_token).unwrap();
        assert_eq!(again.refresh_token, second.refresh_token);
        let jti = |tokens: &Tokens| world.claims(&tokens.access_token).get_str("jti").unwrap().to_owned();
        assert_eq!((jti(&again), again.access_expires_at), (jti(&second), second.access_expires_at));
        assert_eq!(again.expires_in, second.expires_in - Duration::from_secs(5));
        // A retry does not make the grace longer.
        world.pass(5);
        assert_eq!(code(world.refresh(&first.refresh_token)), Code::RefreshReused);
        assert_eq!(code(world.refresh(&second.refresh_token)), Code::Revoked);
    }
}

#[test]
fn grace_ends_when_the_new_token_is_used() {
    for world in worlds(&[("refresh.grace", "10s")]) {
        let first = world.log_in();
        let second = world.refresh(&first.refresh_token).unwrap();
        let third = world.refresh(&second.refresh_token).unwrap();
        assert_eq!(code(world.refresh(&first.refresh_token)), Code::RefreshReused);
        assert_eq!(code(world.refresh(&third.refresh_token)), Code::Revoked);
    }
}

#[test]
fn idle_life_slides_and_absolute_life_does_not() {
    for world in worlds(&[("refresh.idle", "1h"), ("refresh.absolute", "3h"), ("access.ttl", "30m")]) {
        let mut tokens = world.log_in();
        for _ in 0..3 {
            world.pass(55 * 60);
            tokens = world.refresh(&tokens.refresh_token).unwrap();
        }
        // 2h45 have passed: an access token ends with its session.
        assert_eq!(tokens.expires_in, Duration::from_secs(15 * 60));
        assert_eq!(tokens.refresh_token_timeout, Duration::from_secs(15 * 60));
        world.pass(15 * 60);
        assert_eq!(code(world.refresh(&tokens.refresh_token)), Code::Expired);
        let idle = world.log_in();
        world.pass(60 * 60);
        assert_eq!(code(world.refresh(&idle.refresh_token)), Code::Expired);
    }
}

#[test]
fn roles_scope_and_disabling_count_at_the_next_refresh() {
    let world = World::new();
    let first = world.log_in();
    world.change(Change::AddRole("ADMIN".to_owned()));
    world.change(Change::Scope("read".to_owned()));
    let second = world.refresh(&first.refresh_token).unwrap();
    let claims = world.claims(&second.access_token);
    assert!(claims.to_string().contains("\"scope\":\"read\",\"roles\":[\"EDITOR\",\"ADMIN\"]"), "{claims}");
    assert_eq!(second.scope, "read");
    world.change(Change::Disable);
    assert_eq!(code(world.refresh(&second.refresh_token)), Code::Revoked);
    world.change(Change::Enable);
    assert_eq!(code(world.refresh(&second.refresh_token)), Code::Revoked);
}

#[test]
fn typos_forgeries_and_other_tokens_are_refused_without_the_store() {
    for world in worlds(&[]) {
        let tokens = world.log_in();
        // From here on, asking the store would be another failure.
        std::fs::remove_file(world.home.state_path()).unwrap();
        let text = tokens.refresh_token.expose_str().unwrap();
        let changed = |at: usize| {
            let new = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
            secret(&format!("{}{new}{}", &text[..at], &text[at + 1..]))
        };
        let refused = [Code::Malformed, Code::UnknownToken, Code::BadSignature, Code::NoMatchingKey, Code::WrongType];
        let other = World::new().log_in();
        let mut wrong =
            vec![secret(""), secret("x"), secret("a.b.c"), secret(&text[..text.len() - 3]), other.refresh_token];
        wrong.extend((12..text.len()).step_by(7).map(changed));
        wrong.push(tokens.access_token.clone());
        for token in wrong {
            let found = code(world.refresh(&token));
            assert!(refused.contains(&found), "{found} for {:?}", token.expose_str());
        }
    }
}

#[test]
fn refresh_tokens_are_not_access_tokens() {
    let world = World::with(&[("refresh.format", "jwt")]);
    let tokens = world.log_in();
    assert!(world.judge(&tokens.refresh_token).contains(&Code::WrongType));
    assert_eq!(World::new().judge(&World::new().log_in().refresh_token), [Code::Malformed]);
}

#[test]
fn a_refresh_token_that_was_exchanged_is_not_valid_even_where_one_is_asked_for() {
    let world = World::with(&[("refresh.format", "jwt")]);
    let first = world.log_in().refresh_token;
    let second = world.refresh(&first).unwrap().refresh_token;
    let judged = |token: &Secret| {
        let own = LocalVerifier::open(&world.context()).unwrap();
        let policy = Policy { typ: Some("refresh+jwt".to_owned()), refused_types: Vec::new(), ..own.policy() };
        let verdict = own.verify(token.expose_str().unwrap(), &policy, world.context().now()).unwrap();
        verdict.faults().iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert_eq!(judged(&first), [Code::Revoked]);
    assert_eq!(judged(&second), []);
}

#[test]
fn a_change_of_issuer_ends_sessions_of_signed_refresh_tokens_with_advice() {
    let world = World::with(&[("refresh.format", "jwt")]);
    let token = world.log_in().refresh_token;
    world.home.change_config(|config| config.set("issuer", "https://other.example")).unwrap();
    let fault = world.refresh(&token).unwrap_err();
    assert_eq!(fault.code, Code::WrongIssuer);
    assert!(fault.hint.unwrap().contains("tokctl login"));
}

#[test]
fn a_session_goes_on_when_the_format_or_the_key_changes() {
    let world = World::new();
    let mut tokens = world.log_in();
    for format in ["jwt", "opaque", "jwt"] {
        world.home.change_config(|config| config.set("refresh.format", format)).unwrap();
        tokctl::core::keys::rotate(&world.context(), Default::default()).unwrap();
        tokens = world.refresh(&tokens.refresh_token).unwrap();
        assert_eq!(tokens.refresh_token.expose_str().unwrap().contains('.'), format == "jwt");
    }
}

#[test]
fn thousands_of_rotations_leave_a_session_as_small_as_one() {
    let world = World::new();
    let mut token: Secret = world.log_in().refresh_token;
    let store = world.store();
    let size = || store.stats().unwrap();
    let before = size();
    for _ in 0..300 {
        let presented = tokctl::core::sessions::authenticate_refresh::authenticate(&world.context(), &token).unwrap();
        token = tokctl::core::sessions::refresh::refresh(&world.context(), store.as_ref(), presented)
            .unwrap()
            .refresh_token;
    }
    let after = size();
    assert_eq!((after.sessions, after.denied, after.events), (before.sessions, before.denied, before.events + 1));
    let sid = world.introspected(&token).unwrap().get_str("sid").unwrap().to_owned();
    assert_eq!(store.session(&sid, world.context().now()).unwrap().unwrap().session.generation, 300);
}
