//! One pass over JSON that has nothing wrong with it, as nearly all of it has.
//!
//! This reader takes a text or declines it, and never says why: what it declines the thorough reader reads again and
//! explains. It may take nothing that the other would refuse, which the tests below hold it to.

use std::borrow::Cow;

use super::{Duplicates, FEW, Json, MAX_DEPTH, Number, Object, first_duplicate};

/// The value that `text` says.
pub(super) fn read(text: &str, duplicates: Duplicates) -> Option<Json<'_>> {
    let mut reader = Quick { text, at: 0, duplicates };
    reader.skip_white_space();
    let mut value = None;
    reader.value(1, |read| value = Some(read))?;
    reader.skip_white_space();
    value.filter(|_| reader.at == text.len())
}

struct Quick<'a> {
    text: &'a str,
    at: usize,
    duplicates: Duplicates,
}

impl<'a> Quick<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_white_space(&mut self) {
        // Nearly always there is none, which one comparison shows.
        while let Some(byte @ ..=b' ') = self.peek() {
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return;
            }
            self.at += 1;
        }
    }

    /// Reads a value and has it put where it belongs, straight from the arm that made it. A value that is handed from
    /// function to function first is copied by parts that the processor waits for: a third of the time for a token's claims.
    #[inline(always)]
    fn value(&mut self, depth: usize, put: impl FnOnce(Json<'a>)) -> Option<()> {
        match self.peek()? {
            b'"' => put(Json::String(self.string()?)),
            b'{' => put(Json::Object(self.object(depth)?)),
            b'[' => put(Json::Array(self.array(depth)?)),
            b't' => self.word("true").map(|()| put(Json::Bool(true)))?,
            b'f' => self.word("false").map(|()| put(Json::Bool(false)))?,
            b'n' => self.word("null").map(|()| put(Json::Null))?,
            _ => put(Json::Number(Number::new(self.number()?))),
        }
        Some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text.as_bytes()[self.at..].starts_with(word.as_bytes()).then(|| self.at += word.len())
    }

    fn object(&mut self, depth: usize) -> Option<Object<'a>> {
        if self.open(depth, b'}')? {
            return Some(Object::new());
        }
        let mut members: Vec<(Cow<'a, str>, Json<'a>)> = Vec::with_capacity(16);
        // A bit for each name met: one whose bit is not set stands here for the first time, and is compared with none.
        let mut met = 0_u64;
        loop {
            let name = self.string()?;
            self.skip_white_space();
            self.take(b':')?;
            self.skip_white_space();
            if self.duplicates == Duplicates::Refuse && members.len() < FEW {
                let bit = 1 << (spread(name.as_bytes()) % 64);
                if met & bit != 0 && members.iter().any(|(earlier, _)| *earlier == name) {
                    return None;
                }
                met |= bit;
            }
            self.value(depth + 1, |value| members.push((name, value)))?;
            if self.close_or_comma(b'}')? {
                break;
            }
        }
        if self.duplicates == Duplicates::Refuse && members.len() > FEW && first_duplicate(&members).is_some() {
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
            self.value(depth + 1, |value| items.push(value))?;
            if self.close_or_comma(b']')? {
                return Some(items);
            }
        }
    }

    /// Goes into an array or object, and says whether it is empty.
    fn open(&mut self, depth: usize, end: u8) -> Option<bool> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.at += 1;
        self.skip_white_space();
        Some(self.take(end).is_some())
    }

    /// Goes on to the next element, or says that there is none.
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

    /// Inlined by force: that takes a quarter off the time for a token's claims, which are mostly strings.
    #[inline(always)]
    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.take(b'"')?;
        let start = self.at;
        let end = self.special()?;
        self.at = end + 1;
        match self.text.as_bytes()[end] {
            b'"' => Some(Cow::Borrowed(&self.text[start..end])),
            b'\\' => self.escaped(start, end).map(|text| Cow::Owned(text.into())),
            _ => None,
        }
    }

    /// The string that begins at `start` and has its first escape at `backslash`. A box is handed back in registers, so that
    /// those without escapes need no room in memory for it.
    #[cold]
    fn escaped(&mut self, start: usize, backslash: usize) -> Option<Box<str>> {
        let bytes = self.text.as_bytes();
        self.at = backslash;
        while bytes[self.at] == b'\\' {
            // What follows is no end, whatever it is.
            self.at += 2;
            self.at = self.special()?;
        }
        if bytes[self.at] != b'"' {
            return None;
        }
        self.at += 1;
        // What an escape means, and whether it means anything, is for `serde_json` to say.
        serde_json::from_str(&self.text[start - 1..self.at]).ok()
    }

    /// Where the next byte stands that a string cannot simply hold: a quotation mark, a backslash or a control character.
    fn special(&self) -> Option<usize> {
        let mut at = self.at;
        let mut rest = self.text.as_bytes().get(at..)?;
        while let Some((word, after)) = rest.split_first_chunk::<8>() {
            let found = specials(u64::from_le_bytes(*word));
            if found != 0 {
                return Some(at + found.trailing_zeros() as usize / 8);
            }
            (at, rest) = (at + 8, after);
        }
        Some(at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..=0x1f))?)
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

