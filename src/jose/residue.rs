//! What the remainders of an RSA modulus by small primes tell about it.

/// The primes up to which a modulus is divided: a real one has no factor anywhere near.
const LARGEST_PRIME: u32 = 1000;

/// The largest prime that the moduli of the faulty library have in common at every length (ROCA paper, section 2.2).
const LARGEST_ROCA_PRIME: u32 = 167;

/// The smallest odd prime that divides a big-endian number larger than it.
pub(super) fn small_factor(number: &[u8]) -> Option<u32> {
    let mut primes = odd_primes(LARGEST_PRIME).peekable();
    while let Some(first) = primes.next() {
        // The remainder by a product of primes tells those by each of them, so the long division is done once for several.
        let (mut product, mut group) = (first, vec![first]);
        while let Some(next) = primes.next_if(|prime| product.checked_mul(*prime).is_some()) {
            product *= next;
            group.push(next);
        }
        let rest = remainder(number, product);
        if let Some(factor) = group.into_iter().find(|prime| rest.is_multiple_of(*prime)) {
            return Some(factor);
        }
    }
    None
}

/// Whether a modulus has the shape of CVE-2017-15361: the library made primes that are a power of 65537 by the product
/// of the first primes, so the modulus is one, too, by each of them. One modulus in 2^27 is so by chance.
pub(super) fn is_roca_shaped(modulus: &[u8]) -> bool {
    odd_primes(LARGEST_ROCA_PRIME).all(|prime| is_power_of_65537(remainder(modulus, prime), prime))
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

fn remainder(number: &[u8], divisor: u32) -> u32 {
    let divisor = u64::from(divisor);
    let step = |rest: u64, word: &[u8]| (word.iter().fold(rest, |rest, byte| rest << 8 | u64::from(*byte))) % divisor;
    let (head, words) = number.split_at(number.len() % 4);
    // A remainder is below 2^32, so with four bytes more it fits.
    u32::try_from(words.chunks_exact(4).fold(step(0, head), step)).unwrap_or_default()
}

fn odd_primes(largest: u32) -> impl Iterator<Item = u32> {
    (3..=largest).step_by(2).filter(|n| (3..).step_by(2).take_while(|d| d * d <= *n).all(|d| n % d != 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remainders_are_those_of_arithmetic() {
        let number = 0x0123_4567_89ab_cdef_0011_2233_4455_6677_u128;
        for prime in odd_primes(LARGEST_PRIME) {
            let expected = u32::try_from(number % u128::from(prime)).unwrap();
            assert_eq!(remainder(&number.to_be_bytes(), prime), expected, "{prime}");
        }
    }

    #[test]
    fn the_primes_are_all_there() {
        assert_eq!(odd_primes(30).collect::<Vec<_>>(), [3, 5, 7, 11, 13, 17, 19, 23, 29]);
        assert_eq!(odd_primes(LARGEST_ROCA_PRIME).count(), 38);
        assert_eq!(odd_primes(LARGEST_PRIME).count(), 167);
    }

    #[test]
    fn powers_are_told_from_others() {
        // 65537 is 10 by 11, and its powers are 1 and 10.
        assert!(is_power_of_65537(1, 11) && is_power_of_65537(10, 11));
        assert!(!is_power_of_65537(0, 11) && !is_power_of_65537(5, 11));
    }
}
