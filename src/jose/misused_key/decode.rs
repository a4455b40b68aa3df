//! Undoing encodings. Nothing says which encoding an input has, so each decoder tries; what a wrong one returns contains
//! no key.

use zeroize::Zeroizing;

use crate::base::inflate;

use super::queue::{Decoded, Queue};
use super::words::positions;
use super::{digits, dumps, lists};

/// The most bytes that compressed data may expand to; a key is smaller.
const MAX_INFLATED: usize = 64 * 1024;

/// Adds each decoding of `bytes` to the queue.
pub(super) fn decode_each(bytes: &[u8], is_text: bool, queue: &mut Queue) {
    for decode in [without_zeros, wide, latin1, ascii, gzip, zlib] {
        decode(bytes).into_iter().for_each(|decoded| queue.push(decoded));
    }
    // Random bytes have marks and escapes of every kind. They mean something only in text.
    if !is_text {
        deflate(bytes).into_iter().for_each(|decoded| queue.push(decoded));
        digits::decode_runs(bytes, queue);
        return;
    }
    digits::decode_text(bytes, queue);
    lists::decode(bytes, queue);
    dumps::decode(bytes, queue);
    let escapes: [(&[u8], ReadEscape); 5] =
        [(b"\\", backslash), (b"%", percent), (b"=", quoted_printable), (b"&", entity), (b"M-", cat)];
    let is_frequent = |mark: &[u8]| positions(bytes, mark).count() > bytes.len() / MAX_BETWEEN_ESCAPES;
    let is_used = |mark: &[u8]| is_frequent(mark) && (mark != b"\\" || has_backslash_escapes(bytes));
    for (_, read) in escapes.into_iter().filter(|(mark, _)| is_used(mark)) {
        unescape(bytes, read).into_iter().for_each(|decoded| queue.push(decoded));
    }
}

/// The bytes whose text in Latin-1 was stored as UTF-16 or UTF-32, of either byte order. A byte order mark may be before it.
fn wide(bytes: &[u8]) -> Option<Decoded> {
    let narrow = |width: usize, at: usize| {
        let mut after_mark = bytes.chunks_exact(width).skip(1);
        let is_wide = after_mark.all(|wide| wide.iter().enumerate().all(|(index, byte)| index == at || *byte == 0));
        is_wide.then(|| {
            Zeroizing::new(bytes.chunks_exact(width).map(|wide| wide.get(at).copied().unwrap_or_default()).collect())
        })
    };
    memchr::memchr(0, bytes)?;
    [(4, 3), (4, 0), (2, 1), (2, 0)].into_iter().find_map(|(width, at)| narrow(width, at))
}

/// ASCII with zeros between.
fn without_zeros(bytes: &[u8]) -> Option<Decoded> {
    memchr::memchr(0, bytes)?;
    let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    (narrow.len() <= bytes.len() / 3 * 2).then(|| Zeroizing::new(narrow))
}

/// The bytes whose text in Latin-1 was stored as UTF-8.
fn latin1(bytes: &[u8]) -> Option<Decoded> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.is_ascii())?;
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len()));
    for c in text.chars() {
        out.push(u8::try_from(c).ok()?);
    }
    Some(out)
}

/// UTF-8 without characters outside ASCII, which may be invisible.
fn ascii(bytes: &[u8]) -> Option<Decoded> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.is_ascii())?;
    Some(Zeroizing::new(text.bytes().filter(u8::is_ascii).collect()))
}

