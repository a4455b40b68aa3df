//! Keys as the bare numbers that they consist of: coordinates of points, moduli.

use zeroize::Zeroizing;

use super::queue::{Budget, Decoded};
use super::{digits, lists, point, text, words};
use crate::jose::alg::{Curve, MlDsa};
use crate::jose::{crypto, rsa_factors};

/// The public exponent of almost all RSA keys, 65537, as it is written next to a modulus, in lower case.
const EXPONENTS: [&[u8]; 8] = [b"65537", b"aqab", b"10001", b"0x10001", b"010001", b"1,0,1", b"1 0 1", b"01:00:01"];

/// The shortest text of two numbers of 32 bytes, in base64.
const MIN_PAIR: usize = 80;

/// What it costs to look for small factors, for each byte of the number.
const DIVISION_WORK: usize = 8;

/// Finds the two coordinates of a point next to each other, and a modulus with its exponent or its name.
pub(super) fn find(bytes: &[u8], budget: &mut Budget) -> Option<&'static str> {
    if bytes.len() < MIN_PAIR {
        return None;
    }
    for numbers in all_numbers(bytes, budget) {
        let is_point = numbers.iter().enumerate().any(|(at, number)| {
            // A private key may be between them.
            let others = numbers.get(at + 1..).unwrap_or_default().iter().take(2);
            others.into_iter().any(|other| {
                point::has_coordinates(number, other, budget) || point::has_coordinates(other, number, budget)
            })
        });
        if is_point {
            return Some("EC point");
        }
        // RFC 3110: an exponent of three bytes, 65537, and the modulus.
        let mut dnskeys = numbers.iter().filter_map(|number| number.strip_prefix(&[3, 1, 0, 1]));
        if dnskeys.any(|number| is_modulus(number, budget)) {
            return Some("RSA key in a DNSKEY record");
        }
        let mut has_modulus =
            |number: &Decoded| is_modulus(number, budget) || is_modulus(&point::reversed(number), budget);
        if numbers.iter().any(&mut has_modulus) && is_described(bytes) {
            return Some("RSA modulus");
        }
    }
    None
}

/// The large numbers in a string, in their order, once for each notation.
fn all_numbers(text: &[u8], budget: &mut Budget) -> Vec<Vec<Decoded>> {
    digits::numbers(text, budget).into_iter().chain(lists::numbers(text)).collect()
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
    EXPONENTS.iter().any(has_word) || has_word(&&b"modulus"[..]) || text::names_number(&lower, b"n")
}

/// Whether it has the usual length of a modulus and no small factor. One random number in twelve of such a length is so.
fn is_modulus(number: &[u8], budget: &mut Budget) -> bool {
    let number = number.strip_prefix(&[0]).unwrap_or(number);
    number.len() >= 128
        && number.len().is_multiple_of(32)
        && number.first().is_some_and(|byte| *byte >= 0x80)
        && number.last().is_some_and(|byte| byte % 2 == 1)
        && budget.spend(number.len() * DIVISION_WORK)
        && rsa_factors::small_factor(number).is_none()
}

/// The public key that a string of one number may be. 32 bytes written in digits are not reported, although they can be an
/// Ed25519 key, because most secrets have that form.
pub(super) fn possible_in_text(text: &[u8]) -> Option<&'static str> {
    let mut numbers = all_numbers(text, &mut Budget::new()).into_iter();
    numbers.find_map(|numbers| match numbers.as_slice() {
        [number] if number.starts_with(b"Ed") && number.len() == 42 => Some("minisign or signify public key"),
        [number] => possible(number),
        _ => None,
    })
}

/// The public key that a number may be.
pub(super) fn possible(number: &[u8]) -> Option<&'static str> {
    let is_compressed = || Curve::ALL.into_iter().any(|curve| crypto::ec_from_compressed(curve, number).is_ok());
    if matches!(number, [2 | 3, ..]) && is_compressed() {
        Some("compressed EC point")
    } else if is_modulus(number, &mut Budget::new()) {
        Some("RSA modulus")
    } else if MlDsa::ALL.into_iter().any(|set| set.public_len() == number.len()) {
        Some("ML-DSA public key")
    } else {
        None
    }
}
