//! Text in UTF-16, which some programs write where UTF-8 is expected.

/// The byte order of `bytes` if they are UTF-16: by the byte order mark, or because every second byte is zero.
pub fn byte_order(bytes: &[u8]) -> Option<&'static str> {
    let zeros = |from: usize| bytes.len() >= 8 && bytes.iter().skip(from).step_by(2).all(|byte| *byte == 0);
    match bytes {
        [0xff, 0xfe, ..] => Some("little endian"),
        [0xfe, 0xff, ..] => Some("big endian"),
        _ if zeros(1) => Some("little endian"),
        _ if zeros(0) => Some("big endian"),
        _ => None,
    }
}

/// `bytes` as text, without a byte order mark; `None` if they are not UTF-16.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let to_unit = match byte_order(bytes)? {
        "big endian" => u16::from_be_bytes,
        _ => u16::from_le_bytes,
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| to_unit(*pair)).collect();
    let text = String::from_utf16(&units).ok().filter(|_| rest.is_empty())?;
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_and_without_a_byte_order_mark() {
        for (bytes, expected) in [
            (&b"\xff\xfea\0"[..], Some("little endian")),
            (b"\xfe\xff\0a", Some("big endian")),
            (b"a\0b\0c\0d\0", Some("little endian")),
            (b"\0a\0b\0c\0d", Some("big endian")),
            (b"a\0b\0", None),
            (b"abcdefgh", None),
            (b"", None),
        ] {
            assert_eq!(byte_order(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn decoded_in_both_byte_orders() {
        for bytes in [&b"\xff\xfea\0b\0"[..], b"\xfe\xff\0a\0b"] {
            assert_eq!(decode(bytes).as_deref(), Some("ab"), "{bytes:?}");
        }
        for bytes in [&b"\xff\xfea\0b"[..], b"\xff\xfe\0\xd8", b"ab"] {
            assert_eq!(decode(bytes), None, "{bytes:?}");
        }
    }
}
