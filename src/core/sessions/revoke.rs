//! `revoke` (RFC 7009). A JWT cannot be recalled, so what is revoked is remembered until it would have expired.

use serde::Serialize;

use crate::base::named::named_enum;
use crate::base::shown::REFRESH_TOKEN_PREFIX;
use crate::base::{Code, Fault, Json, Object, Secret, Timestamp};
use crate::jose::jws::Compact;
use crate::store::step::{Change, ChangeOutcome, EndOutcome, RevokeKey, RevokeToken, UserChange};
use crate::store::{EndReason, Store};
use crate::token::claims;
use crate::token::policy::Policy;
use crate::token::selection::KeyUsed;
use crate::token::verify::Verdict;

use crate::core::Context;
use crate::core::audited::{Audited, audit_with};
use crate::core::sessions::authenticate_refresh::authenticate;
use crate::core::sessions::{end, list};
use crate::core::tokens::local_verifier::LocalVerifier;
use crate::core::tokens::refresh_token::REFRESH_TYPE;
use crate::core::tokens::revocation::{KEPT_AFTER_EXP, deny_key};
use crate::core::tokens::verify::Verification;
use crate::core::users::name;

#[derive(Debug, Clone)]
pub enum RevokeTarget {
    /// A token: an access token alone, a refresh token with its session.
    Token(Secret),
    /// By its ID.
    Session(String),
    /// Everything issued to a user before.
    User(String),
    /// The access token of an issuer with this ID.
    Jti {
        /// The home's own if `None`.
        issuer: Option<String>,
        jti: String,
        /// Until when it is remembered; `None`: forever.
        until: Option<Timestamp>,
    },
    /// A key of the ring, and with it everything that it signed.
    Key(String),
}

named_enum! {
    pub enum RevokedKind {
        AccessToken = "access_token",
        Session = "session",
        User = "user",
        Jti = "jti",
        Key = "key",
    }
}

/// What was revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RevokeReport {
    pub revoked: RevokedKind,
    /// Its ID or name; `None` for a token without an ID.
    pub id: Option<String>,
    /// Whether it was revoked or had ended before.
    pub already: bool,
    /// Until when that is remembered, in Unix seconds; `None`: forever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
    /// The user's token version from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

impl RevokeReport {
    fn new(revoked: RevokedKind, id: impl Into<Option<String>>, already: bool) -> Self {
        Self { revoked, id: id.into(), already, until: None, version: None }
    }
}

/// Revokes. A token is verified first, and may have expired.
pub fn revoke(context: &Context<'_>, target: RevokeTarget) -> Result<Audited<RevokeReport>, Fault> {
    let outcome = match target {
        RevokeTarget::Key(kid) => return key(context, &kid),
        RevokeTarget::Token(token) => self::token(context, &token)?,
        RevokeTarget::Session(sid) => context.with_store(|store| session(context, store, &sid))?,
        RevokeTarget::User(name) => context.with_store(|store| user(context, store, &name))?,
        RevokeTarget::Jti { issuer, jti, until } => {
            let issuer = match issuer {
                Some(issuer) => issuer,
                None => context.settings()?.issuer.clone(),
            };
            let key = deny_key(&issuer, &jti);
            let step = RevokeToken {
                op: context.operation()?,
                key,
                expires_at: until.map_or(Timestamp::MAX, |exp| exp.saturating_add(KEPT_AFTER_EXP)),
                reason: "revoked by its ID".to_owned(),
                user: None,
                sid: None,
            };
            let new = context.with_store(|store| Ok(store.revoke_token(&step)?))?;
            // An earlier revocation may be kept for longer.
            let until = until.filter(|_| new).map(|_| step.expires_at.secs());
            RevokeReport { until, ..RevokeReport::new(RevokedKind::Jti, jti, !new) }
        }
    };
    // The steps of the state record their own events.
    Ok(Audited { outcome, event_error: None })
}

