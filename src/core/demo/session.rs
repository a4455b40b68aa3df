//! The first half: login, expiry, refresh, theft and logout.

use crate::base::{Code, Fault, Object, Secret};
use crate::core::users::manage::{self, AddRequest};
use crate::core::wire::body::LoginBody;
use crate::core::wire::message::{Method, Status};
use crate::core::wire::{ADMIN_USERS, LOGIN};

use super::story::{Outcome, Pair, Scene, Story, bearer, with};
use super::{PASSWORD, USER};

pub const FINE: Outcome = Outcome::Success(Status::OK);
pub const REVOKED: Outcome = Outcome::Refusal(Status::UNAUTHORIZED, Code::Revoked);

/// Tells it.
pub fn tell(story: &mut Story<'_>) -> Result<(), Fault> {
    let first = login_and_calls(story)?;
    let second = expiry_and_refresh(story, &first)?;
    theft(story, &first, &second)?;
    logout(story)
}

fn login_and_calls(story: &mut Story<'_>) -> Result<Pair, Fault> {
    story.chapter("Login");
    let request = AddRequest {
        name: USER.to_owned(),
        password: Secret::from(PASSWORD.to_owned()),
        roles: vec!["EDITOR".to_owned()],
        scope: vec!["read write".to_owned()],
        claims: Object::new(),
    };
    manage::add(&story.context, request)?;
    let scene = Scene::new(
        "Alice gets an account",
        "The server stores her password as an Argon2id hash (RFC 9106), which cannot be reversed.",
    );
    story.done(scene, format!("tokctl user add {USER} --role EDITOR --scope \"read write\""));

    let first = log_in(
        story,
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
    story.look(scene, &first.access)?;

    let scene = Scene::new(
        "She calls the API",
        "The server checks signature, issuer, audience, expiry and revocation (RFC 6750 section 2.1). No password is needed.",
    );
    story.call(scene, &first.access, FINE)?;

    let scene = Scene::new(
        "She requests something she is not allowed to see",
        "401 means not authenticated; 403 means authenticated, but not allowed (RFC 6750 section 3.1). Her roles are in the \
         token, and ADMIN is not one of them.",
    );
    let request = story.request(Method::Get, ADMIN_USERS).header("Authorization", bearer(&first.access));
    let command = with("tokctl verify --role ADMIN ", &first.access);
    story.exchange(scene, request, command, Outcome::Refusal(Status::FORBIDDEN, Code::MissingRole))?;
    Ok(first)
}

fn expiry_and_refresh(story: &mut Story<'_>, first: &Pair) -> Result<Pair, Fault> {
    story.chapter("Expiry and refresh");
    story.pass(16);
    let scene = Scene::new(
        "Sixteen minutes later, the access token has expired",
        "The lifetime is short on purpose: a stolen access token soon becomes useless, even if the theft goes unnoticed.",
    );
    let expired = Outcome::Refusal(Status::UNAUTHORIZED, Code::Expired);
    // A reader who types the commands does not wait, so this one has to look ahead.
    story.call_as(scene, &first.access, "tokctl verify --at +16m ", expired)?;

    let scene = Scene::new(
        "The client refreshes",
        "The refresh token alone is exchanged for a new pair. It can be used once: the same step invalidates it (RFC 6749 \
         section 6, RFC 9700 section 4.14.2).",
    );
    let request = story.with_cookie(Method::Post, &first.refresh);
    let second = story.pair(scene, request, "tokctl refresh")?;
    let is_new = second.access != first.access && second.refresh != first.refresh;
    story.check(is_new, || "both tokens should be new".to_owned())?;

    let scene = Scene::familiar("It repeats the call", "The same request with the new token. Alice does not notice.");
    story.call(scene, &second.access, FINE)?;
    Ok(second)
}

fn theft(story: &mut Story<'_>, first: &Pair, second: &Pair) -> Result<(), Fault> {
    story.chapter("Theft");
    let scene = Scene::new(
        "A thief uses a copy of the first refresh token",
        "The token was used before, so two parties have it, and the server cannot know which one is legitimate. It ends \
         the whole session (RFC 9700 section 4.14.2).",
    );
    let request = story.with_cookie(Method::Post, &first.refresh);
    let reused = Outcome::Refusal(Status::UNAUTHORIZED, Code::RefreshReused);
    story.exchange(scene, request, with("tokctl refresh ", &first.refresh), reused)?;

    let scene = Scene::new(
        "The session has ended for both",
        "Alice's access token has not expired, but it names its session (the claim \"sid\"), which has ended.",
    );
    story.call(scene, &second.access, REVOKED)?;

    let scene = Scene::familiar(
        "Her refresh token is invalid, too",
        "Without the password, neither she nor the thief can continue.",
    );
    let request = story.with_cookie(Method::Post, &second.refresh);
    let refused = Outcome::Refusal(Status::UNAUTHORIZED, Code::Revoked);
    story.exchange(scene, request, with("tokctl refresh ", &second.refresh), refused).map(drop)
}

fn logout(story: &mut Story<'_>) -> Result<(), Fault> {
    story.chapter("Logout");
    story.pass(4);
    let scene = Scene::familiar("Alice logs in again", "Only she knows the password.");
    let pair = log_in(story, scene)?;
    story.pass(10);
    let scene = Scene::new(
        "She logs out",
        "The server ends the session and clears the cookie. Deleting the tokens in the browser would not be enough: copies \
         of them would still work.",
    );
    let request = story.with_cookie(Method::Delete, &pair.refresh);
    let response = story.exchange(scene, request, "tokctl logout".to_owned(), Outcome::Success(Status::NO_CONTENT))?;
    let cleared =
        response.value("Set-Cookie").and_then(Secret::expose_str).is_some_and(|value| value.ends_with("Max-Age=0"));
    story.check(cleared, || "the cookie should be cleared".to_owned())?;

    let scene = Scene::familiar("Her access token is refused", "Its session has ended, as before.");
    story.call(scene, &pair.access, REVOKED)
}

/// Alice logs in.
pub fn log_in(story: &mut Story<'_>, scene: Scene) -> Result<Pair, Fault> {
    let body = LoginBody { username: USER.to_owned(), password: Secret::from(PASSWORD.to_owned()) };
    let request = story.request(Method::Post, LOGIN).json(body.write());
    story.pair(scene, request, &format!("tokctl login {USER}"))
}
