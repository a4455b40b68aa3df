//! Bytes written as digits: base64, base32, hexadecimal, base85, decimal numbers and lists of numbers, anywhere in
//! a string.

use zeroize::Zeroizing;

use super::words;

pub(super) type Decoded = Zeroizing<Vec<u8>>;

/// The shortest run of digits that is decoded.
const MIN_RUN: usize = 24;

/// The shortest list of numbers that is read as bytes.
const MIN_LIST: usize = 16;

/// The shortest and the longest number in digits that are not those of a power of two. The longest has more than 16384 bits;
/// reading it takes time in proportion to the square of its length.
const MIN_NUMBER: usize = 40;
const MAX_NUMBER: usize = 5000;

/// A base that is a power of two.
struct Base {
    /// The bits of a digit.
    width: u32,
    /// How many digits make a whole number of bytes: the characters before a key may be digits, too, so that a key begins at
    /// any of them.
    group: usize,
    value: fn(u8) -> Option<u8>,
}

const BASE64: Base = Base { width: 6, group: 4, value: base64_value };
const BASE32: Base = Base { width: 5, group: 8, value: base32_value };
const LOWER_BASE32: Base =
    Base { value: |byte| base32_value(byte.to_ascii_uppercase()).filter(|_| !byte.is_ascii_uppercase()), ..BASE32 };
const HEX: Base = Base { width: 4, group: 2, value: hex_value };

/// Of either alphabet.
fn base64_value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

fn base32_value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'2'..=b'7' => Some(byte - b'2' + 26),
        _ => None,
    }
}

fn hex_value(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

impl Base {
    fn runs<'t>(&self, text: &'t [u8]) -> impl Iterator<Item = &'t [u8]> + use<'t> {
        let value = self.value;
        text.split(move |byte| value(*byte).is_none()).filter(|run| run.len() >= MIN_RUN)
    }

    fn decode_runs(&self, text: &[u8], out: &mut dyn FnMut(Decoded)) {
        for run in self.runs(text) {
            starts(run, self.group).for_each(|run| out(self.decode(run)));
        }
    }

    /// Bits that do not fill a byte are left out.
    fn decode(&self, run: &[u8]) -> Decoded {
        let mut out = Zeroizing::new(Vec::with_capacity(run.len()));
        let (mut bits, mut held) = (0_u32, 0);
        for value in run.iter().filter_map(|byte| (self.value)(*byte)) {
            bits = bits << self.width | u32::from(value);
            held += self.width;
            if held >= 8 {
                held -= 8;
                let [.., byte] = (bits >> held).to_be_bytes();
                out.push(byte);
            }
        }
        out
    }
}

/// The digits of another base, in their order.
struct Alphabet<const BASE: usize> {
    /// The value of each byte; [`NO_DIGIT`] for others.
    values: [u8; 256],
}

const NO_DIGIT: u8 = 255;

impl<const BASE: usize> Alphabet<BASE> {
    const fn new(digits: &[u8; BASE]) -> Self {
        let mut values = [NO_DIGIT; 256];
        let mut value = 0;
        while value < BASE {
            values[digits[value] as usize] = value as u8;
            value += 1;
        }
        Self { values }
    }

    fn value(&self, byte: u8) -> u64 {
        u64::from(self.values[usize::from(byte)])
    }

    fn runs<'t>(&'t self, text: &'t [u8], shortest: usize) -> impl Iterator<Item = &'t [u8]> {
        text.split(|byte| self.values[usize::from(*byte)] == NO_DIGIT).filter(move |run| run.len() >= shortest)
    }
}

