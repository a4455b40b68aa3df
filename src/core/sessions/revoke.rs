//! `revoke`: taking back what was issued. A JWT cannot be called back, so what is revoked is remembered until it would have
//! expired (RFC 7009).

use serde::Serialize;

use crate::base::{Code, Fault, Json, Object, Secret, Timestamp, shown};
use crate::store::step::{Change, ChangeOutcome, EndOutcome, EndSession, RevokeToken, UserChange};
use crate::store::{EndReason, EventKind, Store};
use crate::token::claims;
use crate::token::policy::Policy;
use crate::token::verify::Verdict;

use crate::core::Context;
use crate::core::audited::{Audited, audit};
use crate::core::sessions::authenticate_refresh::authenticate;
use crate::core::sessions::session_issuer::REFRESH_TYPE;
use crate::core::tokens::local_verifier::LocalVerifier;
use crate::core::tokens::refresh_token::PREFIX;
use crate::core::tokens::revocation::{deny_key, deny_key_of_input, signing_input};

/// What to revoke.
#[derive(Debug, Clone)]
pub enum Target {
    /// A token: an access token alone, a refresh token with its session.
    Token(Secret),
    /// A session.
    Session(String),
    /// Everything of a user that was issued before.
    User(String),
    /// The access token of this issuer with this id.
    Jti {
        /// The id.
        jti: String,
        /// Until when it is remembered; for ever where nobody says.
        until: Option<Timestamp>,
    },
    /// A key of the ring, and with it everything that it signed.
    Key(String),
}

/// What was revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RevokeReport {
    /// Its kind: `access_token`, `session`, `user`, `jti` or `key`.
    pub revoked: &'static str,
    /// Its id or name; a token without an id has none.
    pub id: Option<String>,
    /// Whether it was revoked, or over, before.
    pub already: bool,
    /// Until when that is remembered, in Unix seconds; for ever where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
    /// The user's token version from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

impl RevokeReport {
    fn new(revoked: &'static str, id: impl Into<Option<String>>, already: bool) -> Self {
        Self { revoked, id: id.into(), already, until: None, version: None }
    }
}

/// Revokes. A token is verified first, and may have expired.
pub fn revoke(context: &Context<'_>, target: Target) -> Result<Audited<RevokeReport>, Fault> {
    let answer = match target {
        Target::Key(kid) => return key(context, &kid),
        Target::Token(token) => self::token(context, &token)?,
        Target::Session(sid) => with_store(context, |store| session(context, store, &sid))?,
        Target::User(name) => with_store(context, |store| user(context, store, name))?,
        Target::Jti { jti, until } => {
            let issuer = context.home()?.settings()?.issuer;
            let key = deny_key(&issuer, &jti);
            let reason = "its id was given".to_owned();
            let step = RevokeToken {
                key,
                until: until.unwrap_or(Timestamp::MAX),
                reason,
                now: context.now(),
                user: None,
                sid: None,
            };
            let new = with_store(context, |store| Ok(store.revoke_token(&step)?))?;
            RevokeReport { until: until.map(Timestamp::secs), ..RevokeReport::new("jti", jti, !new) }
        }
    };
    // What the state itself does, it tells.
    Ok(Audited { answer, event_error: None })
}

fn token(context: &Context<'_>, text: &Secret) -> Result<RevokeReport, Fault> {
    let is_refresh = text.expose_str().is_some_and(|text| text.starts_with(PREFIX) || has_refresh_type(text));
    if is_refresh {
        // One that was exchanged before has a session, too, which whoever revokes it wants dead.
        let sid = authenticate(context, text)?.sid();
        return with_store(context, |store| session(context, store, &sid));
    }
    let Some(token) = text.expose_str() else { return Err(Fault::new(Code::Malformed, "not a token: it is not text")) };
    let verifier = LocalVerifier::open(context)?;
    let any = Policy { allow_expired: true, allow_missing_exp: true, ..Policy::default() };
    let verdict = verifier.verify(token, &any, context.now())?;
    let signed = match &verdict {
        Verdict::Valid(verified) => verified.signed(),
        // That it is revoked already, or not valid yet, is no reason against revoking it.
        Verdict::Rejected(rejected) => {
            let against = |fault: &&Fault| !matches!(fault.code, Code::Revoked | Code::NotYetValid);
            match verdict.faults().iter().find(against) {
                Some(fault) => return Err(fault.clone()),
                None => rejected.signed(),
            }
        }
        Verdict::Unsigned(refusal) => return Err(refusal.fault.clone()),
    };
    let claims = signed.claims()?;
    let step = denylist_entry(&claims, token, &verifier, context.now());
    // The last to close the state folds its log into the file, and whoever only reads cannot.
    drop(verifier);
    let new = with_store(context, |store| Ok(store.revoke_token(&step)?))?;
    let until = (step.until != Timestamp::MAX).then_some(step.until.secs());
    let id = claims.get_str("jti").map(str::to_owned);
    Ok(RevokeReport { until, ..RevokeReport::new("access_token", id, !new) })
}

