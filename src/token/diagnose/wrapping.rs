//! Causes of a token that is wrapped in something or was changed on its way.

use crate::base::json::{self, Duplicates};
use crate::base::{b64, hex, percent, utf16};
use crate::jose::Algorithm;
use crate::token::signature::form::{form_fault, signature_len};

use super::super::form::{is_header, is_token};
use super::super::locate::{is_token_char, line_of, locate};
use super::{Diagnosis, DiagnosisKind};

/// UTF-16 that was read as single bytes: every second character is NUL.
pub(super) fn utf16(text: &str) -> Option<Diagnosis> {
    utf16::byte_order(text.as_bytes()).map(|_| super::diagnose_bytes(text.as_bytes()))
}

/// One token, or several, in other text. Commands that look take a single one; the others report this.
pub(super) fn inside(text: &str) -> Option<Diagnosis> {
    match locate(text).as_slice() {
        [] => None,
        [only] if only.token == text => None,
        [only] => {
            let message = format!(
                "the input contains more than a token: the token is in {}, line {}",
                only.place,
                line_of(text, only.offset)
            );
            Some(Diagnosis::new(DiagnosisKind::WrappedInText, message, "pass the token alone").at(only.offset))
        }
        several => Some(
            Diagnosis::new(
                DiagnosisKind::SeveralTokens,
                format!("the text contains {} tokens", several.len()),
                "pass one of them",
            )
            .at(several[0].offset),
        ),
    }
}

/// Marks of a program that prints only the beginning of a token.
const CUTS: &[&str] = &["...", "…", "[truncated]", "<truncated>"];

/// Marks of a program that hides a token or a part of it.
const MASKS: &[&str] = &["***", "[REDACTED]", "[redacted]", "<redacted>", "[MASKED]", "<masked>", "████", "••••"];

/// A dot that a word processor joined with others to an ellipsis.
pub(super) fn replaced_dot(text: &str) -> Option<Diagnosis> {
    let at = text.find('…')?;
    is_token(text.trim().replace('…', ".").as_str()).then(|| {
        let message = "a dot of the token was changed to an ellipsis (…), as word processors do";
        Diagnosis::new(DiagnosisKind::ReplacedDot, message, "write a dot in its place").at(at)
    })
}

/// Spaces in place of `-` or `+`, as decoding a form leaves them: only with the character, payload and signature are whole.
pub(super) fn replaced_by_spaces(text: &str) -> Option<Diagnosis> {
    let at = text.trim().find(' ')?;
    let is_whole = |text: &str| {
        let parts: Vec<&str> = text.split('.').collect();
        let [header, payload, signature] = parts.as_slice() else { return false };
        let decoded = [header, payload].map(|part| b64::decode(part).ok());
        let [Some(header), Some(payload)] = decoded else { return false };
        let header = json::parse_object(&header, Duplicates::Keep).ok();
        let alg = header.and_then(|header| header.get_str("alg").and_then(Algorithm::from_name));
        let signature = b64::decode(signature).ok();
        json::parse_object(&payload, Duplicates::Keep).is_ok()
            && alg.zip(signature).is_some_and(|(alg, signature)| has_usual_form(alg, &signature))
    };
    let (without, with) = (text.trim().replace(' ', ""), text.trim().replace(' ', "-"));
    (is_whole(&with) && !is_whole(&without)).then(|| {
        Diagnosis::new(
            DiagnosisKind::ReplacedBySpaces,
            "the token has spaces in place of '-' or '+': it was decoded as a form or printed by a program that changes them",
            "copy the token again from its source; in a form, '+' is %2B",
        )
        .at(at)
    })
}

/// Whether the bytes can be a whole signature of `alg`. RSA signatures have a multiple of 16 bytes.
fn has_usual_form(alg: Algorithm, signature: &[u8]) -> bool {
    form_fault(alg, signature).is_none()
        && signature.len().is_multiple_of(2)
        && (signature_len(alg).is_some() || signature.len().is_multiple_of(16))
}

