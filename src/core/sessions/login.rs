//! `login`: from a name and a password to a session and its first two tokens.
//!
//! An unknown name, a wrong password, a disabled user and a locked name take the same steps, each with one hash and the same
//! writes, and get the same response. Only the events, which the home's owner reads, distinguish them.

use crate::base::{Code, Fault, Secret};
use crate::store::step::{Change, Login, LoginOutcome, NewEvent, Operation, RefuseLogin, UserChange};
use crate::store::{EventKind, Partition, Store, ThrottleKey, User};
use crate::token::template::new_jti;

use crate::core::Context;
use crate::core::sessions::session_issuer::{AccessTokenIssue, CLIENT, SessionIssuer, Tokens};
use crate::core::tokens::refresh_token::RefreshToken;
use crate::core::users::password::{self, Match};
use crate::core::users::{name, throttle};

/// The user name and password as typed.
#[derive(Debug)]
pub struct LoginRequest {
    pub user: String,
    pub password: Secret,
}

/// Why a login was refused, for the home's owner.
#[derive(Debug, Clone, Copy)]
enum RefusalReason {
    Unknown,
    Password,
    Disabled,
    Locked,
}

impl RefusalReason {
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
    // Everything that can fail is done first: a broken key file locks no user out.
    let issuer = SessionIssuer::open(context)?;
    // A name that no user can have is counted like an unknown one.
    let name = name::enforce(&request.user).unwrap_or_else(|_| request.user.clone());
    let throttle = throttle::key(issuer.refresh_key(), &name);
    let is_allowed = throttle::attempt(context, store, throttle, &issuer.settings)?;
    let user = store.user(&name)?.filter(|user| name::is_enforced(&user.name));
    let compared = password::compare(&request.password, user.as_ref().map(|user| &user.password))?;
    let refused = match (is_allowed, &user, compared) {
        (false, ..) => Some(RefusalReason::Locked),
        (_, None, _) => Some(RefusalReason::Unknown),
        (_, _, Match::No) => Some(RefusalReason::Password),
        (_, Some(user), _) if !user.is_active() => Some(RefusalReason::Disabled),
        _ => None,
    };
    let now = context.now();
    let user = match (refused, user) {
        (None, Some(user)) => user,
        (reason, user) => {
            let reason = reason.unwrap_or(RefusalReason::Unknown);
            return Err(refuse(context, store, reason, throttle, user.as_ref())?);
        }
    };
    let first = RefreshToken::first(Partition::of_name(&user.name), context.random)?;
    let expires_at = now.saturating_add(issuer.settings.refresh_absolute);
    let refresh_token = issuer.write_refresh(&first, &user.name, now, expires_at)?;
    let jti = new_jti(context.random)?;
    let step = Login {
        op: Operation { now, ..context.operation()? },
        sid: first.sid(),
        user: user.name.clone(),
        version: user.version,
        client: CLIENT.to_owned(),
        scope: user.scope.clone(),
        hash: first.digest(),
        idle: issuer.settings.refresh_idle,
        absolute: issuer.settings.refresh_absolute,
        access_ttl: issuer.settings.access_ttl,
        throttle,
    };
    let LoginOutcome::Opened(issued) = store.login(&step)? else { return Err(login_refused()) };
    if compared == (Match::Yes { outdated: true }) {
        rehash(context, store, &user, &request.password)?;
    }
    let now = issued.session.created_at;
    issuer.tokens(&issued, &AccessTokenIssue { jti: &jti, issued_at: now, now }, refresh_token)
}

/// Records the reason, which the caller does not learn.
fn refuse(
    context: &Context<'_>,
    store: &dyn Store,
    reason: RefusalReason,
    key: ThrottleKey,
    user: Option<&User>,
) -> Result<Fault, Fault> {
    let event = NewEvent {
        // The name of an unknown user may be a password typed in the wrong place.
        user: user.map(|user| user.name.clone()),
        client: Some(CLIENT.to_owned()),
        detail: Some(reason.detail().to_owned()),
        ..NewEvent::new(EventKind::LoginRefused)
    };
    let was_allowed = !matches!(reason, RefusalReason::Locked);
    store.refuse_login(&RefuseLogin { op: context.operation()?, key, was_allowed, event })?;
    Ok(login_refused())
}

fn login_refused() -> Fault {
    Fault::new(Code::LoginRefused, "login failed: wrong user name or password, or login currently not allowed")
        .hint("after too many failures, logins are locked for a while; `tokctl events` shows the reason")
}

/// Replaces an outdated hash now, while the password is known.
fn rehash(context: &Context<'_>, store: &dyn Store, user: &User, password: &Secret) -> Result<(), Fault> {
    let new = password::hash(password, context.random)?;
    let change = Change::Rehash { old: user.password.clone(), new };
    store.change_user(&UserChange { op: context.operation()?, name: user.name.clone(), change })?;
    Ok(())
}
