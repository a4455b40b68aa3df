//! Cookies that are not JWTs, by their names and by the forms that web frameworks give their values.

use crate::base::{b64, percent};

use super::{Diagnosis, DiagnosisKind, lookalike, prefix};

/// Names of cookies, or beginnings that end with `*`, and what sets them.
const NAMES: &[(&str, &str)] = &[
    ("connect.sid", "a session of Express"),
    ("PHPSESSID", "a session of PHP"),
    ("JSESSIONID", "a session of a Java server"),
    ("SESSION", "a session of Spring"),
    ("ASP.NET_SessionId", "a session of ASP.NET"),
    (".ASPXAUTH", "a login of ASP.NET"),
    (".AspNetCore.*", "data that ASP.NET Core protects"),
    ("sessionid", "a session of Django"),
    ("laravel_session", "a session of Laravel"),
    ("XSRF-TOKEN", "a token against request forgery"),
    ("csrftoken", "a token against request forgery"),
    ("ci_session", "a session of CodeIgniter"),
    ("koa.sess", "a session of Koa"),
    ("rack.session", "a session of Rack"),
    ("wordpress_logged_in_*", "a login of WordPress"),
    ("AWSALB", "a cookie of a load balancer"),
    ("_oauth2_proxy", "a session of oauth2-proxy, which is encrypted"),
    ("appSession", "a session of an Auth0 SDK, which is encrypted"),
    ("KEYCLOAK_SESSION", "a session of Keycloak"),
];

/// A cookie whose value is too long for one, such as the session of NextAuth: `name.0`, `name.1` and on.
pub(super) fn chunked_cookie(text: &str) -> Option<Diagnosis> {
    let names = text.split([';', ' ', '\n']).filter_map(|pair| pair.split_once('=').map(|(name, _)| name));
    let names: Vec<&str> = names.take(MAX_COOKIES).collect();
    let is_chunked = |name: &str| names.iter().any(|other| other.strip_suffix(".1") == Some(name));
    let name = names.iter().filter_map(|name| name.strip_suffix(".0")).find(|name| is_chunked(name))?;
    let message = format!("the value of the cookie {name:?} is in chunks: {name}.0, {name}.1 and on");
    Some(
        Diagnosis::new(DiagnosisKind::ChunkedCookie, message, "join the values of the chunks, in their order")
            .at(text.find(name)?),
    )
}

/// A session cookie of a web framework, by its form.
pub(super) fn framework_cookie(text: &str) -> Option<Diagnosis> {
    let decoded = String::from_utf8(percent::decode(text.trim())).ok()?;
    let text = decoded.as_str();
    let is_base64url = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let is_django = || {
        let [signature, time, value]: [&str; 3] = text.rsplitn(3, ':').collect::<Vec<_>>().try_into().ok()?;
        let is_signed = matches!(signature.len(), 27 | 43) && is_base64url(signature) && time.len() == 6;
        (is_signed && is_base64url(time) && is_base64url(value.trim_start_matches('.'))).then_some(())
    };
    let is_rails = || {
        let (rest, signature) = text.rsplit_once("--")?;
        let is_hex = signature.bytes().all(|byte| byte.is_ascii_hexdigit());
        // An encrypted one is data, a nonce of 12 bytes and a tag of 16, each in base64.
        let is_encrypted = rest.split_once("--").is_some_and(|(data, nonce)| {
            let length = |text: &str| b64::decode_standard(text).map(|bytes| bytes.len());
            let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
            data.chars().all(is_base64) && length(nonce) == Some(12) && length(signature) == Some(16)
        });
        (matches!(signature.len(), 40 | 64) && is_hex || is_encrypted).then_some(())
    };
    let is_express = || {
        let (id, signature) = text.strip_prefix("s:")?.split_once('.')?;
        (is_base64url(id) && signature.len() >= 40).then_some(())
    };
    let framework = match text {
        _ if text.contains(char::is_whitespace) => return None,
        _ if text.starts_with(".eJ") && text.matches('.').count() == 3 => "Flask, compressed",
        _ if text.starts_with("eyJpdiI6") && !text.contains('.') => "Laravel, encrypted",
        _ if is_django().is_some() => "Django",
        _ if is_rails().is_some() => "Rails",
        _ if is_express().is_some() => "Express",
        _ => return None,
    };
    let message = format!("this looks like a session cookie of {framework}, not a JWT");
    Some(Diagnosis::new(DiagnosisKind::SignedCookie, message, "only the framework that made it can verify it").at(0))
}

pub(super) fn cookie_line(text: &str) -> Option<Diagnosis> {
    let lower = text.trim_start().to_ascii_lowercase();
    let is_file = lower.starts_with("# netscape http cookie file") || lower.starts_with("# http cookie file");
    if is_file {
        let message = "this is a cookie file, and none of its cookies is a JWT";
        return Some(Diagnosis::new(DiagnosisKind::Cookie, message, "pass the value of one cookie alone").at(0));
    }
    if let Some(known) = known_cookie(text) {
        return Some(known);
    }
    let is_line = lower.starts_with("cookie:") || lower.starts_with("set-cookie:");
    let pairs = text.split("; ").filter(|pair| is_pair(pair)).count();
    (is_line || pairs >= 2 && text.split("; ").count() == pairs).then(|| {
        Diagnosis::new(
            DiagnosisKind::Cookie,
            "this is a cookie line, and none of its cookies is a JWT",
            "pass the value of one cookie alone",
        )
        .at(0)
    })
}

/// The first cookie of a line whose name or value shows what it is.
fn known_cookie(text: &str) -> Option<Diagnosis> {
    let line = text.trim();
    let after = ["cookie:", "set-cookie:"].iter().find_map(|name| {
        let head = line.get(..name.len())?;
        head.eq_ignore_ascii_case(name).then(|| &line[name.len()..])
    });
    if line.contains('\n') || after.is_none() && line.split("; ").any(|pair| !is_pair(pair)) {
        return None;
    }
    let pairs = after.unwrap_or(line).split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.take(MAX_COOKIES).find_map(|(name, value)| {
        let is_name = |pattern: &str| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == pattern,
        };
        let by_name = || NAMES.iter().find(|(pattern, _)| is_name(pattern)).map(|(_, what)| (*what).to_owned());
        let by_value = || {
            // Only by its form: a full diagnosis would look for cookies in the value again.
            let found = framework_cookie(value).or_else(|| lookalike::not_jose(value))?;
            let what = found.message.split_once("looks like ")?.1.split(", not a JWT").next()?;
            (found.kind == DiagnosisKind::SignedCookie).then(|| what.to_owned())
        };
        // A single pair may as well be an assignment in a shell.
        let is_line = after.is_some() || line.contains("; ");
        let by_prefix = || prefix::kind_by_prefix(value).filter(|_| is_line).map(str::to_owned);
        let what = by_value().or_else(by_name).or_else(by_prefix)?;
        let message = format!("this is a cookie line without a JWT; the cookie {name:?} is {what}");
        Some(
            Diagnosis::new(DiagnosisKind::Cookie, message, "only the application that set it can read it")
                .at(text.find(name)?),
        )
    })
}

fn is_pair(text: &str) -> bool {
    text.split_once('=').is_some_and(|(name, _)| !name.is_empty() && !name.contains(' '))
}

/// Cookies of a line that are examined.
const MAX_COOKIES: usize = 64;
