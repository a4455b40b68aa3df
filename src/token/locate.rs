//! Finding tokens in text that is more than a token: a shell assignment, a cookie line, a curl command, a URL, JSON.
//!
//! Only whole tokens count, and nothing in them is repaired: a run of token characters beside `=`, `+`, `/` or `%` is part
//! of something else, such as a token in another encoding.

use std::fmt;

use crate::base::json::{self, Duplicates, Json};

use super::form::is_token;

/// A token inside other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<'t> {
    pub token: &'t str,
    /// The byte of the text at which it begins.
    pub offset: usize,
    pub place: Place<'t>,
    /// How many more times the same token is in the text.
    pub repeats: usize,
}

/// What contains a token, judging by the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place<'t> {
    /// `NAME=token`.
    Assignment(&'t str),
    /// A cookie in a `Cookie` or `Set-Cookie` line.
    Cookie(&'t str),
    /// A parameter in the query or fragment of a URL.
    Parameter(&'t str),
    /// `name: token`, as in a header line or YAML.
    Field(&'t str),
    /// The path of a member in JSON, as `data.access_token` or `tokens[0]`.
    Member(String),
    /// Anywhere else.
    Text,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assignment(name) => write!(f, "the value of {name}"),
            Self::Cookie(name) => write!(f, "the cookie {name}"),
            Self::Parameter(name) => write!(f, "the URL parameter {name}"),
            Self::Field(name) => write!(f, "the field {name}"),
            Self::Member(path) => write!(f, "the JSON member {path:?}"),
            Self::Text => f.write_str("other text"),
        }
    }
}

/// Distinct tokens that are looked for in one text.
pub const MAX_TOKENS: usize = 32;

/// The first distinct tokens in `text`, in order: a signed JWT, an SD-JWT with its disclosures, or a JWE.
pub fn locate(text: &str) -> Vec<Located<'_>> {
    let mut found: Vec<Located<'_>> = Vec::new();
    let json = json::parse(text.as_bytes(), Duplicates::Keep).ok();
    let mut members = Vec::new();
    if let Some(json) = &json {
        strings(json, "", &mut members);
    }
    let (mut at, mut tokens) = (0, 0);
    while tokens < MAX_TOKENS
        && let Some(start) = text[at..].find(is_token_char).map(|start| at + start)
    {
        let run = &text[start..];
        let end = run.find(|c| !is_token_char(c)).map_or(text.len(), |end| start + end);
        at = end;
        let escape = match escape_len(text, start) {
            // What looks like the letter that ends a control sequence is the token's own.
            1.. if is_token(run[..end - start].trim_end_matches('.')) => 0,
            len => len,
        };
        let (run_start, start) = (start, (start + escape).min(end));
        // A full stop may end the sentence around the token, or an unsigned token.
        let run = &text[start..end];
        let trimmed = run.trim_end_matches('.');
        if let Some(same) = found.iter_mut().find(|located| located.token == run || located.token == trimmed) {
            let end = start + same.token.len();
            if is_whole(text, run_start, end) && !is_continued(text, start, end) {
                same.repeats += 1;
            }
            continue;
        }
        let token = if is_token(run) { run } else { trimmed };
        if !is_token(token) {
            continue;
        }
        tokens += 1;
        if is_whole(text, run_start, start + token.len()) && !is_continued(text, start, start + token.len()) {
            let member = member(&members, token).map(|at| members.remove(at).0);
            let place = member.map_or_else(|| place(text, start), Place::Member);
            found.push(Located { token, offset: start, place, repeats: 0 });
        }
    }
    found
}

/// What holds the `value` that begins at the byte `start` of `text`.
pub(super) fn place_of<'t>(text: &'t str, start: usize, value: &str) -> Place<'t> {
    let json = json::parse(text.as_bytes(), Duplicates::Keep).ok();
    let mut members = Vec::new();
    if let Some(json) = &json {
        strings(json, "", &mut members);
    }
    let member = member(&members, value).map(|at| members.remove(at).0);
    member.map_or_else(|| place(text, start), Place::Member)
}

