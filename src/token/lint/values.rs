//! Checks of every value in the payload: what should not be readable by anyone, and numbers that change.

use crate::base::json::{Json, Object};
use crate::base::shown::REFRESH_TOKEN_PREFIX;
use crate::token::sensitive::{self, NamePath};

use super::Findings;

/// Credentials by the form of their value: a prefix, the least length, and what it is.
const CREDENTIALS: &[(&str, usize, &str)] = &[
    ("AKIA", 20, "an AWS access key ID"),
    ("ASIA", 20, "an AWS access key ID"),
    ("AIza", 39, "a Google API key"),
    ("ghp_", 40, "a GitHub token"),
    ("gho_", 40, "a GitHub token"),
    ("ghs_", 40, "a GitHub token"),
    ("github_pat_", 40, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("xoxb-", 20, "a Slack token"),
    ("xoxp-", 20, "a Slack token"),
    ("sk_live_", 20, "a Stripe key"),
    ("sk-ant-", 20, "an API key"),
    ("npm_", 30, "an npm token"),
    ("pypi-", 30, "a PyPI token"),
    ("hvs.", 20, "a Vault token"),
    ("SG.", 40, "a SendGrid key"),
    (REFRESH_TOKEN_PREFIX, 40, "a refresh token"),
];

pub(super) fn check(payload: &Json<'_>, found: &mut Findings) {
    let Some(claims) = payload.as_object() else { return };
    for sensitive in sensitive::find(claims) {
        let rule = if sensitive.what == "a private key" { "credential-in-claim" } else { "sensitive-claim" };
        found.add(rule, Some(&sensitive.claim), format!("{:?} looks like {}", sensitive.claim, sensitive.what));
    }
    object(claims, &mut NamePath::default(), found);
}

fn object(object: &Object<'_>, path: &mut NamePath, found: &mut Findings) {
    for (name, value) in object.iter() {
        path.within(name, |path| one(value, path, found));
    }
}

fn one(value: &Json<'_>, path: &mut NamePath, found: &mut Findings) {
    match value {
        Json::Object(inner) => object(inner, path, found),
        Json::Array(items) => items.iter().for_each(|item| one(item, path, found)),
        Json::String(text) => {
            if let Some((_, _, what)) =
                CREDENTIALS.iter().find(|(prefix, least, _)| text.len() >= *least && text.starts_with(prefix))
            {
                let path = path.shown();
                found.add("credential-in-claim", Some(&path), format!("{path:?} looks like {what}"));
            } else if let Some(what) = personal(path.last(), text) {
                let path = path.shown();
                found.add("personal-data", Some(&path), format!("{path:?} looks like {what}"));
            }
        }
        Json::Number(number) => {
            let digits = number.text();
            let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
            let is_exact = digits.parse::<i128>().is_ok_and(|value| value.unsigned_abs() <= 1 << 53);
            if is_whole && !is_exact {
                let path = path.shown();
                found.add("number-precision", Some(&path), format!("{path:?} is over 2^53"));
            }
        }
        _ => {}
    }
}

fn personal(name: &str, text: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let is_mail = text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && !user.contains([' ', '/', ':'])
            && host.contains('.')
            && !host.contains([' ', '/', ':', '@'])
    });
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_phone = text.starts_with('+')
        && (8..=15).contains(&digits)
        && text[1..].bytes().all(|byte| byte.is_ascii_digit() || b" -()".contains(&byte));
    match name.as_str() {
        _ if is_mail => Some("an e-mail address"),
        _ if is_phone => Some("a phone number"),
        "birthdate" | "birthday" | "dob" => Some("a date of birth"),
        "address" | "street_address" => Some("an address"),
        _ => None,
    }
}
