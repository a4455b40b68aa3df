//! Whether 32 bytes are a sound Ed25519 public key (RFC 8032 section 5.1.3).
//!
//! The cryptographic library takes any 32 bytes and finds out at the first verification. Here only public numbers are
//! reckoned with, so nothing need take constant time.

/// A number by p = 2^255 - 19, little-endian, not always below p.
#[derive(Clone, Copy)]
struct Field([u64; 4]);

const ZERO: Field = Field([0; 4]);
const ONE: Field = Field([1, 0, 0, 0]);
const P: [u64; 4] = [0xffff_ffff_ffff_ffed, u64::MAX, u64::MAX, 0x7fff_ffff_ffff_ffff];
const MINUS_ONE: Field = Field([0xffff_ffff_ffff_ffec, u64::MAX, u64::MAX, 0x7fff_ffff_ffff_ffff]);
/// d of the curve -x² + y² = 1 + d x² y².
const D: Field = Field([0x75eb_4dca_1359_78a3, 0x0070_0a4d_4141_d8ab, 0x8cc7_4079_7779_e898, 0x5203_6cee_2b6f_fe73]);
/// (p - 1) / 2 = 2^254 - 10
const HALF: [u64; 4] = [0xffff_ffff_ffff_fff6, u64::MAX, u64::MAX, 0x3fff_ffff_ffff_ffff];

/// The second coordinates of the eight points whose order divides 8.
const SMALL_ORDER: [[u64; 4]; 5] = [
    ZERO.0,
    ONE.0,
    MINUS_ONE.0,
    [0xb027_b2c2_8f95_e826, 0xf098_eff2_89f4_c345, 0x3933_c6d3_05ac_dfd5, 0x05fc_536d_8802_38b1],
    [0x4fd8_4d3d_706a_17c7, 0x0f67_100d_760b_3cba, 0xc6cc_392c_fa53_202a, 0x7a03_ac92_77fd_c74e],
];

/// What is wrong with a public key, by a stable name and in words.
pub(super) fn flaw(bytes: &[u8]) -> Option<(&'static str, String)> {
    let Ok(bytes) = <[u8; 32]>::try_from(bytes) else {
        return Some(("point_length", format!("an Ed25519 public key has 32 bytes, and this one has {}", bytes.len())));
    };
    let (y, sign) = decode(bytes);
    let zero_x = y == ONE.0 || y == MINUS_ONE.0;
    if Field(y).canonical() != y || (zero_x && sign) {
        return Some(("point_not_canonical", "the Ed25519 public key is not encoded as RFC 8032 wants it".to_owned()));
    }
    if SMALL_ORDER.contains(&y) {
        return Some(("point_small_order", "the Ed25519 public key is a point of small order".to_owned()));
    }
    (!has_x(Field(y))).then(|| ("point_off_curve", "the Ed25519 public key is not a point on the curve".to_owned()))
}

/// The second coordinate, and whether the first is odd.
fn decode(bytes: [u8; 32]) -> ([u64; 4], bool) {
    let mut limbs = [0; 4];
    for (limb, eight) in limbs.iter_mut().zip(bytes.as_chunks().0) {
        *limb = u64::from_le_bytes(*eight);
    }
    let sign = limbs[3] >> 63 == 1;
    limbs[3] &= u64::MAX >> 1;
    (limbs, sign)
}

/// Whether x² = (y² - 1) / (d y² + 1) has a solution, by Euler's criterion on the product, which is a square just when
/// the quotient is one.
fn has_x(y: Field) -> bool {
    let square = y.times(y);
    let product = square.plus(MINUS_ONE).times(D.times(square).plus(ONE));
    let criterion = product.to_the(HALF).canonical();
    criterion == ONE.0 || criterion == ZERO.0
}

impl Field {
    fn plus(self, other: Self) -> Self {
        let mut sum = [0; 5];
        let mut carry = 0;
        for (at, (a, b)) in self.0.into_iter().zip(other.0).enumerate() {
            let wide = u128::from(a) + u128::from(b) + carry;
            sum[at] = wide as u64;
            carry = wide >> 64;
        }
        sum[4] = carry as u64;
        Self::fold(sum)
    }