/// The string that is `value`, ends with it as a word, or has it inside.
fn member(members: &[(String, &str)], value: &str) -> Option<usize> {
    members
        .iter()
        .position(|(_, text)| holds(text, value))
        .or_else(|| members.iter().position(|(_, text)| text.contains(value)))
}

/// The length of an escape that ends inside the run of token characters at `start`: a JSON escape, such as the `n` of `\n`,
/// or a terminal control sequence, such as the `32m` of a color.
fn escape_len(text: &str, start: usize) -> usize {
    let (before, run) = (&text[..start], &text[start..]);
    if before.ends_with('\\') {
        return match run.as_bytes() {
            [b'n' | b'r' | b't', ..] => 1,
            [b'u', hex @ ..] if hex.len() >= 4 && hex[..4].iter().all(u8::is_ascii_hexdigit) => 5,
            _ => 0,
        };
    }
    let parameters = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ';' | '?'));
    if !parameters.ends_with("\u{1b}[") {
        return 0;
    }
    let digits = run.bytes().take_while(u8::is_ascii_digit).count();
    if run[digits..].starts_with(|c: char| c.is_ascii_alphabetic()) { digits + 1 } else { 0 }
}

/// The line of `text` on which the byte `offset` is, counted from 1.
pub fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

pub(super) fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '~')
}

/// A line of at least this many bytes may be one of a token that was wrapped.
const WRAPPED_LINE: usize = 40;

/// A word of at least this many token characters after a space may be the rest of a token.
const WRAPPED_WORD: usize = 20;

/// Whether the next line, or the next word, may continue the token that ends at `end`. A line may end with an escaped break.
fn is_continued(text: &str, start: usize, end: usize) -> bool {
    let is_rest = |text: &str| !text.is_empty() && text.chars().all(is_token_char) && !is_token(text);
    if let Some(word) = text[end..].strip_prefix(' ') {
        let word = word.split_whitespace().next().unwrap_or_default();
        return word.len() >= WRAPPED_WORD && is_rest(word);
    }
    if end - start < WRAPPED_LINE {
        return false;
    }
    let escaped = ["\\r\\n", "\\n", "\\r"].iter().find_map(|escape| text[end..].strip_prefix(escape));
    if let Some(next) = escaped {
        let next = next.split(|c: char| matches!(c, '\\' | '"' | '\'') || c.is_whitespace()).next().unwrap_or_default();
        return is_rest(next);
    }
    let rest = text[end..].trim_start_matches(['\r', '=', '\\', ' ']);
    let Some(next) = rest.strip_prefix('\n').and_then(|rest| rest.lines().next()) else { return false };
    is_rest(next.trim_matches([' ', '\t', '\r', '>', '|', '"', '\'', '\\', '=']))
}

/// Whether the characters beside the run are ones that separate a token from other text.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].trim_start_matches('.').chars().next();
    let separates = |c: char| c.is_whitespace() || "\"'`&;,<>()[]{}|#^*\\\u{1b}“”‘’«»".contains(c);
    !before.is_some_and(|c| c.is_alphanumeric() || "+%".contains(c))
        && after.is_none_or(separates)
        && !text[end..].starts_with("..")
}

/// Every string in `json` with its path, in order.
fn strings<'j>(json: &'j Json<'_>, path: &str, out: &mut Vec<(String, &'j str)>) {
    match json {
        Json::String(text) => out.push((path.to_owned(), text)),
        Json::Object(object) => {
            for (name, value) in object.iter() {
                let dot = if path.is_empty() { "" } else { "." };
                strings(value, &format!("{path}{dot}{name}"), out);
            }
        }
        Json::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                strings(value, &format!("{path}[{index}]"), out);
            }
        }
        _ => {}
    }
}

fn holds(text: &str, token: &str) -> bool {
    text == token || text.rsplit_once(' ').is_some_and(|(_, last)| last == token)
}

