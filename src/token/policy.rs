//! What is asked of a token's claims, and the check of it. Every check is made and every failure told, not the first alone.

use std::time::Duration;

use crate::base::datetime::{self, Zone};
use crate::base::json::{Json, Object};
use crate::base::time::Timestamp;
use crate::base::{Code, Fault, duration};

use super::claims::{self, ClaimPath};

/// What is asked of a token besides its signature. Empty lists and `None` ask nothing.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// `iss` must be one of these.
    pub issuers: Vec<String>,
    /// `aud` must name one of these.
    pub audiences: Vec<String>,
    /// `sub` must be this.
    pub subject: Option<String>,
    /// The header's `typ` must be this media type.
    pub typ: Option<String>,
    /// The header's `typ` must be none of these.
    pub refused_types: Vec<String>,
    /// `scope` must hold all of these.
    pub scopes: Vec<String>,
    /// `roles` must hold all of these.
    pub roles: Vec<String>,
    /// These claims must be there.
    pub required: Vec<ClaimPath>,
    /// These claims must have these values.
    pub claims: Vec<(ClaimPath, Json<'static>)>,
    /// How far the clocks of issuer and verifier may lie apart.
    pub leeway: Duration,
    /// How long ago the token may have been issued.
    pub max_age: Option<Duration>,
    /// How long the token must still be good for.
    pub expires_after: Option<Duration>,
    /// Whether an expired token will do.
    pub allow_expired: bool,
    /// Whether a token that never expires will do.
    pub allow_missing_exp: bool,
}

/// One check, by the name of what it looked at, and how it came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at: `issuer`, `expiry`, …
    pub subject: &'static str,
    /// How it came out.
    pub outcome: Outcome,
}

/// How a check came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As it should be.
    Passed,
    /// Not as it should be.
    Failed(Fault),
    /// Nobody asked for it.
    NotAsked,
}

/// The checks made, in order.
#[derive(Debug, Clone, Default)]
pub struct Checks(Vec<Check>);

impl Checks {
    /// Notes one check: `asked` says whether anybody wanted it, `fault` what is wrong.
    pub fn note(&mut self, subject: &'static str, asked: bool, fault: Option<Fault>) {
        let outcome = match fault {
            Some(fault) => Outcome::Failed(fault),
            None if asked => Outcome::Passed,
            None => Outcome::NotAsked,
        };
        self.0.push(Check { subject, outcome });
    }

    /// Forgets them, to be used for the next token.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Every check, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Check> {
        self.0.iter()
    }

    /// What failed.
    pub fn faults(&self) -> Vec<Fault> {
        let failed = |check: &Check| match &check.outcome {
            Outcome::Failed(fault) => Some(fault.clone()),
            Outcome::Passed | Outcome::NotAsked => None,
        };
        self.0.iter().filter_map(failed).collect()
    }

    /// Whether nothing failed.
    pub fn all_passed(&self) -> bool {
        !self.0.iter().any(|check| matches!(check.outcome, Outcome::Failed(_)))
    }

    /// What nobody asked for.
    pub fn not_asked(&self) -> Vec<&'static str> {
        self.0.iter().filter(|check| check.outcome == Outcome::NotAsked).map(|check| check.subject).collect()
    }
}

impl Policy {
    /// Holds a token's header and claims against this policy at the moment `now`. `key_issuer` is the issuer whose key
    /// signed, where the key is one issuer's alone: it is expected where the policy names none.
    pub fn check(
        &self,
        header: &Object<'_>,
        claims: &Object<'_>,
        key_issuer: &[String],
        now: Timestamp,
        checks: &mut Checks,
    ) {
        let type_asked = self.typ.is_some() || !self.refused_types.is_empty();
        checks.note("type", type_asked, self.type_fault(header));
        self.check_times(claims, now, checks);
        let issuers = if self.issuers.is_empty() { key_issuer } else { &self.issuers };
        checks.note("issuer", !issuers.is_empty(), issuer_fault(claims, issuers));
        checks.note("audience", !self.audiences.is_empty(), self.audience_fault(claims));
        checks.note("subject", self.subject.is_some(), self.subject_fault(claims));
        if !self.scopes.is_empty() {
            let fault = lacking(claims, "scope", claims::scopes, &self.scopes, Code::MissingScope);
            checks.note("scope", true, fault);
        }
        if !self.roles.is_empty() {
            let fault = lacking(claims, "roles", claims::roles, &self.roles, Code::MissingRole);
            checks.note("roles", true, fault);
        }
        for path in &self.required {
            let fault = path.find(claims).is_none().then(|| missing(&path.to_string()));
            checks.note("required claim", true, fault);
        }
        for (path, expected) in &self.claims {
            checks.note("claim", true, claim_fault(path, expected, claims));
        }
    }