/// The marks that are examined, so that hostile text costs no more.
const MAX_MARKS: usize = 64;

/// A token that was cut or masked when it was printed.
pub(super) fn shortened(text: &str) -> Option<Diagnosis> {
    let places = |mark: &'static str| text.match_indices(mark).map(|(at, _)| at).take(MAX_MARKS);
    let cut = CUTS.iter().find_map(|mark| places(mark).find(|at| ends_in_token(text, *at)));
    if let Some(at) = cut {
        let message = "the token was shortened by the program that printed it";
        return Some(
            Diagnosis::new(DiagnosisKind::Shortened, message, "copy it from a source that shows it in full").at(at),
        );
    }
    let is_token_value = |mark: &str, at: usize| {
        let before = text[..at].trim_end_matches([' ', '"', '\'', '=', ':']).to_ascii_lowercase();
        text.trim() == mark
            || ["token", "jwt", "authorization", "bearer"].iter().any(|name| before.ends_with(name))
            || ends_in_token(text, at)
    };
    let masked = MASKS.iter().find_map(|mark| Some((mark, places(mark).find(|at| is_token_value(mark, *at))?)));
    masked.map(|(mark, at)| {
        let message = format!("the token is masked: `{mark}` stands for it, or for a part of it");
        Diagnosis::new(DiagnosisKind::Shortened, message, "copy it from a source that shows it in full").at(at)
    })
}

/// Whether the word that ends at `at` begins like a token.
fn ends_in_token(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(['"', '\'']);
    let run = before.rsplit(|c| !is_token_char(c)).next().unwrap_or_default();
    run.starts_with("eyJ")
}

/// A quote, or another sign that belongs to the text around the token.
pub(super) fn quoted(text: &str) -> Option<Diagnosis> {
    const SIGNS: &[char] =
        &['"', '\'', '`', '“', '”', '‘', '’', '«', '»', '<', '>', ',', ';', '(', ')', '[', ']', '{', '}', '\\', '*'];
    if let Some(inner) = text.strip_suffix('%')
        && is_token(inner)
    {
        let message = "the token ends with '%', which zsh prints after output without a line break";
        return Some(Diagnosis::new(DiagnosisKind::Quotes, message, "remove it").at(inner.len()));
    }
    let inner = text.trim_matches(|c: char| SIGNS.contains(&c) || c.is_whitespace());
    if inner.len() == text.len() || !is_token(inner) {
        return None;
    }
    let at = if text.starts_with(inner) { inner.len() } else { 0 };
    let sign = text[at..].chars().next()?;
    Some(Diagnosis::new(DiagnosisKind::Quotes, format!("the token is enclosed in {sign:?}"), "remove it").at(at))
}

/// A token cut into lines or words: by a mail program, a terminal, or quoted-printable.
pub(super) fn wrapped(text: &str) -> Option<Diagnosis> {
    let at = text.find(char::is_whitespace)?;
    let marks =
        |word: &str| word.trim_start_matches(['>', '|', '+', '#']).trim_end_matches(['\\', '`', '^']).to_owned();
    let joined: String = text.split_whitespace().map(|word| marks(word.trim_matches(['"', '\'']))).collect();
    let soft: String = text.lines().map(|line| line.trim().trim_end_matches('=')).collect();
    let is_lines = text.contains(['\n', '\r']);
    if !is_token(&joined) && is_token(&soft) && (text.contains("=\n") || text.contains("=\r")) {
        return Some(
            Diagnosis::new(
                DiagnosisKind::WrappedLines,
                "the token is split by line breaks of quoted-printable mail",
                "decode the mail first, as with `python3 -m quopri -d`",
            )
            .at(at),
        );
    }
    if is_token(&joined) || is_token(&soft) {
        let what = if is_lines { "line breaks" } else { "spaces" };
        let hint = if is_lines { "join the lines, as with `tr -d '\\n\\r >'`" } else { "remove the spaces" };
        return Some(Diagnosis::new(DiagnosisKind::WrappedLines, format!("the token is split by {what}"), hint).at(at));
    }
    let words = text.split_whitespace().filter(|word| word.matches('.').count() >= 2 && word.starts_with("ey")).count();
    if words >= 2 {
        return Some(
            Diagnosis::new(
                DiagnosisKind::SeveralTokens,
                "the text looks like several tokens, none of them complete",
                "pass one of them",
            )
            .at(at),
        );
    }
    None
}

