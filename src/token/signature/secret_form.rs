//! Forms of a secret that are often used in place of the given one: one side encodes, quotes or cuts it, the other does not.

use zeroize::Zeroizing;

use crate::base::{Secret, b64, hex, percent, utf16};
use crate::jose::alg::Primitive;
use crate::jose::key::Key;
use crate::jose::{Algorithm, Strength, VerifyingKey, crypto};

/// How the secret that made `signature` differs from one of `secrets`, and what to do; `None` if none of their forms made it.
pub(super) fn used<'s>(
    alg: Algorithm,
    message: &[u8],
    signature: &[u8],
    secrets: impl Iterator<Item = &'s [u8]>,
) -> Option<(&'static str, &'static str)> {
    let matches = |secret: &[u8]| {
        let key = Key::from_secret(Secret::from(secret));
        VerifyingKey::new(&key, alg, Strength::AllowWeak).is_ok_and(|key| key.verify(message, signature))
    };
    let secrets: Vec<&[u8]> = secrets.collect();
    let found = secrets.iter().find_map(|secret| {
        let found = forms(secret).into_iter().find(|form| matches(form.secret.expose()));
        found.map(|form| (form.what, form.advice))
    });
    // HMAC fills a short key with zeros, so an empty one is also a key of zeros in some form.
    let is_empty = || match alg.primitive() {
        Primitive::Hmac(hash) => !secrets.is_empty() && crypto::is_hmac(hash, b"", message, signature),
        _ => false,
    };
    found.or_else(|| {
        is_empty().then_some(("replaced by an empty one", "set it at the issuer, where its variable is empty"))
    })
}

struct SecretForm {
    secret: Secret,
    /// How it differs from the given one.
    what: &'static str,
    advice: &'static str,
}

/// Collects the forms of one secret.
struct Forms<'s> {
    secret: &'s [u8],
    found: Vec<SecretForm>,
}

