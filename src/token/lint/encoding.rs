//! Parts that are not canonical base64url. Verifiers refuse such a token; what it says can be read.

use crate::base::b64::{self, B64Error};
use crate::jose::alg::Algorithm;
use crate::token::decode::Unverified;
use crate::token::signature::form::form_fault;

use super::{Finding, finding};

const RULE: &str = "non-canonical-base64url";

/// A token with its parts in canonical base64url.
pub struct Recoded {
    pub token: Unverified,
    pub text: String,
    /// What is wrong with the encoding of the original.
    pub findings: Vec<Finding>,
}

/// One part in canonical base64url, and what was wrong with it.
struct RecodedPart {
    text: String,
    mistakes: Vec<&'static str>,
    /// Whether its last character has bits that mean nothing.
    has_stray_bits: bool,
}

/// `None` if `text` is canonical or is not a token in another encoding. A part that may be cut short is not repaired.
pub fn recode(text: &str) -> Option<Recoded> {
    let parts = text.split('.').map(recode_part).collect::<Option<Vec<_>>>()?;
    let [header, payload, signature] = parts.as_slice() else { return None };
    if parts.iter().all(|part| part.mistakes.is_empty()) {
        return None;
    }
    let recoded = format!("{}.{}.{}", header.text, payload.text, signature.text);
    let token = Unverified::parse(&recoded).ok()?;
    // What is left of a token that was cut may end with such bits, too.
    if parts.iter().any(|part| part.has_stray_bits) && !is_complete(&token) {
        return None;
    }
    let named = ["header", "payload", "signature"].into_iter().zip(&parts);
    let mistakes = named.flat_map(|(name, part)| {
        part.mistakes.iter().filter_map(move |mistake| {
            let found = finding(RULE, format!("the {name} {mistake}"))?;
            Some(Finding { subject: Some(name.to_owned()), ..found })
        })
    });
    Some(Recoded { findings: mistakes.collect(), token, text: recoded })
}

fn recode_part(part: &str) -> Option<RecodedPart> {
    let mut mistakes = Vec::new();
    let unpadded = part.trim_end_matches('=');
    if unpadded != part {
        mistakes.push("is padded with '='");
    }
    if unpadded.contains(['+', '/']) {
        mistakes.push("is in the standard base64 alphabet");
    }
    let mut text = unpadded.replace('+', "-").replace('/', "_");
    let has_stray_bits = matches!(b64::decode(&text), Err(B64Error::TrailingBits { .. }));
    if has_stray_bits {
        mistakes.push("ends with a character that has bits set that mean nothing");
        text = b64::encode(b64::decode_stray(&text)?);
    }
    Some(RecodedPart { text, mistakes, has_stray_bits })
}

fn is_complete(token: &Unverified) -> bool {
    let alg = token.header.get_str("alg").and_then(Algorithm::from_name);
    let signature = b64::decode(&token.signature).ok();
    let has_form = alg.zip(signature).is_some_and(|(alg, signature)| form_fault(alg, &signature).is_none());
    has_form && token.claims().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "eyJhbGciOiJIUzI1NiJ9";
    /// `{"a":"a>>?"}`, whose encoding has both characters that the alphabets spell differently.
    const PAYLOAD: &str = "eyJhIjoiYT4-PyJ9";
    /// Of HMAC with SHA-256: 32 bytes in 43 characters, so that two bits of the last one mean nothing.
    const SIGNATURE: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    fn mistakes(header: &str, payload: &str, signature: &str) -> Option<Vec<String>> {
        let recoded = recode(&format!("{header}.{payload}.{signature}"))?;
        assert_eq!(recoded.text, format!("{HEADER}.{PAYLOAD}.{SIGNATURE}"));
        Some(recoded.findings.into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn each_mistake_is_named_with_its_part() {
        let standard = PAYLOAD.replace('-', "+");
        let stray = SIGNATURE.replace("h8", "h-");
        for (header, payload, signature, expected) in [
            (
                "eyJhbGciOiJIUzI1NiJ9",
                PAYLOAD,
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                &["the signature is padded with '='"][..],
            ),
            (HEADER, standard.as_str(), SIGNATURE, &["the payload is in the standard base64 alphabet"]),
            (
                HEADER,
                PAYLOAD,
                stray.as_str(),
                &["the signature ends with a character that has bits set that mean nothing"],
            ),
            (
                "eyJhbGciOiJIUzI1NiJ9==",
                standard.as_str(),
                SIGNATURE,
                &["the header is padded with '='", "the payload is in the standard base64 alphabet"],
            ),
        ] {
            assert_eq!(mistakes(header, payload, signature).unwrap(), expected);
        }
    }

    #[test]
    fn a_canonical_token_and_one_that_may_be_cut_short_are_left_alone() {
        assert_eq!(mistakes(HEADER, PAYLOAD, SIGNATURE), None);
        // Each character may be the last one of a token that was cut.
        let token = format!("{HEADER}.{PAYLOAD}.{SIGNATURE}");
        for end in 0..token.len() {
            assert!(recode(&token[..end]).is_none(), "{end}");
        }
        for text in ["", "..", "a=.b=.c=", "eyJhbGciOiJIUzI1NiJ9=.e30"] {
            assert!(recode(text).is_none(), "{text}");
        }
    }
}
