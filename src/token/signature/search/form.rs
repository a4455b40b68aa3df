//! A signature that cannot be one of its algorithm, whatever the key: is it right in another form?

use crate::base::{b64, hex};
use crate::jose::alg::Primitive;
use crate::jose::jws::Part;
use crate::jose::key::Material;

use super::{Search, described};
use crate::token::keyset::Candidate;
use crate::token::signature::cause::{Cause, CauseKind};
use crate::token::signature::form::{
    DER_HINT, HEX_DIGITS_HINT, HEX_TEXT_HINT, TWICE_HINT, der_integers, form_fault, signature_len,
};

pub(in crate::token) fn search(search: &Search<'_>) -> Option<Cause> {
    if let Some(cause) = lost_zeros(search) {
        return Some(cause);
    }
    let fault = form_fault(search.alg, &search.signature)?;
    let is_right = |form: &SignatureForm| search.accepting(&search.tried, search.alg, &form.signature).is_some();
    Some(match forms(search).into_iter().find(is_right) {
        Some(form) => Cause::new(fault.code, format!("the signature is valid, but {}", form.what)).hint(form.hint),
        None => Cause::new(fault.code, fault.message).hint(fault.hint),
    })
}

/// A signature that is invalid base64url because its end is missing.
pub(in crate::token) fn truncated(search: &Search<'_>, part: Part) -> Option<Cause> {
    let length_of = |candidate: &&Candidate| match &candidate.key.material {
        Material::Rsa(key) => Some(key.n.len()),
        _ => signature_len(search.alg),
    };
    let expected = (search.tried.iter().filter_map(length_of).min()? * 4).div_ceil(3);
    let found = search.compact.encoded(Part::Signature).len();
    (part == Part::Signature && found < expected).then(|| {
        let message =
            format!("the signature is incomplete: it has {found} of {expected} characters for {}", search.alg);
        Cause::new(CauseKind::Truncated, message).hint("copy the whole token again")
    })
}

/// An RSA signature without its leading zeros.
fn lost_zeros(search: &Search<'_>) -> Option<Cause> {
    let restored = |candidate: &Candidate| match &candidate.key.material {
        Material::Rsa(key) if search.signature.len() < key.n.len() => padded(&search.signature, key.n.len()),
        _ => None,
    };
    let accepts = |candidate: &&&Candidate| {
        restored(candidate).is_some_and(|form| search.accepting(&[**candidate], search.alg, &form).is_some())
    };
    let key = search.tried.iter().find(accepts)?;
    let message = format!("the signature by {} is valid, but lacks its leading zeros", described(key));
    Some(
        Cause::new(CauseKind::LostZeros, message)
            .hint("have the issuer write the signature at the length of the key (RFC 8017 §8.2.1)"),
    )
}

struct SignatureForm {
    signature: Vec<u8>,
    what: &'static str,
    hint: &'static str,
}

fn forms(search: &Search<'_>) -> Vec<SignatureForm> {
    let text = std::str::from_utf8(&search.signature).ok();
    let mut forms = Vec::new();
    let mut add = |signature: Option<Vec<u8>>, what, hint| {
        forms.extend(signature.map(|signature| SignatureForm { signature, what, hint }));
    };
    add(text.and_then(hex::decode), "written as hexadecimal text", HEX_TEXT_HINT);
    add(
        hex::decode(search.compact.encoded(Part::Signature)),
        "written as hexadecimal digits, not base64url",
        HEX_DIGITS_HINT,
    );
    add(text.and_then(b64::decode_lenient), "encoded as base64 twice", TWICE_HINT);
    let Primitive::Ecdsa(curve, _) = search.alg.primitive() else { return forms };
    let length = curve.field_len();
    let integers = der_integers(&search.signature);
    add(
        integers.and_then(|[r, s]| Some([padded(r, length)?, padded(s, length)?].concat())),
        "encoded in DER",
        DER_HINT,
    );
    let hint = "have the issuer write r and s at full length, with leading zeros (RFC 7518 §3.4)";
    let missing = (2 * length).saturating_sub(search.signature.len());
    if missing <= 4 {
        for middle in length.saturating_sub(missing)..=length.min(search.signature.len()) {
            let (r, s) = search.signature.split_at(middle);
            let joined = padded(r, length).zip(padded(s, length)).map(|(r, s)| [r, s].concat());
            add(joined, "r or s lacks its leading zeros", hint);
        }
    }
    forms
}

/// A big-endian number at this length; `None` if it is longer.
fn padded(number: &[u8], length: usize) -> Option<Vec<u8>> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let digits = &number[zeros..];
    Some([vec![0; length.checked_sub(digits.len())?], digits.to_vec()].concat())
}
