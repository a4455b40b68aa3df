//! Causes that the text as a whole shows: it is something else, or a token in some wrapping.

use crate::base::b64;
use crate::base::json::{self, Duplicates, Json, Object};

use super::super::form::{is_header, is_token};
use super::super::locate::{line_of, locate};
use super::{Diagnosis, prefix};

/// The prefix of tokctl's own refresh tokens.
pub const REFRESH_TOKEN_PREFIX: &str = "tokctl_rt_";

/// The first cause that applies to `text` as a whole.
pub(super) fn cause(text: &str) -> Option<Diagnosis> {
    const CAUSES: &[fn(&str) -> Option<Diagnosis>] = &[
        empty,
        unset,
        placeholder,
        refresh_token,
        pem,
        utf16,
        inside,
        json,
        saml,
        scheme,
        cookie,
        shortened,
        quoted,
        wrapped,
        escaped,
        url_encoded,
        base64_of_token,
        joined,
        url,
        known_prefix,
        lower_cased,
        foreign_character,
    ];
    CAUSES.iter().find_map(|cause| cause(text))
}

fn empty(text: &str) -> Option<Diagnosis> {
    text.trim().is_empty().then(|| {
        Diagnosis::new(
            "empty",
            "there is no token: the input is empty",
            "check the variable or command that should give it",
        )
        .at(0)
    })
}

/// What programs print if they have no value.
fn unset(text: &str) -> Option<Diagnosis> {
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
            "unset",
            format!("the text is {:?}: a program printed it because it had no token", text.trim()),
            "look at how the program gets the token",
        )
        .at(0)
    })
}

fn placeholder(text: &str) -> Option<Diagnosis> {
    let text = text.trim();
    if text.starts_with("{{") || text.starts_with("${{") {
        let message = "the text is a template placeholder, not its value";
        return Some(Diagnosis::new("placeholder", message, "check that the template is rendered").at(0));
    }
    let name = text.strip_prefix('$').or_else(|| text.strip_prefix('%')?.strip_suffix('%'))?;
    let name = name.strip_prefix("env:").unwrap_or(name);
    let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte));
    let hint = "use double quotes in the shell, so that the variable is expanded";
    is_name.then(|| Diagnosis::new("placeholder", "the text is the name of a variable, not its value", hint).at(0))
}

fn refresh_token(text: &str) -> Option<Diagnosis> {
    text.starts_with(REFRESH_TOKEN_PREFIX).then(|| {
        Diagnosis::new(
            "refresh_token",
            "this is a tokctl refresh token, which is opaque",
            "`tokctl introspect` shows it, `tokctl refresh` exchanges it",
        )
        .at(0)
    })
}

fn pem(text: &str) -> Option<Diagnosis> {
    let at = text.find("-----BEGIN")?;
    Some(
        Diagnosis::new(
            "pem",
            "this is a PEM file, such as a key or a certificate, not a token",
            "for a key, use `tokctl key check`",
        )
        .at(at),
    )
}

/// UTF-16 that was read as single bytes: every second character is NUL.
fn utf16(text: &str) -> Option<Diagnosis> {
    super::utf16(text.as_bytes()).map(|_| super::diagnose_bytes(text.as_bytes()))
}

/// One token, or several, in other text. Commands that look take a single one; the others report this.
fn inside(text: &str) -> Option<Diagnosis> {
    match locate(text).as_slice() {
        [] => None,
        [only] if only.token == text => None,
        [only] => {
            let message = format!(
                "the text is more than a token: the token is in {}, line {}",
                only.place,
                line_of(text, only.offset)
            );
            Some(Diagnosis::new("wrapped_in_text", message, "pass the token alone").at(only.offset))
        }
        several => Some(
            Diagnosis::new("several_tokens", format!("the text holds {} tokens", several.len()), "pass one of them")
                .at(several[0].offset),
        ),
    }
}

