//! Checks a token's header and claims by a [`Policy`]. Every check is made and reported, not only the first that fails.

use crate::base::json::{Json, Object};
use crate::base::shown::{self, shown};
use crate::base::time::Timestamp;
use crate::base::{Code, Fault};

use crate::token::check::cause;
use crate::token::check::record::{ANYTHING, Checks, Compared, FirstDifference, claim, value};
use crate::token::check::{token_use, usual_mistake};
use crate::token::claims::{self, ClaimPath};
use crate::token::key_issuer::KeyIssuer;
use crate::token::policy::{ExpectedClaim, Policy};

/// The subject that [`crate::token::verify::Verdict::not_checked`] names for a token with `cnf` (RFC 7800).
pub const PROOF_OF_POSSESSION: &str = "cnf proof of possession";

impl Policy {
    /// Checks header and claims at the time `now`, for a key of `key_issuer`.
    pub(in crate::token) fn check(
        &self,
        header: &Object<'_>,
        claims: &Object<'_>,
        key_issuer: &KeyIssuer,
        now: Timestamp,
        checks: &mut Checks,
    ) {
        let type_required = self.typ.is_some() || !self.refused_types.is_empty();
        checks.record("type", type_required, self.type_fault(header, claims), || self.type_values(header));
        self.check_times(claims, now, checks);
        let is_required = !self.issuers.is_empty() || key_issuer.name().is_some();
        checks.record("issuer", is_required, self.issuer_fault(claims, key_issuer), || {
            Compared::one_of(self.wanted_issuers(key_issuer), claims.get("iss"))
        });
        checks.record("audience", !self.audiences.is_empty(), self.audience_fault(claims), || {
            Compared::one_of(&self.audiences, claims.get("aud"))
        });
        checks.record("subject", self.subject.is_some(), self.subject_fault(claims), || {
            Compared::one_of(self.subject.as_slice(), claims.get("sub"))
        });
        if !self.scopes.is_empty() {
            let fault = missing_entries(claims, "scope", claims::scopes, &self.scopes, Code::MissingScope);
            checks.record("scope", true, fault, || Compared::new(all_of(&self.scopes), claim(claims, "scope")));
        }
        if !self.roles.is_empty() {
            let fault = missing_entries(claims, "roles", claims::roles, &self.roles, Code::MissingRole);
            checks.record("roles", true, fault, || Compared::new(all_of(&self.roles), claim(claims, "roles")));
        }
        for path in &self.required {
            let found = path.find(claims);
            let fault = found.is_none().then(|| missing_at(path, claims));
            checks.record("required claim", true, fault, || {
                Compared::new(format!("a claim {}", shown(&path.to_string())), value(found))
            });
        }
        for (path, expected) in &self.claims {
            checks.record("claim", true, claim_fault(path, expected, claims), || claim_values(path, expected, claims));
        }
        // RFC 7800 and the Token Status List draft: both need more than the token.
        for (name, subject) in [("cnf", PROOF_OF_POSSESSION), ("status", "status list")] {
            if claims.contains(name) {
                checks.record(subject, false, None, || Compared::new(ANYTHING, claim(claims, name)));
            }
        }
    }

    fn type_fault(&self, header: &Object<'_>, claims: &Object<'_>) -> Option<Fault> {
        let found = header.get_str("typ");
        let fault = |message| {
            let message = with_cause(message, token_use::not_an_access_token(claims));
            Some(Fault::new(Code::WrongType, message).claim("typ"))
        };
        if let Some(expected) = &self.typ {
            return match found {
                Some(typ) if is_same_type(typ, expected) => None,
                Some(typ) => fault(format!("the header's \"typ\" is {typ:?}, expected {expected:?}")),
                None => fault(format!("the header has no \"typ\", expected {expected:?}")),
            };
        }
        let typ = found.filter(|typ| self.refused_types.iter().any(|refused| is_same_type(typ, refused)))?;
        fault(format!("the header's \"typ\" is {typ:?}, expected an access token"))
    }

    fn type_values(&self, header: &Object<'_>) -> Compared {
        let found = header.get("typ");
        match &self.typ {
            Some(typ) => Compared::one_of(std::slice::from_ref(typ), found),
            None if self.refused_types.is_empty() => Compared::new(ANYTHING, value(found)),
            None => Compared::new(format!("not {}", any_of(&self.refused_types)), value(found)),
        }
    }

