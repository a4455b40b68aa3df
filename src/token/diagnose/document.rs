//! Diagnosis of other documents passed as a token.

use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::shown::REFRESH_TOKEN_PREFIX;

use super::{Diagnosis, DiagnosisKind, pasted, prefix};

pub(super) fn empty(text: &str) -> Option<Diagnosis> {
    text.trim().is_empty().then(|| {
        Diagnosis::new(
            DiagnosisKind::Empty,
            "there is no token: the input is empty",
            "check the variable or command that should provide it",
        )
        .at(0)
    })
}

/// What programs print if they have no value.
pub(super) fn unset(text: &str) -> Option<Diagnosis> {
    let words = [
        "undefined",
        "null",
        "none",
        "nil",
        "nan",
        "true",
        "false",
        "[object object]",
        "(null)",
        "<nil>",
        "\"\"",
        "''",
        "{}",
        "[]",
    ];
    let is_word = words.contains(&text.trim().to_ascii_lowercase().as_str());
    is_word.then(|| {
        Diagnosis::new(
            DiagnosisKind::Unset,
            format!("the text is {:?}: a program printed it because it had no token", text.trim()),
            "check how the program gets the token",
        )
        .at(0)
    })
}

pub(super) fn placeholder(text: &str) -> Option<Diagnosis> {
    let text = text.trim();
    if text.starts_with("{{") || text.starts_with("${{") {
        let message = "the text is a template placeholder, not its value";
        return Some(Diagnosis::new(DiagnosisKind::Placeholder, message, "check that the template is rendered").at(0));
    }
    let words = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).map(str::to_ascii_lowercase);
    let is_words = |words: &str| {
        words.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" _-".contains(&byte))
            && ["token", "jwt"].iter().any(|name| words.contains(name))
    };
    if words.is_some_and(|words| is_words(&words)) {
        let message = "the text is a placeholder, not a token";
        return Some(Diagnosis::new(DiagnosisKind::Placeholder, message, "put the token in its place").at(0));
    }
    let is_windows = text.starts_with('%');
    let name = text.strip_prefix('$').or_else(|| text.strip_prefix('%')?.strip_suffix('%'))?;
    let name = name.strip_prefix("env:").unwrap_or(name);
    let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte));
    let hint = match is_windows {
        true => "only cmd.exe expands this; write $NAME in a shell, $env:NAME in PowerShell",
        false => "use double quotes in the shell, so that the variable is expanded",
    };
    is_name.then(|| {
        Diagnosis::new(DiagnosisKind::Placeholder, "the text is the name of a variable, not its value", hint).at(0)
    })
}

pub(super) fn refresh_token(text: &str) -> Option<Diagnosis> {
    text.starts_with(REFRESH_TOKEN_PREFIX).then(|| {
        Diagnosis::new(
            DiagnosisKind::RefreshToken,
            "this is a tokctl refresh token, which is opaque",
            "`tokctl introspect` shows it, `tokctl refresh` rotates it",
        )
        .at(0)
    })
}

pub(super) fn pem(text: &str) -> Option<Diagnosis> {
    let at = text.find("-----BEGIN")?;
    Some(
        Diagnosis::new(
            DiagnosisKind::Pem,
            "this is a PEM file, such as a key or a certificate, not a token",
            "for a key, use `tokctl key check`",
        )
        .at(at),
    )
}

