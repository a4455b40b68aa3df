//! Hexadecimal: written in lower case, read in either.

const DIGITS: &[u8; 16] = b"0123456789abcdef";

pub fn encode(bytes: &[u8]) -> String {
    digits(bytes).map(char::from).collect()
}

/// Writes the digits of `bytes` to `out`, which must be twice as long.
pub fn encode_into(bytes: &[u8], out: &mut [u8]) {
    debug_assert_eq!(out.len(), 2 * bytes.len());
    for (place, digit) in out.iter_mut().zip(digits(bytes)) {
        *place = digit;
    }
}

/// Reads pairs of digits. `None` if there is any other character or the last pair is incomplete.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    // Checked first: a secret that fails halfway would leave its first bytes in freed memory.
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    Some(digits.chunks_exact(2).map(|pair| value(pair[0]) << 4 | value(pair[1])).collect())
}

fn digits(bytes: &[u8]) -> impl Iterator<Item = u8> {
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
}

const fn value(digit: u8) -> u8 {
    match digit {
        b'a'..=b'f' => digit - b'a' + 10,
        b'A'..=b'F' => digit - b'A' + 10,
        _ => digit - b'0',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_cases_are_read_and_lower_case_is_written() {
        assert_eq!(decode("00ffA5a5").unwrap(), [0, 255, 0xa5, 0xa5]);
        assert_eq!(encode(&[0, 255, 0xa5]), "00ffa5");
        assert_eq!((decode("").unwrap(), encode(&[])), (Vec::new(), String::new()));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["0", "abc", "0g", "g0", " 00", "00 ", "0x00", "00:11", "+1", "é"] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_byte_string_is_read_back(bytes: Vec<u8>) {
            let mut out = vec![0; 2 * bytes.len()];
            encode_into(&bytes, &mut out);
            let text = encode(&bytes);
            proptest::prop_assert_eq!(text.as_bytes(), out);
            proptest::prop_assert_eq!(decode(&text).unwrap(), bytes.clone());
            proptest::prop_assert_eq!(decode(&text.to_uppercase()).unwrap(), bytes);
        }
    }
}
