//! `login`: from a name and a password to a session and its first two tokens.
//!
//! An unknown name, a wrong password, a disabled user and a locked name take the same steps, each with one hash and the same
//! writes, and get the same response. Only the events, which the home's owner reads, distinguish them.
//!
//! The rules are values between the calls of the store, so that they serve one that blocks and one that is awaited:
//! [`LoginAttempt`] is admitted, then checked; what it becomes is either [`RefusedLogin`] or [`AcceptedLogin`], which opens a session.

use std::sync::Arc;

use crate::base::{Code, Fault, Random, Secret, Timestamp};
use crate::store::step::{
    Change, IssuedSession, Login, LoginOutcome, NewEvent, Operation, OperationId, RefuseLogin, UserChange,
};
use crate::store::{EventKind, Partition, Store, ThrottleKey, User};
use crate::token::template::new_jti;

use crate::core::Context;
use crate::core::sessions::session_issuer::{AccessTokenIssue, CLIENT, SessionIssuer, Tokens};
use crate::core::tokens::refresh_token::RefreshToken;
use crate::core::users::name;
use crate::core::users::password::{self, Match};
use crate::core::users::throttle::{self, Admission, Admitted};

/// The user name and password as typed.
#[derive(Debug)]
pub struct LoginRequest {
    pub user: String,
    pub password: Secret,
}

/// Checks the password and opens a session.
pub fn login(context: &Context<'_>, store: &dyn Store, request: LoginRequest) -> Result<Tokens, Fault> {
    // Everything that can fail is done first: a broken key file locks no user out.
    let attempt = LoginAttempt::new(Arc::new(SessionIssuer::open(context)?), request);
    let admitted = throttle::admit(context, store, attempt.admission())?;
    let user = store.user(attempt.user_name())?;
    match attempt.check(admitted, user, context.random)? {
        PasswordVerdict::Refused(refused) => {
            store.refuse_login(&refused.step(context.operation()?))?;
            Err(login_refused())
        }
        PasswordVerdict::Accepted(accepted) => {
            let (step, opening) = accepted.open(context.now(), context.random)?;
            let opened = opening.opened(store.login(&step)?).ok_or_else(login_refused)?;
            if let Some(step) = opened.rehash(context.now(), context.random)? {
                store.change_user(&step)?;
            }
            opened.tokens()
        }
    }
}

/// A name and a password before they are checked.
#[derive(Debug)]
pub struct LoginAttempt {
    issuer: Arc<SessionIssuer>,
    name: String,
    password: Secret,
    throttle: ThrottleKey,
}

/// The result of checking a [`LoginAttempt`].
#[derive(Debug)]
pub enum PasswordVerdict {
    Accepted(Box<AcceptedLogin>),
    Refused(RefusedLogin),
}

/// A login whose password is right.
#[derive(Debug)]
pub struct AcceptedLogin {
    issuer: Arc<SessionIssuer>,
    throttle: ThrottleKey,
    user: User,
    /// The hash that replaces one that costs less than the recommendation.
    new_hash: Option<Secret>,
}

/// A login that is refused.
#[derive(Debug)]
pub struct RefusedLogin {
    reason: RefusalReason,
    throttle: ThrottleKey,
    user: Option<String>,
}

/// Why a login was refused, for the home's owner.
#[derive(Debug, Clone, Copy)]
enum RefusalReason {
    Unknown,
    Password,
    Disabled,
    Locked { until: Timestamp },
}

impl LoginAttempt {
    pub fn new(issuer: Arc<SessionIssuer>, request: LoginRequest) -> Self {
        let LoginRequest { user, password } = request;
        // A name that no user can have is counted like an unknown one.
        let name = name::enforce(&user).unwrap_or(user);
        let throttle = throttle::key(issuer.refresh_key(), &name);
        Self { issuer, name, password, throttle }
    }

    /// What decides whether the password may be checked.
    pub fn admission(&self) -> Admission {
        Admission::new(self.throttle, &self.issuer.settings)
    }

    /// The user to look up.
    pub fn user_name(&self) -> &str {
        &self.name
    }

    /// Refuses a locked name without comparing the password: for a response that says so.
    pub fn locked(self, until: Timestamp, user: Option<User>) -> RefusedLogin {
        let user = user.map(|user| user.name);
        RefusedLogin { reason: RefusalReason::Locked { until }, throttle: self.throttle, user }
    }