fn forms(secret: &[u8]) -> Vec<SecretForm> {
    let mut forms = Forms { secret, found: Vec::new() };
    forms.add_ends();
    forms.add_quotes();
    forms.add_unicode();
    forms.add_decoded();
    forms.add_encoded();
    forms.add_shell();
    forms.add_lines_and_case();
    forms.found
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// What to do if the issuer uses the text of an encoded secret.
const PASS_TEXT: &str = "the issuer did not decode it, so pass the text itself, not base64:… or \"k\" of a JWK";

/// Where tools break lines: base64 of OpenSSL at 64 characters, of coreutils at 76.
const LINE_LENGTHS: [usize; 2] = [64, 76];

impl Forms<'_> {
    fn add(&mut self, form: Option<Vec<u8>>, what: &'static str, advice: &'static str) {
        let secret = form.map(Secret::new).filter(|form| !form.is_empty() && form.expose() != self.secret);
        self.found.extend(secret.map(|secret| SecretForm { secret, what, advice }));
    }

    fn enclosed(&self, before: &[u8], after: &[u8]) -> Option<Vec<u8>> {
        Some([before, self.secret, after].concat())
    }

    fn inner(&self, before: &[u8], after: &[u8]) -> Option<Vec<u8>> {
        Some(self.secret.strip_prefix(before)?.strip_suffix(after)?.to_vec())
    }

    /// The secret as text, without the white space around it.
    fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.secret).ok().map(str::trim)
    }

    fn add_ends(&mut self) {
        let issuer = "remove it at the issuer, or pass the secret as hex: with 0a at its end";
        self.add(self.enclosed(b"", b"\n"), "with a line break at its end", issuer);
        let issuer = "remove it at the issuer, or pass the secret as hex: with 0d0a at its end";
        self.add(self.enclosed(b"", b"\r\n"), "with a Windows line break at its end", issuer);
        let ours = "remove it from the secret";
        self.add(Some(self.secret.trim_ascii_end().to_vec()), "without the white space at its end", ours);
        self.add(Some(self.secret.trim_ascii().to_vec()), "without the white space around it", ours);
        self.add(self.enclosed(b"", b" "), "with a space at its end", "remove it at the issuer");
        self.add(self.enclosed(b" ", b""), "with a space before it", "remove it at the issuer");
        let literal = "with the two characters \\n in place of a line break";
        self.add(self.enclosed(b"", b"\\n"), literal, "remove them at the issuer, which does not read escapes");
        self.add(self.inner(b"", b"\\n"), "without the two characters \\n at its end", ours);
        self.add(self.inner(b"", b"\0"), "without the zero byte at its end", ours);
        self.add(self.enclosed(b"", b"\0"), "with a zero byte at its end", "remove it at the issuer");
    }

    fn add_quotes(&mut self) {
        for quote in [&b"\""[..], b"'"] {
            let issuer = "remove them at the issuer: its configuration takes quotes as a part of the value";
            self.add(self.enclosed(quote, quote), "in quotes", issuer);
            self.add(self.inner(quote, quote), "without the quotes around it", "remove them from the secret");
        }
    }

    fn add_unicode(&mut self) {
        let issuer = "save the issuer's file without one, or pass the secret as hex: with efbbbf before it";
        self.add(self.enclosed(BOM, b""), "with a byte order mark before it", issuer);
        self.add(self.inner(BOM, b""), "without its byte order mark", "save the file as UTF-8 without one");
        let decoded = utf16::decode(self.secret);
        let advice = "save the file as UTF-8, as with `iconv -f UTF-16 -t UTF-8`";
        self.add(decoded.as_ref().map(|text| text.trim().as_bytes().to_vec()), "as UTF-8, not UTF-16", advice);
        self.add(decoded.map(String::into_bytes), "as UTF-8, not UTF-16", advice);
        let units = |to_bytes: fn(u16) -> [u8; 2]| {
            let text = std::str::from_utf8(self.secret).ok()?;
            Some(text.encode_utf16().flat_map(to_bytes).collect())
        };
        let advice = "have the issuer take the bytes of its UTF-8 text, or pass a file in UTF-16";
        self.add(units(u16::to_le_bytes), "as UTF-16 text", advice);
        self.add(units(u16::to_be_bytes), "as UTF-16 text", advice);
    }

    fn add_decoded(&mut self) {
        let unquoted = self.text().map(|text| text.trim_matches(['"', '\'']).to_owned());
        let hexadecimal = "pass it as hex:…, or the decoded bytes as @FILE";
        self.add(unquoted.as_deref().and_then(hex::decode), "decoded from hexadecimal", hexadecimal);
        let base64 = "pass it as base64:…, or the decoded bytes as @FILE";
        let decoded = unquoted.as_deref().and_then(b64::decode_lenient);
        let again = decoded.as_deref().and_then(|bytes| b64::decode_lenient(std::str::from_utf8(bytes).ok()?.trim()));
        self.add(decoded.as_deref().map(|bytes| bytes.trim_ascii_end().to_vec()), "decoded from base64", base64);
        self.add(decoded, "decoded from base64", base64);
        self.add(again, "decoded from base64 twice", "decode it with `base64 -d`, and pass the result as base64:…");
        let skipping = self.text().and_then(|text| b64::decode_lenient(&without_other_characters(text)));
        let what = "decoded from base64 by a decoder that skips other characters, as old versions of JJWT do";
        self.add(skipping, what, "have the issuer use the bytes of the secret");
        let plain = self.text().filter(|text| percent::find(text).is_some()).map(percent::decode);
        self.add(plain, "decoded from percent-encoding", "pass it decoded");
    }

    fn add_encoded(&mut self) {
        let advice = "the issuer did not decode it, so pass the text itself, not hex:…";
        let lower = hex::encode(self.secret).into_bytes();
        self.add(Some(lower.to_ascii_uppercase()), "as hexadecimal text", advice);
        self.add(Some(lower), "as hexadecimal text", advice);
        let url_safe = Zeroizing::new(b64::encode(self.secret));
        let standard = Zeroizing::new(b64::encode_standard(self.secret));
        let padding = &standard[standard.trim_end_matches('=').len()..];
        for text in [standard.as_bytes(), standard.trim_end_matches('=').as_bytes(), url_safe.as_bytes()] {
            self.add(Some(text.to_vec()), "as base64 text", PASS_TEXT);
        }
        self.add(Some([url_safe.as_bytes(), padding.as_bytes()].concat()), "as base64 text", PASS_TEXT);
        let encoded = self.text().map(|text| percent::encode(text, b"").into_bytes());
        self.add(encoded, "percent-encoded", "have the issuer decode it, as from a URL");
    }

    /// What a shell, or a program that reads `.env` files, makes of some characters.
    fn add_shell(&mut self) {
        let text = self.text().map(str::to_owned);
        let with = |change: &dyn Fn(&str) -> String| text.as_deref().map(change).map(String::into_bytes);
        let unescaped = with(&|text| text.replace('\\', ""));
        self.add(unescaped, "without the backslashes in it", "remove them: they escaped other characters in a shell");
        let escaped = with(&|text| text.replace('$', "\\$"));
        let advice = "remove them at the issuer: its configuration takes them as a part of the value";
        self.add(escaped, "with a backslash before each $", advice);
        self.add(with(&|text| text.replace('$', "$$")), "with each $ doubled", "write one $ at the issuer");
        let halved = with(&|text| text.replace("$$", "$"));
        self.add(halved, "with one $ in place of two", "write one $, as Docker Compose reads two");
        let expanded = with(&without_variables);
        let what = "with names after $ taken as empty variables";
        self.add(expanded, what, "write it in single quotes at the issuer, so that no variable is expanded");
        let cut = text.as_deref().and_then(|text| text.split_once('#')).map(|(before, _)| before.trim_end());
        let advice = "write it in quotes at the issuer: # begins a comment in its configuration";
        self.add(cut.map(|before| before.as_bytes().to_vec()), "up to its first #", advice);
        let plus = with(&|text| text.replace(' ', "+"));
        self.add(plus, "with + in place of its spaces", "pass it with +: form decoding makes spaces of them");
        let spaces = with(&|text| text.replace('+', " "));
        self.add(spaces, "with spaces in place of its +", "have the issuer encode + as %2B where it is form-decoded");
        let breaks = with(&|text| text.replace("\\n", "\n"));
        self.add(breaks, "with line breaks in place of its \\n", "pass it with line breaks");
        let html = with(&|text| {
            let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
            entities.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
        });
        self.add(html, "without the HTML escapes in it", "copy the secret as plain text");
    }

    fn add_lines_and_case(&mut self) {
        let text = self.text().map(str::to_owned);
        let one_line = text.as_deref().map(|text| text.split_whitespace().collect::<String>());
        let joined = one_line.as_ref().map(|text| text.as_bytes().to_vec());
        self.add(joined, "without the white space in it", "pass it in one line");
        for length in LINE_LENGTHS {
            for end in ["", "\n"] {
                let lines = one_line.as_deref().map(|text| in_lines(text, length) + end);
                let what = "in the lines that `openssl` or `base64` print";
                let advice = "pass it with its line breaks, or have the issuer join the lines";
                self.add(lines.map(String::into_bytes), what, advice);
            }
        }
        let lower = text.as_deref().map(|text| text.to_ascii_lowercase().into_bytes());
        self.add(lower, "in lower case", "compare the case of letters at both sides");
        let upper = text.as_deref().map(|text| text.to_ascii_uppercase().into_bytes());
        self.add(upper, "in upper case", "compare the case of letters at both sides");
        let without_hyphens = text.as_deref().map(|text| text.replace('-', "").into_bytes());
        self.add(without_hyphens, "without its hyphens", "compare the secret at both sides");
    }
}