fn token(context: &Context<'_>, text: &Secret) -> Result<RevokeReport, Fault> {
    let is_refresh =
        text.expose_str().is_some_and(|text| text.starts_with(REFRESH_TOKEN_PREFIX) || has_refresh_type(text));
    if is_refresh {
        // One that was rotated before also has a session to end.
        let sid = authenticate(context, text)?.sid();
        return context.with_store(|store| session(context, store, &sid));
    }
    let Some(token) = text.expose_str() else { return Err(Fault::new(Code::Malformed, "not a token: it is not text")) };
    let verifier = LocalVerifier::open(context)?;
    let any = Policy { allow_expired: true, allow_missing_exp: true, ..Policy::default() };
    // Whether it is revoked already does not matter, even if the state cannot tell.
    let verdict = Verification { state: None, ..verifier.verification(&any, context.now()) }.verify(token)?;
    let signed = match &verdict {
        Verdict::Valid(verified) => verified.signed(),
        // A token that is not valid yet can be revoked.
        Verdict::Rejected(rejected) => {
            let against = |fault: &&Fault| fault.code != Code::NotYetValid;
            match verdict.faults().iter().find(against) {
                Some(fault) => return Err(fault.clone()),
                None => rejected.signed(),
            }
        }
        Verdict::Refused(refusal) => return Err(refusal.fault.clone()),
    };
    let claims = signed.claims()?;
    let step = revocation_entry(context, &verifier, token, signed.key(), claims)?;
    // The last to close the state folds its log into the file, which a reader cannot.
    drop(verifier);
    let new = context.with_store(|store| Ok(store.revoke_token(&step)?))?;
    let until = (step.expires_at != Timestamp::MAX).then_some(step.expires_at.secs());
    let id = claims.get_str("jti").map(str::to_owned);
    Ok(RevokeReport { until, ..RevokeReport::new(RevokedKind::AccessToken, id, !new) })
}

/// Only chooses the path; the type is checked together with the signature after that.
fn has_refresh_type(token: &str) -> bool {
    let header = Compact::split(token).and_then(|compact| compact.header());
    header.is_ok_and(|header| header.typ().is_some_and(|typ| typ.eq_ignore_ascii_case(REFRESH_TYPE)))
}

/// The denylist entry of a token that `key` signed.
fn revocation_entry(
    context: &Context<'_>,
    verifier: &LocalVerifier,
    token: &str,
    key: &KeyUsed,
    claims: &Object<'_>,
) -> Result<RevokeToken, Fault> {
    let text = |name: &str| claims.get_str(name).map(str::to_owned);
    let exp = claims.get("exp").and_then(Json::as_number).map(claims::numeric_date);
    Ok(RevokeToken {
        op: context.operation()?,
        key: verifier.state.rules.deny_key_of(key, Compact::split(token)?.signing_input(), claims),
        expires_at: exp.map_or(Timestamp::MAX, |exp| exp.saturating_add(KEPT_AFTER_EXP)),
        reason: "revoked by the token itself".to_owned(),
        user: text("sub"),
        sid: text("sid"),
    })
}

fn session(context: &Context<'_>, store: &dyn Store, sid: &str) -> Result<RevokeReport, Fault> {
    match end::end(context, store, sid, EndReason::Revoked)? {
        EndOutcome::Ended(_) => Ok(RevokeReport::new(RevokedKind::Session, sid.to_owned(), false)),
        EndOutcome::AlreadyEnded(..) => Ok(RevokeReport::new(RevokedKind::Session, sid.to_owned(), true)),
        EndOutcome::Unknown => Err(list::not_found(context, store, sid)?),
    }
}

fn user(context: &Context<'_>, store: &dyn Store, typed: &str) -> Result<RevokeReport, Fault> {
    let name = name::find(store, typed)?;
    let change = UserChange { op: context.operation()?, name: name.clone(), change: Change::Revoke };
    match store.change_user(&change)? {
        ChangeOutcome::Changed(user) | ChangeOutcome::Unchanged(user) => {
            Ok(RevokeReport { version: Some(user.version), ..RevokeReport::new(RevokedKind::User, name, false) })
        }
        ChangeOutcome::Unknown => Err(name::unknown(&name)),
    }
}

fn key(context: &Context<'_>, kid: &str) -> Result<Audited<RevokeReport>, Fault> {
    use crate::home::ring::KeyState;

    let home = context.home()?;
    let change = || {
        let changed = home.revoke_key(kid, context.clock)?;
        Ok(RevokeReport::new(RevokedKind::Key, kid.to_owned(), changed.before == KeyState::Revoked))
    };
    // Also in the state, which other homes may share: they refuse the key from then on.
    audit_with(context, change, |context, store, _| {
        let reason = "revoked in the key ring".to_owned();
        store.revoke_key(&RevokeKey { op: context.operation()?, kid: kid.to_owned(), reason })?;
        Ok(())
    })
}
