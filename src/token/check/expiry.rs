//! The time claims: whether `exp`, `nbf` and `iat` allow a token at some time, and the faults if they do not.

use std::time::Duration;

use crate::base::datetime;
use crate::base::json::{Json, Object};
use crate::base::time::Timestamp;
use crate::base::{Code, Fault, duration};

use crate::token::check::claims::{missing, wrong_kind};
use crate::token::check::record::{ANYTHING, Checks, Compared, value};
use crate::token::check::token_use;
use crate::token::claims;
use crate::token::decode;
use crate::token::policy::Policy;

/// The largest difference that can be one of clocks, before `nbf` or `iat`.
const MAX_SKEW: Duration = Duration::from_secs(60 * 60);

/// The longest time since `exp` that is probably a difference of clocks.
const MAX_SKEW_AFTER: Duration = Duration::from_secs(2 * 60);

/// An `exp` before this time, 1980, is probably a lifetime.
const SURELY_LIFETIME: i64 = 315_532_800;

/// A token expires at `exp` (RFC 7519 section 4.1.4). The fault of one that has expired.
pub(in crate::token) fn expired(exp: Timestamp, now: Timestamp) -> Fault {
    let message = format!("expired at {} ({})", datetime::show_utc(exp), datetime::relative(exp, now));
    let fault = |message| Fault::new(Code::Expired, message).claim("exp");
    match is_lifetime(exp) {
        true => fault(format!("{message}; \"exp\" seems to be a lifetime instead of a time"))
            .hint("have the issuer write the time of issue plus the lifetime, in seconds since 1970"),
        false => fault(message).hint("get a new token"),
    }
}

/// A token is valid from `nbf` on (RFC 7519 section 4.1.5). The fault of one that is not valid yet.
pub(in crate::token) fn not_valid_yet(nbf: Timestamp, now: Timestamp) -> Fault {
    let message = format!("not valid until {} ({})", datetime::show_utc(nbf), datetime::relative(nbf, now));
    in_future(Code::NotYetValid, "nbf", nbf, message)
}

/// The fault of a token that expires within `span`, or has expired.
pub(in crate::token) fn expires_too_soon(exp: Timestamp, span: Duration, now: Timestamp) -> Fault {
    // Rounded down, so that the remaining time never looks as long as the required one.
    let end = match exp.since(now) {
        Duration::ZERO => format!("expired {}", datetime::relative(exp, now)),
        left => format!("expires in {}", duration::humanize(left)),
    };
    let message = format!("{end}, sooner than the required {}", duration::format(span));
    Fault::new(Code::ExpiresTooSoon, message).claim("exp")
}

fn is_lifetime(exp: Timestamp) -> bool {
    (0..SURELY_LIFETIME).contains(&exp.secs())
}

/// The fault of a claim whose time is later than it may be. It may be in another unit.
fn in_future(code: Code, claim: &str, time: Timestamp, message: String) -> Fault {
    let seconds = if time == Timestamp::MAX { f64::INFINITY } else { time.secs() as f64 };
    match claims::unusual_time(seconds) {
        Some(what) => Fault::new(code, format!("{message}; {claim:?} {what}, expected seconds"))
            .hint("have the issuer write seconds since 1970 (RFC 7519 §2)"),
        None => Fault::new(code, message),
    }
    .claim(claim)
}

impl Policy {
    /// What a report should mention about a token that was accepted at the time `now`: odd time claims, and what was
    /// accepted only because an option allowed it.
    pub fn notes(&self, claims: &Object<'_>, now: Timestamp) -> Vec<String> {
        if self.signature_only {
            return Vec::new();
        }
        let mut notes: Vec<String> = decode::unit_notes(claims).into_iter().map(|note| note.message).collect();
        if let Some(typ) = token_use::refresh_type(claims) {
            notes.push(format!(
                "this is a refresh token of Keycloak (its claim \"typ\" is {typ:?}), not an access token"
            ));
        }
        let [exp, nbf] = ["exp", "nbf"].map(|name| time_of(claims, name).ok().flatten());
        let leeway = duration::format(self.leeway);
        match exp {
            None if !claims.contains("exp") && self.allow_missing_exp => {
                notes.push("the token never expires: allowed by --allow-missing-exp".to_owned());
            }
            Some(exp) if exp <= now => {
                let option = match now < exp.saturating_add(self.leeway) {
                    true => Some(format!("the leeway of {leeway}")),
                    false => self.allow_expired.then(|| "--allow-expired".to_owned()),
                };
                let when = datetime::relative(exp, now);
                let message =
                    |option| format!("the token expired at {} ({when}): allowed by {option}", datetime::show_utc(exp));
                notes.extend(option.map(message));
            }
            _ => {}
        }
        let is_in_leeway = |nbf: &Timestamp| now < *nbf && now.saturating_add(self.leeway) >= *nbf;
        if let Some(nbf) = nbf.filter(is_in_leeway) {
            let when = datetime::relative(nbf, now);
            notes.push(format!(
                "the token is not valid until {} ({when}): allowed by the leeway of {leeway}",
                datetime::show_utc(nbf)
            ));
        }
        notes
    }

