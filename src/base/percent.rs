//! Percent-encoding (RFC 3986 section 2.1).

/// `text` with every character encoded but the unreserved ones and those of `kept`, which are ASCII.
pub fn encode(text: &str, kept: &[u8]) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match is_unreserved(byte) || kept.contains(&byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}

/// RFC 3986 section 2.3.
pub fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// The bytes of `text`. A `%` without two hexadecimal digits stays as it is.
pub fn decode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        (rest, _) = match escape(rest) {
            Some(byte) => (&after[2..], bytes.push(byte)),
            None => (after, bytes.push(*first)),
        };
    }
    bytes
}

/// Like [`decode`], but `None` if a `%` has no two hexadecimal digits.
pub fn decode_strict(text: &str) -> Option<Vec<u8>> {
    let is_whole = text.match_indices('%').all(|(at, _)| escape(&text.as_bytes()[at..]).is_some());
    is_whole.then(|| decode(text))
}

/// The position of the first encoded byte.
pub fn find(text: &str) -> Option<usize> {
    text.match_indices('%').map(|(at, _)| at).find(|at| escape(&text.as_bytes()[*at..]).is_some())
}

/// The byte that `text` begins with, if it is encoded.
fn escape(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else { return None };
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_digits_are_decoded_and_nothing_else() {
        assert_eq!(decode("a%2Fb%c3%a9"), "a/b\u{e9}".as_bytes());
        for text in ["", "abc", "%", "%2", "100%", "%zz", "%+1", "% 1", "%%"] {
            assert_eq!(decode(text), text.as_bytes(), "{text:?}");
            assert_eq!(find(text), None, "{text:?}");
        }
        assert_eq!(decode("%%41%4"), b"%A%4");
        assert_eq!(find("50% %41"), Some(4));
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        assert_eq!(encode("a/b c\u{e9}%~", b"/"), "a/b%20c%C3%A9%25~");
        assert_eq!(encode("a/b", b""), "a%2Fb");
        for text in ["", "/x?y#z", "\u{e9}\u{1f600}", "%41", "\0\n"] {
            assert_eq!(decode_strict(&encode(text, b"")).as_deref(), Some(text.as_bytes()));
        }
    }

    #[test]
    fn a_percent_sign_alone_is_refused_when_strict() {
        assert_eq!(decode_strict("a%20b"), Some(b"a b".to_vec()));
        for text in ["%", "%2", "%zz", "%41%"] {
            assert_eq!(decode_strict(text), None, "{text:?}");
        }
    }
}
