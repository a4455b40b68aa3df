//! What a broken token looks like: the guesses that save its owner the search.

use crate::base::b64::{self, B64Error};
use crate::base::json::JsonProblem;
use crate::jose::jws::{Malformed, Part, Problem};

/// Guesses, the likeliest first, about why `token` is broken as `malformed` says. There may be none.
pub fn diagnose(token: &str, malformed: &Malformed) -> Vec<String> {
    let mut guesses: Vec<&str> = Vec::new();
    let mut guess = |applies: bool, text: &'static str| {
        if applies && !guesses.contains(&text) {
            guesses.push(text);
        }
    };
    let lower = token.to_ascii_lowercase();
    let json = token.trim_start().starts_with('{');
    let parts = token.split('.').count();
    guess(
        json && token.contains("\"signatures\""),
        "it is a JWS in JSON serialization with several signatures, not the compact form",
    );
    guess(json && token.contains("\"payload\""), "it is a JWS in flattened JSON serialization, not the compact form");
    guess(json && token.contains("\"kty\""), "it is a JSON Web Key, not a token");
    guess(json && token.contains("token\""), "it is a whole JSON answer; the token is the value of one of its members");
    guess(json, "it is JSON that has not been encoded and signed");
    guess(token.contains("-----BEGIN"), "it is a PEM file, not a token");
    guess(token.contains("...") || token.contains('…'), "it was shortened by the program it was copied from");
    guess(
        lower.contains("%2e") || lower.contains("%2d") || lower.contains("%3d"),
        "it is URL-encoded: it has %2E or the like",
    );
    guess(lower.starts_with("basic "), "these are Basic credentials, not a token");
    guess(parts >= 3 && token.starts_with('.'), "its header is missing: it begins with a dot");
    guess(parts == 5 && !token.contains("..."), "it is a JWE, which has five parts, with a part that is broken");
    guess(token.contains(['\n', '\r']), "it is broken into lines, as mail programs and terminals do");
    guess(token.contains([' ', '\t']), "it holds white space, as if two texts were copied together");
    match &malformed.problem {
        Problem::Base64(B64Error::InvalidByte { byte, .. }) => {
            guess(*byte == b'=', "it is padded with '=', which JWS leaves out");
            guess(
                matches!(byte, b'+' | b'/'),
                "it is in the standard base64 alphabet; JWS uses '-' and '_' for '+' and '/'",
            );
            guess(*byte == b'"' || *byte == b'\'', "it holds a quote that belongs to the text around it");
            guess(*byte >= 0x80, "it holds a character that is not ASCII, perhaps an invisible one");
        }
        Problem::Base64(B64Error::InvalidLength { .. }) => {
            guess(malformed.part == Some(Part::Signature), "it looks truncated: the end of the signature is missing");
            guess(true, "it looks truncated, or has a character too many");
        }
        Problem::Base64(B64Error::TrailingBits { .. }) => {
            guess(true, "it was changed in its last character, or truncated by one");
        }
        Problem::Parts(1) => {
            guess(is_jwt_header(token), "it looks truncated: this is the header alone");
            guess(
                !is_jwt_header(token) && !token.is_empty() && !json,
                "it is no JWT; an opaque token has nothing to decode",
            );
        }
        Problem::Parts(2) => {
            guess(is_jwt_header(token), "it looks truncated: the signature is missing, with the dot before it")
        }
        Problem::Json(error) => {
            let is_empty = error.offset == 0 && error.problem == JsonProblem::Truncated;
            guess(
                error.problem == JsonProblem::Truncated && !is_empty,
                "it looks truncated: the JSON ends in the middle",
            );
            guess(
                error.offset == 0 && !is_empty && malformed.part == Some(Part::Header),
                "it is no JWT: its first part is no JSON",
            );
        }
        _ => {}
    }
    guesses.into_iter().map(str::to_owned).collect()
}

/// Whether a text begins with an encoded JSON object, as every header does.
fn is_jwt_header(token: &str) -> bool {
    let first = token.split('.').next().unwrap_or_default();
    let whole = first.get(..first.len() / 4 * 4).unwrap_or_default();
    b64::decode(whole).is_ok_and(|bytes| bytes.starts_with(b"{\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::decode::Unverified;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLXRoYXQtaXMtbm90LW9uZQ";

    #[test]
    fn the_usual_accidents() {
        for (token, expected) in [
            (&TOKEN[..20], "the header alone"),
            (&TOKEN[..30], "signature is missing"),
            (&TOKEN[..TOKEN.len() - 1], "truncated"),
            (&format!("{TOKEN}=="), "padded"),
            (&TOKEN.replace("LX", "+/"), "standard base64"),
            (&TOKEN.replace('.', "%2E"), "URL-encoded"),
            (&format!("{}...", &TOKEN[..40]), "shortened"),
            (&format!("{}\n{}", &TOKEN[..50], &TOKEN[50..]), "lines"),
            ("{\"access_token\":\"x\"}", "whole JSON answer"),
            ("{\"sub\":\"alice\"}", "not been encoded"),
            ("-----BEGIN PUBLIC KEY-----", "PEM"),
            ("Basic YWxhZGRpbjpvcGVuc2VzYW1l", "Basic credentials"),
            (".e30.c2ln", "header is missing"),
            ("0123456789abcdef", "opaque"),
        ] {
            let malformed = Unverified::decode(token).expect_err(token);
            let guesses = diagnose(token, &malformed);
            assert!(guesses.iter().any(|g| g.contains(expected)), "{token}: {malformed}: {guesses:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_answered(token in "\\PC{0,60}") {
            if let Err(malformed) = Unverified::decode(&token) {
                let _ = diagnose(&token, &malformed);
            }
        }
    }
}
