//! Reads JSON with `serde_json`, level by level: slower than one pass, but it reports what is wrong, and where.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::object::first_duplicate;
use super::{Duplicates, Json, JsonError, JsonProblem, MAX_DEPTH, Number, Object, Text};

/// Insignificant white space (RFC 8259 section 2).
const WHITE_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

pub(super) fn read(text: &str, duplicates: Duplicates, max_values: usize) -> Result<Json<'_>, JsonError> {
    let reader = StrictReader { text, duplicates, max_values, values: Cell::new(1) };
    if max_values == 0 {
        return Err(reader.too_many(text));
    }
    // Reading an object or array checks the whole text; for anything else that takes a separate step.
    match text.trim_start_matches(WHITE_SPACE).as_bytes().first() {
        Some(b'{') => reader.object(text, 1).map(Json::Object),
        Some(b'[') => reader.array(text, 1).map(Json::Array),
        _ => {
            let raw: &RawValue = reader.read(text)?;
            reader.value(raw.get(), 1)
        }
    }
}

struct StrictReader<'a> {
    text: &'a str,
    duplicates: Duplicates,
    max_values: usize,
    /// The number of values seen.
    values: Cell<usize>,
}

impl<'a> StrictReader<'a> {
    fn value(&self, raw: &'a str, depth: usize) -> Result<Json<'a>, JsonError> {
        Ok(match raw.as_bytes()[0] {
            b'{' => Json::Object(self.object(raw, depth)?),
            b'[' => Json::Array(self.array(raw, depth)?),
            b'"' => {
                let Text(text) = self.read(raw)?;
                Json::String(text)
            }
            b't' => Json::Bool(true),
            b'f' => Json::Bool(false),
            b'n' => Json::Null,
            _ => Json::Number(Number::new(raw)),
        })
    }

    fn array(&self, raw: &'a str, depth: usize) -> Result<Vec<Json<'a>>, JsonError> {
        self.check_depth(raw, depth)?;
        let Items(items) = self.read(raw)?;
        self.count(raw, items.len())?;
        items.into_iter().map(|item| self.value(item.get(), depth + 1)).collect()
    }

    fn object(&self, raw: &'a str, depth: usize) -> Result<Object<'a>, JsonError> {
        self.check_depth(raw, depth)?;
        let Members(members) = self.read(raw)?;
        self.count(raw, members.len())?;
        if self.duplicates == Duplicates::Refuse
            && let Some((name, value)) = first_duplicate(&members)
        {
            let problem = JsonProblem::Duplicate(name.to_string());
            return Err(JsonError { problem, offset: self.offset(value.get()) });
        }
        let values = members.into_iter().map(|(name, value)| Ok((name, self.value(value.get(), depth + 1)?)));
        values.collect::<Result<_, _>>().map(Object)
    }

    /// Counts the values in the array or object `raw`.
    fn count(&self, raw: &str, values: usize) -> Result<(), JsonError> {
        self.values.set(self.values.get() + values);
        if self.values.get() > self.max_values { Err(self.too_many(raw)) } else { Ok(()) }
    }

    fn too_many(&self, raw: &str) -> JsonError {
        JsonError { problem: JsonProblem::TooManyValues(self.max_values), offset: self.offset(raw) }
    }

    fn check_depth(&self, raw: &str, depth: usize) -> Result<(), JsonError> {
        if depth > MAX_DEPTH {
            return Err(JsonError { problem: JsonProblem::Depth, offset: self.offset(raw) });
        }
        Ok(())
    }

    fn read<T: Deserialize<'a>>(&self, raw: &'a str) -> Result<T, JsonError> {
        serde_json::from_str(raw).map_err(|e| syntax(&e, raw, self.offset(raw)))
    }

    /// The position of `part`, a slice of the text.
    fn offset(&self, part: &str) -> usize {
        part.as_ptr().addr() - self.text.as_ptr().addr()
    }
}

fn syntax(error: &serde_json::Error, text: &str, base: usize) -> JsonError {
    if error.is_eof() {
        return JsonError { problem: JsonProblem::Truncated, offset: base + text.len() };
    }
    // serde_json counts lines and columns from one, the column in bytes; its message ends in " at line L column C".
    let line_start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let message = error.to_string();
    let message = match message.split(" at line ").next().unwrap_or_default() {
        "expected ident" => "expected `true`, `false` or `null`",
        "expected value" => "expected a JSON value",
        "key must be a string" => "expected a member name in double quotes",
        "trailing characters" => "unexpected text after the JSON value",
        other => other,
    };
    let offset = base + line_start + error.column().saturating_sub(1);
    JsonError { problem: JsonProblem::Syntax(message.to_owned()), offset }
}

struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);
struct Items<'a>(Vec<&'a RawValue>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::with_capacity(16);
                while let Some(Text(name)) = map.next_key()? {
                    members.push((name, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(MembersVisitor)
    }
}

impl<'de> Deserialize<'de> for Items<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ItemsVisitor;
        impl<'de> Visitor<'de> for ItemsVisitor {
            type Value = Items<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(ItemsVisitor)
    }
}
