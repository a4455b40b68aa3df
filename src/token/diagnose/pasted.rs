//! Causes in what other programs print around a token: logs, dumps, mail and configuration.

use crate::base::b64;
use crate::base::shown::REFRESH_TOKEN_PREFIX;

use super::super::form::is_token;
use super::super::locate::{Place, is_token_char, line_of, locate, place_of};
use super::{Diagnosis, DiagnosisKind, prefix};

/// Places of one kind that are looked at in a text.
const MAX_PLACES: usize = 64;

/// A dump with an offset on each line, as `curl --trace`, xxd and hexdump print.
pub(super) fn dump(text: &str) -> Option<Diagnosis> {
    let is_row = |line: &str| {
        let digits = line.bytes().take_while(u8::is_ascii_hexdigit).count();
        (4..=8).contains(&digits) && [":", "  "].iter().any(|separator| line[digits..].starts_with(separator))
    };
    let first = text.lines().find(|line| is_row(line))?;
    let is_dump = first.starts_with("0000") && text.lines().filter(|line| is_row(line)).count() >= 2;
    is_dump.then(|| {
        Diagnosis::new(
            DiagnosisKind::Dump,
            "the text is a dump with an offset on each line, which splits a token into pieces",
            "for curl, use `curl -v`, which does not split lines; `xxd -r` turns a dump by xxd back",
        )
        .at(text.find(first).unwrap_or_default())
    })
}

/// Colors and other control sequences of a terminal inside a token.
pub(super) fn terminal_codes(text: &str) -> Option<Diagnosis> {
    let at = text.find('\u{1b}')?;
    let plain = without_codes(text);
    (is_token(plain.trim()) || !locate(&plain).is_empty()).then(|| {
        Diagnosis::new(
            DiagnosisKind::TerminalCodes,
            "the token has terminal control sequences in it, such as colors",
            "print it without colors, as with NO_COLOR=1, or copy it as plain text",
        )
        .at(at)
    })
}

/// `text` without control sequences (ECMA-48 section 5.4): ESC, `[`, parameters, a final byte.
fn without_codes(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_final = |c: char| matches!(c, '@'..='~');
        let rest = match piece.strip_prefix('[') {
            Some(sequence) => sequence.split_once(is_final).map_or("", |(_, rest)| rest),
            None => piece.get(1..).unwrap_or_default(),
        };
        plain.push_str(rest);
    }
    plain
}

/// Lines of a token that a mail program or a terminal broke, with other text around them.
pub(super) fn wrapped_in_text(text: &str) -> Option<Diagnosis> {
    token_starts(text).take(MAX_SPLIT).find_map(|start| broken_at(text, start))
}

/// Places at which a split token may begin.
const MAX_SPLIT: usize = 8;

/// The shortest first piece of a broken token.
const MIN_PIECE: usize = 10;

/// Lines over which a broken token is followed.
const MAX_LINES: usize = 200;

fn broken_at(text: &str, start: usize) -> Option<Diagnosis> {
    let (line, rest) = text[start..].split_once('\n')?;
    let first = line.trim_end_matches(['\r', ' ', '=', '\\']);
    if first.len() < MIN_PIECE || !first.chars().all(is_token_char) {
        return None;
    }
    let mut joined = first.to_owned();
    let mut last = joined.len();
    for next in rest.lines().take(MAX_LINES) {
        // A time, a mark of a quotation or an indentation may be before each piece.
        let word = next.trim_end().rsplit(char::is_whitespace).next()?;
        let word = word.trim_start_matches(['>', '|']);
        let end = word.find(|c| !is_token_char(c)).unwrap_or(word.len());
        if end == 0 {
            break;
        }
        last = joined.len();
        joined.push_str(&word[..end]);
        if !word[end..].trim_matches(['=', '\\']).is_empty() {
            break;
        }
    }
    // The last line may be other text of one word.
    if !is_token(&joined) && (last == first.len() || !is_token(&joined[..last])) {
        return None;
    }
    let is_quoted_printable = line.trim_end_matches('\r').ends_with('=');
    let mail = if is_quoted_printable { " of quoted-printable mail" } else { "" };
    let message = format!("a token {} is split by line breaks{mail}", location(text, start, first));
    let hint = match is_quoted_printable {
        true => "decode the mail first, as with `python3 -m quopri -d`",
        false => "join the lines of the token, and pass it alone",
    };
    Some(Diagnosis::new(DiagnosisKind::WrappedLines, message, hint).at(start + first.len()))
}

