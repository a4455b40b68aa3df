//! Reads valid JSON in one pass. It doubles the speed of HS256 batches.
//!
//! On anything invalid it returns `None`, and the strict reader reads the text again to report the error. It must accept
//! exactly what the strict reader accepts; the tests below compare the two.

use std::borrow::Cow;

use super::object::first_duplicate;
use super::{Duplicates, Json, MAX_DEPTH, Number, Object};

pub(super) fn read(text: &str, duplicates: Duplicates, max_values: usize) -> Option<Json<'_>> {
    let mut reader = FastReader { text, at: 0, duplicates, values_left: max_values };
    reader.skip_white_space();
    let value = reader.value(1)?;
    reader.skip_white_space();
    (reader.at == text.len()).then_some(value)
}

struct FastReader<'a> {
    text: &'a str,
    at: usize,
    duplicates: Duplicates,
    values_left: usize,
}

impl<'a> FastReader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_white_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Option<Json<'a>> {
        self.values_left = self.values_left.checked_sub(1)?;
        Some(match self.peek()? {
            b'"' => Json::String(self.string()?),
            b'{' => Json::Object(self.object(depth)?),
            b'[' => Json::Array(self.array(depth)?),
            b't' => self.word("true").map(|()| Json::Bool(true))?,
            b'f' => self.word("false").map(|()| Json::Bool(false))?,
            b'n' => self.word("null").map(|()| Json::Null)?,
            _ => Json::Number(Number::new(self.number()?)),
        })
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text.as_bytes()[self.at..].starts_with(word.as_bytes()).then(|| self.at += word.len())
    }

    fn object(&mut self, depth: usize) -> Option<Object<'a>> {
        if self.open(depth, b'}')? {
            return Some(Object::new());
        }
        let mut members: Vec<(Cow<'a, str>, Json<'a>)> = Vec::with_capacity(16);
        loop {
            let name = self.string()?;
            self.skip_white_space();
            self.take(b':')?;
            self.skip_white_space();
            members.push((name, self.value(depth + 1)?));
            if self.close_or_comma(b'}')? {
                break;
            }
        }
        if self.duplicates == Duplicates::Refuse && first_duplicate(&members).is_some() {
            return None;
        }
        Some(Object(members))
    }

    fn array(&mut self, depth: usize) -> Option<Vec<Json<'a>>> {
        let mut items = Vec::new();
        if self.open(depth, b']')? {
            return Some(items);
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.close_or_comma(b']')? {
                return Some(items);
            }
        }
    }

    /// Enters an array or object; returns whether it is empty.
    fn open(&mut self, depth: usize, end: u8) -> Option<bool> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.at += 1;
        self.skip_white_space();
        Some(self.take(end).is_some())
    }

    /// Moves to the next element; returns whether the array or object ended instead.
    fn close_or_comma(&mut self, end: u8) -> Option<bool> {
        self.skip_white_space();
        if self.take(end).is_some() {
            return Some(true);
        }
        self.take(b',')?;
        self.skip_white_space();
        Some(false)
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.take(b'"')?;
        let start = self.at;
        let end = self.special()?;
        self.at = end + 1;
        match self.text.as_bytes()[end] {
            b'"' => Some(Cow::Borrowed(&self.text[start..end])),
            b'\\' => self.escaped(start, end).map(Cow::Owned),
            _ => None,
        }
    }

    /// The string that begins at `start` and has its first escape at `backslash`.
    fn escaped(&mut self, start: usize, backslash: usize) -> Option<String> {
        let bytes = self.text.as_bytes();
        self.at = backslash;
        while bytes[self.at] == b'\\' {
            // The escaped byte does not end the string, whatever it is.
            self.at += 2;
            self.at = self.special()?;
        }
        if bytes[self.at] != b'"' {
            return None;
        }
        self.at += 1;
        // `serde_json` decodes the escapes, and rejects invalid ones.
        serde_json::from_str(&self.text[start - 1..self.at]).ok()
    }

    /// The position of the next quotation mark, backslash or control character.
    fn special(&self) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.at..)?;
        Some(self.at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..=0x1f))?)
    }

    /// RFC 8259 section 6.
    fn number(&mut self) -> Option<&'a str> {
        let start = self.at;
        _ = self.take(b'-');
        if self.take(b'0').is_none() {
            self.digits()?;
        }
        if self.take(b'.').is_some() {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(&self.text[start..self.at])
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::MAX_VALUES;
    use super::*;
    use crate::base::json::object::FEW;
    use crate::base::json::strict;
    use proptest::prelude::*;

    /// What both readers read from a string, in a form that shows order and the spelling of numbers.
    fn both(text: &str, duplicates: Duplicates) -> (Option<String>, Option<String>) {
        let shown = |value: Json<'_>| format!("{value:?}");
        (read(text, duplicates, MAX_VALUES).map(shown), strict::read(text, duplicates, MAX_VALUES).ok().map(shown))
    }

    fn agree(text: &str) -> Result<(), TestCaseError> {
        for duplicates in [Duplicates::Refuse, Duplicates::Keep] {
            let (fast, strict) = both(text, duplicates);
            prop_assert_eq!(fast, strict, "{:?} {:?}", text, duplicates);
        }
        Ok(())
    }

    fn json() -> impl Strategy<Value = String> {
        let string = prop_oneof![
            4 => "[a-zé\u{1f600} ]{0,20}".prop_map(|text| format!("\"{text}\"")),
            2 => r#"("[a-c]?")"#,
            1 => r#""([a-z]{0,9}(\\["\\/bfnrt]|\\u00[0-9a-f]{2}|\\ud83d\\ude00|\\ud800)?){0,3}""#,
        ];
        let leaf = prop_oneof![
            Just("null".to_owned()),
            Just("true".to_owned()),
            Just("false".to_owned()),
            "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,4})?([eE][+-]?[0-9]{1,5})?",
            string.clone(),
        ];
        leaf.prop_recursive(6, 64, 8, move |inner| {
            let member = (string.clone(), "[ \t\n\r]{0,2}", inner.clone());
            prop_oneof![
                prop::collection::vec(inner, 0..5).prop_map(|items| format!("[{}]", items.join(", "))),
                prop::collection::vec(member, 0..30).prop_map(|members| {
                    let members: Vec<_> = members.iter().map(|(n, gap, v)| format!("{n}{gap}:{gap}{v}")).collect();
                    format!("{{{}}}", members.join(","))
                }),
            ]
        })
    }

    #[test]
    fn a_special_byte_is_found_at_every_position() {
        for special in ['"', '\\', '\0', '\u{1f}'] {
            for before in ['a', '#', '!', '\u{7f}', 'é', '\u{80}', ']', '['] {
                for count in 0..20 {
                    let text = before.to_string().repeat(count) + &special.to_string() + "\"\\\u{1}aaaaaaaaaaaa";
                    let reader =
                        FastReader { text: &text, at: 0, duplicates: Duplicates::Keep, values_left: MAX_VALUES };
                    assert_eq!(reader.special(), Some(before.len_utf8() * count), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn similar_names_are_not_duplicates() {
        for (text, good) in [
            (r#"{"abc":1,"aXc":2}"#, true),
            (r#"{"abc":1,"abc":2}"#, false),
            (r#"{"abc":1,"\u0061bc":2}"#, false),
            (r#"{"":1,"":2}"#, false),
            (r#"{"a":1,"b":{"a":1}}"#, true),
        ] {
            assert_eq!(read(text, Duplicates::Refuse, MAX_VALUES).is_some(), good, "{text}");
        }
        for count in [FEW - 1, FEW, FEW + 1, 100] {
            let names = |extra: &str| {
                let names: Vec<_> = (0..count - 1).map(|i| format!("\"m{i}\":0")).collect();
                format!("{{{},\"{extra}\":1}}", names.join(","))
            };
            assert!(read(&names("m5"), Duplicates::Refuse, MAX_VALUES).is_none(), "{count}");
            assert!(read(&names("m5"), Duplicates::Keep, MAX_VALUES).is_some(), "{count}");
            assert!(read(&names("other"), Duplicates::Refuse, MAX_VALUES).is_some(), "{count}");
        }
    }

    proptest! {
        #[test]
        fn both_readers_agree_on_what_is_json(text in json()) {
            agree(&text)?;
        }

        #[test]
        fn both_readers_agree_on_what_is_nearly_json(text in json(), at: usize, change in r#"[\[\]{}",:0-9a-e.\\u+\n\u0001é -]{0,2}"#) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = at % starts.len();
            let end = (start + 1).min(starts.len() - 1);
            agree(&format!("{}{change}{}", &text[..starts[start]], &text[starts[end]..]))?;
            agree(&format!("{}{change}{}", &text[..starts[start]], &text[starts[start]..]))?;
            agree(&text[..starts[start]])?;
        }

        #[test]
        fn both_readers_agree_on_any_text(text in r#"[\[\]{}",:0-9a-e.\\u+ -]{0,24}"#, any in ".{0,20}") {
            agree(&text)?;
            agree(&any)?;
        }

        #[test]
        fn both_readers_agree_on_depth(levels in 60..70_usize) {
            agree(&("[".repeat(levels) + &"]".repeat(levels)))?;
            agree(&("{\"a\":".repeat(levels) + "1" + &"}".repeat(levels)))?;
        }
    }
}
