//! The second half: revocation and key rotation.

use http::Method;

use crate::base::{Fault, Secret};
use crate::core::audited::Audited;
use crate::core::keys::{self, RotateRequest};
use crate::core::sessions::revoke::{RevokeTarget, revoke};
use crate::jose::jws::Compact;
use crate::server::JWKS;

use super::session::{OK, REVOKED, log_in};
use super::walk::{Scene, Walk, with};
use super::{USER, client};

pub fn walk(walk: &mut Walk<'_>) -> Result<(), Fault> {
    denylist_and_version(walk)?;
    rotation(walk)
}

fn denylist_and_version(walk: &mut Walk<'_>) -> Result<(), Fault> {
    walk.chapter("Revocation");
    walk.pass(10);
    let scene = Scene::familiar("Alice logs in once more", "Back at her desk.");
    let first = log_in(walk, scene)?;
    walk.pass(5);

    revoke(&walk.context(), RevokeTarget::Token(first.access.clone()))?;
    let scene = Scene::new(
        "One access token is revoked",
        "A JWT cannot be recalled: it stays valid until it expires. So the server keeps its ID (the claim \"jti\") on a \
         denylist for that long (RFC 7009).",
    );
    walk.done(scene, with("tokctl revoke ", &first.access));
    let scene = Scene::familiar("A request with it", "Correctly signed, not expired, and refused.");
    walk.call(scene, &first.access, REVOKED)?;
    let scene = Scene::familiar("The session continues", "Only that token was revoked; a refresh returns a new one.");
    let request = walk.with_cookie(Method::POST, &first.refresh)?;
    let second = walk.pair(scene, request, "tokctl refresh")?;

    walk.pass(5);
    revoke(&walk.context(), RevokeTarget::User(USER.to_owned()))?;
    let scene = Scene::new(
        "All of Alice's tokens are revoked",
        "Her laptop was stolen. Each user has a version number, and each token contains it (the claim \"ver\"). Incrementing \
         it invalidates every token issued before, without a list of them.",
    );
    walk.done(scene, format!("tokctl revoke --user {USER}"));
    let scene = Scene::familiar("A request with her latest token", "Its version is too low.");
    walk.call(scene, &second.access, REVOKED)
}

fn rotation(walk: &mut Walk<'_>) -> Result<(), Fault> {
    walk.chapter("Key rotation");
    walk.pass(5);
    let scene = Scene::familiar("She logs in on a new laptop", "With the new version.");
    let old = log_in(walk, scene)?;
    walk.pass(5);

    let Audited { outcome: rotated, event_error } = keys::rotate(&walk.context(), RotateRequest::default())?;
    let scene = Scene::new(
        "The signing key is rotated",
        "A new key becomes the signing key. The old one is retired: it no longer signs, and still verifies until every token \
         that it signed has expired.",
    );
    walk.done(scene, "tokctl key rotate".to_owned());
    walk.check(event_error.is_none(), || "the event log should contain it".to_owned())?;
    let kids = [rotated.retired.map(|key| key.kid), Some(rotated.active.kid)];
    walk.check(kids[0].is_some() && kids[0] != kids[1], || "there should be an old key and a new one".to_owned())?;

    let scene = Scene::new(
        "Anyone can fetch the public keys",
        "The set has both; a token names its key with \"kid\" (RFC 7517). Public keys verify tokens and cannot sign them.",
    );
    let request = client::finish(walk.request(Method::GET, JWKS), Secret::default())?;
    let response = walk.exchange(scene, request, "tokctl key jwks".to_owned(), OK)?;
    let set = response.body().expose_str().unwrap_or_default();
    let has_both = kids.iter().flatten().all(|kid| set.contains(&format!("\"kid\":\"{kid}\"")));
    walk.check(has_both, || "the set should have both keys".to_owned())?;

    let scene = Scene::familiar("A token signed with the old key is still valid", "Key rotation ends no session.");
    walk.call(scene, &old.access, OK)?;

    let scene = Scene::familiar("The next token is signed with the new key", "So is every later token.");
    let request = walk.with_cookie(Method::POST, &old.refresh)?;
    let new = walk.pair(scene, request, "tokctl refresh")?;
    let signed_by = [kid(&old.access)?, kid(&new.access)?];
    walk.check(signed_by == kids, || "the old key should have signed the old token, the new key the new".to_owned())
}

/// The `kid` of a token's header.
fn kid(token: &Secret) -> Result<Option<String>, Fault> {
    let header = Compact::split(token.expose_str().unwrap_or_default()).and_then(|compact| compact.header());
    Ok(header?.kid().map(str::to_owned))
}