/// Ascii85, RFC 1924 (Git, Python), Z85 (ZeroMQ).
static BASE85: [Alphabet<85>; 3] = [
    Alphabet::new(b"!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstu"),
    Alphabet::new(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"),
    Alphabet::new(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"),
];

static BASE58: Alphabet<58> = Alphabet::new(b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

static DECIMAL: Alphabet<10> = Alphabet::new(b"0123456789");

/// Calls `out` with the bytes that each run of base64 or hexadecimal digits encodes.
pub(super) fn decode_runs(bytes: &[u8], out: &mut dyn FnMut(Decoded)) {
    BASE64.decode_runs(bytes, out);
    HEX.decode_runs(bytes, out);
}

/// Calls `out` with the bytes that each run of digits of any base encodes, whether or not marks separate the digits.
pub(super) fn decode_text(text: &[u8], out: &mut dyn FnMut(Decoded)) {
    let packed = packed(text);
    let texts = if packed.len() == text.len() { vec![text] } else { vec![text, &packed] };
    for text in texts {
        for base in [BASE64, BASE32, LOWER_BASE32] {
            base.decode_runs(text, out);
        }
    }
    HEX.decode_runs(&without_hex_marks(text), out);
    numbers_of(&BASE58, text).for_each(&mut *out);
    // Almost every key has one of the 21 digits of base85 that base64 does not have.
    let is_other = |byte: &u8| base64_value(*byte).is_none() && *byte != b'=' && !byte.is_ascii_whitespace();
    if text.iter().any(is_other) {
        let text: Decoded = Zeroizing::new(text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect());
        for alphabet in &BASE85 {
            for run in alphabet.runs(&text, MIN_RUN).filter(|run| run.iter().any(is_other)) {
                starts(run, 5).for_each(|run| out(from_base85(run, alphabet)));
            }
        }
    }
}

/// The large numbers in a string, in their order, once for each notation: base64, hexadecimal with and without marks between
/// its bytes, decimal digits, lists of bytes.
pub(super) fn numbers(text: &[u8]) -> [Vec<Decoded>; 5] {
    let runs = |base: &Base, text: &[u8]| base.runs(text).map(|run| base.decode(run)).collect();
    let mut lists = Vec::new();
    decode_lists(text, &mut |list| lists.push(list));
    [
        runs(&BASE64, text),
        runs(&HEX, text),
        runs(&HEX, &without_hex_marks(text)),
        numbers_of(&DECIMAL, text).collect(),
        lists,
    ]
}

fn numbers_of<'t, const BASE: usize>(
    alphabet: &'t Alphabet<BASE>,
    text: &'t [u8],
) -> impl Iterator<Item = Decoded> + use<'t, BASE> {
    let runs = alphabet.runs(text, MIN_NUMBER).filter(|run| run.len() <= MAX_NUMBER);
    runs.map(|run| number(run, alphabet))
}

fn starts(run: &[u8], count: usize) -> impl Iterator<Item = &[u8]> {
    (0..count).filter_map(move |start| run.get(start..))
}

/// The string without white space and without the syntax around the lines of a string literal in source code.
fn packed(text: &[u8]) -> Decoded {
    let is_separator = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b',' | b'\\');
    Zeroizing::new(text.iter().copied().filter(|byte| !is_separator(*byte)).collect())
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

/// Up to the first group that is larger than four bytes.
fn from_base85(run: &[u8], alphabet: &Alphabet<85>) -> Decoded {
    let mut out = Zeroizing::new(Vec::with_capacity(run.len()));
    for group in run.chunks(5) {
        // A short last group is filled with the last digit, and has one byte less than digits.
        let values = group.iter().map(|byte| alphabet.value(*byte)).chain(std::iter::repeat(84)).take(5);
        let Ok(value) = u32::try_from(values.fold(0, |sum, value| sum * 85 + value)) else { break };
        out.extend(value.to_be_bytes().into_iter().take(group.len() - 1));
    }
    out
}

/// A number, big-endian.
fn number<const BASE: usize>(run: &[u8], alphabet: &Alphabet<BASE>) -> Decoded {
    let mut limbs: Zeroizing<Vec<u32>> = Zeroizing::new(Vec::with_capacity(run.len() / 4 + 1));
    // Five digits at once: 58^5 fits 32 bits.
    for digits in run.chunks(5) {
        let mut scale = 1;
        let mut carry = 0;
        for byte in digits {
            scale *= BASE as u64;
            carry = carry * BASE as u64 + alphabet.value(*byte);
        }
        for limb in limbs.iter_mut() {
            let value = u64::from(*limb) * scale + carry;
            (*limb, carry) = (value as u32, value >> 32);
        }
        if carry > 0 {
            limbs.push(carry as u32);
        }
    }
    let bytes: Decoded = Zeroizing::new(limbs.iter().rev().flat_map(|limb| limb.to_be_bytes()).collect());
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    Zeroizing::new(bytes.get(zeros..).unwrap_or_default().to_vec())
}

/// Calls `out` with the bytes of each list of numbers, as languages print arrays of bytes: decimal, signed or not, or octal.
/// Then with those of all lists together.
pub(super) fn decode_lists(text: &[u8], out: &mut dyn FnMut(Decoded)) {
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b',' | b'-' | b' ' | b'\n' | b'\r' | b'\t');
    if !text.iter().any(|byte| matches!(byte, b',' | b' ' | b'\n' | b'\t')) {
        return;
    }
    for read in [decimal, octal] {
        let mut all = Zeroizing::new(Vec::new());
        let mut count = 0;
        for run in text.split(|byte| !is_part(byte)) {
            let words = run.split(|byte| !byte.is_ascii_digit() && *byte != b'-').filter(|word| !word.is_empty());
            let list = words.map(read).collect::<Option<Vec<u8>>>().map(Zeroizing::new);
            if let Some(list) = list.filter(|list| list.len() >= MIN_LIST) {
                all.extend_from_slice(&list);
                count += 1;
                out(list);
            }
        }
        if count > 1 {
            out(all);
        }
    }
}

fn decimal(word: &[u8]) -> Option<u8> {
    let word = std::str::from_utf8(word).ok()?;
    word.parse::<u8>().ok().or_else(|| word.parse::<i8>().ok().map(i8::cast_unsigned))
}

fn octal(word: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(word).ok()?, 8).ok()
}

/// The columns with the bytes in the output of `xxd`, `hexdump -C`, `od` and the like: without the offset at the start of
/// each line and the characters at its end. `None` if this is not such output.
pub(super) fn columns_of_dump(text: &[u8]) -> Option<Decoded> {
    let mut out = Zeroizing::new(Vec::new());
    for line in text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()) {
        let word = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let (offset, rest) = line.split_at_checked(word)?;
        let (has_colon, rest) = match rest {
            [b':', rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        if offset.len() < 4 {
            return None;
        }
        let rest = rest.trim_ascii_start();
        let end = [&b"   "[..], b"|", b"  "].into_iter().take(if has_colon { 3 } else { 2 });
        let end = end.filter_map(|mark| words::positions(rest, mark).next()).min().unwrap_or(rest.len());
        out.extend_from_slice(rest.get(..end).unwrap_or_default());
        out.push(b'\n');
    }
    (out.len() >= MIN_RUN).then_some(out)
}
