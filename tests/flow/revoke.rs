use tokctl::base::Code;
use tokctl::core::sessions::revoke::{RevokeReport, Target, revoke};
use tokctl::store::step::Change;

use crate::world::{World, code, secret};

fn taken_back(world: &World, target: Target) -> RevokeReport {
    revoke(&world.context(), target).unwrap().answer
}

#[test]
fn an_access_token_alone() {
    let world = World::new();
    let first = world.log_in();
    let report = taken_back(&world, Target::Token(first.access_token.clone()));
    assert_eq!((report.revoked, report.already, report.until), ("access_token", false, Some(1_800_000_900 + 86_400)));
    assert_eq!(world.judge(&first.access_token), [Code::Revoked]);
    assert!(taken_back(&world, Target::Token(first.access_token.clone())).already);
    // Its session goes on.
    let second = world.refresh(&first.refresh_token).unwrap();
    assert_eq!(world.judge(&second.access_token), []);
    world.pass(2000);
    taken_back(&world, Target::Token(second.access_token));
}

#[test]
fn a_refresh_token_with_its_session_even_when_it_was_exchanged_before() {
    for format in ["opaque", "jwt"] {
        let world = World::with(&[("refresh.format", format)]);
        let first = world.log_in();
        let second = world.refresh(&first.refresh_token).unwrap();
        let report = taken_back(&world, Target::Token(first.refresh_token));
        assert_eq!((report.revoked, report.already), ("session", false));
        assert_eq!(world.judge(&second.access_token), [Code::Revoked]);
        assert_eq!(code(world.refresh(&second.refresh_token)), Code::Revoked);
        assert!(taken_back(&world, Target::Token(second.refresh_token)).already);
    }
}

#[test]
fn a_session_a_user_an_id_and_a_key() {
    let world = World::new();
    let (one, other) = (world.log_in(), world.log_in());
    taken_back(&world, Target::Session(one.session_id.clone()));
    assert_eq!(world.judge(&one.access_token), [Code::Revoked]);
    assert_eq!(world.judge(&other.access_token), []);

    let report = taken_back(&world, Target::User("alice".to_owned()));
    assert_eq!(report.version, Some(1));
    assert!(world.judge(&other.access_token).iter().all(|code| *code == Code::Revoked));
    assert_eq!(code(world.refresh(&other.refresh_token)), Code::Revoked);

    let fresh = world.log_in();
    let jti = world.claims(&fresh.access_token).get_str("jti").unwrap().to_owned();
    taken_back(&world, Target::Jti { issuer: None, jti, until: None });
    assert_eq!(world.judge(&fresh.access_token), [Code::Revoked]);

    let last = world.log_in();
    let kid = world.home.signing_key().unwrap().key.kid.unwrap();
    taken_back(&world, Target::Key(kid));
    assert_eq!(world.judge(&last.access_token), [Code::NoMatchingKey]);
}

#[test]
fn what_is_not_there_and_what_is_not_ours() {
    let world = World::new();
    world.log_in();
    for (target, expected) in [
        (Target::Session("nothing".to_owned()), Code::NotFound),
        (Target::User("nobody".to_owned()), Code::NotFound),
        (Target::Key("none".to_owned()), Code::NotFound),
        (Target::Token(World::new().log_in().access_token), Code::NoMatchingKey),
        (Target::Token(World::new().log_in().refresh_token), Code::UnknownToken),
        (Target::Token(secret("nonsense")), Code::Malformed),
    ] {
        assert_eq!(code(revoke(&world.context(), target.clone())), expected, "{target:?}");
    }
}

#[test]
fn a_version_never_goes_down() {
    let world = World::new();
    let old = world.log_in();
    world.change(Change::Remove);
    assert!(world.judge(&old.access_token).contains(&Code::Revoked));
    world.add_user("alice");
    assert!(world.judge(&old.access_token).contains(&Code::Revoked));
    assert_eq!(code(world.refresh(&old.refresh_token)), Code::Revoked);
    let new = world.log_in();
    assert_eq!(world.judge(&new.access_token), []);
    assert_eq!(world.claims(&new.access_token).get("ver").map(ToString::to_string).as_deref(), Some("1"));
}

#[test]
fn introspection_covers_both_kinds_and_gives_no_reason() {
    for format in ["opaque", "jwt"] {
        let world = World::with(&[("refresh.format", format)]);
        let first = world.log_in();
        let access = world.introspected(&first.access_token).unwrap();
        assert_eq!((access.get_str("username"), access.get_str("token_type")), (Some("alice"), Some("Bearer")));
        let refresh = world.introspected(&first.refresh_token).unwrap();
        assert_eq!((refresh.get_str("sub"), refresh.get_str("scope")), (Some("alice"), Some("read write")));
        let second = world.refresh(&first.refresh_token).unwrap();
        assert_eq!(world.introspected(&first.refresh_token), None);
        assert!(world.introspected(&second.refresh_token).is_some(), "asking about an old token is not using it");
        taken_back(&world, Target::Session(first.session_id));
        for token in [&first.access_token, &second.access_token, &second.refresh_token, &secret("a.b.c"), &secret("")] {
            assert_eq!(world.introspected(token), None);
        }
    }
}