/// A value in base64, as in a Kubernetes secret.
pub(super) fn encoded_value(text: &str) -> Option<Diagnosis> {
    // `eyJ` and `Bearer ey` in base64.
    ["ZXlK", "QmVhcmVyIGV5"].iter().flat_map(|start| text.match_indices(start).take(MAX_PLACES)).find_map(
        |(start, _)| {
            let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=');
            let end = text[start..].find(|c| !is_base64(c)).map_or(text.len(), |end| start + end);
            let value = &text[start..end];
            if text.trim() == value || text[..start].ends_with(is_base64) {
                return None;
            }
            let inner = String::from_utf8(b64::decode_lenient(value)?).ok()?;
            (is_token(inner.trim()) || !locate(&inner).is_empty()).then(|| {
                let (place, line) = (place_of(text, start, value), line_of(text, start));
                Diagnosis::new(
                    DiagnosisKind::Base64OfToken,
                    format!("{place}, line {line}, is base64 of a token, as in a Kubernetes secret"),
                    "decode this value with `base64 -d` first",
                )
                .at(start)
            })
        },
    )
}

/// A JWT in a cookie that Express signed: `s:`, the value, a dot and a signature, URL-encoded.
pub(super) fn express_cookie(text: &str) -> Option<Diagnosis> {
    ["s%3AeyJ", "s%3aeyJ", "s:eyJ"].iter().find_map(|mark| {
        let start = text.find(mark)? + mark.len() - "eyJ".len();
        let value = text[start..].split(|c: char| c.is_whitespace() || matches!(c, ';' | '"' | '\'')).next()?;
        let (token, _) = value.rsplit_once('.')?;
        is_token(token).then(|| {
            Diagnosis::new(
                DiagnosisKind::SignedCookie,
                "this is a signed cookie of Express with a token in it: `s:` before it, another signature after it",
                "remove both, or have the application print the token",
            )
            .at(start)
        })
    })
}

/// The beginning of a token in other text, and what is wrong with that token.
pub(super) fn broken_token(text: &str) -> Option<Diagnosis> {
    token_starts(text).find_map(|start| {
        let is_end = |c: char| c.is_whitespace() || "\"'`&;,<>()[]{}|^\\\u{1b}".contains(c);
        let end = text[start..].find(is_end).map_or(text.len(), |end| start + end);
        inner_cause(text, start, &text[start..end])
    })
}

/// An `Authorization` header in other text, or a word that its issuer marks as a token or key.
pub(super) fn credentials(text: &str) -> Option<Diagnosis> {
    authorization(text).or_else(|| marked_word(text))
}

fn authorization(text: &str) -> Option<Diagnosis> {
    const NAME: &str = "authorization:";
    let at = text.to_ascii_lowercase().find(NAME)? + NAME.len();
    let line = text[at..].lines().next().unwrap_or_default();
    let value = line.split(['\'', '"', ']', '^', '\\']).next().unwrap_or_default().trim();
    let (scheme, rest) = value.split_once(' ').unwrap_or((value, ""));
    let token = if scheme.eq_ignore_ascii_case("bearer") { rest.trim() } else { value };
    if token.is_empty() {
        let message = format!("the Authorization header in line {} has no token", line_of(text, at));
        return Some(
            Diagnosis::new(DiagnosisKind::Empty, message, "check the variable or command that should provide it")
                .at(at),
        );
    }
    inner_cause(text, at + line.find(token)?, token)
}

fn marked_word(text: &str) -> Option<Diagnosis> {
    let is_separator = |c: char| c.is_whitespace() || "\"'`=:;,&<>()[]{}|".contains(c);
    let word = text
        .split(is_separator)
        .find(|word| word.starts_with(REFRESH_TOKEN_PREFIX) || prefix::kind_by_prefix(word).is_some())?;
    inner_cause(text, text.find(word)?, word)
}

/// The cause of a `value` inside `text`, with its place. `None` if the value is all of the text, or is a token.
fn inner_cause(text: &str, start: usize, value: &str) -> Option<Diagnosis> {
    if value.len() == text.trim().len() {
        return None;
    }
    let inner = super::diagnose_value(value, &super::malformed(value)?);
    Some(Diagnosis {
        message: format!("{}: {}", location(text, start, value), inner.message),
        offset: inner.offset.map(|offset| start + offset),
        ..inner
    })
}

/// Where the `value` is that begins at `start`, in words.
fn location(text: &str, start: usize, value: &str) -> String {
    let line = line_of(text, start);
    match place_of(text, start, value) {
        Place::Text => format!("in line {line}"),
        place if !text.trim_end().contains('\n') => format!("in {place}"),
        place => format!("in {place}, line {line}"),
    }
}

/// More than one word, none of which is a token or looks like one.
pub(super) fn no_token(text: &str) -> Option<Diagnosis> {
    text.trim().contains(char::is_whitespace).then(|| {
        Diagnosis::new(
            DiagnosisKind::NoToken,
            "the text has no token in it",
            "a token has three parts of base64url separated by dots: header, payload, signature",
        )
        .at(0)
    })
}

/// Where tokens may begin: base64url of `{"`, not inside a word.
fn token_starts(text: &str) -> impl Iterator<Item = usize> {
    let starts = text.match_indices("eyJ").map(|(at, _)| at);
    // `=` is `=3D` in quoted-printable.
    starts.filter(|at| text[..*at].ends_with("=3D") || !text[..*at].ends_with(is_token_char)).take(MAX_PLACES)
}
