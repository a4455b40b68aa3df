//! The first half: login, expiry, refresh, theft and logout.

use http::header::SET_COOKIE;
use http::{Method, StatusCode};

use crate::base::{Code, Fault, Object, Secret};
use crate::core::users::manage::{self, AddRequest};
use crate::server::{ADMIN_USERS, LOGIN};

use super::walk::{Pair, Scene, StepResult, Walk, with};
use super::{PASSWORD, USER, client};

pub const OK: StepResult = StepResult::Success(StatusCode::OK);
pub const REVOKED: StepResult = StepResult::Refusal(StatusCode::UNAUTHORIZED, Code::Revoked);

pub fn walk(walk: &mut Walk<'_>) -> Result<(), Fault> {
    let first = login_and_calls(walk)?;
    let second = expiry_and_refresh(walk, &first)?;
    theft(walk, &first, &second)?;
    logout(walk)
}

fn login_and_calls(walk: &mut Walk<'_>) -> Result<Pair, Fault> {
    walk.chapter("Login");
    let request = AddRequest {
        name: USER.to_owned(),
        password: Secret::from(PASSWORD.to_owned()),
        roles: vec!["EDITOR".to_owned()],
        scope: vec!["read write".to_owned()],
        claims: Object::new(),
    };
    manage::add(&walk.context(), request)?;
    let scene = Scene::new(
        "Alice gets an account",
        "The server stores her password as an Argon2id hash (RFC 9106), which cannot be reversed.",
    );
    walk.done(scene, format!("tokctl user add {USER} --role EDITOR --scope \"read write\""));

    let first = log_in(
        walk,
        Scene::new(
            "She logs in",
            "Her password is sent once, in exchange for two tokens. The access token is valid for 15 minutes and is sent with \
             every request. The refresh token is valid for 30 days; it is in a cookie that scripts cannot read and that is \
             sent to one path only (RFC 6749 section 1.5).",
        ),
    )?;

    let scene = Scene::new(
        "What the access token contains",
        "It is a signed JWT: the user, her permissions, the issuer, the audience and the expiry. Anyone who has it can read \
         it; a change invalidates the signature (RFC 7519, RFC 9068).",
    );
    walk.decode(scene, &first.access)?;

    let scene = Scene::new(
        "She calls the API",
        "The server checks signature, issuer, audience, expiry and revocation (RFC 6750 section 2.1). No password is needed.",
    );
    walk.call(scene, &first.access, OK)?;

    let scene = Scene::new(
        "She requests something she is not allowed to see",
        "401 means not authenticated; 403 means authenticated, but not allowed (RFC 6750 section 3.1). Her roles are in the \
         token, and ADMIN is not one of them.",
    );
    let request = walk.with_token(ADMIN_USERS, &first.access)?;
    let command = with("tokctl verify --role ADMIN ", &first.access);
    walk.exchange(scene, request, command, StepResult::Refusal(StatusCode::FORBIDDEN, Code::MissingRole))?;
    Ok(first)
}

fn expiry_and_refresh(walk: &mut Walk<'_>, first: &Pair) -> Result<Pair, Fault> {
    walk.chapter("Expiry and refresh");
    walk.pass(16);
    let scene = Scene::new(
        "Sixteen minutes later, the access token has expired",
        "The lifetime is short on purpose: a stolen access token soon becomes useless, even if the theft goes unnoticed.",
    );
    let expired = StepResult::Refusal(StatusCode::UNAUTHORIZED, Code::Expired);
    // A reader who types the commands does not wait, so this command looks ahead.
    walk.call_as(scene, &first.access, "tokctl verify --at +16m ", expired)?;

    let scene = Scene::new(
        "The client refreshes",
        "The refresh token alone is exchanged for a new pair. It can be used once: the same step invalidates it (RFC 6749 \
         section 6, RFC 9700 section 4.14.2).",
    );
    let request = walk.with_cookie(Method::POST, &first.refresh)?;
    let second = walk.pair(scene, request, "tokctl refresh")?;
    let is_new = second.access != first.access && second.refresh != first.refresh;
    walk.check(is_new, || "both tokens should be new".to_owned())?;

    let scene = Scene::familiar("It repeats the call", "The same request with the new token. Alice does not notice.");
    walk.call(scene, &second.access, OK)?;
    Ok(second)
}

fn theft(walk: &mut Walk<'_>, first: &Pair, second: &Pair) -> Result<(), Fault> {
    walk.chapter("Theft");
    let scene = Scene::new(
        "A thief uses a copy of the first refresh token",
        "The token was used before, so two parties have it, and the server cannot know which one is legitimate. It ends \
         the whole session (RFC 9700 section 4.14.2).",
    );
    let request = walk.with_cookie(Method::POST, &first.refresh)?;
    let reused = StepResult::Refusal(StatusCode::UNAUTHORIZED, Code::RefreshReused);
    walk.exchange(scene, request, with("tokctl refresh ", &first.refresh), reused)?;

    let scene = Scene::new(
        "The session has ended for both",
        "Alice's access token has not expired, but it names its session (the claim \"sid\"), which has ended.",
    );
    walk.call(scene, &second.access, REVOKED)?;

    let scene = Scene::familiar(
        "Her refresh token is invalid, too",
        "Without the password, neither she nor the thief can continue.",
    );
    let request = walk.with_cookie(Method::POST, &second.refresh)?;
    let refused = StepResult::Refusal(StatusCode::UNAUTHORIZED, Code::Revoked);
    walk.exchange(scene, request, with("tokctl refresh ", &second.refresh), refused).map(drop)
}

fn logout(walk: &mut Walk<'_>) -> Result<(), Fault> {
    walk.chapter("Logout");
    walk.pass(4);
    let scene = Scene::familiar("Alice logs in again", "Only she knows the password.");
    let pair = log_in(walk, scene)?;
    walk.pass(10);
    let scene = Scene::new(
        "She logs out",
        "The server ends the session and clears the cookie. Deleting the tokens in the browser would not be enough: copies \
         of them would still work.",
    );
    let request = walk.with_cookie(Method::DELETE, &pair.refresh)?;
    let response =
        walk.exchange(scene, request, "tokctl logout".to_owned(), StepResult::Success(StatusCode::NO_CONTENT))?;
    let cookie = response.headers().get(SET_COOKIE).and_then(|value| value.to_str().ok());
    let cleared = cookie.is_some_and(|value| value.ends_with("Max-Age=0"));
    walk.check(cleared, || "the cookie should be cleared".to_owned())?;

    let scene = Scene::familiar("Her access token is refused", "Its session has ended, as before.");
    walk.call(scene, &pair.access, REVOKED)
}

pub fn log_in(walk: &mut Walk<'_>, scene: Scene) -> Result<Pair, Fault> {
    let request = client::login(walk.request(Method::POST, LOGIN), USER, PASSWORD)?;
    walk.pair(scene, request, &format!("tokctl login {USER}"))
}