/// RFC 1952. Data that is cut short is decompressed as far as it goes.
fn gzip(bytes: &[u8]) -> Option<Decoded> {
    let start = positions(bytes, &[0x1f, 0x8b, 8]).next()?;
    let (header, mut rest) = bytes.get(start..)?.split_at_checked(10)?;
    let flags = *header.get(3)?;
    if flags & 4 != 0 {
        let (length, after) = rest.split_first_chunk::<2>()?;
        rest = after.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    // The name of the file and a comment, each with a zero at its end.
    for flag in [8, 16] {
        if flags & flag != 0 {
            rest = rest.get(memchr::memchr(0, rest)? + 1..)?;
        }
    }
    if flags & 2 != 0 {
        rest = rest.get(2..)?;
    }
    inflated(inflate::raw(rest, MAX_INFLATED))
}

/// RFC 1950, with the usual window of 32 KiB and without a dictionary.
fn zlib(bytes: &[u8]) -> Option<Decoded> {
    let headers = [1, 0x5e, 0x9c, 0xda].map(|level| [0x78, level]);
    let start = headers.iter().filter_map(|header| positions(bytes, header).next()).min()?;
    inflated(inflate::zlib(bytes.get(start..)?, MAX_INFLATED))
}

/// RFC 1951 without a header. Other bytes are damaged data, or end early.
fn deflate(bytes: &[u8]) -> Option<Decoded> {
    let output = Zeroizing::new(inflate::whole(bytes, MAX_INFLATED)?);
    (output.len() >= bytes.len() / 4 * 3).then_some(output)
}

fn inflated(output: Vec<u8>) -> Option<Decoded> {
    (!output.is_empty()).then(|| Zeroizing::new(output))
}

/// Reads the escape at the start of a string: the character it encodes, and its length. `None` if there is none.
type ReadEscape = fn(&[u8]) -> Option<(Option<u8>, usize)>;

/// In a long text, one escape among this many bytes is ignored: each kind that is undone doubles the work for the others.
const MAX_BETWEEN_ESCAPES: usize = 512;

/// The text without its escapes; `None` if it has none, or too few for its length.
fn unescape(bytes: &[u8], read: ReadEscape) -> Option<Decoded> {
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        match read(rest) {
            Some((byte, length)) => {
                out.extend(byte);
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    (bytes.len() - out.len() > bytes.len() / MAX_BETWEEN_ESCAPES).then_some(out)
}

/// Whether at least half of the backslashes begin an escape that occurs in keys: in random text few do.
fn has_backslash_escapes(text: &[u8]) -> bool {
    let is_escape = |at: &usize| text.get(at + 1).is_some_and(|byte| b"ntrbfux01234567\"'\\/+=- \n\r".contains(byte));
    positions(text, b"\\").filter(is_escape).count() * 2 >= positions(text, b"\\").count()
}

/// JSON, JavaScript, Python, C.
fn backslash(text: &[u8]) -> Option<(Option<u8>, usize)> {
    let [b'\\', rest @ ..] = text else { return None };
    let octal = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
    Some(match rest {
        [b'u', b'0', b'0', digits @ ..] if hex_pair(digits).is_some() => (hex_pair(digits), 6),
        [b'x', digits @ ..] if hex_pair(digits).is_some() => (hex_pair(digits), 4),
        [b'n', ..] => (Some(b'\n'), 2),
        [b'r', ..] => (Some(b'\r'), 2),
        [b't', ..] => (Some(b'\t'), 2),
        [b'b', ..] => (Some(8), 2),
        [b'f', ..] => (Some(12), 2),
        // A line that goes on.
        [b'\n', ..] => (None, 2),
        [b'0'..=b'7', ..] => {
            let value = rest.iter().take(octal).fold(0_u32, |value, digit| value << 3 | u32::from(digit & 7));
            (u8::try_from(value).ok(), 1 + octal)
        }
        [byte, ..] => (Some(*byte), 2),
        [] => return None,
    })
}

/// URLs.
fn percent(text: &[u8]) -> Option<(Option<u8>, usize)> {
    Some((Some(hex_pair(text.strip_prefix(b"%")?)?), 3))
}

/// Mail (RFC 2045 section 6.7).
fn quoted_printable(text: &[u8]) -> Option<(Option<u8>, usize)> {
    match text.strip_prefix(b"=")? {
        [b'\r', b'\n', ..] => Some((None, 3)),
        [b'\n', ..] => Some((None, 2)),
        digits => Some((Some(hex_pair(digits)?), 3)),
    }
}

/// HTML and XML: numbers, and the names of what occurs in keys.
fn entity(text: &[u8]) -> Option<(Option<u8>, usize)> {
    const NAMES: [(&str, u8); 9] = [
        ("quot", b'"'),
        ("apos", b'\''),
        ("amp", b'&'),
        ("lt", b'<'),
        ("gt", b'>'),
        ("plus", b'+'),
        ("equals", b'='),
        ("sol", b'/'),
        ("NewLine", b'\n'),
    ];
    let rest = text.strip_prefix(b"&")?;
    let end = rest.iter().take(8).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(rest.get(..end)?).ok()?;
    let byte = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => u8::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((Some(byte), end + 2))
}

/// `cat -v`
fn cat(text: &[u8]) -> Option<(Option<u8>, usize)> {
    Some(match text {
        [b'M', b'-', b'^', byte @ b'?'..=b'_', ..] => (Some(byte ^ 0xc0), 4),
        [b'M', b'-', byte @ b' '..=b'~', ..] => (Some(byte | 0x80), 3),
        [b'^', byte @ b'?'..=b'_', ..] => (Some(byte ^ 0x40), 2),
        _ => return None,
    })
}

fn hex_pair(text: &[u8]) -> Option<u8> {
    let pair = text.get(..2).filter(|pair| pair.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
}
