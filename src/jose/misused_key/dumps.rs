//! What `xxd`, `hexdump`, `od` and `uuencode` print.

use zeroize::Zeroizing;

use super::digits::MIN_RUN;
use super::lists;
use super::queue::{Decoded, Queue};
use super::words::positions;

/// The width of a byte in the output of `od -c`.
const CELL: usize = 4;

/// Adds what a dump shows to the queue.
pub(super) fn decode(text: &[u8], queue: &mut Queue) {
    if let Some(columns) = columns(text) {
        lists::decode(&columns, queue);
    }
    for decoded in [characters(text), uuencoded(text)] {
        if decoded.len() >= MIN_RUN {
            queue.push(decoded);
        }
    }
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| !line.is_empty())
}

/// The columns with the bytes: without the offset at the start of each line and the characters at its end. `None` if some
/// line does not begin with a number.
fn columns(text: &[u8]) -> Option<Decoded> {
    let mut out = Zeroizing::new(Vec::new());
    for line in lines(text) {
        let line = line.trim_ascii_start();
        let offset = line.iter().take_while(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'[' | b']')).count();
        let has_colon = line.get(offset) == Some(&b':');
        let rest = line.get(offset + usize::from(has_colon)..).filter(|_| offset > 0)?.trim_ascii_start();
        let marks: &[&[u8]] = if has_colon { &[b"  ", b"|", b">"] } else { &[b"|", b">"] };
        let end = marks.iter().filter_map(|mark| positions(rest, mark).next()).min().unwrap_or(rest.len());
        out.extend_from_slice(rest.get(..end).unwrap_or_default());
        out.push(b'\n');
    }
    (out.len() >= MIN_RUN).then_some(out)
}

/// The bytes in `od -c` and `hexdump -c`: characters, escapes, and octal numbers.
fn characters(text: &[u8]) -> Decoded {
    let mut out = Zeroizing::new(Vec::new());
    for line in lines(text) {
        let offset = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let cells = line.get(offset..).unwrap_or_default().chunks(CELL);
        let bytes = cells.map(|cell| match cell.trim_ascii() {
            [] => Some(b' '),
            [b'\\', escape] => Some(match escape {
                b'0' => 0,
                b'a' => 7,
                b'b' => 8,
                b't' => b'\t',
                b'n' => b'\n',
                b'v' => 11,
                b'f' => 12,
                b'r' => b'\r',
                other => *other,
            }),
            [byte] => Some(*byte),
            octal => std::str::from_utf8(octal).ok().and_then(|octal| u8::from_str_radix(octal, 8).ok()),
        });
        // The offsets have at least seven digits.
        let Some(bytes) = (offset >= 7).then(|| bytes.collect::<Option<Vec<u8>>>()).flatten() else { continue };
        out.extend_from_slice(&bytes);
    }
    out
}

/// The lines in the encoding of `uuencode`: the number of bytes, then four characters for three bytes each.
fn uuencoded(text: &[u8]) -> Decoded {
    let value = |byte: u8| byte.wrapping_sub(b' ') & 63;
    let mut out = Zeroizing::new(Vec::new());
    for line in lines(text).filter(|line| line.iter().all(|byte| matches!(byte, b' '..=b'`'))) {
        let Some((count, digits)) = line.split_first() else { continue };
        let count = usize::from(value(*count));
        // Spaces at the end may be lost.
        let missing = (count.div_ceil(3) * 4).checked_sub(digits.len());
        if count == 0 || missing.is_none_or(|missing| missing > 3) {
            continue;
        }
        let mut bytes = Zeroizing::new(Vec::new());
        for group in digits.chunks(4) {
            let bits = (0..4).fold(0, |bits, at| bits << 6 | u32::from(group.get(at).map_or(0, |digit| value(*digit))));
            bytes.extend(bits.to_be_bytes().into_iter().skip(1));
        }
        out.extend_from_slice(bytes.get(..count).unwrap_or_default());
    }
    out
}