/// The whole groups of four characters of base64.
fn without_other_characters(text: &str) -> String {
    let digits: String = text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/')).collect();
    digits[..digits.len() / 4 * 4].to_owned()
}

/// `text` as a shell without variables expands it in double quotes.
fn without_variables(text: &str) -> String {
    let mut pieces = text.split('$');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let is_name = piece.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        match piece.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((_, rest)) => text + rest,
            None if is_name => text + piece.trim_start_matches(is_part),
            // A positional parameter has one digit.
            None if piece.starts_with(|c: char| c.is_ascii_digit()) => text + &piece[1..],
            None => text + "$" + piece,
        }
    })
}

fn in_lines(text: &str, length: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    let lines: Vec<String> = characters.chunks(length).map(|line| line.iter().collect()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::SigningKey;

    fn form(issuer: &[u8], verifier: &[u8]) -> Option<&'static str> {
        let alg = Algorithm::from_name("HS256").unwrap();
        let key = SigningKey::new(&Key::from_secret(Secret::from(issuer)), alg, Strength::AllowWeak).unwrap();
        let mut signature = Vec::new();
        key.sign(b"message", &mut signature).unwrap();
        used(alg, b"message", &signature, [verifier].into_iter()).map(|(what, _)| what)
    }

    /// 48 characters that are valid as base64 and hexadecimal.
    const TEXT: &str = "00112233445566778899aabbccddeeff0123456789abcdef";

    #[test]
    fn forms_of_bytes_and_text() {
        let bytes = hex::decode(TEXT).unwrap();
        let long = [bytes.clone(), bytes.clone()].concat();
        let base64 = b64::encode(&long);
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for (issuer, verifier, expected) in [
            (format!("{TEXT}\n").into_bytes(), TEXT.as_bytes().to_vec(), "with a line break at its end"),
            (format!("{TEXT}\r\n").into_bytes(), TEXT.as_bytes().to_vec(), "with a Windows line break at its end"),
            (TEXT.as_bytes().to_vec(), format!("{TEXT}\n").into_bytes(), "without the white space at its end"),
            (TEXT.as_bytes().to_vec(), format!("{TEXT} \r\n").into_bytes(), "without the white space at its end"),
            ([BOM, TEXT.as_bytes()].concat(), TEXT.as_bytes().to_vec(), "with a byte order mark before it"),
            (TEXT.as_bytes().to_vec(), [BOM, TEXT.as_bytes()].concat(), "without its byte order mark"),
            (bytes.clone(), TEXT.as_bytes().to_vec(), "decoded from hexadecimal"),
            (bytes, format!("\"{TEXT}\"").into_bytes(), "decoded from hexadecimal"),
            (long.clone(), base64.clone().into_bytes(), "decoded from base64"),
            (long.clone(), b64::encode(&base64).into_bytes(), "decoded from base64 twice"),
            (hex::encode(&long).into_bytes(), long.clone(), "as hexadecimal text"),
            (hex::encode(&long).to_ascii_uppercase().into_bytes(), long.clone(), "as hexadecimal text"),
            (base64.into_bytes(), long, "as base64 text"),
            (utf16(TEXT), TEXT.as_bytes().to_vec(), "as UTF-16 text"),
            (TEXT.as_bytes().to_vec(), utf16(&format!("\u{feff}{TEXT}\r\n")), "as UTF-8, not UTF-16"),
            (TEXT.as_bytes().to_vec(), utf16(TEXT), "as UTF-8, not UTF-16"),
        ] {
            assert_eq!(form(&issuer, &verifier), Some(expected));
        }
    }

    #[test]
    fn forms_of_configuration() {
        for (issuer, verifier, expected) in [
            ("\"word\"", "word", "in quotes"),
            ("word", "'word'", "without the quotes around it"),
            ("word ", "word", "with a space at its end"),
            ("word", " word", "without the white space around it"),
            ("word\\n", "word", "with the two characters \\n in place of a line break"),
            ("word", "word\\n", "without the two characters \\n at its end"),
            ("word", "word\0", "without the zero byte at its end"),
            ("pa$$word", "pa\\$\\$word", "without the backslashes in it"),
            ("pa\\$word", "pa$word", "with a backslash before each $"),
            ("pa$word", "pa$$word", "with one $ in place of two"),
            ("pa$$word", "pa$word", "with each $ doubled"),
            ("pa-1!", "pa$word-1!", "with names after $ taken as empty variables"),
            ("pa-1!", "pa${word}-1!", "with names after $ taken as empty variables"),
            ("pass", "pass #word", "up to its first #"),
            ("a+b", "a b", "with + in place of its spaces"),
            ("a b", "a+b", "with spaces in place of its +"),
            ("a/b", "a%2Fb", "decoded from percent-encoding"),
            ("a%2Fb", "a/b", "percent-encoded"),
            ("a&b<c", "a&amp;b&lt;c", "without the HTML escapes in it"),
            ("one\ntwo", "one\\ntwo", "with line breaks in place of its \\n"),
            ("onetwo", "one\ntwo", "without the white space in it"),
            ("Word!", "WORD!", ""),
            ("word!", "WORD!", "in lower case"),
            ("WORD!", "Word!", "in upper case"),
            ("12-34!", "1-2-34!", ""),
            ("1234!", "1-2-34!", "without its hyphens"),
        ] {
            let expected = Some(expected).filter(|expected| !expected.is_empty());
            assert_eq!(form(issuer.as_bytes(), verifier.as_bytes()), expected, "{issuer} {verifier}");
        }
    }

    #[test]
    fn forms_of_base64() {
        let text = "q".repeat(88);
        let lines = format!("{}\n{}", &text[..64], &text[64..]);
        for issuer in [lines.clone(), format!("{lines}\n")] {
            let expected = Some("in the lines that `openssl` or `base64` print");
            assert_eq!(form(issuer.as_bytes(), text.as_bytes()), expected);
        }
        let skipping = b64::decode_lenient("mysecretkeyforme").unwrap();
        let expected = "decoded from base64 by a decoder that skips other characters, as old versions of JJWT do";
        assert_eq!(form(&skipping, b"my-secret-key-for-me-x"), Some(expected));
    }

    proptest::proptest! {
        #[test]
        fn no_secret_panics(secret: Vec<u8>, text: String) {
            let _ = (forms(&secret), forms(text.as_bytes()), forms(format!("${text}${{{text}").as_bytes()));
        }
    }
}