    pub(in crate::token) fn check_times(&self, claims: &Object<'_>, now: Timestamp, checks: &mut Checks) {
        let [exp, nbf, iat] = ["exp", "nbf", "iat"].map(|name| time_of(claims, name));
        let issued = iat.clone().ok().flatten();
        let values = |expected: String, name| Compared::new(expected, time_value(claims, name));
        let leeway = || match self.leeway {
            Duration::ZERO => String::new(),
            leeway => format!(", with a leeway of {}", duration::format(leeway)),
        };
        checks.record("expiry", true, exp.clone().and_then(|exp| self.expiry_fault(exp, issued, now)).err(), || {
            let or_missing = if self.allow_missing_exp { ", or nothing" } else { "" };
            match self.allow_expired {
                true => values(format!("a time{or_missing}"), "exp"),
                false => values(format!("a time after {}{}{or_missing}", datetime::show_utc(now), leeway()), "exp"),
            }
        });
        checks.record("not before", true, nbf.and_then(|nbf| self.start_fault(nbf, now)).err(), || {
            values(format!("a time not after {}{}, or nothing", datetime::show_utc(now), leeway()), "nbf")
        });
        checks.record("age", self.max_age.is_some(), iat.and_then(|iat| self.age_fault(iat, now)).err(), || {
            let expected =
                self.max_age.map(|most| format!("a time at most {} ago{}", duration::format(most), leeway()));
            values(expected.unwrap_or_else(|| ANYTHING.to_owned()), "iat")
        });
        if let (Some(span), Ok(exp)) = (self.expires_after, exp) {
            checks.record("remaining life", true, self.remaining_fault(exp, span, now), || {
                values(format!("a time more than {} ahead", duration::format(span)), "exp")
            });
        }
    }

    fn expiry_fault(&self, exp: Option<Timestamp>, iat: Option<Timestamp>, now: Timestamp) -> Result<(), Fault> {
        let Some(exp) = exp else {
            if self.allow_missing_exp {
                return Ok(());
            }
            let hint = "a token without \"exp\" never expires; --allow-missing-exp accepts it";
            return Err(missing("exp").hint(hint));
        };
        if self.allow_expired || now < exp.saturating_add(self.leeway) {
            return Ok(());
        }
        let (fault, since) = (expired(exp, now), now.since(exp));
        if let Some(iat) = iat.filter(|iat| exp <= *iat && !is_lifetime(exp)) {
            let message = format!(
                "{}; it was never valid: \"iat\" is {}, not before \"exp\"",
                fault.message,
                datetime::show_utc(iat)
            );
            let hint = "have the issuer compute both from the same clock, in UTC and in seconds";
            return Err(Fault { message, ..fault }.hint(hint));
        }
        Err(match is_lifetime(exp) {
            true => fault,
            false if since <= MAX_SKEW_AFTER => {
                // Not accepted at the end of the leeway itself.
                let leeway = duration::format(Duration::from_secs(since.as_secs() + 1));
                fault.hint(format!("get a new token; if the clocks differ, --leeway {leeway} accepts this one"))
            }
            false => fault.hint("get a new token, or check as of an earlier time with --at"),
        })
    }

    fn start_fault(&self, nbf: Option<Timestamp>, now: Timestamp) -> Result<(), Fault> {
        match nbf.filter(|nbf| now.saturating_add(self.leeway) < *nbf) {
            Some(nbf) => Err(with_skew_hint(not_valid_yet(nbf, now), nbf.since(now))),
            None => Ok(()),
        }
    }

    fn age_fault(&self, iat: Option<Timestamp>, now: Timestamp) -> Result<(), Fault> {
        let Some(max_age) = self.max_age else { return Ok(()) };
        let Some(iat) = iat else { return Err(missing("iat")) };
        if iat > now.saturating_add(self.leeway) {
            let message =
                format!("issued in the future: {} ({})", datetime::show_utc(iat), datetime::relative(iat, now));
            return Err(with_skew_hint(in_future(Code::TooOld, "iat", iat, message), iat.since(now)));
        }
        if now.since(iat) > max_age.saturating_add(self.leeway) {
            let limit = duration::format(max_age);
            let message = format!("issued {}; maximum age is {limit}", datetime::relative(iat, now));
            return Err(Fault::new(Code::TooOld, message).claim("iat"));
        }
        Ok(())
    }

    fn remaining_fault(&self, exp: Option<Timestamp>, span: Duration, now: Timestamp) -> Option<Fault> {
        // An expired token is reported once, as expired. A token within the leeway expires too soon.
        let is_expired = |exp: Timestamp| now >= exp.saturating_add(self.leeway) && !self.allow_expired;
        let exp = exp.filter(|exp| *exp <= now.saturating_add(span) && !is_expired(*exp))?;
        Some(expires_too_soon(exp, span, now))
    }
}

/// Adds the leeway that accepts the token, if the clocks may differ by so much.
fn with_skew_hint(fault: Fault, ahead: Duration) -> Fault {
    if fault.hint.is_some() || ahead > MAX_SKEW {
        return fault;
    }
    let leeway = Duration::from_secs(ahead.as_secs() + u64::from(ahead.subsec_nanos() > 0));
    fault.hint(format!("if the clocks differ, --leeway {} accepts it", duration::format(leeway)))
}

/// The time in a claim, which must be a number if it is present.
fn time_of(claims: &Object<'_>, name: &str) -> Result<Option<Timestamp>, Fault> {
    match claims.get(name) {
        None => Ok(None),
        Some(Json::Number(number)) => Ok(Some(claims::numeric_date(number))),
        Some(other) => Err(wrong_kind(name, "a number of seconds since 1970", other)),
    }
}

/// A time claim as it was written, and as a time.
fn time_value(claims: &Object<'_>, name: &str) -> String {
    match claims.get(name) {
        Some(Json::Number(number)) => {
            format!("{}, {}", number.text(), datetime::show_utc(claims::numeric_date(number)))
        }
        other => value(other),
    }
}