    /// The issuers that are accepted for a key of `key_issuer`; none of them means any.
    fn wanted_issuers<'i>(&'i self, key_issuer: &'i KeyIssuer) -> &'i [String] {
        match key_issuer {
            KeyIssuer::Only(own) => std::slice::from_ref(own),
            KeyIssuer::Default(own) if self.issuers.is_empty() => std::slice::from_ref(own),
            KeyIssuer::Default(_) | KeyIssuer::Any => &self.issuers,
        }
    }

    fn issuer_fault(&self, claims: &Object<'_>, key_issuer: &KeyIssuer) -> Option<Fault> {
        match key_issuer {
            KeyIssuer::Only(own) if !self.issuers.is_empty() && !self.issuers.contains(own) => {
                let message = format!("the key is for the issuer {own:?}, expected {}", any_of(&self.issuers));
                let hint = format!("to verify tokens of that issuer, pass --iss {own}");
                Some(Fault::new(Code::WrongIssuer, message).claim("iss").hint(hint))
            }
            _ => issuer_fault(claims, self.wanted_issuers(key_issuer)),
        }
    }

    fn subject_fault(&self, claims: &Object<'_>) -> Option<Fault> {
        let found = match string_of(claims, "sub") {
            Ok(found) => found,
            Err(fault) => return Some(fault),
        };
        let wanted = self.subject.as_ref()?;
        (found != Some(wanted))
            .then(|| unexpected(claims, Code::WrongSubject, "sub", "the subject", found, std::slice::from_ref(wanted)))
    }

    fn audience_fault(&self, claims: &Object<'_>) -> Option<Fault> {
        let Some(aud) = claims.get("aud") else {
            return (!self.audiences.is_empty())
                .then(|| unexpected(claims, Code::WrongAudience, "aud", "the audience", None, &self.audiences));
        };
        let Some(found) = claims::audiences(aud) else {
            return Some(wrong_kind("aud", "a string or an array of strings", aud));
        };
        if self.audiences.is_empty() || self.audiences.iter().any(|wanted| found.contains(&wanted.as_str())) {
            return None;
        }
        let cause = cause::of_strings(claims, "aud", &self.audiences, &found);
        let cause = token_use::not_an_access_token(claims).or(cause);
        let message = format!("the audience is {}, expected {}", all_of(&found), any_of(&self.audiences));
        Some(Fault::new(Code::WrongAudience, with_cause(message, cause)).claim("aud"))
    }
}

fn issuer_fault(claims: &Object<'_>, wanted: &[String]) -> Option<Fault> {
    let found = match string_of(claims, "iss") {
        Ok(found) => found,
        Err(fault) => return Some(fault),
    };
    if wanted.is_empty() || found.is_some_and(|iss| wanted.iter().any(|wanted| wanted == iss)) {
        return None;
    }
    Some(unexpected(claims, Code::WrongIssuer, "iss", "the issuer", found, wanted))
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

/// The string in a claim, which must be a string if it is present.
fn string_of<'v>(claims: &'v Object<'_>, name: &str) -> Result<Option<&'v str>, Fault> {
    match claims.get(name) {
        None => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(other) => Err(wrong_kind(name, "a string", other)),
    }
}

fn missing_entries(
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
            None => return Some(wrong_kind(name, "a string or an array of strings", value)),
        },
    };
    let absent: Vec<&String> = wanted.iter().filter(|word| !found.contains(&word.as_str())).collect();
    if absent.is_empty() {
        return None;
    }
    let kind = match (name, absent.len()) {
        ("roles", 1) => "role",
        ("scope", 2..) => "scopes",
        (name, _) => name,
    };
    let (cause, hint) = cause::of_words(claims, name, &absent, &found).unzip();
    let cause = cause.or_else(|| token_use::not_an_access_token(claims));
    let message = format!("missing {kind} {} (has {})", all_of(&absent), all_of(&found));
    Some(Fault { hint: hint.flatten(), ..Fault::new(code, with_cause(message, cause)).claim(name) })
}

