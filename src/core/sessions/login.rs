//! `login`: from a name and a password to a session and its first two tokens.
//!
//! An unknown name, a wrong password, a disabled user and a locked name take the same steps, each with one hash and the same
//! writes, and get the same answer. Only the events, which the home's owner reads, tell them apart.

use crate::base::{Code, Fault, Secret, Timestamp};
use crate::store::step::{Change, Login, LoginOutcome, NewEvent, UserChange};
use crate::store::{EventKind, Store, User};
use crate::token::template::new_jti;

use crate::core::Context;
use crate::core::sessions::session_issuer::{CLIENT, Issue, Issuer, Tokens};
use crate::core::tokens::refresh_token::RefreshToken;
use crate::core::users::password::{self, Match};
use crate::core::users::throttle;

/// Who wants to log in.
#[derive(Debug)]
pub struct LoginRequest {
    /// The name typed.
    pub user: String,
    /// The password typed.
    pub password: Secret,
}

/// Why a login was refused, for the home's owner.
#[derive(Debug, Clone, Copy)]
enum Refused {
    Unknown,
    Password,
    Disabled,
    Locked,
}

impl Refused {
    fn detail(self) -> &'static str {
        match self {
            Self::Unknown => "unknown user",
            Self::Password => "wrong password",
            Self::Disabled => "disabled user",
            Self::Locked => "locked after too many failures",
        }
    }
}

/// Checks the password and opens a session.
pub fn login(context: &Context<'_>, store: &dyn Store, request: &LoginRequest) -> Result<Tokens, Fault> {
    // Whatever could fail is done first: nobody is locked out by a broken key file.
    let issuer = Issuer::of(context.home()?)?;
    let throttle = throttle::key(issuer.refresh_key(), &request.user);
    let is_allowed = throttle::attempt(context, store, throttle, &issuer.config)?;
    let user = store.user(&request.user)?;
    let compared = password::compare(&request.password, user.as_ref().map(|user| &user.password))?;
    let refused = match (is_allowed, &user, compared) {
        (false, ..) => Some(Refused::Locked),
        (_, None, _) => Some(Refused::Unknown),
        (_, _, Match::No) => Some(Refused::Password),
        (_, Some(user), _) if !user.is_active() => Some(Refused::Disabled),
        _ => None,
    };
    let now = context.now();
    let user = match (refused, user) {
        (None, Some(user)) => user,
        (reason, user) => return Err(refuse(store, reason.unwrap_or(Refused::Unknown), user.as_ref(), now)?),
    };
    let first = RefreshToken::first(context.random)?;
    let expires_at = now.saturating_add(issuer.config.refresh_absolute);
    let refresh_token = issuer.write_refresh(&first, &user.name, now, expires_at)?;
    let jti = new_jti(context.random)?;
    let step = Login {
        sid: first.sid(),
        user: user.name.clone(),
        version: user.version,
        client: CLIENT.to_owned(),
        scope: user.scope.clone(),
        hash: first.digest(),
        now,
        idle: issuer.config.refresh_idle,
        absolute: issuer.config.refresh_absolute,
        access_expires_at: issuer.access_expires_at(now),
        throttle,
    };
    let LoginOutcome::Opened(issued) = store.login(&step)? else { return Err(refusal()) };
    if compared == (Match::Yes { outdated: true }) {
        rehash(context, store, &user, &request.password)?;
    }
    issuer.answer(&issued, &Issue { jti: &jti, issued_at: now, now }, refresh_token)
}

/// Tells the events why, and the caller no more than that.
fn refuse(store: &dyn Store, reason: Refused, user: Option<&User>, now: Timestamp) -> Result<Fault, Fault> {
    let told = NewEvent {
        // A name that nobody has may be a password typed in the wrong place.
        user: user.map(|user| user.name.clone()),
        client: Some(CLIENT.to_owned()),
        detail: Some(reason.detail().to_owned()),
        ..NewEvent::new(now, EventKind::LoginRefused)
    };
    store.record_event(&told)?;
    Ok(refusal())
}

fn refusal() -> Fault {
    Fault::new(Code::LoginRefused, "the login is refused: name or password is wrong, or it is not allowed at present")
        .hint("after too many failures it takes a while; `tokctl events` tells the home's owner why")
}

/// What is asked of a hash has risen since this one was made. The password that made it is at hand only now.
fn rehash(context: &Context<'_>, store: &dyn Store, user: &User, password: &Secret) -> Result<(), Fault> {
    let new = password::hash(password, context.random)?;
    let change = Change::Rehash { old: user.password.clone(), new };
    store.change_user(&UserChange { name: user.name.clone(), change, now: context.now() })?;
    Ok(())
}