    fn times(self, other: Self) -> Self {
        let mut product = [0_u64; 8];
        for (i, a) in self.0.into_iter().enumerate() {
            let mut carry = 0;
            for (j, b) in other.0.into_iter().enumerate() {
                let wide = u128::from(a) * u128::from(b) + u128::from(product[i + j]) + carry;
                product[i + j] = wide as u64;
                carry = wide >> 64;
            }
            product[i + 4] = carry as u64;
        }
        // 2^256 is 38 by p.
        let mut sum = [0; 5];
        let mut carry = 0;
        for at in 0..4 {
            let wide = u128::from(product[at]) + 38 * u128::from(product[at + 4]) + carry;
            sum[at] = wide as u64;
            carry = wide >> 64;
        }
        sum[4] = carry as u64;
        Self::fold(sum)
    }

    /// Brings the fifth limb, which is small, back into the four.
    fn fold(sum: [u64; 5]) -> Self {
        let [a, b, c, d, high] = sum;
        let mut limbs = [a, b, c, d];
        let mut carry = u128::from(high) * 38;
        while carry != 0 {
            for limb in &mut limbs {
                let wide = u128::from(*limb) + carry;
                *limb = wide as u64;
                carry = wide >> 64;
            }
            carry *= 38;
        }
        Self(limbs)
    }

    fn to_the(self, exponent: [u64; 4]) -> Self {
        let bits = exponent.into_iter().rev().flat_map(|limb| (0..64).rev().map(move |bit| limb >> bit & 1 == 1));
        bits.fold(ONE, |power, bit| {
            let square = power.times(power);
            if bit { square.times(self) } else { square }
        })
    }

    /// The number below p: four limbs hold at most twice p and a little.
    fn canonical(self) -> [u64; 4] {
        let mut limbs = self.0;
        while limbs.iter().rev().ge(P.iter().rev()) {
            let mut borrow = false;
            for (limb, p) in limbs.iter_mut().zip(P) {
                let (less, first) = limb.overflowing_sub(p);
                let (less, second) = less.overflowing_sub(u64::from(borrow));
                *limb = less;
                borrow = first || second;
            }
        }
        limbs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Secret;
    use crate::jose::crypto;
    use crate::jose::key::Material;

    fn id(bytes: [u8; 32]) -> Option<&'static str> {
        flaw(&bytes).map(|(id, _)| id)
    }

    fn encode(limbs: [u64; 4]) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (eight, limb) in bytes.chunks_mut(8).zip(limbs) {
            eight.copy_from_slice(&limb.to_le_bytes());
        }
        bytes
    }

    fn negative(mut bytes: [u8; 32]) -> [u8; 32] {
        bytes[31] |= 0x80;
        bytes
    }

    #[test]
    fn real_keys_have_no_flaw() {
        for seed in 0..64 {
            let Material::Ed25519(key) = crypto::ed25519_from_seed(Secret::new(vec![seed; 32])).unwrap() else {
                panic!()
            };
            assert_eq!(flaw(&key.x), None, "{seed}");
        }
    }

    #[test]
    fn half_of_all_numbers_are_no_coordinate() {
        let off = (2..202).filter(|y| id(encode([*y, 0, 0, 0])) == Some("point_off_curve")).count();
        assert!((70..130).contains(&off), "{off}");
        assert_eq!(id(encode([2, 0, 0, 0])), Some("point_off_curve"));
    }

    #[test]
    fn points_of_small_order_are_found_with_either_sign() {
        for y in SMALL_ORDER {
            assert_eq!(id(encode(y)), Some("point_small_order"), "{y:x?}");
            let other = if y == ONE.0 || y == MINUS_ONE.0 { "point_not_canonical" } else { "point_small_order" };
            assert_eq!(id(negative(encode(y))), Some(other), "{y:x?}");
        }
    }

    #[test]
    fn numbers_from_p_upward_are_not_canonical() {
        for more in 0..19 {
            assert_eq!(id(encode([P[0] + more, P[1], P[2], P[3]])), Some("point_not_canonical"), "{more}");
        }
        assert_eq!(flaw(&[9; 31]).map(|(id, _)| id), Some("point_length"));
    }

    #[test]
    fn arithmetic_holds_at_the_edges() {
        let largest = Field([u64::MAX; 4]);
        // 2^256 - 1 is 37 by p.
        assert_eq!(largest.canonical(), [37, 0, 0, 0]);
        assert_eq!(largest.times(largest).canonical(), [37 * 37, 0, 0, 0]);
        assert_eq!(largest.plus(largest).canonical(), [74, 0, 0, 0]);
        assert_eq!(MINUS_ONE.times(MINUS_ONE).canonical(), ONE.0);
        assert_eq!(Field(P).canonical(), ZERO.0);
    }
}