pub(super) fn json(text: &str) -> Option<Diagnosis> {
    let trimmed = text.trim_start();
    let at = text.len() - trimmed.len();
    if !trimmed.starts_with(['{', '[']) {
        return None;
    }
    let Ok(value) = json::parse(text.as_bytes(), Duplicates::Keep) else {
        // Neither a line of a log that begins with a bracket, nor an object as a program prints it.
        let compact: String = trimmed.chars().filter(|c| !c.is_whitespace()).take(3).collect();
        let is_json = ["{\"", "[\"", "[{\""].iter().any(|start| compact.starts_with(start));
        let cause = pasted::broken_token(text);
        return is_json.then(|| {
            cause.unwrap_or_else(|| {
                Diagnosis::new(
                    DiagnosisKind::Json,
                    "this is JSON, or a part of it, without a JWT",
                    "pass the token alone",
                )
                .at(at)
            })
        });
    };
    let Json::Object(object) = &value else {
        return Some(
            Diagnosis::new(
                DiagnosisKind::Json,
                format!("this is {} in JSON, not a token", value.kind()),
                "pass the token alone",
            )
            .at(at),
        );
    };
    let cause = structure(object).map(|cause| cause.at(at));
    Some(cause.or_else(|| pasted::broken_token(text)).unwrap_or_else(|| object_cause(object).at(at)))
}

/// What an object is by the members that a specification gives it.
fn structure(object: &Object<'_>) -> Option<Diagnosis> {
    let has = |names: &[&str]| names.iter().any(|name| object.contains(name));
    let diagnosis = if object.contains("signatures") || object.contains("payload") && has(&["signature", "protected"]) {
        Diagnosis::new(
            DiagnosisKind::JsonSerialization,
            "this is a JWS in JSON serialization (RFC 7515 §7.2), not the compact form",
            "join \"protected\", \"payload\" and \"signature\" with dots",
        )
    } else if object.contains("ciphertext") {
        Diagnosis::new(
            DiagnosisKind::JweJson,
            "this is a JWE in JSON serialization (RFC 7516 §7.2)",
            "decrypt it with the key of its recipient",
        )
    } else if object.contains("keys") || object.contains("kty") {
        Diagnosis::new(
            DiagnosisKind::Jwk,
            "this is a JSON Web Key or key set, not a token",
            "for a key, use `tokctl key check`",
        )
    } else if object.contains("error") {
        Diagnosis::new(
            DiagnosisKind::ErrorResponse,
            "this is an error response, not a token",
            "see its \"error\" for the reason",
        )
    } else {
        return None;
    };
    Some(diagnosis)
}

fn object_cause(object: &Object<'_>) -> Diagnosis {
    let has = |names: &[&str]| names.iter().any(|name| object.contains(name));
    // The member that was meant to hold the token, and what is wrong with its value.
    let named = object.iter().find(|(name, value)| name.ends_with("token") && value.as_str().is_some());
    if let Some((name, value)) = named {
        let value = value.as_str().unwrap_or_default();
        let inner = super::malformed(value).map(|malformed| super::diagnose(value, &malformed));
        let found = inner.map_or_else(String::new, |inner| format!(": {}", inner.message));
        return Diagnosis::new(
            DiagnosisKind::JsonMember,
            format!("this is JSON; its member {name:?} is not a JWT{found}"),
            "pass the value of that member alone to see more",
        );
    }
    let is_object = |name: &str| matches!(object.get(name), Some(Json::Object(_)));
    if is_object("header") && (is_object("payload") || is_object("claims")) {
        return Diagnosis::new(
            DiagnosisKind::Decoded,
            "this is the decoded content of a token, not the token",
            "pass the token that it was decoded from; its signature is not over this JSON",
        );
    }
    if has(&["sub", "iss", "exp", "aud", "alg"]) {
        return Diagnosis::new(
            DiagnosisKind::NotEncoded,
            "this is the JSON of a header or of claims, not yet encoded and signed",
            "sign it with `tokctl issue --claims @FILE`",
        );
    }
    Diagnosis::new(DiagnosisKind::Json, "this is a JSON object without a JWT", "pass the token alone")
}

