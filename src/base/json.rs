//! JSON for tokens: strict, bounded, with members in the order given and numbers as they were written.
//!
//! RFC 7515 section 4 and RFC 7519 section 4 forbid duplicate members, which JSON alone does not. There is a depth limit,
//! and numbers keep their text (`1.10`, `12345678901234567890`), which a `serde_json::Value` would change. A fast reader
//! reads the text in one pass; if that fails, a strict one reads it again with `serde_json` and reports the error.

mod fast;
mod number;
mod object;
mod strict;

use std::borrow::Cow;
use std::fmt;

use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

pub use number::Number;
pub use object::Object;

/// How deep arrays and objects may nest.
pub const MAX_DEPTH: usize = 64;

/// The most values in one text, nested ones included.
pub const MAX_VALUES: usize = 100_000;

/// What to do if an object has two members of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duplicates {
    /// Reject the text: the only safe choice if anything depends on it.
    Refuse,
    /// Keep them all, for display.
    Keep,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{problem} at byte {offset}")]
pub struct JsonError {
    pub problem: JsonProblem,
    /// In bytes from the start of the text.
    pub offset: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum JsonProblem {
    #[error("not valid UTF-8")]
    Utf8,
    /// The message of `serde_json`.
    #[error("{0}")]
    Syntax(String),
    #[error("the JSON ends too early")]
    Truncated,
    #[error("duplicate member {0:?}")]
    Duplicate(String),
    #[error("nested deeper than {MAX_DEPTH} levels")]
    Depth,
    /// The limit that was exceeded.
    #[error("more than {0} values")]
    TooManyValues(usize),
    /// The kind of the value found, with its article.
    #[error("expected a JSON object, found {0}")]
    NotAnObject(&'static str),
}

/// A JSON value. It borrows from the text it was read from if possible.
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number<'a>),
    /// Unescaped.
    String(Cow<'a, str>),
    Array(Vec<Json<'a>>),
    Object(Object<'a>),
}

/// Reads one JSON value, followed by nothing but white space.
pub fn parse(text: &[u8], duplicates: Duplicates) -> Result<Json<'_>, JsonError> {
    parse_at_most(text, duplicates, MAX_VALUES)
}

fn parse_at_most(text: &[u8], duplicates: Duplicates, max_values: usize) -> Result<Json<'_>, JsonError> {
    let text =
        std::str::from_utf8(text).map_err(|e| JsonError { problem: JsonProblem::Utf8, offset: e.valid_up_to() })?;
    fast::read(text, duplicates, max_values).map_or_else(|| strict::read(text, duplicates, max_values), Ok)
}

/// Reads one JSON object, followed by nothing but white space.
pub fn parse_object(text: &[u8], duplicates: Duplicates) -> Result<Object<'_>, JsonError> {
    parse_object_at_most(text, duplicates, MAX_VALUES)
}

/// Reads one JSON object of at most `max_values` values, itself and nested ones included.
pub fn parse_object_at_most(text: &[u8], duplicates: Duplicates, max_values: usize) -> Result<Object<'_>, JsonError> {
    match parse_at_most(text, duplicates, max_values)? {
        Json::Object(object) => Ok(object),
        other => Err(JsonError { problem: JsonProblem::NotAnObject(other.kind()), offset: 0 }),
    }
}

/// A string, unescaped.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Json<'a> {
    pub fn string(text: impl Into<Cow<'a, str>>) -> Self {
        Self::String(text.into())
    }

    pub fn integer(value: i64) -> Self {
        Self::Number(Number::new(value.to_string()))
    }

    /// The kind of value with its article, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_array(&self) -> Option<&[Json<'a>]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    pub fn as_number(&self) -> Option<&Number<'a>> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Only a number written as an integer, in range.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.text().parse().ok()
    }

    pub fn into_owned(self) -> Json<'static> {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(value),
            Self::Number(number) => Json::Number(number.into_owned()),
            Self::String(text) => Json::String(Cow::Owned(text.into_owned())),
            Self::Array(items) => Json::Array(items.into_iter().map(Json::into_owned).collect()),
            Self::Object(object) => Json::Object(object.into_owned()),
        }
    }
}

