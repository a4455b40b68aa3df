//! Lists of numbers, as languages and tools print bytes and words: `48, 89`, `-48`, `0x30`, `\u{30}`, `$30`, `&H30`, `30h`,
//! `060`, `00110000`, `"0": 48`, `[0] => 48`. What is between the numbers does not matter.

use zeroize::Zeroizing;

use super::digits::HEX;
use super::queue::{Decoded, Queue};

/// The shortest list of bytes.
const MIN_BYTES: usize = 16;

/// The shortest list of words: a coordinate in words of 64 bits.
const MIN_WORDS: usize = 4;

/// Letters and digits between other characters.
struct Word<'t> {
    text: &'t [u8],
    is_negative: bool,
    /// Whether a bracket is before it.
    is_first: bool,
}

/// Reads a number that is written as a byte: it may have another size than its digits.
type ReadNumber = fn(&Word<'_>) -> Option<u64>;

/// Adds the bytes of the lists in a string to the queue: those of each list, and those of all.
pub(super) fn decode(text: &[u8], queue: &mut Queue) {
    let words = words(text);
    if words.len() < 2 {
        return;
    }
    for list in each_and_all(lists(&words, hexadecimal_digits)) {
        HEX.decode_runs(&Zeroizing::new(list.concat()), queue);
        // `od -x`
        queue.push(joined(list.iter().map(|digits| reversed(&HEX.decode(digits)))));
    }
    if words.len() < MIN_WORDS {
        return;
    }
    for read in [decimal, octal] as [ReadNumber; 2] {
        for list in each_and_all(lists(&words, read)) {
            if let Some(words) = big_endian_words(&list) {
                queue.push(joined(words.iter()));
                queue.push(joined(words.iter().map(|word| reversed(word))));
            }
        }
    }
    if words.len() < MIN_BYTES {
        return;
    }
    for read in [decimal, octal, hexadecimal, binary] as [ReadNumber; 4] {
        for list in each_and_all(lists(&words, read)) {
            let values = [0, 1].map(|first| without_counter(&list, first));
            for list in values.into_iter().flatten().chain([list]) {
                let bytes: Decoded = Zeroizing::new(list.into_iter().filter_map(|n| u8::try_from(n).ok()).collect());
                if bytes.len() >= MIN_BYTES {
                    queue.push(bytes);
                }
            }
        }
    }
}

/// The large numbers that lists of bytes or words in a string consist of, once for each notation. Words begin with the least
/// significant one, as libraries for large numbers keep them.
pub(super) fn numbers(text: &[u8]) -> Vec<Vec<Decoded>> {
    let words = words(text);
    let hexadecimal = lists(&words, hexadecimal_digits);
    let decimal = lists(&words, decimal);
    let bytes = |list: &Vec<u64>| list.iter().map(|number| u8::try_from(*number).ok()).collect::<Option<Vec<u8>>>();
    let words_of = |list: &Vec<&[u8]>| list.iter().rev().map(|digits| HEX.decode(digits)).collect::<Vec<_>>();
    vec![
        hexadecimal.iter().map(|list| HEX.decode(&Zeroizing::new(list.concat()))).collect(),
        hexadecimal.iter().filter(|list| list.len() >= MIN_WORDS).map(|list| joined(words_of(list).iter())).collect(),
        decimal.iter().filter_map(bytes).filter(|bytes| bytes.len() >= MIN_BYTES).map(Zeroizing::new).collect(),
        decimal.iter().filter_map(|list| big_endian_words(list)).map(|words| joined(words.iter().rev())).collect(),
    ]
}

fn words(text: &[u8]) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut rest = text;
    loop {
        let between = rest.iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
        let (between, after) = rest.split_at(between);
        let end = after.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        // `0x300x59`
        let next_prefix = (1..end).find(|at| matches!(after.get(*at..), Some([b'0', b'x' | b'X', ..])));
        let (text, after) = after.split_at(next_prefix.unwrap_or(end));
        if text.is_empty() {
            return words;
        }
        words.push(Word {
            text,
            is_negative: between.ends_with(b"-") && (between.len() > 1 || words.is_empty()),
            is_first: between.iter().any(|byte| b"[](){}<>".contains(byte)),
        });
        rest = after;
    }
}

