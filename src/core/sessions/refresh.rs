//! `refresh`: rotating a refresh token, with a new access token (RFC 6749 section 6, RFC 9700
//! section 4.14.2).
//!
//! In three steps, so that a caller that saves tokens can save the successor before it becomes valid: the presented token is
//! authenticated without the store, [`Rotation`] makes the successor, and the store replaces one with the other.

use std::sync::Arc;
use std::time::Duration;

use crate::base::datetime;
use crate::base::duration;
use crate::base::{Code, Fault, Random, Secret, Timestamp};
use crate::jose::crypto;
use crate::store::step::{Operation, OperationId, Rotate, RotateOutcome};
use crate::store::{SessionView, Store};
use crate::token::template::new_jti;

use crate::core::Context;
use crate::core::sessions::session_issuer::{AccessTokenIssue, SessionIssuer, Tokens};
use crate::core::tokens::refresh_token::{RefreshToken, unknown};
use crate::core::tokens::revocation::session_ended;

/// An authentic refresh token and its successor. Nothing is changed yet.
#[derive(Debug)]
pub struct Rotation {
    issuer: Arc<SessionIssuer>,
    user: String,
    presented: RefreshToken,
    successor: RefreshToken,
    successor_text: Secret,
    access_jti: String,
}

/// A rotation whose step was handed to the store.
#[derive(Debug)]
pub struct StartedRotation {
    rotation: Rotation,
    /// The time of the step.
    now: Timestamp,
}

impl Rotation {
    /// Makes the successor of a token whose session is `view`.
    pub fn prepare(
        issuer: Arc<SessionIssuer>,
        presented: RefreshToken,
        view: Option<SessionView>,
        now: Timestamp,
        random: &dyn Random,
    ) -> Result<Self, Fault> {
        let successor = presented.successor(random)?;
        let Some(SessionView { session, .. }) = view else { return Err(unknown()) };
        let successor_text = issuer.write_refresh(&successor, &session.user, now, session.expires_at)?;
        let access_jti = new_jti(random)?;
        Ok(Self { issuer, user: session.user, presented, successor, successor_text, access_jti })
    }

    /// The token that replaces the presented one, once the step is done.
    pub fn successor(&self) -> &Secret {
        &self.successor_text
    }

    /// The step that replaces one with the other, and what follows.
    pub fn step(self, now: Timestamp, random: &dyn Random) -> Result<(Rotate, StartedRotation), Fault> {
        let settings = &self.issuer.settings;
        let sealed = match settings.refresh_grace.is_zero() {
            true => Secret::default(),
            false => crypto::seal(&self.presented.sealing_key(), &self.successor_text, random)?,
        };
        let step = Rotate {
            op: Operation { id: OperationId::new(random)?, now },
            sid: self.presented.sid(),
            user: self.user.clone(),
            generation: self.presented.generation(),
            presented: self.presented.digest(),
            successor: self.successor.digest(),
            idle: settings.refresh_idle,
            grace: settings.refresh_grace,
            sealed,
            access_jti: self.access_jti.clone(),
            access_ttl: settings.access_ttl,
        };
        Ok((step, StartedRotation { rotation: self, now }))
    }
}

impl StartedRotation {
    /// The tokens after the step, or why there are none.
    pub fn conclude(self, outcome: RotateOutcome) -> Result<Tokens, Fault> {
        let Self { rotation: Rotation { issuer, presented, successor_text, access_jti, .. }, now } = self;
        match outcome {
            RotateOutcome::Rotated(issued) => {
                // The time under the store's lock, which a retry finds again.
                let now = issued.session.rotated_at.unwrap_or(now);
                issuer.tokens(&issued, &AccessTokenIssue { jti: &access_jti, issued_at: now, now }, successor_text)
            }
            RotateOutcome::Retried { issued, sealed, access_jti } => {
                let successor = crypto::open(&presented.sealing_key(), &sealed).ok_or_else(|| {
                    Fault::new(Code::Store, "the state contains a sealed refresh token that cannot be opened")
                        .hint("`tokctl doctor` looks for damage")
                })?;
                let issued_at = issued.session.rotated_at.unwrap_or(now);
                issuer.tokens(&issued, &AccessTokenIssue { jti: &access_jti, issued_at, now }, successor)
            }
            RotateOutcome::Reused { already_ended, .. } => Err(reused(already_ended, issuer.settings.refresh_grace)),
            RotateOutcome::Ahead { .. } => Err(state_restored()),
            RotateOutcome::IdleExpired { at } => Err(idle_expired(at, now)),
            RotateOutcome::Expired { at } => Err(expired(at, now)),
            RotateOutcome::Revoked(end) => Err(session_ended(end)),
            RotateOutcome::Unknown => Err(unknown()),
        }
    }
}

/// Makes the successor of a token that the caller keeps or has saved.
pub fn prepare(context: &Context<'_>, store: &dyn Store, presented: RefreshToken) -> Result<Rotation, Fault> {
    let issuer = Arc::new(SessionIssuer::open(context)?);
    let now = context.now();
    let view = store.session(&presented.sid(), now)?;
    Rotation::prepare(issuer, presented, view, now, context.random)
}

/// Replaces the presented token with its successor, in one atomic step of the store.
pub fn run(context: &Context<'_>, store: &dyn Store, rotation: Rotation) -> Result<Tokens, Fault> {
    let (step, started) = rotation.step(context.now(), context.random)?;
    started.conclude(store.rotate(&step)?)
}

/// Rotates a refresh token that the caller keeps.
pub fn refresh(context: &Context<'_>, store: &dyn Store, presented: RefreshToken) -> Result<Tokens, Fault> {
    run(context, store, prepare(context, store, presented)?)
}

fn reused(already_ended: bool, grace: Duration) -> Fault {
    let message = if already_ended {
        "this refresh token was rotated before; its session had already ended"
    } else {
        "this refresh token was rotated before: possible token theft; the session has been revoked"
    };
    let retries = match grace.is_zero() {
        true => "`tokctl config set refresh.grace 30s` allows retries".to_owned(),
        false => format!("refresh.grace allows retries for {}", duration::format(grace)),
    };
    Fault::new(Code::RefreshReused, message)
        .hint(format!("`tokctl login` opens a new session; `tokctl events` shows what happened; {retries}"))
}

/// The state lost the rotation that made the token, so that a token that was rotated since would be accepted again.
fn state_restored() -> Fault {
    Fault::new(
        Code::StateRestored,
        "the state lost the rotation that made this refresh token: a backup was restored, or a failover lost writes; the \
         session has been revoked",
    )
    .hint("`tokctl login` opens a new session")
}

/// The fault of a session that was not refreshed for too long.
pub fn idle_expired(at: Timestamp, now: Timestamp) -> Fault {
    past("reached its idle timeout", at, now)
}

/// The fault of a session past its absolute lifetime.
pub fn expired(at: Timestamp, now: Timestamp) -> Fault {
    past("reached its maximum lifetime", at, now)
}

fn past(what: &str, at: Timestamp, now: Timestamp) -> Fault {
    let moment = datetime::show_utc(at);
    let message = format!("the session {what} at {moment} ({})", datetime::relative(at, now));
    Fault::new(Code::Expired, message).hint("`tokctl login` opens a new session")
}