/// The part of the line before the byte `start`.
fn place(text: &str, start: usize) -> Place<'_> {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let whole_line = &text[line..start];
    if let [_, _, _, _, _, name, ""] = whole_line.split('\t').collect::<Vec<_>>().as_slice() {
        return Place::Cookie(name);
    }
    let mut before = whole_line.trim_end_matches(['"', '\'', '`', ' ', '\t', '\\', '^']);
    for scheme in ["bearer", "dpop", "token", "jwt"] {
        let head = before.len().checked_sub(scheme.len()).filter(|at| before.is_char_boundary(*at));
        if let Some(head) = head
            && before[head..].eq_ignore_ascii_case(scheme)
            && before[..head].ends_with([' ', '\t', ':', '"', '\''])
        {
            before = before[..head].trim_end_matches(['"', '\'', '`', ' ', '\t', '\\', '^']);
        }
    }
    let separator = before.chars().next_back();
    let (Some(rest), true) = (before.get(..before.len().saturating_sub(1)), matches!(separator, Some('=' | ':')))
    else {
        return Place::Text;
    };
    let rest = rest.trim_end_matches(['"', '\'', ' ', '\t', '\\']);
    let head = rest.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '$'));
    let name = &rest[head.len()..];
    let is_cookie = ["cookie:", "set-cookie:"].iter().any(|word| {
        whole_line.to_ascii_lowercase().trim_start_matches(['<', '>', '-', 'H', 'h', ' ', '\'', '"']).starts_with(word)
    });
    match (separator, head.chars().next_back()) {
        _ if name.is_empty() => Place::Text,
        (Some('='), _) if is_cookie => Place::Cookie(name),
        (Some('='), Some('?' | '&' | '#')) => Place::Parameter(name),
        (Some('='), _) => Place::Assignment(name),
        _ => Place::Field(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::b64;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2ln";

    fn places(text: &str) -> Vec<String> {
        locate(text).iter().map(|located| located.place.to_string()).collect()
    }

    #[test]
    fn the_usual_places() {
        for (text, expected) in [
            (format!("TOKEN={TOKEN}"), "the value of TOKEN"),
            (format!("export TOKEN=\"{TOKEN}\""), "the value of TOKEN"),
            (format!("$env:TOKEN = '{TOKEN}'"), "the value of TOKEN"),
            (format!("Cookie: theme=dark; session={TOKEN}; a=b"), "the cookie session"),
            (format!("< Set-Cookie: session={TOKEN}; HttpOnly"), "the cookie session"),
            (
                format!("https://app.example/cb#access_token={TOKEN}&token_type=Bearer"),
                "the URL parameter access_token",
            ),
            (format!("https://app.example/cb?id_token={TOKEN}"), "the URL parameter id_token"),
            (format!("curl -H 'Authorization: Bearer {TOKEN}' https://api.example/"), "the field Authorization"),
            (format!("> authorization: bearer {TOKEN}\n> accept: */*"), "the field authorization"),
            (format!("  token: {TOKEN}\n  type: Opaque"), "the field token"),
            (format!("{{\"access_token\":\"{TOKEN}\",\"expires_in\":900}}"), "the JSON member \"access_token\""),
            (format!("{{\"data\":[{{\"token\":\"Bearer {TOKEN}\"}}]}}"), "the JSON member \"data[0].token\""),
            (
                format!("# Netscape HTTP Cookie File\n#HttpOnly_a.example\tFALSE\t/\tTRUE\t0\tsession\t{TOKEN}\n"),
                "the cookie session",
            ),
            (format!("curl -H ^\"authorization: Bearer {TOKEN}^\" ^\n --compressed"), "the field authorization"),
            (format!("{{\"log\":\"first\\n{TOKEN}\\n\"}}"), "the JSON member \"log\""),
            (format!("{{\"text\":\"{{\\\"token\\\":\\\"{TOKEN}\\\"}}\"}}"), "the JSON member \"text\""),
            (format!("\\u0022token\\u0022:\\u0022{TOKEN}\\u0022"), "other text"),
            (format!("\u{1b}[1;32m{TOKEN}\u{1b}[0m"), "other text"),
            (format!("\u{1b}[K{TOKEN}\u{1b}[0m"), "other text"),
            (format!("\u{1b}[{TOKEN}"), "other text"),
            (format!("your token is {TOKEN}."), "other text"),
            (format!("https://app.example/verify/{TOKEN}"), "other text"),
        ] {
            let found = locate(&text);
            assert_eq!(found.iter().map(|located| located.token).collect::<Vec<_>>(), [TOKEN], "{text}");
            assert_eq!(&text[found[0].offset..][..TOKEN.len()], TOKEN);
            assert_eq!(found[0].place.to_string(), expected, "{text}");
        }
    }

    #[test]
    fn an_unsigned_token_ends_with_a_dot() {
        let unsigned = format!("{}.e30.", b64::encode(r#"{"alg":"none"}"#));
        for text in [format!("TOKEN={unsigned}\n"), format!("({unsigned})")] {
            assert_eq!(locate(&text)[0].token, unsigned, "{text}");
        }
    }

    #[test]
    fn every_token_is_found() {
        let text = format!("{{\"access_token\":\"{TOKEN}\",\"id_token\":\"{TOKEN}QQ\",\"n\":1}}");
        assert_eq!(places(&text), ["the JSON member \"access_token\"", "the JSON member \"id_token\""]);
        assert_eq!(line_of(&format!("a\nb\n{TOKEN}"), locate(&format!("a\nb\n{TOKEN}"))[0].offset), 3);
    }

    #[test]
    fn what_is_cut_out_of_something_longer_is_not_a_token() {
        for text in [
            format!("{TOKEN}="),
            format!("{TOKEN}+a"),
            format!("{TOKEN}/a"),
            format!("{TOKEN}%2E"),
            format!("{TOKEN}..."),
            format!("{TOKEN}…"),
            format!("+{TOKEN}"),
            format!("ü{TOKEN}"),
            format!("{TOKEN}\nabcd"),
            format!("\"{TOKEN}\\nabcd\""),
            format!("\"{TOKEN}\\r\\nabcd\\r\\n\""),
            format!("> {TOKEN}\r\n> abcd\r\n"),
            format!("{TOKEN}.{TOKEN}"),
            TOKEN[1..].to_owned(),
            "www.example.com".to_owned(),
            "e30.e30.e30".to_owned(),
        ] {
            assert_eq!(locate(&text), [], "{text}");
        }
    }

    #[test]
    fn a_token_that_is_repeated_is_one_token() {
        let text =
            format!("> Authorization: Bearer {TOKEN}\n< Set-Cookie: session={TOKEN}\nit is {TOKEN}.\n{TOKEN}=\n");
        let found = locate(&text);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].offset, found[0].repeats), (24, 2));
        assert_eq!(locate(&format!("a={TOKEN}; ").repeat(5000))[0].repeats, 4999);
    }

    #[test]
    fn a_text_full_of_tokens_is_not_searched_to_its_end() {
        let token = |number: usize| format!("{TOKEN}{}", b64::encode(format!("{number:06}")));
        let text: String = (0..5000).map(|number| format!("a={}; ", token(number))).collect();
        assert_eq!(locate(&text).len(), MAX_TOKENS);
        let members: Vec<String> = (0..5000).map(|number| format!("\"x{number}\",\"{}\"", token(number))).collect();
        assert_eq!(locate(&format!("[{}]", members.join(","))).len(), MAX_TOKENS);
    }

    #[test]
    fn encrypted_tokens_and_disclosures_are_complete() {
        let jwe = format!("{}.a2V5.aXYx.dGV4dA.dGFn", crate::base::b64::encode(r#"{"alg":"dir","enc":"A128GCM"}"#));
        let sd_jwt = format!("{TOKEN}~WyJzYWx0Il0~");
        for token in [jwe, sd_jwt] {
            let text = format!("token={token};");
            assert_eq!(locate(&text)[0].token, token);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_searched(text: String) {
            for located in locate(&text) {
                proptest::prop_assert_eq!(&text[located.offset..][..located.token.len()], located.token);
            }
        }

        #[test]
        fn a_token_is_found_in_any_text(before in "[^\\w.~+%-]{0,20}", after in "([ \"'&;,<>)\\]}].{0,10})?") {
            proptest::prop_assume!(!before.chars().next_back().is_some_and(char::is_alphanumeric));
            proptest::prop_assume!(!after.chars().next().is_some_and(char::is_alphanumeric));
            let text = format!("{before}{TOKEN}{after}");
            proptest::prop_assert_eq!(locate(&text)[0].token, TOKEN);
        }
    }
}
