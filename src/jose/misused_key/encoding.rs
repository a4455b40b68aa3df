//! Undoing encodings: UTF-16, escapes, hexadecimal, base64 and lists of numbers, wherever they begin in a text.

use zeroize::Zeroizing;

use crate::base::hex;

/// The shortest run of base64 or hexadecimal digits that is decoded.
const SHORTEST_RUN: usize = 24;

/// The shortest list of numbers that is read as bytes.
const SHORTEST_LIST: usize = 16;

type Decoded = Zeroizing<Vec<u8>>;

/// Hands each decoding of `bytes` to `examine`, until that returns true.
pub(super) fn decode_each(bytes: &[u8], examine: &mut dyn FnMut(Decoded) -> bool) {
    // UTF-16 and UTF-32 of ASCII are ASCII with zeros between.
    if bytes.contains(&0) {
        let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        if examine(Zeroizing::new(narrow)) {
            return;
        }
    }
    for undo in [unescape, percent_decode, decimal] {
        if undo(bytes).is_some_and(&mut *examine) {
            return;
        }
    }
    // White space and what stands around the lines of a string in source code may separate the digits.
    let is_separator = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b',' | b'\\');
    let packed: Decoded = Zeroizing::new(bytes.iter().copied().filter(|byte| !is_separator(*byte)).collect());
    let texts = if packed.len() == bytes.len() { vec![bytes] } else { vec![bytes, &packed] };
    for text in texts {
        if runs(text, |byte| base64_digit(*byte).is_some()).any(|run| each_start(run, 4, from_base64, examine)) {
            return;
        }
    }
    let digits = without_hex_marks(bytes);
    let _ = runs(&digits, u8::is_ascii_hexdigit).any(|run| each_start(run, 2, from_hex, examine));
}

/// Decodes a run from each of the starts that its digits can be grouped from: what stands before a key may be digits, too.
fn each_start(
    run: &[u8],
    starts: usize,
    decode: fn(&[u8]) -> Decoded,
    examine: &mut dyn FnMut(Decoded) -> bool,
) -> bool {
    (0..starts).filter_map(|start| run.get(start..)).any(|run| examine(decode(run)))
}

/// The longest runs of digits.
fn runs(text: &[u8], is_digit: fn(&u8) -> bool) -> impl Iterator<Item = &[u8]> {
    text.split(move |byte| !is_digit(byte)).filter(|run| run.len() >= SHORTEST_RUN)
}

/// Digits of either alphabet.
fn base64_digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

fn from_base64(run: &[u8]) -> Decoded {
    let mut out = Zeroizing::new(Vec::with_capacity(run.len() / 4 * 3 + 3));
    for group in run.chunks(4) {
        let bits =
            group.iter().filter_map(|byte| base64_digit(*byte)).fold(0, |bits, digit| bits << 6 | u32::from(digit));
        let [_, first, second, third] = (bits << (6 * (4 - group.len()))).to_be_bytes();
        out.extend([first, second, third].into_iter().take(group.len() - 1));
    }
    out
}

fn from_hex(run: &[u8]) -> Decoded {
    // An odd last digit is left out.
    let pairs = std::str::from_utf8(&run[..run.len() & !1]).ok();
    Zeroizing::new(pairs.and_then(hex::decode).unwrap_or_default())
}

/// Hexadecimal without `0x`, `\x`, colons, commas, hyphens and white space between its bytes.
fn without_hex_marks(bytes: &[u8]) -> Decoded {
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after) {
            (b'0', [b'x' | b'X', after @ ..]) | (b'\\', [b'x', after @ ..]) => after,
            (b':' | b',' | b'-' | b';', after) => after,
            (byte, after) if byte.is_ascii_whitespace() => after,
            (byte, after) => {
                out.push(*byte);
                after
            }
        };
    }
    out
}

/// Undoes the escapes of JSON, JavaScript, Python and C; `None` if there are none. White space stays white space.
fn unescape(bytes: &[u8]) -> Option<Decoded> {
    if !bytes.contains(&b'\\') {
        return None;
    }
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let (byte, after) = match (first, after) {
            (b'\\', [b'n' | b'r' | b't', after @ ..]) => (b'\n', after),
            (b'\\', [b'u', b'0', b'0', digits @ ..] | [b'x', digits @ ..]) => match digits.split_at_checked(2) {
                Some((pair, after)) if pair.iter().all(u8::is_ascii_hexdigit) => (*from_hex(pair).first()?, after),
                _ => (b'\\', after),
            },
            (b'\\', [byte, after @ ..]) => (*byte, after),
            (byte, after) => (*byte, after),
        };
        out.push(byte);
        rest = after;
    }
    Some(out)
}

/// Undoes the escapes of URLs; `None` if there are none.
fn percent_decode(bytes: &[u8]) -> Option<Decoded> {
    if !bytes.contains(&b'%') {
        return None;
    }
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after.split_at_checked(2)) {
            (b'%', Some((pair, after))) if pair.iter().all(u8::is_ascii_hexdigit) => {
                out.extend(from_hex(pair).iter());
                after
            }
            _ => {
                out.push(*first);
                after
            }
        };
    }
    Some(out)
}

/// The bytes of the lists of numbers in a text, as languages print arrays of bytes, signed or not; `None` without one.
fn decimal(bytes: &[u8]) -> Option<Decoded> {
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b',' | b'-' | b' ' | b'\n' | b'\r' | b'\t');
    let mut out = Zeroizing::new(Vec::new());
    for run in bytes.split(|byte| !is_part(byte)) {
        let numbers = run.split(|byte| !byte.is_ascii_digit() && *byte != b'-').filter(|word| !word.is_empty());
        let values: Option<Vec<u8>> = numbers.map(number).collect();
        if let Some(values) = values.filter(|values| values.len() >= SHORTEST_LIST) {
            out.extend(Zeroizing::new(values).iter());
        }
    }
    (!out.is_empty()).then_some(out)
}

fn number(text: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(text).ok()?;
    text.parse::<u8>().ok().or_else(|| text.parse::<i8>().ok().map(i8::cast_unsigned))
}