/// The high bit of each of eight bytes that a string cannot simply hold. Only the lowest bit set is certain to be right:
/// a subtraction borrows upwards.
const fn specials(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let zero = quote.wrapping_sub(ONES) & !quote | backslash.wrapping_sub(ONES) & !backslash;
    (zero | word.wrapping_sub(ONES * 0x20) & !word) & HIGH
}

/// A number that names of claims mostly differ in.
fn spread(name: &[u8]) -> usize {
    match name {
        [first, .., last] => usize::from(*first) * 5 + usize::from(*last) * 3 + name.len() * 7,
        [only] => usize::from(*only),
        [] => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::thorough;
    use proptest::prelude::*;

    /// Both readers, as texts that tell every difference: number spellings, order, what is borrowed aside.
    fn both(text: &str, duplicates: Duplicates) -> (Option<String>, Option<String>) {
        let shown = |value: Json<'_>| format!("{value:?}");
        (read(text, duplicates).map(shown), thorough::read(text, duplicates).ok().map(shown))
    }

    fn agree(text: &str) -> Result<(), TestCaseError> {
        for duplicates in [Duplicates::Refuse, Duplicates::Keep] {
            let (quick, thorough) = both(text, duplicates);
            prop_assert_eq!(quick, thorough, "{:?} {:?}", text, duplicates);
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
    fn a_special_byte_is_found_wherever_it_stands() {
        for special in ['"', '\\', '\0', '\u{1f}'] {
            for before in ['a', '#', '!', '\u{7f}', 'é', '\u{80}', ']', '['] {
                for count in 0..20 {
                    let text = before.to_string().repeat(count) + &special.to_string() + "\"\\\u{1}aaaaaaaaaaaa";
                    let quick = Quick { text: &text, at: 0, duplicates: Duplicates::Keep };
                    assert_eq!(quick.special(), Some(before.len_utf8() * count), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn names_that_look_alike_to_the_quick_are_still_told_apart() {
        for (text, good) in [
            (r#"{"abc":1,"aXc":2}"#, true),
            (r#"{"abc":1,"abc":2}"#, false),
            (r#"{"abc":1,"\u0061bc":2}"#, false),
            (r#"{"":1,"":2}"#, false),
            (r#"{"a":1,"b":{"a":1}}"#, true),
        ] {
            assert_eq!(read(text, Duplicates::Refuse).is_some(), good, "{text}");
        }
        for count in [FEW - 1, FEW, FEW + 1, 100] {
            let names = |extra: &str| {
                let names: Vec<_> = (0..count - 1).map(|i| format!("\"m{i}\":0")).collect();
                format!("{{{},\"{extra}\":1}}", names.join(","))
            };
            assert!(read(&names("m5"), Duplicates::Refuse).is_none(), "{count}");
            assert!(read(&names("m5"), Duplicates::Keep).is_some(), "{count}");
            assert!(read(&names("other"), Duplicates::Refuse).is_some(), "{count}");
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