/// Parts with something else than dots between them.
pub(super) fn separated(text: &str) -> Option<Diagnosis> {
    let start = text.len() - text.trim_start().len();
    let text = text.trim();
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '|');
    let at = start + text.find(is_separator)?;
    let parts: Vec<&str> = text.split(is_separator).filter(|part| !part.is_empty()).collect();
    let is_separated = parts.len() == 3 && !text.contains('.') && is_token(&parts.join("."));
    is_separated.then(|| {
        let message = "the parts of the token are not separated by dots";
        Diagnosis::new(
            DiagnosisKind::Separators,
            message,
            "put a dot between header and payload, and between payload and signature",
        )
        .at(at)
    })
}

/// Line breaks as the two characters `\n`, as in JSON or an environment file.
pub(super) fn escaped(text: &str) -> Option<Diagnosis> {
    let at = text.find("\\n").or_else(|| text.find("\\r"))?;
    let plain = text.replace("\\n", "").replace("\\r", "");
    is_token(plain.trim_matches('"')).then(|| {
        Diagnosis::new(DiagnosisKind::EscapedLines, "the token contains escaped line breaks (`\\n`)", "remove them")
            .at(at)
    })
}

/// A token with percent signs for some of its characters, or inside URL-encoded text.
pub(super) fn url_encoded_token(text: &str) -> Option<Diagnosis> {
    let at = percent::find(text)?;
    let decoded = String::from_utf8(percent::decode(text)).ok()?;
    let is_whole = is_token(decoded.trim()) || !locate(&decoded).is_empty();
    is_whole.then(|| Diagnosis::new(DiagnosisKind::UrlEncoded, "the token is URL-encoded", "decode it first").at(at))
}

/// Dots as quoted-printable, as character references of HTML, or as escapes of JavaScript.
pub(super) fn escaped_dots(text: &str) -> Option<Diagnosis> {
    const FORMS: [(&str, &str, &str); 6] = [
        ("=2E", "quoted-printable", "decode it with `python3 -m quopri -d` first"),
        ("=2e", "quoted-printable", "decode it with `python3 -m quopri -d` first"),
        ("&#46;", "HTML character references", "replace `&#46;` with a dot"),
        ("&#x2e;", "HTML character references", "replace `&#x2e;` with a dot"),
        ("&period;", "HTML character references", "replace `&period;` with a dot"),
        ("\\u002e", "\\u escapes", "replace `\\u002e` with a dot"),
    ];
    FORMS.iter().find_map(|(dot, what, hint)| {
        let at = text.find(dot)?;
        let plain = text.replace(dot, ".");
        (is_token(plain.trim()) || !locate(&plain).is_empty()).then(|| {
            Diagnosis::new(DiagnosisKind::EscapedDots, format!("the dots of the token are written as {what}"), *hint)
                .at(at)
        })
    })
}