/// The numbers that follow each other without another word or a bracket between them.
fn lists<'w, T>(words: &'w [Word<'w>], read: impl Fn(&'w Word<'w>) -> Option<T>) -> Vec<Vec<T>> {
    let mut lists = Vec::new();
    let mut list = Vec::new();
    for word in words {
        let number = read(word);
        if (word.is_first || number.is_none()) && !list.is_empty() {
            lists.push(std::mem::take(&mut list));
        }
        list.extend(number);
    }
    if !list.is_empty() {
        lists.push(list);
    }
    lists
}

/// Each list, and if there are several the numbers of all. Lists of a few numbers are only among the latter.
fn each_and_all<T: Clone>(mut lists: Vec<Vec<T>>) -> Vec<Vec<T>> {
    if lists.len() > 1 {
        let all = lists.concat();
        lists.retain(|list| list.len() >= MIN_WORDS);
        lists.push(all);
    }
    lists
}

/// The digits of a hexadecimal number without the marks around them. A letter alone is more often a name.
fn hexadecimal_digits<'w>(word: &'w Word<'w>) -> Option<&'w [u8]> {
    let digits = match without_suffix(word.text) {
        [b'0', b'x' | b'X', digits @ ..] => digits,
        [b'x' | b'X' | b'u' | b'U' | b'H', digits @ ..] | [digits @ .., b'h' | b'H'] => digits,
        digits => digits,
    };
    let is_name = word.text.len() == 1 && !word.text.iter().all(u8::is_ascii_digit);
    (!digits.is_empty() && !is_name && digits.iter().all(u8::is_ascii_hexdigit)).then_some(digits)
}

/// Without the mark of a type in C, Java, JavaScript or Rust.
fn without_suffix(word: &[u8]) -> &[u8] {
    if let Some(word) = word.strip_suffix(b"u8") {
        return word;
    }
    let length = word.len() - word.iter().rev().take_while(|byte| b"uUlLn".contains(byte)).count();
    word.get(..length).unwrap_or_default()
}

fn hexadecimal(word: &Word<'_>) -> Option<u64> {
    parse(hexadecimal_digits(word)?, 16)
}

/// A negative number is a signed byte.
fn decimal(word: &Word<'_>) -> Option<u64> {
    let number = parse(without_suffix(word.text), 10)?;
    if word.is_negative { 256_u64.checked_sub(number).filter(|byte| *byte >= 128) } else { Some(number) }
}

fn octal(word: &Word<'_>) -> Option<u64> {
    parse(word.text.strip_prefix(b"0o").unwrap_or(word.text), 8)
}

fn binary(word: &Word<'_>) -> Option<u64> {
    parse(word.text.strip_prefix(b"0b").unwrap_or(word.text), 2)
}

fn parse(digits: &[u8], radix: u32) -> Option<u64> {
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()
}

/// A list without the index before each of its numbers, which begins with `first`; `None` if it has none.
fn without_counter(list: &[u64], first: u64) -> Option<Vec<u64>> {
    let mut next = first;
    let mut was_index = false;
    let mut numbers = Vec::new();
    for number in list {
        was_index = *number == next && !was_index;
        if was_index {
            next += 1;
        } else {
            numbers.push(*number);
        }
    }
    (numbers.len() * 2 <= list.len() + 2).then_some(numbers)
}

/// A list of words of 16, 32 or 64 bits; `None` if it is one of bytes.
fn big_endian_words(list: &[u64]) -> Option<Vec<Decoded>> {
    let width = match list.iter().max()? {
        0..=0xff => return None,
        0x100..=0xffff => 2,
        0x1_0000..=0xffff_ffff => 4,
        _ => 8,
    };
    let word = |number: &u64| Zeroizing::new(number.to_be_bytes().into_iter().skip(8 - width).collect());
    (list.len() >= MIN_WORDS).then(|| list.iter().map(word).collect())
}

fn reversed(word: &[u8]) -> Decoded {
    Zeroizing::new(word.iter().rev().copied().collect())
}

fn joined(words: impl Iterator<Item = impl AsRef<[u8]>>) -> Decoded {
    let mut out = Zeroizing::new(Vec::new());
    words.for_each(|word| out.extend_from_slice(word.as_ref()));
    out
}
