//! Expected text with holes in it, for what no run can foretell: signatures, random ids, directories.
//!
//! - `{{any}}` is anything within a line, `{{lines}}` anything at all
//! - `{{word}}` is characters other than white space, quotes and commas, `{{num}}` digits
//! - `{{jwt}}` is a compact token
//! - `{{jwt:name}}`, like any of these with a name, also remembers what it found, and `{{name}}` stands for it from then on
//! - `{{dir}}` is the directory of the case

use std::collections::BTreeMap;

/// The values of names.
pub type Names = BTreeMap<String, String>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Any,
    Lines,
    Word,
    Num,
    Jwt,
}

impl Class {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "any" => Self::Any,
            "lines" => Self::Lines,
            "word" => Self::Word,
            "num" => Self::Num,
            "jwt" => Self::Jwt,
            _ => return None,
        })
    }

    fn takes(self, c: char) -> bool {
        match self {
            Self::Any => c != '\n',
            Self::Lines => true,
            Self::Word => !c.is_whitespace() && !matches!(c, '"' | '\'' | ',' | '`'),
            Self::Num => c.is_ascii_digit(),
            Self::Jwt => c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'),
        }
    }

    fn accepts(self, text: &str) -> bool {
        match self {
            Self::Any | Self::Lines => true,
            Self::Word | Self::Num => !text.is_empty(),
            Self::Jwt => text.starts_with("ey") && text.matches('.').count() == 2,
        }
    }
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Hole(Class, Option<String>),
    /// What a hole before it took.
    Again(String),
}

/// Puts what names stand for into a text that has no other holes.
pub fn fill(text: &str, names: &Names) -> Result<String, String> {
    let mut out = String::new();
    for piece in pieces(text, names)? {
        match piece {
            Piece::Text(text) => out.push_str(&text),
            piece => return Err(format!("{piece:?} stands where only known names may: {text}")),
        }
    }
    Ok(out)
}

/// Whether `actual` is as `expected` says; what its holes have names for is remembered.
pub fn matches(expected: &str, actual: &str, names: &mut Names) -> Result<bool, String> {
    let pieces = pieces(expected, names)?;
    let mut found = Vec::new();
    let matched = walk(&pieces, actual, &mut found);
    if matched {
        names.extend(found);
    }
    Ok(matched)
}

fn pieces(text: &str, names: &Names) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        pieces.push(Piece::Text(before.to_owned()));
        let (hole, after) = after.split_once("}}").ok_or_else(|| format!("`{{{{` without `}}}}` in {text:?}"))?;
        let (kind, name) = hole.split_once(':').map_or((hole, None), |(kind, name)| (kind, Some(name.to_owned())));
        let is_before = |piece: &Piece| matches!(piece, Piece::Hole(_, Some(name)) if name == hole);
        pieces.push(match (Class::from_name(kind), names.get(hole)) {
            (Some(class), _) => Piece::Hole(class, name),
            (None, _) if pieces.iter().any(is_before) => Piece::Again(hole.to_owned()),
            (None, Some(value)) => Piece::Text(value.clone()),
            (None, None) => return Err(format!("nothing is known of {{{{{hole}}}}}")),
        });
        rest = after;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    Ok(pieces)
}

/// Tries the longest text for each hole first, and shorter ones where the rest does not fit then.
fn walk(pieces: &[Piece], text: &str, found: &mut Vec<(String, String)>) -> bool {
    let Some((first, others)) = pieces.split_first() else { return text.is_empty() };
    match first {
        Piece::Text(expected) => text.strip_prefix(expected.as_str()).is_some_and(|rest| walk(others, rest, found)),
        Piece::Again(name) => {
            let value = found.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.clone());
            value.is_some_and(|value| text.strip_prefix(&value).is_some_and(|rest| walk(others, rest, found)))
        }
        Piece::Hole(class, name) => {
            let longest = text.find(|c| !class.takes(c)).unwrap_or(text.len());
            let mut ends: Vec<usize> = text[..longest].char_indices().map(|(at, _)| at).collect();
            ends.push(longest);
            ends.into_iter().rev().any(|end| {
                let (taken, rest) = text.split_at(end);
                let known = found.len();
                if !class.accepts(taken) {
                    return false;
                }
                found.extend(name.iter().map(|name| (name.clone(), taken.to_owned())));
                walk(others, rest, found) || {
                    found.truncate(known);
                    false
                }
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_take_what_they_may_and_remember_it() {
        let mut names = Names::from([("dir".to_owned(), "/tmp/x".to_owned())]);
        let matched = matches(
            "at {{dir}}: {{num:n}} of {{word}}, {{any}}!\n{{lines}}end",
            "at /tmp/x: 12 of b, c!\n\n1\nend",
            &mut names,
        );
        assert_eq!(matched, Ok(true));
        assert_eq!(names.get("n").map(String::as_str), Some("12"));
        assert_eq!(matches("{{n}}", "13", &mut names), Ok(false));
        assert_eq!(matches("{{jwt:t}}\n", "eyJh.e30.c2ln\n", &mut names), Ok(true));
        assert_eq!(fill("a {{t}} b", &names).as_deref(), Ok("a eyJh.e30.c2ln b"));
        assert_eq!(matches("{{word:w}} {{w}}", "b b", &mut names), Ok(true));
        assert_eq!(matches("{{word:v}} {{v}}", "b c", &mut names), Ok(false));
        for (expected, actual) in [("{{num}}", "1a"), ("{{any}}", "a\nb"), ("{{jwt}}", "a.b.c"), ("x", "xy"), ("", "x")]
        {
            assert_eq!(matches(expected, actual, &mut names), Ok(false), "{expected} {actual}");
        }
        assert!(matches("{{nobody}}", "", &mut names).is_err() && fill("{{any}}", &names).is_err());
    }
}
