//! Authentication headers as text.

use crate::core::http_auth::digest::username;
use crate::core::http_auth::grammar::{AuthValue, Content};
use crate::core::http_auth::parsed::{Contents, ParsedHeader, ParsedValue};
use crate::core::reports::claims::Times;

use super::claims::row;
use super::decode::decode;
use super::escape::escape;
use super::style::Style;

const HIDDEN: &str = "[hidden; --show prints it]";

pub fn headers(headers: &[ParsedHeader], show: bool, times: Times, style: Style) -> String {
    let mut parts = Vec::new();
    for header in headers {
        for parsed in &header.values {
            let what = if header.kind == "proof" { "proof" } else { parsed.value.scheme.as_str() };
            let title = style.heading(&format!("{}: {}", header.name, escape(what)));
            parts.push(format!("{title}\n{}", value(parsed, show, times, style)));
        }
    }
    parts.join("\n")
}

fn value(parsed: &ParsedValue, show: bool, times: Times, style: Style) -> String {
    match &parsed.contents {
        Contents::Basic(basic) => {
            let password = match basic.password.expose_str() {
                _ if !show => HIDDEN.to_owned(),
                Some(text) => escape(text).into_owned(),
                None => "[not valid UTF-8]".to_owned(),
            };
            let charset = if basic.charset == "UTF-8" { "" } else { basic.charset };
            row("user", 8, &escape(&basic.user), charset, style) + &row("password", 8, &password, "", style)
        }
        Contents::Token(token) => match token.as_ref() {
            Ok(token) => decode(token, times, style),
            Err(fault) => {
                let hint = fault.hint.as_deref().map(|hint| row("hint", 7, &escape(hint), "", style));
                let word = match &parsed.value.content {
                    Content::Token68(word) if show => Some(row("value", 7, &escape(word), "", style)),
                    _ => None,
                };
                let value = word.unwrap_or_default();
                value + &row("problem", 7, &escape(&fault.message), "", style) + &hint.unwrap_or_default()
            }
        },
        Contents::Opaque if !show => row("credentials", 11, HIDDEN, "", style),
        Contents::Opaque | Contents::Plain => fields(&parsed.value, style),
    }
}

fn fields(value: &AuthValue, style: Style) -> String {
    if let Content::Token68(word) = &value.content {
        return row("value", 5, &escape(word), "", style);
    }
    let width = value.params().iter().map(|param| param.name.len()).max().unwrap_or(0);
    let mut text: String = value
        .params()
        .iter()
        .map(|param| row(&param.name, width, &escape(&param.value), &style.dim(&meaning(value, &param.name)), style))
        .collect();
    if value.is("Digest") && value.param("stale").is_some_and(|stale| stale.eq_ignore_ascii_case("true")) {
        let note = "the nonce was too old, but the password was correct: repeat the request with this nonce";
        text += &format!("  {} {note}\n", style.warn("!"));
    }
    text
}

fn meaning(value: &AuthValue, name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let meaning = match (name.as_str(), value.is("Digest")) {
        ("realm", _) => "protected area",
        ("scope", _) => "required scope",
        ("error", _) => "error code (RFC 6750 §3.1)",
        ("error_description", _) => "explanation",
        ("error_uri", _) => "page about the error",
        ("charset", _) => "encoding of user name and password",
        ("algs", _) => "accepted algorithms of proofs",
        ("resource_metadata", _) => "metadata of the resource (RFC 9728)",
        ("nonce", true) => "nonce of the server",
        ("opaque", true) => "returned to the server as it is",
        ("algorithm", true) => "hash",
        ("qop", true) => "quality of protection",
        ("stale", true) => "whether only the nonce was wrong",
        ("domain", true) => "URIs that the credentials are for",
        ("userhash", true) => "whether the user name is hashed",
        ("username", true) => "user",
        ("username*", true) => return username(value).map(|user| escape(&user).into_owned()).unwrap_or_default(),
        ("uri", true) => "request target",
        ("response", true) => "hash of password, method and uri",
        ("nc", true) => "requests with this nonce, in hexadecimal",
        ("cnonce", true) => "nonce of the client",
        _ => "",
    };
    meaning.to_owned()
}
