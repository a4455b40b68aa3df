//! Checks of the registered claims and of the token's lifetime.

use std::time::Duration;

use crate::base::json::{Json, Object};
use crate::base::{Timestamp, duration};
use crate::token::claims::{audiences, numeric_date, unusual_time};

use super::Findings;

/// An access token should not live longer than this.
const MAX_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// How far clocks of issuer and linter may differ before an `iat` is in the future.
const SKEW: Duration = Duration::from_secs(60);

pub(super) fn check(claims: &Object<'_>, now: Timestamp, found: &mut Findings) {
    times(claims, now, found);
    for (name, rule) in [("iss", "no-iss"), ("aud", "no-aud"), ("sub", "no-sub"), ("jti", "no-jti")] {
        match claims.get(name) {
            None => found.add(rule, Some(name), format!("the token has no {name:?}")),
            Some(value) if name == "aud" && audiences(value).is_some() => {}
            Some(value) if name != "aud" && value.as_str().is_some() => {}
            Some(value) => found.add("claim-type", Some(name), format!("{name:?} is {}", value.kind())),
        }
    }
    if let Some(name) = claims.duplicate() {
        found.add("duplicate-member", Some(name), format!("the payload has {name:?} twice"));
    }
}

fn times(claims: &Object<'_>, now: Timestamp, found: &mut Findings) {
    for name in ["exp", "nbf", "iat"] {
        match claims.get(name) {
            Some(Json::Number(number)) => {
                if let Some(what) = unusual_time(number.as_f64()) {
                    found.add("milliseconds", Some(name), format!("{name:?} {what}"));
                }
            }
            None => {}
            Some(other) => found.add("time-not-a-number", Some(name), format!("{name:?} is {}", other.kind())),
        }
    }
    let [exp, nbf, iat] = ["exp", "nbf", "iat"]
        .map(|name| claims.get(name)?.as_number().filter(|n| unusual_time(n.as_f64()).is_none()).map(numeric_date));
    if !claims.contains("exp") {
        found.add("no-exp", Some("exp"), "the token never expires: it has no \"exp\"");
    }
    if let (Some(exp), Some(nbf)) = (exp, nbf)
        && nbf >= exp
    {
        found.add("never-valid", Some("nbf"), "\"nbf\" is not before \"exp\"");
    }
    if let Some(iat) = iat
        && iat.since(now) > SKEW
    {
        found.add(
            "issued-in-the-future",
            Some("iat"),
            format!("\"iat\" is {} in the future", duration::format(iat.since(now))),
        );
    }
    if let (Some(exp), Some(start)) = (exp, iat.or(nbf))
        && exp.since(start) > MAX_LIFETIME
    {
        found.add("lifetime", Some("exp"), format!("the token is valid for {}", duration::format(exp.since(start))));
    }
}
