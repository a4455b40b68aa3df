//! Bytes written as digits: base64, base32, hexadecimal, base85 and large numbers, anywhere in a string.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::queue::{Budget, Decoded, Queue};

/// The shortest run of digits that is decoded.
pub(super) const MIN_RUN: usize = 24;

/// The shortest piece of a run that was broken into pieces of equal length.
const MIN_PIECE: usize = 4;

/// The shortest and the longest number in digits that are not those of a power of two. The longest has more than 16384 bits;
/// reading it takes time in proportion to the square of its length.
const MIN_NUMBER: usize = 40;
const MAX_NUMBER: usize = 5000;

/// How many steps of reading such a number, one for each pair of digits, take as long as examining a byte.
const NUMBER_STEP: usize = 64;

/// A base that is a power of two.
pub(super) struct Base {
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
/// RFC 4648 section 7.
const BASE32HEX: Base = Base { value: base32hex_value, ..BASE32 };
const BINARY: Base = Base { width: 1, group: 8, value: |byte| byte.checked_sub(b'0').filter(|bit| *bit < 2) };
pub(super) const HEX: Base = Base { width: 4, group: 2, value: hex_value };

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

fn base32hex_value(byte: u8) -> Option<u8> {
    match byte.to_ascii_uppercase() {
        byte @ b'0'..=b'9' => Some(byte - b'0'),
        byte @ b'A'..=b'V' => Some(byte - b'A' + 10),
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

    pub(super) fn decode_runs(&self, text: &[u8], queue: &mut Queue) {
        for run in self.runs(text) {
            starts(run, self.group).for_each(|run| queue.push(self.decode(run)));
        }
    }

    /// Bits that do not fill a byte are left out.
    pub(super) fn decode(&self, run: &[u8]) -> Decoded {
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

/// Adds the bytes that each run of base64 or hexadecimal digits encodes to the queue.
pub(super) fn decode_runs(bytes: &[u8], queue: &mut Queue) {
    BASE64.decode_runs(bytes, queue);
    HEX.decode_runs(bytes, queue);
}

/// Adds the bytes that each run of digits of any base encodes, whether or not something separates the digits.
pub(super) fn decode_text(text: &[u8], queue: &mut Queue) {
    let mut texts = vec![Zeroizing::new(text.to_vec())];
    for joined in [packed(text), pieces(text)] {
        if joined.len() >= MIN_RUN && !texts.contains(&joined) {
            texts.push(joined);
        }
    }
    for text in &texts {
        for base in [BASE64, HEX, BASE32, LOWER_BASE32, BINARY] {
            base.decode_runs(text, queue);
        }
        // Hexadecimal digits are also digits of base32hex, which has others, too.
        if text.iter().any(|byte| matches!(byte.to_ascii_uppercase(), b'G'..=b'V')) {
            BASE32HEX.decode_runs(text, queue);
        }
        let budget = &mut queue.budget;
        let numbers = [numbers_of(&BASE58, text, budget), numbers_of(&DECIMAL, text, budget)];
        numbers.into_iter().flatten().for_each(|number| queue.push(number));
    }
    // Almost every key has one of the 21 digits of base85 that base64 does not have.
    let is_other = |byte: &u8| base64_value(*byte).is_none() && *byte != b'=' && !byte.is_ascii_whitespace();
    if text.iter().any(is_other) {
        let text: Decoded = Zeroizing::new(text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect());
        for alphabet in &BASE85 {
            for run in alphabet.runs(&text, MIN_RUN).filter(|run| run.iter().any(is_other)) {
                starts(run, 5).for_each(|run| queue.push(from_base85(run, alphabet)));
            }
        }
    }
}

/// The large numbers in a string, in their order, once for each notation: base64, hexadecimal, decimal digits.
pub(super) fn numbers(text: &[u8], budget: &mut Budget) -> [Vec<Decoded>; 3] {
    let runs = |base: &Base| base.runs(text).map(|run| base.decode(run)).collect();
    [runs(&BASE64), runs(&HEX), numbers_of(&DECIMAL, text, budget)]
}

/// None if reading them takes more than is left of the budget.
fn numbers_of<const BASE: usize>(alphabet: &Alphabet<BASE>, text: &[u8], budget: &mut Budget) -> Vec<Decoded> {
    let runs = alphabet.runs(text, MIN_NUMBER).filter(|run| run.len() <= MAX_NUMBER);
    runs.filter(|run| budget.spend(run.len() * run.len() / NUMBER_STEP)).map(|run| number(run, alphabet)).collect()
}

fn starts(run: &[u8], count: usize) -> impl Iterator<Item = &[u8]> {
    (0..count).filter_map(move |start| run.get(start..))
}

/// The digits of base64 in a string, without anything that separates them.
fn packed(text: &[u8]) -> Decoded {
    Zeroizing::new(text.iter().copied().filter(|byte| base64_value(*byte).is_some()).collect())
}

/// The digits of a run that was broken into pieces of equal length, and a shorter one at the end, without what is between
/// them, which may consist of digits, too: the names of variables, numbers of lines, HTML. Empty if there are no such pieces.
fn pieces(text: &[u8]) -> Decoded {
    let runs = || text.split(|byte| base64_value(*byte).is_none()).filter(|run| run.len() >= MIN_PIECE);
    let mut digits_by_length = BTreeMap::new();
    for run in runs() {
        *digits_by_length.entry(run.len()).or_insert(0) += run.len();
    }
    let mut out = Zeroizing::new(Vec::new());
    let Some((length, _)) = digits_by_length.into_iter().max_by_key(|(_, digits)| *digits) else { return out };
    let mut last = None;
    for run in runs() {
        if run.len() == length {
            out.extend_from_slice(run);
            last = None;
        } else {
            last = Some(run);
        }
    }
    out.extend_from_slice(last.filter(|run| run.len() < length).unwrap_or_default());
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