impl fmt::Display for Json<'_> {
    /// Compact JSON text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(item)?;
                }
                seq.end()
            }
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strict(text: &str) -> Result<Json<'_>, JsonError> {
        parse(text.as_bytes(), Duplicates::Refuse)
    }

    #[test]
    fn order_and_number_text_survive() {
        let text = r#"{"z":1.10,"a":12345678901234567890,"m":[1e400,-0.0],"s":"é\"\n"}"#;
        assert_eq!(strict(text).unwrap().to_string(), text);
    }

    #[test]
    fn duplicates_are_found_at_every_level() {
        for text in [r#"{"a":1,"a":2}"#, r#"{"b":[{"a":1,"\u0061":2}]}"#] {
            let error = strict(text).unwrap_err();
            assert_eq!(error.problem, JsonProblem::Duplicate("a".to_owned()), "{text}");
            let kept = parse_object(text.as_bytes(), Duplicates::Keep).unwrap();
            assert_eq!(kept.duplicate(), Some("a"));
        }
        let many: String = (0..100).map(|i| format!("\"m{i}\":0,")).collect();
        assert!(strict(&format!("{{{many}\"m50\":1}}")).is_err());
        assert!(strict(&format!("{{{many}\"n\":1}}")).is_ok());
    }

    #[test]
    fn the_number_of_values_is_bounded() {
        // The array itself is a value, too.
        let array = |count: usize| format!("[{}]", vec!["[]"; count - 1].join(","));
        assert!(parse(array(MAX_VALUES).as_bytes(), Duplicates::Refuse).is_ok());
        let error = parse(array(MAX_VALUES + 1).as_bytes(), Duplicates::Keep).unwrap_err();
        assert_eq!(error.problem, JsonProblem::TooManyValues(MAX_VALUES));
        let object = br#"{"a":[1,{"b":2}]}"#;
        assert!(parse_object_at_most(object, Duplicates::Refuse, 5).is_ok());
        for max in 0..5 {
            let error = parse_object_at_most(object, Duplicates::Refuse, max).unwrap_err();
            assert_eq!(error.problem, JsonProblem::TooManyValues(max));
        }
    }

    #[test]
    fn many_members_are_set_as_single_ones_are() {
        let numbered = |range: std::ops::Range<i64>| -> Object<'static> {
            range.map(|i| (format!("m{}", i % 90), Json::integer(i))).collect()
        };
        for others in [numbered(0..3), numbered(40..200)] {
            let mut one_by_one = numbered(0..50);
            let mut at_once = one_by_one.clone();
            for (name, value) in others.iter() {
                one_by_one.set(name.to_owned(), value.clone());
            }
            at_once.set_all(others);
            assert_eq!(at_once.to_string(), one_by_one.to_string());
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(strict(&nested(MAX_DEPTH)).is_ok());
        let error = strict(&nested(MAX_DEPTH + 1)).unwrap_err();
        assert_eq!((error.problem, error.offset), (JsonProblem::Depth, MAX_DEPTH));
        assert!(strict(&nested(400_000)).is_err());
    }

    #[test]
    fn faults_carry_their_offset() {
        assert_eq!(strict(r#"{"a":1,}"#).unwrap_err().offset, 7);
        assert_eq!(strict("{\"a\":1").unwrap_err().problem, JsonProblem::Truncated);
        assert_eq!(parse(b"{\"a\":\"\xff\"}", Duplicates::Keep).unwrap_err().offset, 6);
        assert_eq!(strict("{} x").unwrap_err().offset, 3);
        for text in ["", " ", "{\"a\":\"\u{1}\"}", "[01]", "NaN", "[1,]", "'a'", "{\"a\":\"\\ud800\"}", "\u{feff}{}"] {
            assert!(strict(text).is_err(), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_accepted_or_rejected(bytes: Vec<u8>) {
            let _ = parse(&bytes, Duplicates::Keep);
            let _ = parse(&bytes, Duplicates::Refuse);
        }

        #[test]
        fn anything_json_like_is_judged_as_serde_json_judges_it(text in r#"[\[\]{}",:0-9a-e.\\u+ -]{0,24}"#) {
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            match parse(text.as_bytes(), Duplicates::Keep) {
                // serde_json refuses numbers that no f64 holds.
                Err(ours) => proptest::prop_assert!(theirs.is_err(), "{ours}"),
                Ok(ours) => {
                    let out_of_range = theirs.as_ref().is_err_and(|e| e.to_string().contains("out of range"));
                    proptest::prop_assert!(theirs.is_ok() || out_of_range);
                    if ours.as_object().is_none_or(|o| o.duplicate().is_none()) {
                        let written = ours.to_string();
                        proptest::prop_assert_eq!(parse(written.as_bytes(), Duplicates::Keep).unwrap(), ours);
                    }
                }
            }
        }
    }
}