fn claim_fault(path: &ClaimPath, expected: &ExpectedClaim, claims: &Object<'_>) -> Option<Fault> {
    let Some(found) = path.find(claims) else { return Some(missing_at(path, claims)) };
    let name = path.to_string();
    let wrong = |message: String| of_claim(Fault::new(Code::WrongClaim, message), &name);
    match expected {
        ExpectedClaim::Value(expected) => {
            if found == expected {
                return None;
            }
            let (cause, hint) = cause::of_kind(path, expected, found).unzip();
            let message = format!("{} is {found}, expected {expected}", shown(&name));
            let fault = wrong(with_cause(message, cause.map(str::to_owned)));
            Some(Fault { hint: hint.flatten(), ..fault })
        }
        ExpectedClaim::Match(glob) => {
            let text = match found {
                Json::String(text) => text,
                Json::Array(items) if items.iter().filter_map(Json::as_str).any(|text| glob.matches(text)) => {
                    return None;
                }
                Json::Array(_) => {
                    let message = format!("{} is {found}, expected a string in it that matches", shown(&name));
                    return Some(wrong(format!("{message} {:?}", glob.as_str())));
                }
                _ => {
                    let message = format!("{} is {}, expected a string that matches", shown(&name), found.kind());
                    return Some(wrong(format!("{message} {:?}", glob.as_str())));
                }
            };
            let mismatch = glob.mismatch(text)?;
            let rest: String = text.chars().skip(mismatch.text).collect();
            let from = match rest.as_str() {
                _ if usual_mistake::without_github_ids(text).is_some_and(|text| glob.matches(&text)) => {
                    "it matches without the numeric IDs of GitHub's new format".to_owned()
                }
                "" => "it ends before the pattern does".to_owned(),
                rest => format!("it differs starting at {rest:?}"),
            };
            Some(wrong(format!("{} is {found}, expected a match for {:?}; {from}", shown(&name), glob.as_str())))
        }
    }
}

fn claim_values(path: &ClaimPath, expected: &ExpectedClaim, claims: &Object<'_>) -> Compared {
    let found = path.find(claims);
    let values = match expected {
        ExpectedClaim::Value(expected) => Compared::equal(expected, found),
        ExpectedClaim::Match(glob) => {
            let mismatch = found.and_then(Json::as_str).and_then(|text| glob.mismatch(text).zip(Some(text)));
            // Both are shown in quotes; escapes before the place move it.
            let quoted = |text: &str, at: usize| {
                Json::string(text.chars().take(at).collect::<String>()).to_string().chars().count() - 1
            };
            let difference = mismatch.map(|(at, text)| FirstDifference {
                expected: quoted(glob.as_str(), at.pattern),
                found: quoted(text, at.text),
            });
            Compared { difference, ..Compared::new(Json::string(glob.as_str()).to_string(), value(found)) }
        }
    };
    let name = shown(&path.to_string());
    let prefix = name.chars().count() + 2;
    let moved =
        |place: FirstDifference| FirstDifference { expected: place.expected + prefix, found: place.found + prefix };
    Compared {
        expected: format!("{name}: {}", values.expected),
        found: format!("{name}: {}", values.found),
        difference: values.difference.map(moved),
    }
}

fn missing_at(path: &ClaimPath, claims: &Object<'_>) -> Fault {
    let fault = missing(&path.to_string());
    match cause::of_missing(claims, path) {
        None => fault,
        Some((cause, hint)) => Fault { message: with_cause(fault.message.clone(), Some(cause)), hint, ..fault },
    }
}

pub(in crate::token) fn missing(name: &str) -> Fault {
    of_claim(Fault::new(Code::MissingClaim, format!("the claim {} is missing", shown(name))), name)
}

/// Names the claim of a fault, unless its name may be a secret that was typed in the wrong place.
fn of_claim(fault: Fault, name: &str) -> Fault {
    if shown::not_a_name(name).is_some() { fault } else { fault.claim(name) }
}

pub(in crate::token) fn wrong_kind(name: &str, expected: &str, found: &Json<'_>) -> Fault {
    let value = if matches!(found, Json::Null) { String::new() } else { format!(": {found}") };
    Fault::new(Code::InvalidClaim, format!("\"{name}\" must be {expected}, but is {}{value}", found.kind())).claim(name)
}

fn unexpected(
    claims: &Object<'_>,
    code: Code,
    claim: &str,
    what: &str,
    found: Option<&str>,
    wanted: &[String],
) -> Fault {
    let cause = cause::of_strings(claims, claim, wanted, found.as_slice());
    let wanted = any_of(wanted);
    let message = match found {
        Some(found) => format!("{what} is {found:?}, expected {wanted}"),
        None => format!("{what} is missing, expected {wanted}"),
    };
    Fault::new(code, with_cause(message, cause)).claim(claim)
}

fn with_cause(message: String, cause: Option<String>) -> String {
    match cause {
        Some(cause) => format!("{message}; {cause}"),
        None => message,
    }
}

fn all_of<T: AsRef<str>>(items: &[T]) -> String {
    listed(items, " and ")
}

fn any_of<T: AsRef<str>>(items: &[T]) -> String {
    listed(items, " or ")
}

fn listed<T: AsRef<str>>(items: &[T], joint: &str) -> String {
    match items {
        [] => "none".to_owned(),
        items => items.iter().map(|item| format!("{:?}", item.as_ref())).collect::<Vec<_>>().join(joint),
    }
}