    fn check_times(&self, claims: &Object<'_>, now: Timestamp, checks: &mut Checks) {
        let [exp, nbf, iat] = ["exp", "nbf", "iat"].map(|name| moment(claims, name));
        checks.note("expiry", true, exp.clone().and_then(|exp| self.expiry_fault(exp, now)).err());
        checks.note("not before", true, nbf.and_then(|nbf| self.start_fault(nbf, now)).err());
        checks.note("age", self.max_age.is_some(), iat.and_then(|iat| self.age_fault(iat, now)).err());
        if let (Some(span), Ok(exp)) = (self.expires_after, exp) {
            checks.note("remaining life", true, self.remaining_fault(exp, span, now));
        }
    }

    /// RFC 7519 section 4.1.4: not accepted on or after `exp`.
    fn expiry_fault(&self, exp: Option<Timestamp>, now: Timestamp) -> Result<(), Fault> {
        let Some(exp) = exp else {
            if self.allow_missing_exp {
                return Ok(());
            }
            let hint = "a token without \"exp\" is good for ever; --allow-missing-exp accepts it";
            return Err(missing("exp").hint(hint));
        };
        if self.allow_expired || now < exp.saturating_add(self.leeway) {
            return Ok(());
        }
        let message = format!("expired {}, at {}", datetime::relative(exp, now), show(exp));
        Err(Fault::new(Code::Expired, message)
            .claim("exp")
            .hint("get a new token, or check as of an earlier moment with --at"))
    }

    /// RFC 7519 section 4.1.5: not accepted before `nbf`.
    fn start_fault(&self, nbf: Option<Timestamp>, now: Timestamp) -> Result<(), Fault> {
        match nbf {
            Some(nbf) if now.saturating_add(self.leeway) < nbf => {
                let message = format!("not valid until {}, {}", show(nbf), datetime::relative(nbf, now));
                Err(Fault::new(Code::NotYetValid, message)
                    .claim("nbf")
                    .hint("where the clocks differ a little, allow for it with --leeway"))
            }
            _ => Ok(()),
        }
    }

    fn age_fault(&self, iat: Option<Timestamp>, now: Timestamp) -> Result<(), Fault> {
        let Some(max_age) = self.max_age else { return Ok(()) };
        let Some(iat) = iat else { return Err(missing("iat")) };
        let too_old = |message| Err(Fault::new(Code::TooOld, message).claim("iat"));
        if iat > now.saturating_add(self.leeway) {
            return too_old(format!("issued at {}, which is {}", show(iat), datetime::relative(iat, now)));
        }
        if now.since(iat) > max_age.saturating_add(self.leeway) {
            let limit = duration::format(max_age);
            return too_old(format!("issued {}, and may be at most {limit} old", datetime::relative(iat, now)));
        }
        Ok(())
    }

    fn remaining_fault(&self, exp: Option<Timestamp>, span: Duration, now: Timestamp) -> Option<Fault> {
        let exp = exp?;
        let needed = now.saturating_add(span);
        // What counts as expired is told of once, as that. What only leeway saves from it has not long to go, either.
        let is_expired = now >= exp.saturating_add(self.leeway) && !self.allow_expired;
        if exp > needed || is_expired {
            return None;
        }
        // Rounded down: less than was asked for must not look like as much.
        let end = match exp.since(now) {
            Duration::ZERO => format!("expired {}", datetime::relative(exp, now)),
            left => format!("expires in {}", duration::humanize(left)),
        };
        let message = format!("{end}, and must still be good for {}", duration::format(span));
        Some(Fault::new(Code::ExpiresTooSoon, message).claim("exp"))
    }

    fn type_fault(&self, header: &Object<'_>) -> Option<Fault> {
        let found = header.get_str("typ");
        let fault = |message| Some(Fault::new(Code::WrongType, message).claim("typ"));
        if let Some(expected) = &self.typ {
            return match found {
                Some(typ) if is_same_type(typ, expected) => None,
                Some(typ) => fault(format!("the header's \"typ\" is {typ:?}, expected {expected:?}")),
                None => fault(format!("the header has no \"typ\", expected {expected:?}")),
            };
        }
        let typ = found.filter(|typ| self.refused_types.iter().any(|refused| is_same_type(typ, refused)))?;
        fault(format!("the header's \"typ\" is {typ:?}, which is not an access token"))
    }

    fn subject_fault(&self, claims: &Object<'_>) -> Option<Fault> {
        let found = match text(claims, "sub") {
            Ok(found) => found,
            Err(fault) => return Some(fault),
        };
        let wanted = self.subject.as_ref()?;
        (found != Some(wanted))
            .then(|| unexpected(Code::WrongSubject, "sub", "the subject", found, std::slice::from_ref(wanted)))
    }

