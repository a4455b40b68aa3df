//! Keys as the bare numbers that they consist of: coordinates of points, moduli.

use zeroize::Zeroizing;

use super::budget::Budget;
use super::digits::{self, Decoded};
use super::{binary, text, words};
use crate::jose::alg::{Curve, MlDsa};
use crate::jose::{crypto, rsa_factors};

/// The public exponent of almost all RSA keys, 65537, as it is written next to a modulus, in lower case.
const EXPONENTS: [&[u8]; 8] = [b"65537", b"aqab", b"10001", b"0x10001", b"010001", b"1,0,1", b"1 0 1", b"01:00:01"];

/// The shortest text of two numbers of 32 bytes, in base64.
const MIN_PAIR: usize = 80;

/// Finds the two coordinates of a point next to each other, and a modulus with its exponent or its name.
pub(super) fn find(bytes: &[u8], budget: &mut Budget) -> Option<&'static str> {
    if bytes.len() < MIN_PAIR {
        return None;
    }
    for numbers in digits::numbers(bytes) {
        let is_point = numbers.iter().enumerate().any(|(at, number)| {
            // A private key may be between them.
            let others = numbers.get(at + 1..).unwrap_or_default().iter().take(2);
            others.into_iter().any(|other| is_point(number, other, budget) || is_point(other, number, budget))
        });
        if is_point {
            return Some("EC point");
        }
        // RFC 3110: an exponent of three bytes, 65537, and the modulus.
        if numbers.iter().filter_map(|number| number.strip_prefix(&[3, 1, 0, 1])).any(is_modulus) {
            return Some("RSA key in a DNSKEY record");
        }
        if numbers.iter().any(|number| is_modulus(number)) && is_described(bytes) {
            return Some("RSA modulus");
        }
    }
    None
}

/// Whether a string with a modulus names it as one.
fn is_described(text: &[u8]) -> bool {
    let lower = Zeroizing::new(text.to_ascii_lowercase());
    let has_word = |word: &&[u8]| {
        words::positions(&lower, word).any(|at| {
            let around = [at.checked_sub(1), Some(at + word.len())].map(|at| at.and_then(|at| lower.get(at)));
            around.into_iter().flatten().all(|byte| !byte.is_ascii_alphanumeric())
        })
    };
    EXPONENTS.iter().any(has_word) || text::names_number(&lower, b"n")
}

fn is_point(x: &[u8], y: &[u8], budget: &mut Budget) -> bool {
    Curve::ALL.into_iter().any(|curve| {
        let padded = |number: &[u8]| padded(number, curve.field_len());
        let xy = padded(x).zip(padded(y)).map(|(x, y)| Zeroizing::new([x.as_slice(), &y].concat()));
        xy.is_some_and(|xy| binary::is_point(curve, &xy, budget))
    })
}

/// A number at the length of a field; leading zeros may be missing, or one too many.
fn padded(number: &[u8], length: usize) -> Option<Decoded> {
    let number = if number.len() == length + 1 { number.strip_prefix(&[0])? } else { number };
    let missing = length.checked_sub(number.len()).filter(|missing| *missing <= 3)?;
    Some(Zeroizing::new([&vec![0; missing], number].concat()))
}

/// Whether it has the usual length of a modulus and no small factor. One random number in twelve of such a length is so.
fn is_modulus(number: &[u8]) -> bool {
    let number = number.strip_prefix(&[0]).unwrap_or(number);
    number.len() >= 128
        && number.len().is_multiple_of(32)
        && number.first().is_some_and(|byte| *byte >= 0x80)
        && number.last().is_some_and(|byte| byte % 2 == 1)
        && rsa_factors::small_factor(number).is_none()
}

/// The public key that a string of one number may be. 32 bytes written in digits are not reported, although they can be an
/// Ed25519 key, because most secrets have that form.
pub(super) fn possible_in_text(text: &[u8]) -> Option<&'static str> {
    digits::numbers(text).iter().find_map(|numbers| match numbers.as_slice() {
        [number] => possible(number),
        _ => None,
    })
}

/// The public key that a number may be.
pub(super) fn possible(number: &[u8]) -> Option<&'static str> {
    let is_compressed = || Curve::ALL.into_iter().any(|curve| crypto::ec_from_compressed(curve, number).is_ok());
    if matches!(number, [2 | 3, ..]) && is_compressed() {
        Some("compressed EC point")
    } else if is_modulus(number) {
        Some("RSA modulus")
    } else if MlDsa::ALL.into_iter().any(|set| set.public_len() == number.len()) {
        Some("ML-DSA public key")
    } else {
        None
    }
}