    /// Compares the password, whatever the admission was and whether or not the user exists. Takes the time and the memory
    /// of one Argon2id hash, or of two if the stored hash is outdated.
    pub fn check(self, admitted: Admitted, user: Option<User>, random: &dyn Random) -> Result<PasswordVerdict, Fault> {
        let Self { issuer, password, throttle, .. } = self;
        let user = user.filter(|user| name::is_enforced(&user.name));
        let compared = password::compare(&password, user.as_ref().map(|user| &user.password))?;
        let reason = match (admitted.locked_until(), user, compared) {
            (Some(until), user, _) => (RefusalReason::Locked { until }, user),
            (_, None, _) => (RefusalReason::Unknown, None),
            (_, user, Match::No) => (RefusalReason::Password, user),
            (_, Some(user), _) if !user.is_active() => (RefusalReason::Disabled, Some(user)),
            (_, Some(user), Match::Yes { outdated }) => {
                let new_hash = outdated.then(|| password::hash(&password, random)).transpose()?;
                return Ok(PasswordVerdict::Accepted(Box::new(AcceptedLogin { issuer, throttle, user, new_hash })));
            }
        };
        let (reason, user) = reason;
        Ok(PasswordVerdict::Refused(RefusedLogin { reason, throttle, user: user.map(|user| user.name) }))
    }
}

impl RefusedLogin {
    /// Records the reason, which the caller does not learn.
    pub fn step(self, op: Operation) -> RefuseLogin {
        let detail = match self.reason {
            RefusalReason::Unknown => "unknown user",
            RefusalReason::Password => "wrong password",
            RefusalReason::Disabled => "disabled user",
            RefusalReason::Locked { .. } => "locked after too many failures",
        };
        let event = NewEvent {
            // The name of an unknown user may be a password typed in the wrong place.
            user: self.user,
            client: Some(CLIENT.to_owned()),
            detail: Some(detail.to_owned()),
            ..NewEvent::new(EventKind::LoginRefused)
        };
        let was_allowed = !matches!(self.reason, RefusalReason::Locked { .. });
        RefuseLogin { op, key: self.throttle, was_allowed, event }
    }

    /// The end of the lock, if the name was locked.
    pub fn locked_until(&self) -> Option<Timestamp> {
        match self.reason {
            RefusalReason::Locked { until } => Some(until),
            _ => None,
        }
    }
}

impl AcceptedLogin {
    /// Makes the session and its refresh token: the step that opens it, and what follows.
    pub fn open(self, now: Timestamp, random: &dyn Random) -> Result<(Login, OpeningSession), Fault> {
        let Self { issuer, throttle, user, new_hash } = self;
        let settings = &issuer.settings;
        let first = RefreshToken::first(Partition::of_name(&user.name), random)?;
        let expires_at = now.saturating_add(settings.refresh_absolute);
        let refresh_token = issuer.write_refresh(&first, &user.name, now, expires_at)?;
        let jti = new_jti(random)?;
        let step = Login {
            op: Operation { id: OperationId::new(random)?, now },
            sid: first.sid(),
            user: user.name.clone(),
            version: user.version,
            client: CLIENT.to_owned(),
            scope: user.scope.clone(),
            hash: first.digest(),
            idle: settings.refresh_idle,
            absolute: settings.refresh_absolute,
            access_ttl: settings.access_ttl,
            throttle,
        };
        Ok((step, OpeningSession { issuer, refresh_token, jti, user, new_hash }))
    }
}

/// A session that is opened by a step of the store.
#[derive(Debug)]
pub struct OpeningSession {
    issuer: Arc<SessionIssuer>,
    refresh_token: Secret,
    jti: String,
    user: User,
    new_hash: Option<Secret>,
}

impl OpeningSession {
    /// The session after the step; `None` if the user was changed since the password was checked.
    pub fn opened(self, outcome: LoginOutcome) -> Option<OpenedSession> {
        match outcome {
            LoginOutcome::Opened(issued) => Some(OpenedSession { opening: self, issued }),
            LoginOutcome::Refused => None,
        }
    }
}

/// A session that was opened.
#[derive(Debug)]
pub struct OpenedSession {
    opening: OpeningSession,
    issued: Box<IssuedSession>,
}

impl OpenedSession {
    /// The step that replaces an outdated hash of the password.
    pub fn rehash(&self, now: Timestamp, random: &dyn Random) -> Result<Option<UserChange>, Fault> {
        let OpeningSession { user, new_hash, .. } = &self.opening;
        let Some(new) = new_hash.clone() else { return Ok(None) };
        let change = Change::Rehash { old: user.password.clone(), new };
        Ok(Some(UserChange { op: Operation { id: OperationId::new(random)?, now }, name: user.name.clone(), change }))
    }

    pub fn tokens(self) -> Result<Tokens, Fault> {
        let OpeningSession { issuer, refresh_token, jti, .. } = self.opening;
        let now = self.issued.session.created_at;
        issuer.tokens(&self.issued, &AccessTokenIssue { jti: &jti, issued_at: now, now }, refresh_token)
    }
}

/// The fault of every refused login, whatever the reason.
pub fn login_refused() -> Fault {
    Fault::new(Code::LoginRefused, "login failed: wrong user name or password, or login currently not allowed")
        .hint("after too many failures, logins are locked for a while; `tokctl events` shows the reason")
}
