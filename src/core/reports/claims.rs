//! Claims and header parameters, each with its meaning.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::Timestamp;
use crate::base::datetime::{self, Zone};
use crate::base::json::{Json, Object};
use crate::jose::alg::Algorithm;
use crate::token::claims::{self, Class};

/// How to show times.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    pub zone: Zone,
    pub now: Timestamp,
}

/// A claim or a header parameter, explained.
#[derive(Debug, Serialize)]
pub struct ExplainedMember<'a> {
    pub name: &'a str,
    pub value: &'a Json<'a>,
    /// The date of a time claim.
    pub time: Option<String>,
    /// What the member means, or what is unusual about its value.
    pub remark: Option<Cow<'static, str>>,
    /// Whether the remark is about a fault.
    pub is_bad: bool,
}

/// The claims of one class, in the order of the token.
#[derive(Debug, Serialize)]
pub struct ClaimsOfClass<'a> {
    pub class: Class,
    pub claims: Vec<ExplainedMember<'a>>,
}

/// The claims by class, without the classes that have none.
pub fn by_class<'a>(claims: &'a Object<'a>, times: Times) -> Vec<ClaimsOfClass<'a>> {
    let of_class = |class: &Class| ClaimsOfClass {
        class: *class,
        claims: claims
            .iter()
            .filter(|(name, _)| claims::class(name) == *class)
            .map(|(name, value)| ExplainedMember::claim(name, value, times))
            .collect(),
    };
    Class::ALL.iter().map(of_class).filter(|section| !section.claims.is_empty()).collect()
}

/// The parameters of a token's header.
pub fn header_parameters<'a>(header: &'a Object<'a>) -> Vec<ExplainedMember<'a>> {
    header.iter().map(|(name, value)| ExplainedMember::parameter(name, value, header)).collect()
}

impl<'a> ExplainedMember<'a> {
    fn claim(name: &'a str, value: &'a Json<'a>, times: Times) -> Self {
        let info = claims::info(name);
        if let (Json::Number(number), Some(true)) = (value, info.map(|info| info.is_time)) {
            let time = claims::numeric_date(number);
            let shown = datetime::format(time, times.zone).unwrap_or_else(|| "out of range".to_owned());
            let (remark, is_bad) = time_remark(name, time, times.now);
            return Self { name, value, time: Some(shown), remark: Some(remark.into()), is_bad };
        }
        let expected = claims::expected_type(name, value);
        let remark = match (expected, info) {
            (Some(expected), _) => Some(format!("expected {expected}").into()),
            (None, Some(info)) => Some(info.meaning.into()),
            (None, None) => None,
        };
        Self { name, value, time: None, remark, is_bad: expected.is_some() }
    }

    fn parameter(name: &'a str, value: &'a Json<'a>, header: &Object<'_>) -> Self {
        let good = |remark| (Some(remark), false);
        let bad = |remark| (Some(remark), true);
        let (remark, is_bad) = match (name, value.as_str()) {
            ("alg", Some(alg)) if alg.eq_ignore_ascii_case("none") => bad("not signed"),
            ("alg", Some(alg)) => match Algorithm::from_name(alg) {
                Some(alg) => good(alg.summary()),
                None if header.contains("enc") => good("key encryption"),
                None => bad("unknown algorithm"),
            },
            ("enc", _) => good("content encryption"),
            ("typ", _) => good("type"),
            ("cty", _) => good("content type"),
            ("kid", _) => good("key ID"),
            ("crit", _) => good("critical extensions"),
            _ => (None, false),
        };
        Self { name, value, time: None, remark: remark.map(Cow::Borrowed), is_bad }
    }
}

/// How far a time is from now, and whether the token is not valid because of it.
fn time_remark(name: &str, time: Timestamp, now: Timestamp) -> (String, bool) {
    let distance = datetime::relative(time, now);
    match name {
        "exp" if time <= now => (format!("expired {distance}"), true),
        "exp" => (format!("expires {distance}"), false),
        "nbf" if now < time => (format!("not valid until {distance}"), true),
        "nbf" => (format!("valid since {distance}"), false),
        "iat" if now < time => (format!("in the future: {distance}"), true),
        "iat" => (format!("issued {distance}"), false),
        _ => (distance, false),
    }
}
