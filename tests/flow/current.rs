use std::time::Duration;

use tokctl::base::Code;
use tokctl::core::Context;
use tokctl::core::keys;
use tokctl::core::sessions::authenticate_refresh::authenticate;
use tokctl::core::sessions::current_session;
use tokctl::core::sessions::refresh::Rotation;
use tokctl::core::sessions::session_issuer::Tokens;
use tokctl::home::SavedSession;

use crate::world::{World, code};

fn saved(world: &World) -> SavedSession {
    world.home.saved_session().unwrap().unwrap()
}

fn token(world: &World) -> String {
    let access = current_session::token(&world.context(), None).unwrap();
    assert_eq!(world.judge(&access.token), []);
    access.token.expose_str().unwrap().to_owned()
}

fn save(context: &Context<'_>, tokens: &Tokens) {
    let lock = context.home().unwrap().lock_session().unwrap();
    current_session::save(context, tokens, &lock).unwrap();
}

#[test]
fn the_same_token_until_it_has_to_be_another() {
    let world = World::new();
    assert_eq!(code(current_session::token(&world.context(), None)), Code::NoSession);
    save(&world.context(), &world.log_in());
    let first = token(&world);
    world.pass(880);
    assert_eq!(token(&world), first);
    let longer = current_session::token(&world.context(), Some(Duration::from_secs(60))).unwrap();
    assert_eq!(longer.expires_in, Duration::from_secs(900));
    assert_ne!(token(&world), first);
    assert_eq!(code(current_session::token(&world.context(), Some(Duration::from_secs(901)))), Code::Usage);
}

#[test]
fn a_token_that_is_refused_is_not_handed_out() {
    let world = World::new();
    save(&world.context(), &world.log_in());
    let first = token(&world);
    keys::rotate(&world.context(), keys::RotateRequest { keep: Some(Duration::ZERO), ..Default::default() }).unwrap();
    assert_ne!(token(&world), first);
    let sid = saved(&world).session_id;
    tokctl::core::sessions::revoke::revoke(&world.context(), tokctl::core::sessions::revoke::Target::Session(sid))
        .unwrap();
    assert_eq!(code(current_session::token(&world.context(), None)), Code::Revoked);
}

#[test]
fn refreshing_what_is_saved_renews_it_and_refreshing_anything_else_does_not() {
    let world = World::new();
    let mine = world.log_in();
    save(&world.context(), &mine);
    let other = world.log_in();
    current_session::refresh(&world.context(), Some(&other.refresh_token)).unwrap();
    assert_eq!(saved(&world).refresh_token, mine.refresh_token);
    let renewed = current_session::refresh(&world.context(), Some(&mine.refresh_token)).unwrap();
    assert_eq!(saved(&world).refresh_token, renewed.refresh_token);
    let again = current_session::refresh(&world.context(), None).unwrap();
    assert_eq!(saved(&world).refresh_token, again.refresh_token);
    assert_eq!(code(current_session::refresh(&world.context(), Some(&mine.refresh_token))), Code::RefreshReused);
}

#[test]
fn a_renewal_cut_short_at_any_point_is_gone_on_with() {
    for exchanged in [false, true] {
        let world = World::new();
        let tokens = world.log_in();
        save(&world.context(), &tokens);
        // What a process does before it is killed: write the successor down, and perhaps exchange.
        let store = world.store();
        let presented = authenticate(&world.context(), &tokens.refresh_token).unwrap();
        let exchange = Rotation::prepare(&world.context(), presented, store.as_ref()).unwrap();
        let next_refresh_token = Some(exchange.successor().clone());
        let lock = world.home.lock_session().unwrap();
        world.home.save_session(&SavedSession { next_refresh_token, ..saved(&world) }, &lock).unwrap();
        drop(lock);
        if exchanged {
            exchange.run(&world.context(), store.as_ref()).unwrap();
        }
        world.pass(1000);
        token(&world);
        assert_eq!(saved(&world).next_refresh_token, None);
    }
}

#[test]
fn many_at_once_renew_it_once() {
    let world = World::new();
    save(&world.context(), &world.log_in());
    world.pass(1000);
    let tokens: std::collections::HashSet<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..20).map(|_| scope.spawn(|| token(&world))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(tokens.len(), 1);
    let sid = saved(&world).session_id;
    assert_eq!(world.store().session(&sid, world.context().now()).unwrap().unwrap().session.generation, 1);
}

#[test]
fn logging_out_ends_the_session_and_forgets_it() {
    let world = World::new();
    let tokens = world.log_in();
    save(&world.context(), &tokens);
    let report = current_session::logout(&world.context()).unwrap();
    assert_eq!((report.user.as_str(), report.already_ended), ("alice", false));
    assert_eq!(world.judge(&tokens.access_token), [Code::Revoked]);
    assert_eq!(code(world.refresh(&tokens.refresh_token)), Code::Revoked);
    assert_eq!(code(current_session::logout(&world.context())), Code::NoSession);
    save(&world.context(), &tokens);
    assert!(current_session::logout(&world.context()).unwrap().already_ended);
}