fn json(text: &str) -> Option<Diagnosis> {
    let trimmed = text.trim_start();
    let at = text.len() - trimmed.len();
    if !trimmed.starts_with(['{', '[']) {
        return None;
    }
    let Ok(value) = json::parse(text.as_bytes(), Duplicates::Keep) else {
        return Some(
            Diagnosis::new("json", "this is JSON, or a part of it, not a token", "pass the token alone").at(at),
        );
    };
    let Json::Object(object) = &value else {
        return Some(
            Diagnosis::new("json", format!("this is {} in JSON, not a token", value.kind()), "pass the token alone")
                .at(at),
        );
    };
    Some(object_cause(object).at(at))
}

fn object_cause(object: &Object<'_>) -> Diagnosis {
    let has = |names: &[&str]| names.iter().any(|name| object.contains(name));
    if object.contains("signatures") || object.contains("payload") && has(&["signature", "protected"]) {
        return Diagnosis::new(
            "json_serialization",
            "this is a JWS in JSON serialization (RFC 7515 §7.2), not the compact form",
            "join \"protected\", \"payload\" and \"signature\" with dots",
        );
    }
    if object.contains("ciphertext") {
        return Diagnosis::new(
            "jwe_json",
            "this is a JWE in JSON serialization (RFC 7516 §7.2)",
            "only its recipient can decrypt it",
        );
    }
    if object.contains("keys") || object.contains("kty") {
        return Diagnosis::new(
            "jwk",
            "this is a JSON Web Key or key set, not a token",
            "for a key, use `tokctl key check`",
        );
    }
    if object.contains("error") {
        return Diagnosis::new(
            "error_response",
            "this is an error response, not a token",
            "its \"error\" says why no token was issued",
        );
    }
    // The member that was meant to hold the token, and what is wrong with its value.
    let named = object.iter().find(|(name, value)| name.ends_with("token") && value.as_str().is_some());
    if let Some((name, value)) = named {
        let value = value.as_str().unwrap_or_default();
        let inner = super::malformed(value).map(|malformed| super::diagnose(value, &malformed));
        let found = inner.map_or_else(String::new, |inner| format!(": {}", inner.message));
        return Diagnosis::new(
            "json_member",
            format!("this is JSON; its member {name:?} is not a JWT{found}"),
            "pass the value of that member alone to see more",
        );
    }
    if has(&["sub", "iss", "exp", "aud", "alg"]) {
        return Diagnosis::new(
            "not_encoded",
            "this is the JSON of a header or of claims, not yet encoded and signed",
            "sign it with `tokctl issue --claims @FILE`",
        );
    }
    Diagnosis::new("json", "this is a JSON object without a token in it", "pass the token alone")
}

fn saml(text: &str) -> Option<Diagnosis> {
    let is_saml = |text: &str| text.trim_start().starts_with('<') && (text.contains("saml") || text.contains("SAML"));
    let decoded = b64::decode_lenient(text.trim()).and_then(|bytes| String::from_utf8(bytes).ok());
    let (found, how) = match decoded {
        _ if is_saml(text) => (true, ""),
        Some(decoded) => (is_saml(&decoded), " in base64"),
        None => (false, ""),
    };
    if found {
        return Some(
            Diagnosis::new("saml", format!("this is a SAML message{how}, not a JWT"), "decode it with an XML tool")
                .at(0),
        );
    }
    text.trim_start().starts_with('<').then(|| {
        Diagnosis::new(
            "markup",
            "this is HTML or XML, such as an error page, not a token",
            "look at the response that it came from",
        )
        .at(0)
    })
}

/// An `Authorization` value of another scheme than Bearer (IANA's registry of HTTP authentication schemes).
fn scheme(text: &str) -> Option<Diagnosis> {
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
    Some(
        Diagnosis::new(
            "other_scheme",
            format!("this is an Authorization value of the scheme {name}, not a Bearer token"),
            "only a JWT can be decoded",
        )
        .at(at),
    )
}

