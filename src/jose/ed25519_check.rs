//! Checks an Ed25519 public key (RFC 8032 section 5.1.3).
//!
//! aws-lc accepts any 32 bytes as a public key, and finds a bad one only when it verifies a signature.

use curve25519_dalek::edwards::CompressedEdwardsY;

use super::weakness::WeaknessKind;

/// What is wrong with a public key.
pub(super) fn problem(bytes: &[u8]) -> Option<(WeaknessKind, String)> {
    let Ok(bytes) = <[u8; 32]>::try_from(bytes) else {
        return Some((WeaknessKind::PointLength, format!("an Ed25519 public key has 32 bytes, found {}", bytes.len())));
    };
    let (kind, message) = if !is_canonical(&bytes) {
        (WeaknessKind::PointNotCanonical, "the Ed25519 public key is not in the canonical encoding of RFC 8032")
    } else {
        match CompressedEdwardsY(bytes).decompress() {
            None => (WeaknessKind::PointOffCurve, "the Ed25519 public key is not a point on the curve"),
            Some(point) if point.is_small_order() => {
                (WeaknessKind::PointSmallOrder, "the Ed25519 public key is a point of small order")
            }
            Some(_) => return None,
        }
    };
    Some((kind, message.to_owned()))
}

/// Whether y is below p = 2^255 - 19, and the sign bit is clear if x is 0 (y is 1 or p - 1).
fn is_canonical(bytes: &[u8; 32]) -> bool {
    let [first, middle @ .., last] = bytes;
    let (high, is_negative) = (last & 0x7f, last >> 7 == 1);
    let is_near_p = high == 0x7f && middle.iter().all(|byte| *byte == 0xff);
    let is_p_or_more = is_near_p && *first >= 0xed;
    let is_one = *first == 1 && high == 0 && middle.iter().all(|byte| *byte == 0);
    let is_minus_one = is_near_p && *first == 0xec;
    !is_p_or_more && !(is_negative && (is_one || is_minus_one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Secret;
    use crate::jose::crypto;
    use crate::jose::key::Material;

    /// The y coordinates of the eight points whose order divides 8, little-endian in hex.
    const SMALL_ORDER: [&str; 5] = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ];

    fn id(bytes: [u8; 32]) -> Option<&'static str> {
        problem(&bytes).map(|(kind, _)| kind.name())
    }

    fn small_order() -> impl Iterator<Item = [u8; 32]> {
        SMALL_ORDER.iter().map(|hex| std::array::from_fn(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()))
    }

    /// p + `more`, for `more` up to 18.
    fn p_plus(more: u8) -> [u8; 32] {
        let mut bytes = [0xff; 32];
        (bytes[0], bytes[31]) = (0xed + more, 0x7f);
        bytes
    }

    fn negative(mut bytes: [u8; 32]) -> [u8; 32] {
        bytes[31] |= 0x80;
        bytes
    }

    #[test]
    fn generated_keys_pass() {
        for seed in 0..64 {
            let Material::Ed25519(key) = crypto::ed25519_from_seed(Secret::new(vec![seed; 32])).unwrap() else {
                panic!()
            };
            assert_eq!(problem(&key.x), None, "{seed}");
        }
    }

    #[test]
    fn some_numbers_are_not_a_coordinate() {
        let small = |y: u8| std::array::from_fn(|i| if i == 0 { y } else { 0 });
        let off = (2..202).filter(|y| id(small(*y)) == Some("point_off_curve")).count();
        assert!((70..130).contains(&off), "{off}");
        assert_eq!(id(small(2)), Some("point_off_curve"));
    }

    #[test]
    fn points_of_small_order_are_found_with_either_sign() {
        for (at, bytes) in small_order().enumerate() {
            assert_eq!(id(bytes), Some("point_small_order"), "{bytes:x?}");
            let has_zero_x = matches!(at, 1 | 2);
            let other = if has_zero_x { "point_not_canonical" } else { "point_small_order" };
            assert_eq!(id(negative(bytes)), Some(other), "{bytes:x?}");
        }
    }

    #[test]
    fn numbers_from_p_upward_are_not_canonical() {
        for more in 0..19 {
            assert_eq!(id(p_plus(more)), Some("point_not_canonical"), "{more}");
            assert_eq!(id(negative(p_plus(more))), Some("point_not_canonical"), "{more}");
        }
        assert_eq!(problem(&[9; 31]).map(|(kind, _)| kind.name()), Some("point_length"));
    }
}
