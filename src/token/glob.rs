//! Patterns for strings: `*` matches any text, `?` one character, and a backslash makes the next character literal.

use std::fmt;

/// The longest pattern, in characters. The work for a string is at most the product of both lengths.
const MAX_LEN: usize = 1_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob {
    text: String,
    items: Vec<Item>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Item {
    kind: ItemKind,
    /// The index of its first character in the text of the pattern.
    at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ItemKind {
    Literal(char),
    AnyCharacter,
    AnyText,
}

/// Where a string stops matching, as indices of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mismatch {
    /// In the pattern: the first character that nothing matched.
    pub pattern: usize,
    /// In the string: the first character that the pattern does not allow there.
    pub text: usize,
}

impl Glob {
    /// The pattern that matches only `text`.
    pub fn literal(text: &str) -> String {
        let escaped = |c: char| if matches!(c, '*' | '?' | '\\') { vec!['\\', c] } else { vec![c] };
        text.chars().flat_map(escaped).collect()
    }

    /// Fails if the pattern is too long, or ends with a single backslash.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.chars().count() > MAX_LEN {
            return Err(format!("the pattern is longer than {MAX_LEN} characters"));
        }
        let mut items = Vec::new();
        let mut chars = text.chars().enumerate();
        while let Some((at, c)) = chars.next() {
            let kind = match c {
                '*' => ItemKind::AnyText,
                '?' => ItemKind::AnyCharacter,
                '\\' => match chars.next() {
                    Some((_, literal)) => ItemKind::Literal(literal),
                    None => return Err("the pattern ends with a backslash; write `\\\\` for one".to_owned()),
                },
                c => ItemKind::Literal(c),
            };
            items.push(Item { kind, at });
        }
        Ok(Self { text: text.to_owned(), items })
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `None` if the pattern matches the whole of `text`.
    pub fn mismatch(&self, text: &str) -> Option<Mismatch> {
        // `reached[i]`: the items before `i` match the text so far.
        let mut reached = vec![false; self.items.len() + 1];
        let mut next = reached.clone();
        reached[0] = true;
        // What is before the last `*` reached can only lead to that `*` again.
        let (mut start, mut end) = self.skip_any_text(&mut reached, 0, 0).unwrap_or_default();
        let mut best = (end, 0);
        for (length, c) in (1..).zip(text.chars()) {
            next[start..].fill(false);
            let items = self.items.iter().enumerate().take(end + 1).skip(start);
            for (i, item) in items.filter(|(i, _)| reached[*i]) {
                match item.kind {
                    ItemKind::AnyText => next[i] = true,
                    ItemKind::AnyCharacter => next[i + 1] = true,
                    ItemKind::Literal(literal) => next[i + 1] |= literal == c,
                }
            }
            let Some(bounds) = self.skip_any_text(&mut next, start, end + 1) else { break };
            (start, end) = bounds;
            if end >= best.0 {
                best = (end, length);
            }
            std::mem::swap(&mut reached, &mut next);
        }
        if best == (self.items.len(), text.chars().count()) {
            return None;
        }
        let pattern = self.items.get(best.0).map_or(self.text.chars().count(), |item| item.at);
        Some(Mismatch { pattern, text: best.1 })
    }

    pub fn matches(&self, text: &str) -> bool {
        self.mismatch(text).is_none()
    }

    /// `*` also matches nothing. Looks at `reached` from `start` to `end`, and goes on as far as it reaches. Returns the index of
    /// the last `*` that is reached, or `start`, and the last index that is; `None` if there is none.
    fn skip_any_text(&self, reached: &mut [bool], start: usize, end: usize) -> Option<(usize, usize)> {
        let (mut last, mut furthest) = (start, None);
        for i in start..reached.len() {
            if !reached[i] {
                if i > end {
                    break;
                }
                continue;
            }
            furthest = Some(i);
            if self.items.get(i).is_some_and(|item| item.kind == ItemKind::AnyText) {
                reached[i + 1] = true;
                last = i;
            }
        }
        furthest.map(|furthest| (last, furthest))
    }
}

impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mismatch(pattern: &str, text: &str) -> Option<(usize, usize)> {
        Glob::parse(pattern).unwrap().mismatch(text).map(|found| (found.pattern, found.text))
    }

    #[test]
    fn patterns_match_whole_strings() {
        for (pattern, text) in [
            ("", ""),
            ("*", ""),
            ("*", "a/b:c"),
            ("a*c", "ac"),
            ("a*c", "abcbc"),
            ("a?c", "aéc"),
            ("a\\*c", "a*c"),
            ("\\\\", "\\"),
            ("**a**", "xay"),
            ("repo:octo/*:ref:refs/heads/main", "repo:octo/app:ref:refs/heads/main"),
            ("repo:octo@*/app@*:environment:prod", "repo:octo@12/app@34:environment:prod"),
        ] {
            assert_eq!(mismatch(pattern, text), None, "{pattern} {text}");
        }
        assert!(Glob::parse("a\\").is_err());
        assert!(Glob::parse(&"*a".repeat(MAX_LEN / 2)).is_ok());
        assert!(Glob::parse(&"*".repeat(MAX_LEN + 1)).is_err());
    }

    #[test]
    fn the_first_difference_is_where_the_longest_match_ends() {
        for (pattern, text, at) in [
            ("", "a", (0, 0)),
            ("a", "", (0, 0)),
            ("abc", "abd", (2, 2)),
            ("abc", "ab", (2, 2)),
            ("ab", "abc", (2, 2)),
            ("a?", "a", (1, 1)),
            ("a*", "b", (0, 0)),
            ("a\\*b", "a*c", (3, 2)),
            ("repo:octo/*:ref:refs/heads/main", "repo:octo/app:ref:refs/heads/dev", (27, 29)),
            ("repo:octo/*", "repo:octocat/app", (9, 9)),
            ("*a", "aab", (2, 2)),
        ] {
            assert_eq!(mismatch(pattern, text), Some(at), "{pattern} {text}");
        }
    }

    /// The usual recursive definition.
    fn matches(items: &[Item], text: &[char]) -> bool {
        match (items.split_first(), text.split_first()) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some((Item { kind: ItemKind::AnyText, .. }, rest)), first) => {
                matches(rest, text) || first.is_some_and(|(_, after)| matches(items, after))
            }
            (Some(_), None) => false,
            (Some((item, rest)), Some((c, after))) => {
                (item.kind == ItemKind::AnyCharacter || item.kind == ItemKind::Literal(*c)) && matches(rest, after)
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn the_answer_is_that_of_the_definition(pattern in "[ab*?]{0,6}", text in "[ab]{0,8}") {
            let glob = Glob::parse(&pattern).unwrap();
            let chars: Vec<char> = text.chars().collect();
            proptest::prop_assert_eq!(glob.matches(&text), matches(&glob.items, &chars));
        }

        #[test]
        fn no_input_panics(pattern: String, text: String) {
            if let Ok(glob) = Glob::parse(&pattern) {
                let _ = glob.mismatch(&text);
            }
        }
    }
}