fn cookie(text: &str) -> Option<Diagnosis> {
    let lower = text.trim_start().to_ascii_lowercase();
    let is_line = lower.starts_with("cookie:") || lower.starts_with("set-cookie:");
    let pairs = text
        .split("; ")
        .filter(|pair| pair.split_once('=').is_some_and(|(name, _)| !name.is_empty() && !name.contains(' ')))
        .count();
    (is_line || pairs >= 2 && text.split("; ").count() == pairs).then(|| {
        Diagnosis::new(
            "cookie",
            "this is a cookie line, and none of its cookies is a JWT",
            "pass the value of one cookie alone",
        )
        .at(0)
    })
}

fn shortened(text: &str) -> Option<Diagnosis> {
    let at = ["...", "…", "[truncated]", "***"].iter().find_map(|mark| text.find(mark))?;
    let message = if text.contains("***") {
        "the token is masked: `***` stands for a part of it"
    } else {
        "the token was shortened by the program that printed it"
    };
    Some(Diagnosis::new("shortened", message, "copy it from where it is shown whole").at(at))
}

/// A quote, or another sign that belongs to the text around the token.
fn quoted(text: &str) -> Option<Diagnosis> {
    const SIGNS: &[char] =
        &['"', '\'', '`', '“', '”', '‘', '’', '«', '»', '<', '>', ',', ';', '(', ')', '[', ']', '{', '}', '\\'];
    let inner = text.trim_matches(|c: char| SIGNS.contains(&c) || c.is_whitespace());
    if inner.len() == text.len() || !is_token(inner) {
        return None;
    }
    let at = if text.starts_with(inner) { inner.len() } else { 0 };
    let sign = text[at..].chars().next()?;
    Some(Diagnosis::new("quotes", format!("the token has {sign:?} around it"), "remove it").at(at))
}

/// A token cut into lines or words: by a mail program, a terminal, or quoted-printable.
fn wrapped(text: &str) -> Option<Diagnosis> {
    let at = text.find(char::is_whitespace)?;
    let marks =
        |word: &str| word.trim_start_matches(['>', '|', '+', '#']).trim_end_matches(['\\', '`', '^']).to_owned();
    let joined: String = text.split_whitespace().map(|word| marks(word.trim_matches(['"', '\'']))).collect();
    let soft: String = text.lines().map(|line| line.trim().trim_end_matches('=')).collect();
    let is_lines = text.contains(['\n', '\r']);
    if is_token(&joined) || is_token(&soft) {
        let what = if is_lines { "line breaks" } else { "spaces" };
        let hint = if is_lines { "join the lines, as with `tr -d '\\n\\r >'`" } else { "remove the spaces" };
        return Some(Diagnosis::new("wrapped_lines", format!("the token is broken by {what}"), hint).at(at));
    }
    let words = text.split_whitespace().filter(|word| word.matches('.').count() >= 2 && word.starts_with("ey")).count();
    if words >= 2 {
        return Some(
            Diagnosis::new(
                "several_tokens",
                "the text looks like several tokens, none of them whole",
                "pass one of them",
            )
            .at(at),
        );
    }
    None
}

/// Line breaks as the two characters `\n`, as in JSON or an environment file.
fn escaped(text: &str) -> Option<Diagnosis> {
    let at = text.find("\\n").or_else(|| text.find("\\r"))?;
    let plain = text.replace("\\n", "").replace("\\r", "");
    is_token(plain.trim_matches('"')).then(|| {
        Diagnosis::new("escaped_lines", "the token has escaped line breaks (`\\n`) in it", "remove them").at(at)
    })
}

fn url_encoded(text: &str) -> Option<Diagnosis> {
    let at = text
        .find('%')
        .filter(|at| text.as_bytes().get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)))?;
    let is_whole = percent_decode(text).is_some_and(|decoded| is_token(decoded.trim()) || !locate(&decoded).is_empty());
    let hint = if is_whole {
        "decode the percent signs first"
    } else {
        "decode the percent signs first, and check the result again"
    };
    Some(Diagnosis::new("url_encoded", "the text is URL-encoded", hint).at(at))
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = (*first == b'%').then(|| std::str::from_utf8(tail.get(..2)?).ok()).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

