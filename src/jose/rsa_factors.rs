//! Weak RSA moduli, recognized by their remainders modulo small primes.

/// The odd primes below 1000: a real modulus has no factor anywhere near.
const PRIMES: [u32; 167] = odd_primes();

/// How many of them the moduli of the faulty library have in common at every length: those up to 167 (ROCA paper,
/// section 2.2).
const ROCA_PRIMES: usize = 38;

/// The smallest odd prime that divides a big-endian number much larger than it.
pub(super) fn small_factor(number: &[u8]) -> Option<u32> {
    remainders(number, &PRIMES).find(|(_, remainder)| *remainder == 0).map(|(prime, _)| prime)
}

/// Whether a modulus has the shape of CVE-2017-15361: the library made primes that are a power of 65537 by the product
/// of the first primes, so the modulus is one, too, by each of them. One modulus in 2^27 is so by chance.
pub(super) fn is_roca_shaped(modulus: &[u8]) -> bool {
    let (primes, _) = PRIMES.split_at(ROCA_PRIMES);
    remainders(modulus, primes).all(|(prime, remainder)| is_power_of_65537(remainder, prime))
}

fn is_power_of_65537(value: u32, prime: u32) -> bool {
    let mut power = 1;
    loop {
        if power == value {
            return true;
        }
        power = power * (65537 % prime) % prime;
        if power == 1 || power == 0 {
            return false;
        }
    }
}

/// The remainder by each prime. The long division is by the product of as many primes as fit 32 bits, which saves most
/// of the work: this runs whenever a key is prepared.
fn remainders<'p>(number: &[u8], mut primes: &'p [u32]) -> impl Iterator<Item = (u32, u32)> + use<'p> {
    let mut found = Vec::with_capacity(primes.len());
    while !primes.is_empty() {
        let (mut product, mut count) = (1_u32, 0);
        while let Some(larger) = primes.get(count).and_then(|prime| product.checked_mul(*prime)) {
            (product, count) = (larger, count + 1);
        }
        let (group, rest) = primes.split_at(count);
        let by_product = remainder(number, product);
        found.extend(group.iter().map(|prime| (*prime, by_product % prime)));
        primes = rest;
    }
    found.into_iter()
}

fn remainder(number: &[u8], divisor: u32) -> u32 {
    let (head, words) = number.as_rchunks::<4>();
    let head = head.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
    let divisor = u64::from(divisor);
    let step = |rest: u64, word: &[u8; 4]| (rest << 32 | u64::from(u32::from_be_bytes(*word))) % divisor;
    // Below a divisor of 32 bits, so nothing is cut off.
    words.iter().fold(head % divisor, step) as u32
}

const fn odd_primes() -> [u32; 167] {
    let mut primes = [0; 167];
    let (mut count, mut candidate) = (0, 3);
    while count < primes.len() {
        let mut divisor = 3;
        while divisor * divisor <= candidate && candidate % divisor != 0 {
            divisor += 2;
        }
        if divisor * divisor > candidate {
            primes[count] = candidate;
            count += 1;
        }
        candidate += 2;
    }
    primes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remainders_are_those_of_arithmetic() {
        let number = 0x0123_4567_89ab_cdef_0011_2233_4455_6677_u128;
        for bytes in
            [&number.to_be_bytes()[..], &number.to_be_bytes()[1..], &[&[0; 5], &number.to_be_bytes()[..]].concat()]
        {
            let found: Vec<_> = remainders(bytes, &PRIMES).collect();
            let number = bytes.iter().fold(0, |value, byte| value << 8 | u128::from(*byte));
            let expected = PRIMES.map(|prime| (prime, u32::try_from(number % u128::from(prime)).unwrap()));
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn the_primes_are_all_there() {
        assert_eq!(PRIMES[..9], [3, 5, 7, 11, 13, 17, 19, 23, 29]);
        assert_eq!((PRIMES[ROCA_PRIMES - 1], PRIMES[166]), (167, 997));
    }

    #[test]
    fn powers_are_recognized() {
        // 65537 is 10 by 11, and its powers are 1 and 10.
        assert!(is_power_of_65537(1, 11) && is_power_of_65537(10, 11));
        assert!(!is_power_of_65537(0, 11) && !is_power_of_65537(5, 11));
    }
}
