//! Header lines, as they are copied from a client's log, or the value of one.

use crate::base::{Code, Fault};

use super::grammar::{self, AuthValue, Content};

/// A header that takes part in authentication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthHeader {
    /// `Authorization` or `Proxy-Authorization`.
    Credentials { name: &'static str, value: AuthValue },
    /// `WWW-Authenticate` or `Proxy-Authenticate`.
    Challenges { name: &'static str, values: Vec<AuthValue> },
    /// `DPoP`: a proof.
    Proof(String),
}

const CREDENTIALS: [&str; 2] = ["Authorization", "Proxy-Authorization"];
const CHALLENGES: [&str; 2] = ["WWW-Authenticate", "Proxy-Authenticate"];
const PROOF: &str = "DPoP";

/// Reads the headers in `text`, other lines being passed over; without any, `text` is the value of one.
pub fn read(text: &str) -> Result<Vec<AuthHeader>, Fault> {
    let mut found = Vec::new();
    for line in unfolded(text) {
        match header(&line)? {
            Some(header) => found.push(header),
            None => {
                for quoted in quoted_strings(&line) {
                    found.extend(header(&quoted)?);
                }
            }
        }
    }
    match found.is_empty() {
        true => value(&unfolded(text).join(" ")).map(|header| vec![header]),
        false => Ok(found),
    }
}

/// Reads a line if it is a header that takes part in authentication.
fn header(line: &str) -> Result<Option<AuthHeader>, Fault> {
    let Some((name, value)) = line.split_once(':') else { return Ok(None) };
    let name = name.trim();
    let known = |names: [&'static str; 2]| names.into_iter().find(|known| known.eq_ignore_ascii_case(name));
    let context = |fault: Fault| fault.context(name);
    Ok(if let Some(name) = known(CREDENTIALS) {
        Some(AuthHeader::Credentials { name, value: grammar::credentials(value).map_err(context)? })
    } else if let Some(name) = known(CHALLENGES) {
        Some(AuthHeader::Challenges { name, values: grammar::challenges(value).map_err(context)? })
    } else if name.eq_ignore_ascii_case(PROOF) {
        Some(AuthHeader::Proof(value.trim().to_owned()))
    } else {
        None
    })
}

/// The strings in quotes in a line, as in `curl -H 'Authorization: …'`. A backslash in double quotes escapes.
fn quoted_strings(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = line.chars();
    while let Some(quote) = chars.by_ref().find(|c| matches!(c, '"' | '\'')) {
        let mut inner = String::new();
        while let Some(c) = chars.next() {
            match c {
                c if c == quote => {
                    found.push(std::mem::take(&mut inner));
                    break;
                }
                '\\' if quote == '"' => inner.extend(chars.next()),
                c => inner.push(c),
            }
        }
    }
    found
}

/// Lines without the marks of curl, and with each line that begins with white space joined to the one before (RFC 9112
/// section 5.2).
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.strip_prefix("> ").or_else(|| line.strip_prefix("< ")).unwrap_or(line);
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => lines.push(line.trim().to_owned()),
        }
    }
    lines
}

fn value(text: &str) -> Result<AuthHeader, Fault> {
    let values = grammar::challenges(text).map_err(|fault| {
        fault.hint(
            "expected a header line such as `Authorization: Basic …`, or its value; parameters are separated by commas",
        )
    })?;
    match <[AuthValue; 1]>::try_from(values) {
        Ok([value]) if is_credentials(&value) => Ok(AuthHeader::Credentials { name: CREDENTIALS[0], value }),
        Ok([value]) if !is_word_alone(&value) => {
            Ok(AuthHeader::Challenges { name: CHALLENGES[0], values: vec![value] })
        }
        Ok(_) => Err(Fault::new(Code::Malformed, "expected a scheme and its credentials, found one word")
            .hint("to show a token, use `tokctl decode`")),
        Err(values) => Ok(AuthHeader::Challenges { name: CHALLENGES[0], values }),
    }
}

fn is_credentials(value: &AuthValue) -> bool {
    match &value.content {
        Content::Token68(_) => true,
        Content::Params(_) => value.param("response").is_some(),
    }
}

/// Whether there is only a word, and it is not a scheme without parameters in a challenge.
fn is_word_alone(value: &AuthValue) -> bool {
    value.content == Content::Params(Vec::new()) && !value.is("Negotiate") && !value.is("NTLM")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<String> {
        let kind = |header: &AuthHeader| match header {
            AuthHeader::Credentials { name, value } => format!("{name} {}", value.scheme),
            AuthHeader::Challenges { name, values } => format!("{name} {}", values.len()),
            AuthHeader::Proof(proof) => format!("DPoP {proof}"),
        };
        read(text).unwrap().iter().map(kind).collect()
    }

    #[test]
    fn lines_of_a_log_and_values_alone() {
        for (text, expected) in [
            ("Authorization: Basic YTpi", &["Authorization Basic"][..]),
            ("authorization:basic YTpi\r\n", &["Authorization basic"]),
            ("Basic YTpi", &["Authorization Basic"]),
            ("Digest realm=r, nonce=n", &["WWW-Authenticate 1"]),
            ("Digest username=a, response=x", &["Authorization Digest"]),
            ("Basic realm=\"a\", Bearer", &["WWW-Authenticate 2"]),
            ("Negotiate", &["WWW-Authenticate 1"]),
            ("> GET / HTTP/1.1\n> Authorization: DPoP abc\n> DPoP: e.f.g\n>", &["Authorization DPoP", "DPoP e.f.g"]),
            ("WWW-Authenticate: Digest\n   realm=\"a:b\",\n\tnonce=n", &["WWW-Authenticate 1"]),
            ("Proxy-Authorization: Basic YTpi\nHost: x", &["Proxy-Authorization Basic"]),
            (
                "curl -H 'Accept: */*' -H 'DPoP: e.f.g' \\\n -H \"authorization: DPoP abc\" URL",
                &["DPoP e.f.g", "Authorization DPoP"],
            ),
            (r#"-H "WWW-Authenticate: Digest realm=\"a:b\", nonce=n" 'x"#, &["WWW-Authenticate 1"]),
        ] {
            assert_eq!(kinds(text), expected, "{text}");
        }
        for text in ["", "hello", "Authorization:", "WWW-Authenticate: \"", "Basic a b"] {
            assert_eq!(read(text).unwrap_err().code, Code::Malformed, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_answered(text in "(Authorization: |DPoP|\n|[ -~]){0,20}") {
            let _ = read(&text);
        }
    }
}