fn base64_of_token(text: &str) -> Option<Diagnosis> {
    let one_line: String = text.split_whitespace().collect();
    if one_line.contains('.') {
        return None;
    }
    let bytes = b64::decode_lenient(&one_line)?;
    let inner = String::from_utf8(bytes).ok()?;
    let inner = inner.trim();
    let what = match inner {
        _ if is_token(inner) => "a token".to_owned(),
        _ if !locate(inner).is_empty() => "text with a token in it".to_owned(),
        _ if b64::decode_lenient(inner)
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .is_some_and(|text| is_token(text.trim())) =>
        {
            "base64 of a token".to_owned()
        }
        _ => return None,
    };
    Some(
        Diagnosis::new(
            "base64_of_token",
            format!("this is base64 of {what}, as in a Kubernetes secret"),
            "decode it with `base64 -d` first",
        )
        .at(0),
    )
}

/// Two tokens one after the other, without anything between.
fn joined(text: &str) -> Option<Diagnosis> {
    let dots = text.matches('.').count();
    if dots != 4 && dots != 5 {
        return None;
    }
    let (at, _) = text.match_indices("eyJ").take(8).find(|(at, _)| {
        let (first, second) = text.split_at(*at);
        *at > 0 && is_token(first.trim_end_matches('.')) && is_header(second.split('.').next().unwrap_or_default())
    })?;
    Some(Diagnosis::new("joined", "two tokens stand one after the other", "separate them").at(at))
}

fn url(text: &str) -> Option<Diagnosis> {
    let (scheme, _) = text.split_once("://")?;
    let is_url = !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let has_code = text.contains("?code=") || text.contains("&code=");
    is_url.then(|| match has_code {
        true => Diagnosis::new(
            "authorization_code",
            "this is a redirect URL with an authorization code, not a token",
            "exchange the code at the token endpoint (RFC 6749 §4.1.3)",
        )
        .at(0),
        false => Diagnosis::new("url", "this is a URL without a token in it", "pass the token alone").at(0),
    })
}

fn known_prefix(text: &str) -> Option<Diagnosis> {
    let name = prefix::kind_by_prefix(text)?;
    let cause = if name.contains(" key") { "api_key" } else { "opaque" };
    Some(
        Diagnosis::new(
            cause,
            format!("this looks like {name}, not a JWT"),
            "only its issuer can say what it stands for",
        )
        .at(0),
    )
}

fn lower_cased(text: &str) -> Option<Diagnosis> {
    let is_changed = text.starts_with("eyjhbg")
        || text.starts_with("eyj0ex")
        || text.starts_with("eyjrawq")
        || text.starts_with("EYJHBG")
        || text.starts_with("EYJ0EX");
    is_changed.then(|| {
        Diagnosis::new(
            "case_changed",
            "the upper and lower case of the token was changed",
            "copy the token again; base64url depends on case, and the original cannot be restored",
        )
        .at(0)
    })
}

/// A character that is not ASCII, often one that cannot be seen.
fn foreign_character(text: &str) -> Option<Diagnosis> {
    let (at, c) = text.char_indices().find(|(_, c)| !c.is_ascii())?;
    let name = match c {
        '\u{a0}' => "a no-break space",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' | '\u{200d}' => "a zero-width joiner",
        '\u{2060}' | '\u{feff}' => "a byte order mark or word joiner",
        '\u{ad}' => "a soft hyphen",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "a typographic dash instead of `-`",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
            "a bidirectional control character"
        }
        '\u{fffd}' => "a replacement character, left by a wrong decoding",
        _ => "a character that is not ASCII",
    };
    let is_only_fault = is_token(&text.replace(c, ""));
    let message = format!("the text holds {name} (U+{:04X})", u32::from(c));
    let hint = if is_only_fault { "remove it" } else { "copy the token again as plain text" };
    Some(Diagnosis::new("foreign_character", message, hint).at(at))
}
