//! Conditions on the time claims of a token whose signature is not verified: `decode --fail-if` and `--expires-after`.

use std::time::Duration;

use crate::base::{Code, Fault, Timestamp};

use super::decode::{Life, Unverified};
use crate::token::check::expiry;

/// What makes a token fail.
#[derive(Debug, Clone, Copy, Default)]
pub struct TimeConditions {
    pub expired: bool,
    pub not_yet_valid: bool,
    /// Expiring within this span.
    pub expires_within: Option<Duration>,
}

impl TimeConditions {
    /// Every condition that `token` fails at `now`. A token without `exp` never expires. Fails if the token has no readable
    /// claims.
    pub fn faults(&self, token: &Unverified, now: Timestamp) -> Result<Vec<Fault>, Fault> {
        let needs_exp = self.expired || self.expires_within.is_some();
        if !needs_exp && !self.not_yet_valid {
            return Ok(Vec::new());
        }
        if token.payload.is_none() {
            return Err(Fault::new(Code::Encrypted, "the payload is encrypted (JWE), so its times cannot be read"));
        }
        let Some(life) = token.life(now) else {
            return Err(Fault::new(Code::NotFound, "the token's payload is not a set of claims"));
        };
        let invalid =
            |name: &str| Fault::new(Code::InvalidClaim, format!("\"{name}\" is not a number of seconds")).claim(name);
        let mut faults = Vec::new();
        match token.time("exp") {
            None if life == Life::InvalidExpiry && needs_exp => faults.push(invalid("exp")),
            Some(exp) if exp <= now && needs_exp => faults.push(expiry::expired(exp, now)),
            Some(exp) => {
                let span = self.expires_within.filter(|span| exp <= now.saturating_add(*span));
                faults.extend(span.map(|span| expiry::expires_too_soon(exp, span, now)));
            }
            None => {}
        }
        match token.time("nbf") {
            _ if !self.not_yet_valid => {}
            None if token.claims().is_some_and(|claims| claims.contains("nbf")) => faults.push(invalid("nbf")),
            Some(nbf) if now < nbf => faults.push(expiry::not_valid_yet(nbf, now)),
            _ => {}
        }
        Ok(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::b64;

    const NOW: Timestamp = Timestamp::from_secs(1000);

    fn codes(payload: &str, conditions: TimeConditions) -> Result<Vec<Code>, Code> {
        let token = format!("{}.{}.", b64::encode(r#"{"alg":"HS256"}"#), b64::encode(payload));
        let faults = conditions.faults(&Unverified::parse(&token).unwrap(), NOW);
        faults.map(|faults| faults.iter().map(|fault| fault.code).collect()).map_err(|fault| fault.code)
    }

    #[test]
    fn each_condition_at_its_limit() {
        let expired = TimeConditions { expired: true, ..TimeConditions::default() };
        let early = TimeConditions { not_yet_valid: true, ..TimeConditions::default() };
        let within = TimeConditions { expires_within: Some(Duration::from_secs(60)), ..TimeConditions::default() };
        for (conditions, payload, expected) in [
            (expired, r#"{"exp":1000}"#, &[Code::Expired][..]),
            (expired, r#"{"exp":1001}"#, &[]),
            (expired, "{}", &[]),
            (expired, r#"{"exp":"1"}"#, &[Code::InvalidClaim]),
            (expired, r#"{"nbf":2000}"#, &[]),
            (early, r#"{"nbf":1001,"exp":1}"#, &[Code::NotYetValid]),
            (early, r#"{"nbf":1000}"#, &[]),
            (early, r#"{"nbf":null}"#, &[Code::InvalidClaim]),
            (within, r#"{"exp":1060}"#, &[Code::ExpiresTooSoon]),
            (within, r#"{"exp":1061}"#, &[]),
            (within, r#"{"exp":10}"#, &[Code::Expired]),
            (TimeConditions::default(), r#"{"exp":10,"nbf":5000}"#, &[]),
        ] {
            assert_eq!(codes(payload, conditions).as_deref(), Ok(expected), "{payload} {conditions:?}");
        }
        assert_eq!(codes("text", expired), Err(Code::NotFound));
        assert_eq!(codes("text", TimeConditions::default()), Ok(Vec::new()));
    }
}
