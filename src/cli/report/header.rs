//! The reports of `header`.

use serde::Serialize;

use crate::base::json::{Json, Object};
use crate::base::{Fault, Timestamp};
use crate::core::http_auth::grammar::Content;
use crate::core::http_auth::parsed::{Contents, ParsedHeader, ParsedValue};
use crate::core::reports::decode::DecodeReport;

#[derive(Debug, Serialize)]
pub struct ParseReport<'a> {
    pub headers: Vec<HeaderReport<'a>>,
}

#[derive(Debug, Serialize)]
pub struct HeaderReport<'a> {
    pub name: &'a str,
    /// `credentials`, `challenges` or `proof`.
    pub kind: &'a str,
    pub values: Vec<ValueReport<'a>>,
}

#[derive(Debug, Default, Serialize)]
pub struct ValueReport<'a> {
    pub scheme: &'a str,
    /// The word after the scheme, unless it contains a password or is a token, and is not to be shown.
    pub token68: Option<&'a str>,
    pub parameters: Option<Object<'a>>,
    /// Whether credentials that could not be decoded were left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<&'a str>,
    /// Null unless it is to be shown and is text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<Option<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charset: Option<&'a str>,
    /// A token that could be decoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<DecodeReport<'a>>,
    /// Why the token could not be decoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<&'a Fault>,
}

impl<'a> ParseReport<'a> {
    pub fn new(headers: &'a [ParsedHeader], show: bool, now: Timestamp) -> Self {
        let value = |value: &'a ParsedValue| ValueReport::new(value, show, now);
        let header = |header: &'a ParsedHeader| HeaderReport {
            name: header.name,
            kind: header.kind,
            values: header.values.iter().map(value).collect(),
        };
        Self { headers: headers.iter().map(header).collect() }
    }
}

impl<'a> ValueReport<'a> {
    fn new(parsed: &'a ParsedValue, show: bool, now: Timestamp) -> Self {
        let (token68, parameters) = match &parsed.value.content {
            Content::Token68(word) => (Some(word.as_str()), None),
            Content::Params(params) => {
                let members = params.iter().map(|param| (param.name.as_str(), Json::string(param.value.as_str())));
                (None, Some(members.collect()))
            }
        };
        let base = Self { scheme: &parsed.value.scheme, token68, parameters, ..Self::default() };
        match &parsed.contents {
            Contents::Basic(basic) => Self {
                token68: token68.filter(|_| show),
                user: Some(&basic.user),
                password: Some(basic.password.expose_str().filter(|_| show)),
                charset: Some(basic.charset),
                ..base
            },
            Contents::Token(token) => match token.as_ref() {
                Ok(token) => {
                    Self { token68: token68.filter(|_| show), token: Some(DecodeReport::new(token, now)), ..base }
                }
                Err(fault) if show => Self { problem: Some(fault), ..base },
                Err(fault) => Self { token68: None, hidden: Some(true), problem: Some(fault), ..base },
            },
            Contents::Opaque if !show => Self { token68: None, parameters: None, hidden: Some(true), ..base },
            Contents::Opaque | Contents::Plain => base,
        }
    }
}

/// Headers for a request.
#[derive(Debug, Serialize)]
pub struct WrittenReport<'a> {
    pub headers: Vec<WrittenHeader<'a>>,
}

#[derive(Debug, Serialize)]
pub struct WrittenHeader<'a> {
    pub name: &'a str,
    pub value: &'a str,
}

impl<'a> WrittenReport<'a> {
    pub fn new(headers: &[(&'a str, &'a str)]) -> Self {
        Self { headers: headers.iter().map(|(name, value)| WrittenHeader { name, value }).collect() }
    }
}

/// The verdict on credentials or a proof.
#[derive(Debug, Serialize)]
pub struct HeaderCheckReport<'a> {
    pub valid: bool,
    pub scheme: &'a str,
    pub errors: &'a [Fault],
    pub not_checked: &'a [&'static str],
    /// Whether the signature and the claims of the access token were checked. Present for DPoP with an access token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token_checked: Option<bool>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub notes: &'a [String],
}