    fn audience_fault(&self, claims: &Object<'_>) -> Option<Fault> {
        let Some(aud) = claims.get("aud") else {
            return (!self.audiences.is_empty())
                .then(|| unexpected(Code::WrongAudience, "aud", "the audience", None, &self.audiences));
        };
        let Some(found) = claims::audiences(aud) else {
            return Some(wrong_kind("aud", "a string or a list of strings", aud));
        };
        if self.audiences.is_empty() || self.audiences.iter().any(|wanted| found.contains(&wanted.as_str())) {
            return None;
        }
        let message = format!("the audience is {}, expected {}", all_of(&found), any_of(&self.audiences));
        Some(Fault::new(Code::WrongAudience, message).claim("aud"))
    }
}

fn issuer_fault(claims: &Object<'_>, wanted: &[String]) -> Option<Fault> {
    let found = match text(claims, "iss") {
        Ok(found) => found,
        Err(fault) => return Some(fault),
    };
    if wanted.is_empty() || found.is_some_and(|iss| wanted.iter().any(|wanted| wanted == iss)) {
        return None;
    }
    Some(unexpected(Code::WrongIssuer, "iss", "the issuer", found, wanted))
}

/// Media types compare without regard to case, and `application/` may be left out (RFC 7515 section 4.1.9).
fn is_same_type(a: &str, b: &str) -> bool {
    fn bare(typ: &str) -> &str {
        const PREFIX: &str = "application/";
        match typ.get(..PREFIX.len()) {
            Some(prefix) if prefix.eq_ignore_ascii_case(PREFIX) => &typ[PREFIX.len()..],
            _ => typ,
        }
    }
    bare(a).eq_ignore_ascii_case(bare(b))
}

/// The moment in a claim; it must be a number wherever it stands.
fn moment(claims: &Object<'_>, name: &str) -> Result<Option<Timestamp>, Fault> {
    match claims.get(name) {
        None => Ok(None),
        Some(Json::Number(number)) => Ok(Some(claims::numeric_date(number))),
        Some(other) => Err(wrong_kind(name, "a number of seconds since 1970", other)),
    }
}

/// The text in a claim; it must be a string wherever it stands.
fn text<'v>(claims: &'v Object<'_>, name: &str) -> Result<Option<&'v str>, Fault> {
    match claims.get(name) {
        None => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(other) => Err(wrong_kind(name, "a string", other)),
    }
}

fn lacking(
    claims: &Object<'_>,
    name: &str,
    read: for<'v> fn(&'v Json<'_>) -> Option<Vec<&'v str>>,
    wanted: &[String],
    code: Code,
) -> Option<Fault> {
    let found = match claims.get(name) {
        None => Vec::new(),
        Some(value) => match read(value) {
            Some(found) => found,
            None => return Some(wrong_kind(name, "a string or a list of strings", value)),
        },
    };
    let absent: Vec<&String> = wanted.iter().filter(|word| !found.contains(&word.as_str())).collect();
    if absent.is_empty() {
        return None;
    }
    let message = format!("\"{name}\" lacks {}, and has {}", all_of(&absent), all_of(&found));
    Some(Fault::new(code, message).claim(name))
}

fn claim_fault(path: &ClaimPath, expected: &Json<'_>, claims: &Object<'_>) -> Option<Fault> {
    let Some(found) = path.find(claims) else { return Some(missing(&path.to_string())) };
    (found != expected).then(|| {
        Fault::new(Code::WrongClaim, format!("\"{path}\" is {found}, expected {expected}")).claim(path.to_string())
    })
}

fn missing(name: &str) -> Fault {
    Fault::new(Code::MissingClaim, format!("the claim \"{name}\" is missing")).claim(name)
}

fn wrong_kind(name: &str, expected: &str, found: &Json<'_>) -> Fault {
    Fault::new(Code::InvalidClaim, format!("\"{name}\" must be {expected}, and is {}: {found}", found.kind()))
        .claim(name)
}

fn unexpected(code: Code, claim: &str, what: &str, found: Option<&str>, wanted: &[String]) -> Fault {
    let wanted = any_of(wanted);
    let message = match found {
        Some(found) => format!("{what} is {found:?}, expected {wanted}"),
        None => format!("{what} is missing, expected {wanted}"),
    };
    Fault::new(code, message).claim(claim)
}

/// What was found.
fn all_of<T: AsRef<str>>(items: &[T]) -> String {
    listed(items, " and ")
}

/// What would have done.
fn any_of<T: AsRef<str>>(items: &[T]) -> String {
    listed(items, " or ")
}

fn listed<T: AsRef<str>>(items: &[T], joint: &str) -> String {
    match items {
        [] => "none".to_owned(),
        items => items.iter().map(|item| format!("{:?}", item.as_ref())).collect::<Vec<_>>().join(joint),
    }
}

fn show(moment: Timestamp) -> String {
    datetime::show(moment, Zone::Utc)
}
