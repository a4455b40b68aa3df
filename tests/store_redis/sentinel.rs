//! A primary that fails over to its replica.

use crate::redis::RedisService;
use crate::{add_user, log_in, open, rotated};

#[test]
fn the_replica_takes_the_place_of_the_primary() {
    let Some(mut service) = RedisService::start() else { return };
    let url = service.url() + "?deadline=20s";
    let store = open(&url);
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 0), 1);
    service.fail_over();
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 1), 2);
    assert_eq!(rotated(open(&url).as_ref(), "alice", &sid, 2), 3);
    // The former primary comes back as a replica.
    assert!(service.primary.restart());
    assert_eq!(rotated(open(&url).as_ref(), "alice", &sid, 3), 4);
}
