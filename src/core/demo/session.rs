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
        "The server keeps her password as an Argon2id hash (RFC 9106), which nobody can turn back.",
    );
    story.done(scene, format!("tokctl user add {USER} --role EDITOR --scope \"read write\""));

    let first = log_in(
        story,
        Scene::new(
            "She logs in",
            "Her password is sent this once, for two tokens. The access token is good for 15 minutes, and goes along \
             with every call. The refresh token is good for 30 days, and sits in a cookie that no script can read and \
             that is sent to one path alone (RFC 6749 section 1.5).",
        ),
    )?;

    let scene = Scene::new(
        "What the access token says",
        "It is a signed JWT: who she is and what she may do, from whom, for whom and until when. Anybody who has it can \
         read it; nobody can change it (RFC 7519, RFC 9068).",
    );
    story.look(scene, &first.access)?;

    let scene = Scene::new(
        "She calls the API",
        "The server checks signature, issuer, audience and expiry, and that nobody took the token back (RFC 6750 section \
         2.1). The password stays out of it.",
    );
    story.call(scene, &first.access, FINE)?;

    let scene = Scene::new(
        "She asks for more than she may",
        "401 means: say who you are. 403 means: it is known who you are, and you may not (RFC 6750 section 3.1). Her \
         roles are in the token, and ADMIN is none of them.",
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
        "It lives briefly on purpose: a stolen one is soon worthless, without anybody having to notice the theft.",
    );
    let expired = Outcome::Refusal(Status::UNAUTHORIZED, Code::Expired);
    // Who types the commands does not wait: nothing but this one has to look ahead.
    story.call_as(scene, &first.access, "tokctl verify --at +16m ", expired)?;

    let scene = Scene::new(
        "The client refreshes",
        "No password and no access token: the refresh token alone gets a new pair, and dies in the same step, for it is \
         good for one use (RFC 6749 section 6, RFC 9700 section 4.14.2).",
    );
    let request = story.with_cookie(Method::Post, &first.refresh);
    let second = story.pair(scene, request, "tokctl refresh")?;
    let is_new = second.access != first.access && second.refresh != first.refresh;
    story.check(is_new, || "both tokens should be new".to_owned())?;

    let scene = Scene::familiar("It repeats the call", "The same call with the new token. Alice has noticed nothing.");
    story.call(scene, &second.access, FINE)?;
    Ok(second)
}

fn theft(story: &mut Story<'_>, first: &Pair, second: &Pair) -> Result<(), Fault> {
    story.chapter("Theft");
    let scene = Scene::new(
        "A thief uses a copy of the first refresh token",
        "The server has seen it before, so two have it, and nobody can tell which of them is honest. The whole session \
         ends (RFC 9700 section 4.14.2).",
    );
    let request = story.with_cookie(Method::Post, &first.refresh);
    let reused = Outcome::Refusal(Status::UNAUTHORIZED, Code::RefreshReused);
    story.exchange(scene, request, with("tokctl refresh ", &first.refresh), reused)?;

    let scene = Scene::new(
        "The session is dead, for both of them",
        "Alice's access token has minutes to go, but it names its session (the claim \"sid\") and falls with it.",
    );
    story.call(scene, &second.access, REVOKED)?;

    let scene = Scene::familiar(
        "Her refresh token is dead as well",
        "Neither she nor the thief gets any further without the password.",
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
        "The session ends on the server, and the cookie is taken away. To throw the tokens away in the browser would not \
         do: whoever had copied them could go on.",
    );
    let request = story.with_cookie(Method::Delete, &pair.refresh);
    let response = story.exchange(scene, request, "tokctl logout".to_owned(), Outcome::Success(Status::NO_CONTENT))?;
    let cleared =
        response.value("Set-Cookie").and_then(Secret::expose_str).is_some_and(|value| value.ends_with("Max-Age=0"));
    story.check(cleared, || "the cookie should be taken away".to_owned())?;

    let scene = Scene::familiar("Her access token is no good any more", "By its \"sid\", as before.");
    story.call(scene, &pair.access, REVOKED)
}

/// Alice logs in.
pub fn log_in(story: &mut Story<'_>, scene: Scene) -> Result<Pair, Fault> {
    let body = LoginBody { username: USER.to_owned(), password: Secret::from(PASSWORD.to_owned()) };
    let request = story.request(Method::Post, LOGIN).json(body.write());
    story.pair(scene, request, &format!("tokctl login {USER}"))
}