/// Only for choosing the way: the type is checked with the signature after that.
fn has_refresh_type(token: &str) -> bool {
    let header = crate::jose::jws::Compact::split(token).and_then(|compact| compact.header());
    header.is_ok_and(|header| header.typ().is_some_and(|typ| typ.eq_ignore_ascii_case(REFRESH_TYPE)))
}

fn denylist_entry(claims: &Object<'_>, token: &str, verifier: &LocalVerifier, now: Timestamp) -> RevokeToken {
    let text = |name: &str| claims.get_str(name).map(str::to_owned);
    let key = match (claims.get_str("iss"), claims.get_str("jti")) {
        (Some(issuer), Some(jti)) => deny_key(issuer, jti),
        _ => deny_key_of_input(signing_input(token)),
    };
    let exp = claims.get("exp").and_then(Json::as_number).map(claims::numeric_date);
    RevokeToken {
        key,
        until: exp.map_or(Timestamp::MAX, |exp| exp.saturating_add(verifier.settings.leeway)),
        reason: "the token was given".to_owned(),
        now,
        user: text("sub"),
        sid: text("sid"),
    }
}

fn session(context: &Context<'_>, store: &dyn Store, sid: &str) -> Result<RevokeReport, Fault> {
    let step = EndSession { sid: sid.to_owned(), reason: EndReason::Revoked, now: context.now() };
    match store.end_session(&step)? {
        EndOutcome::Ended(_) => Ok(RevokeReport::new("session", sid.to_owned(), false)),
        EndOutcome::AlreadyEnded(..) => Ok(RevokeReport::new("session", sid.to_owned(), true)),
        EndOutcome::Unknown => Err(Fault::new(Code::NotFound, format!("there is no session {}", shown(sid)))
            .hint("`tokctl session list` shows them")),
    }
}

fn user(context: &Context<'_>, store: &dyn Store, name: String) -> Result<RevokeReport, Fault> {
    let change = UserChange { name: name.clone(), change: Change::Revoke, now: context.now() };
    match store.change_user(&change)? {
        ChangeOutcome::Changed(user) | ChangeOutcome::Unchanged(user) => {
            Ok(RevokeReport { version: Some(user.version), ..RevokeReport::new("user", name, false) })
        }
        ChangeOutcome::Unknown => Err(Fault::new(Code::NotFound, format!("there is no user {}", shown(&name)))
            .hint("`tokctl user list` shows them")),
    }
}

fn key(context: &Context<'_>, kid: &str) -> Result<Audited<RevokeReport>, Fault> {
    use crate::home::ring::State;

    let home = context.home()?;
    let already = home.ring()?.find(kid)?.state == State::Revoked;
    let change = || {
        home.revoke_key(kid, context.now())?;
        Ok(RevokeReport::new("key", kid.to_owned(), already))
    };
    audit(context, change, |_| match already {
        true => Vec::new(),
        false => vec![(EventKind::KeyRevoked, kid.to_owned())],
    })
}

fn with_store<T>(context: &Context<'_>, step: impl FnOnce(&dyn Store) -> Result<T, Fault>) -> Result<T, Fault> {
    let store = context.open_store()?;
    let answer = step(store.as_ref())?;
    store.close()?;
    Ok(answer)
}