pub(super) fn markup(text: &str) -> Option<Diagnosis> {
    if text.trim_start().starts_with('<') && (text.contains("saml") || text.contains("SAML")) {
        let message = "this is a SAML message, not a JWT";
        return Some(Diagnosis::new(DiagnosisKind::Saml, message, "read it with an XML tool").at(0));
    }
    // Not a line of a log or of `curl -v`.
    let is_markup = text
        .trim_start()
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?' | '/')));
    is_markup.then(|| {
        Diagnosis::new(
            DiagnosisKind::Markup,
            "this is HTML or XML, such as an error page, not a token",
            "check the response that it came from",
        )
        .at(0)
    })
}

/// An `Authorization` value of another scheme than Bearer (IANA's registry of HTTP authentication schemes).
pub(super) fn scheme(text: &str) -> Option<Diagnosis> {
    const SCHEMES: &[&str] = &[
        "Basic",
        "Digest",
        "Negotiate",
        "NTLM",
        "DPoP",
        "HOBA",
        "Mutual",
        "OAuth",
        "SCRAM-SHA-256",
        "vapid",
        "GNAP",
        "PrivateToken",
        "AWS4-HMAC-SHA256",
        "Hawk",
        "Token",
        "ApiKey",
        "Api-Key",
        "Signature",
        "SharedAccessSignature",
        "Kerberos",
    ];
    let (word, rest) = text.trim_start().split_once(' ')?;
    let name = SCHEMES.iter().find(|name| name.eq_ignore_ascii_case(word))?;
    let at = text.len() - rest.len();
    // Credentials are one word or parameters (RFC 9110 section 11.4); anything else is a sentence.
    let rest = rest.trim();
    let first = rest.split_whitespace().next()?;
    let is_parameter = first.find('=').is_some_and(|at| at > 0);
    if rest.len() < 4 || first.len() < rest.len() && !is_parameter {
        return None;
    }
    if let Some(known) = known_prefix(rest) {
        return Some(known.at(at));
    }
    Some(
        Diagnosis::new(
            DiagnosisKind::OtherScheme,
            format!("this is an Authorization value of the scheme {name}, not a Bearer token"),
            match *name {
                "AWS4-HMAC-SHA256" => "only AWS can verify it; request a Bearer token for another API",
                _ => "`tokctl header parse` shows what it contains",
            },
        )
        .at(at),
    )
}

/// What to do with an authorization code.
pub(super) const EXCHANGE_CODE: &str = "exchange the code at the token endpoint (RFC 6749 §4.1.3)";

/// The query of a redirect, without its URL.
pub(super) fn authorization_code(text: &str) -> Option<Diagnosis> {
    let query = text.trim().trim_start_matches(['?', '#']);
    let has_code =
        query.split('&').any(|parameter| parameter.strip_prefix("code=").is_some_and(|code| !code.is_empty()));
    let is_query = !query.contains(char::is_whitespace) && query.split('&').all(|parameter| parameter.contains('='));
    (has_code && is_query).then(|| {
        Diagnosis::new(
            DiagnosisKind::AuthorizationCode,
            "these are the parameters of a redirect with an authorization code, not a token",
            EXCHANGE_CODE,
        )
        .at(0)
    })
}

pub(super) fn url(text: &str) -> Option<Diagnosis> {
    let (scheme, _) = text.split_once("://")?;
    let is_url = !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let has_code = text.contains("?code=") || text.contains("&code=");
    is_url.then(|| match has_code {
        true => Diagnosis::new(
            DiagnosisKind::AuthorizationCode,
            "this is a redirect URL with an authorization code, not a token",
            EXCHANGE_CODE,
        )
        .at(0),
        false => {
            Diagnosis::new(DiagnosisKind::Url, "this is a URL without a token in it", "pass the token alone").at(0)
        }
    })
}

pub(super) fn known_prefix(text: &str) -> Option<Diagnosis> {
    let name = prefix::kind_by_prefix(text)?;
    let kind = if name.contains(" key") { DiagnosisKind::ApiKey } else { DiagnosisKind::Opaque };
    Some(Diagnosis::new(kind, format!("this looks like {name}, not a JWT"), "ask its issuer what it stands for").at(0))
}