pub(super) fn base64_of_token(text: &str) -> Option<Diagnosis> {
    let one_line: String = text.split_whitespace().collect();
    if one_line.contains('.') {
        return None;
    }
    let bytes = b64::decode_lenient(&one_line)?;
    if let Some(format) = super::compression(&bytes).filter(|_| bytes.len() >= 40) {
        let message = format!("this is base64 of compressed data ({format})");
        let hint = match format {
            "gzip" => "decode it with `base64 -d | gunzip` first",
            "zlib" => {
                "decode it with `base64 -d | python3 -c 'import sys,zlib; print(zlib.decompress(sys.stdin.buffer.read()).decode())'` first"
            }
            _ => "decode and decompress it first",
        };
        return Some(Diagnosis::new(DiagnosisKind::Compressed, message, hint).at(0));
    }
    let inner = String::from_utf8(bytes).ok()?;
    let inner = inner.trim();
    let what = match inner {
        _ if is_token(inner) => "a token".to_owned(),
        _ if !locate(inner).is_empty() => "text with a token in it".to_owned(),
        _ if b64::decode_lenient(inner)
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .is_some_and(|text| is_token(text.trim())) =>
        {
            "base64 of a token".to_owned()
        }
        _ => return None,
    };
    Some(
        Diagnosis::new(
            DiagnosisKind::Base64OfToken,
            format!("this is base64 of {what}, as in a Kubernetes secret"),
            "decode it with `base64 -d` first",
        )
        .at(0),
    )
}

/// Hexadecimal digits of a token's bytes.
pub(super) fn hexadecimal(text: &str) -> Option<Diagnosis> {
    let digits: String = text.split_whitespace().collect();
    let inner = String::from_utf8(hex::decode(&digits)?).ok()?;
    is_token(inner.trim()).then(|| {
        Diagnosis::new(
            DiagnosisKind::Hexadecimal,
            "this is a token in hexadecimal digits",
            "decode it with `xxd -r -p` first",
        )
        .at(0)
    })
}

/// Two tokens one after the other, without anything between.
pub(super) fn joined(text: &str) -> Option<Diagnosis> {
    let dots = text.matches('.').count();
    // A '~' separates the parts of an SD-JWT, the last of which may be a token.
    if dots != 4 && dots != 5 || text.contains('~') {
        return None;
    }
    let (at, _) = text.match_indices("eyJ").take(8).find(|(at, _)| {
        let (first, second) = text.split_at(*at);
        *at > 0 && is_token(first.trim_end_matches('.')) && is_header(second.split('.').next().unwrap_or_default())
    })?;
    Some(Diagnosis::new(DiagnosisKind::Joined, "two tokens are joined", "separate them").at(at))
}

pub(super) fn lower_cased(text: &str) -> Option<Diagnosis> {
    let is_changed = text.starts_with("eyjhbg")
        || text.starts_with("eyj0ex")
        || text.starts_with("eyjrawq")
        || text.starts_with("EYJHBG")
        || text.starts_with("EYJ0EX");
    is_changed.then(|| {
        Diagnosis::new(
            DiagnosisKind::CaseChanged,
            "the letter case of the token was changed",
            "copy the token again; base64url is case-sensitive, and the original cannot be restored",
        )
        .at(0)
    })
}

/// A character that is not ASCII, without which the text is a token.
pub(super) fn inserted_character(text: &str) -> Option<Diagnosis> {
    let inserted = text.chars().find(|c| !c.is_ascii())?;
    foreign_character(text).filter(|_| is_token(text.replace(inserted, "").trim()))
}

/// A character that is not ASCII, often one that cannot be seen.
pub(super) fn foreign_character(text: &str) -> Option<Diagnosis> {
    let (at, c) = text.char_indices().find(|(_, c)| !c.is_ascii())?;
    if text.trim_ascii().contains(|c: char| c.is_ascii_whitespace()) {
        return None;
    }
    let name = match c {
        '\u{a0}' => "a no-break space",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' | '\u{200d}' => "a zero-width joiner",
        '\u{2060}' | '\u{feff}' => "a byte order mark or word joiner",
        '\u{ad}' => "a soft hyphen",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "a typographic dash instead of `-`",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
            "a bidirectional control character"
        }
        '\u{fffd}' => "a replacement character, left by a wrong decoding",
        _ => "a character that is not ASCII",
    };
    let is_only_fault = is_token(&text.replace(c, ""));
    let message = format!("the text contains {name} (U+{:04X})", u32::from(c));
    let hint = if is_only_fault { "remove it" } else { "copy the token again as plain text" };
    Some(Diagnosis::new(DiagnosisKind::ForeignCharacter, message, hint).at(at))
}
