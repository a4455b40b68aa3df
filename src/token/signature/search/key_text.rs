//! The text of a public key as an HMAC secret (RFC 8725 section 2.1).

use crate::base::b64;
use crate::jose::alg::Primitive;
use crate::jose::{Algorithm, Key, crypto, der, jwk, pem};

/// The form of the public `key` that is the HMAC secret of `signature`; `None` if no form is.
pub(in crate::token) fn secret_of(key: &Key, alg: Algorithm, message: &[u8], signature: &[u8]) -> Option<&'static str> {
    let Primitive::Hmac(hash) = alg.primitive() else { return None };
    let matches = |secret: &[u8]| crypto::is_hmac(hash, secret, message, signature);
    forms(&key.public()?).into_iter().find(|(form, _)| matches(form)).map(|(_, what)| what)
}

fn forms(key: &Key) -> Vec<(Vec<u8>, &'static str)> {
    let mut forms = Vec::new();
    if let Ok(pem) = pem::to_pem(key, false) {
        let pem = pem.expose().to_vec();
        let text = String::from_utf8_lossy(&pem).into_owned();
        forms.push((text.trim_end().as_bytes().to_vec(), "the PEM text"));
        forms.push((text.replace('\n', "\r\n").into_bytes(), "the PEM text, with Windows line breaks,"));
        forms.push((text.trim_end().replace('\n', "\\n").into_bytes(), "the PEM text, with escaped line breaks,"));
        forms.push((pem, "the PEM text"));
    }
    if let Ok(der) = der::to_der(key, false) {
        forms.push((b64::encode_standard(der.expose()).into_bytes(), "the base64 text"));
        forms.push((der.expose().to_vec(), "the DER bytes"));
    }
    if let Ok(jwk) = jwk::public_object(key) {
        forms.push((jwk.to_string().into_bytes(), "the JWK text"));
    }
    forms
}
