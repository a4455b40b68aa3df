//! Whether bytes are a point of an elliptic curve.

use zeroize::Zeroizing;

use super::queue::{Budget, Decoded};
use crate::jose::alg::Curve;
use crate::jose::crypto;

/// What it costs to check that a point is on a curve: as long as to examine this many bytes.
const POINT_WORK: usize = 256;

/// Whether `xy`, the two coordinates one after the other, is a point. False, too, if the budget is spent.
pub(super) fn is_point(curve: Curve, xy: &[u8], budget: &mut Budget) -> bool {
    // P-521 leaves seven bits of each coordinate free, which are zero.
    let fits =
        curve != Curve::P521 || [0, curve.field_len()].iter().all(|at| xy.get(*at).is_some_and(|byte| *byte < 2));
    fits && budget.spend(POINT_WORK) && crypto::is_point(curve, xy)
}

/// Whether these are the coordinates of a point, big-endian or little-endian.
pub(super) fn has_coordinates(x: &[u8], y: &[u8], budget: &mut Budget) -> bool {
    is_big_endian_point(x, y, budget) || is_big_endian_point(&reversed(x), &reversed(y), budget)
}

pub(super) fn reversed(number: &[u8]) -> Decoded {
    Zeroizing::new(number.iter().rev().copied().collect())
}

fn is_big_endian_point(x: &[u8], y: &[u8], budget: &mut Budget) -> bool {
    Curve::ALL.into_iter().any(|curve| {
        let padded = |number: &[u8]| padded(number, curve.field_len());
        let xy = padded(x).zip(padded(y)).map(|(x, y)| Zeroizing::new([x.as_slice(), &y].concat()));
        xy.is_some_and(|xy| is_point(curve, &xy, budget))
    })
}

/// A number at the length of a field; leading zeros may be missing, or one too many.
fn padded(number: &[u8], length: usize) -> Option<Decoded> {
    let number = if number.len() == length + 1 { number.strip_prefix(&[0])? } else { number };
    let missing = length.checked_sub(number.len()).filter(|missing| *missing <= 3)?;
    Some(Zeroizing::new([&vec![0; missing], number].concat()))
}
