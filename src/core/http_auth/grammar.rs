//! The syntax of challenges and credentials (RFC 9110 sections 11.2 to 11.6).

use crate::base::{Code, Fault};

/// A challenge or credentials: a scheme, and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthValue {
    pub scheme: String,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// One word, as for Basic and Bearer.
    Token68(String),
    /// Possibly none.
    Params(Vec<Param>),
}

/// The most parameters of a scheme; real ones have about ten.
const MAX_PARAMS: usize = 100;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    pub name: String,
    /// Without quotes and escapes.
    pub value: String,
}

impl AuthValue {
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// The value of a parameter; names have no case.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params().iter().find(|param| param.name.eq_ignore_ascii_case(name)).map(|param| param.value.as_str())
    }

    pub fn params(&self) -> &[Param] {
        match &self.content {
            Content::Params(params) => params,
            Content::Token68(_) => &[],
        }
    }
}

/// Reads the challenges of `WWW-Authenticate`: one or more, between commas.
pub fn challenges(text: &str) -> Result<Vec<AuthValue>, Fault> {
    let mut reader = Reader { text, at: 0 };
    let mut found: Vec<AuthValue> = Vec::new();
    loop {
        reader.skip_commas();
        if reader.is_at_end() {
            break;
        }
        let value = reader.value()?;
        found.push(value);
    }
    if found.is_empty() {
        return Err(Fault::new(Code::Malformed, "the header is empty"));
    }
    Ok(found)
}

/// Reads the credentials of `Authorization`: exactly one.
pub fn credentials(text: &str) -> Result<AuthValue, Fault> {
    let mut found = challenges(text)?;
    if found.len() > 1 {
        return Err(Fault::new(Code::Malformed, format!("expected one scheme, found {}", found.len()))
            .hint("several challenges belong in WWW-Authenticate"));
    }
    Ok(found.remove(0))
}

/// A parameter whose value is quoted, with what must be escaped.
pub fn quoted(name: &str, value: &str) -> String {
    format!("{name}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a quoted string may contain `text`.
pub fn is_quotable(text: &str) -> bool {
    text.chars().all(|c| c == '\t' || !c.is_control())
}

pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// RFC 9110 section 5.6.2.
fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Whether `text` is a `token68` (RFC 9110 section 11.2), which the token of Bearer is, too (RFC 6750 section 2.1).
pub fn is_token68(text: &str) -> bool {
    let word = text.trim_end_matches('=');
    !word.is_empty() && word.bytes().all(is_token68_byte)
}

fn is_token68_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start_matches([' ', '\t']).len();
    }

    /// Elements of a list may be empty (RFC 9110 section 5.6.1).
    fn skip_commas(&mut self) {
        self.at = self.text.len() - self.rest().trim_start_matches([' ', '\t', ',']).len();
    }

    fn take(&mut self, is_taken: impl Fn(u8) -> bool) -> &'t str {
        let length = self.rest().bytes().position(|byte| !is_taken(byte)).unwrap_or(self.rest().len());
        let taken = &self.rest()[..length];
        self.at += length;
        taken
    }

    fn value(&mut self) -> Result<AuthValue, Fault> {
        let scheme = self.take(is_token_byte).to_owned();
        if scheme.is_empty() {
            return Err(self.expected("the name of a scheme, such as Basic"));
        }
        let before = self.at;
        self.skip_space();
        if self.at == before && !self.is_at_end() && !self.rest().starts_with(',') {
            return Err(self.expected("a space after the name of the scheme"));
        }
        let content = match self.token68() {
            Some(word) => Content::Token68(word),
            None => Content::Params(self.params()?),
        };
        self.skip_space();
        if !self.is_at_end() && !self.rest().starts_with(',') {
            return Err(self.expected("a comma"));
        }
        Ok(AuthValue { scheme, content })
    }

    /// A word at whose end the value ends.
    fn token68(&mut self) -> Option<String> {
        let rest = self.rest();
        let word = rest.bytes().position(|byte| !is_token68_byte(byte)).unwrap_or(rest.len());
        let end = rest.len() - rest[word..].trim_start_matches('=').len();
        let after = rest[end..].trim_start_matches([' ', '\t']);
        if word == 0 || !(after.is_empty() || after.starts_with(',')) {
            return None;
        }
        self.at += end;
        Some(rest[..end].to_owned())
    }

    /// Parameters, up to the next scheme or the end.
    fn params(&mut self) -> Result<Vec<Param>, Fault> {
        let mut params: Vec<Param> = Vec::new();
        loop {
            let start = self.at;
            self.skip_commas();
            let name = self.take(is_token_byte).to_owned();
            self.skip_space();
            if name.is_empty() || !self.rest().starts_with('=') {
                // The name of the next scheme, or what `value` reports. The comma before it stays.
                let is_first = params.is_empty() && self.text[start..self.at].trim() == name && !name.is_empty();
                if is_first {
                    return Err(self.expected("`=` after the name of a parameter"));
                }
                self.at = start;
                return Ok(params);
            }
            self.at += 1;
            self.skip_space();
            let value = if self.rest().starts_with('"') { self.quoted_string()? } else { self.token()? };
            if params.iter().any(|param| param.name.eq_ignore_ascii_case(&name)) {
                return Err(self.fault(&format!("the parameter {name} is repeated")));
            }
            if params.len() == MAX_PARAMS {
                return Err(self.fault(&format!("more than {MAX_PARAMS} parameters")));
            }
            params.push(Param { name, value });
            self.skip_space();
            if !self.rest().starts_with(',') {
                return Ok(params);
            }
        }
    }

    fn token(&mut self) -> Result<String, Fault> {
        match self.take(is_token_byte) {
            "" => Err(self.expected("a value: a word or a quoted string")),
            word => Ok(word.to_owned()),
        }
    }

    fn quoted_string(&mut self) -> Result<String, Fault> {
        let start = self.at;
        let mut value = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((index, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += index + 1;
                    return Ok(value);
                }
                '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
                c if c != '\t' && c.is_control() => {
                    self.at += index;
                    return Err(self.expected("no control character"));
                }
                c => value.push(c),
            }
        }
        self.at = start;
        Err(self.fault("a quoted string has no closing quote"))
    }

    fn expected(&self, what: &str) -> Fault {
        let found = match self.rest().chars().next() {
            None => "the end".to_owned(),
            Some(c) => format!("{c:?}"),
        };
        self.fault(&format!("expected {what}, found {found}"))
    }

    fn fault(&self, problem: &str) -> Fault {
        Fault::new(Code::Malformed, format!("{problem} (byte {})", self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(list: &[(&str, &str)]) -> Content {
        let param = |(name, value): &(&str, &str)| Param { name: (*name).to_owned(), value: (*value).to_owned() };
        Content::Params(list.iter().map(param).collect())
    }

    fn value(scheme: &str, content: Content) -> AuthValue {
        AuthValue { scheme: scheme.to_owned(), content }
    }

    #[test]
    fn several_challenges_in_one_header() {
        let text = r#"Newauth realm="apps", type=1, title="Login to \"apps\"", Basic realm="simple", Negotiate, NTLM abc=, x y="a, b=c""#;
        let expected = [
            value("Newauth", params(&[("realm", "apps"), ("type", "1"), ("title", "Login to \"apps\"")])),
            value("Basic", params(&[("realm", "simple")])),
            value("Negotiate", params(&[])),
            value("NTLM", Content::Token68("abc=".to_owned())),
            value("x", params(&[("y", "a, b=c")])),
        ];
        assert_eq!(challenges(text).unwrap(), expected);
    }

    #[test]
    fn more_parameters_than_a_scheme_has_are_refused() {
        let params = |n: usize| format!("A {}", (0..n).map(|i| format!("p{i}=x")).collect::<Vec<_>>().join(", "));
        assert!(challenges(&params(MAX_PARAMS)).is_ok());
        let fault = challenges(&params(90_000)).unwrap_err();
        assert!(fault.message.contains("more than 100 parameters"), "{fault}");
    }

    #[test]
    fn white_space_and_empty_elements() {
        let expected = [value("A", params(&[("b", "c"), ("d", "e")])), value("F", params(&[]))];
        assert_eq!(challenges(" ,A b = \"c\" , ,d=e ,, F ,").unwrap(), expected);
        assert_eq!(
            credentials("Bearer  a.b~c-_+/== ").unwrap(),
            value("Bearer", Content::Token68("a.b~c-_+/==".into()))
        );
    }

    #[test]
    fn values_without_a_place_are_refused() {
        for (text, byte) in [
            ("", None),
            (" , ", None),
            ("\"x\"", Some(0)),
            ("A b=", None),
            ("A b=\"c", Some(4)),
            ("A b=c d=e", Some(6)),
            ("A b=c, b=d", Some(10)),
            ("A b=\"\u{7}\"", Some(5)),
            ("A b c", Some(4)),
            ("A=b", Some(1)),
        ] {
            // `A b=` is a scheme with a token68.
            let result = challenges(text);
            match byte {
                Some(byte) => {
                    let message = result.unwrap_err().message;
                    assert!(message.ends_with(&format!("(byte {byte})")), "{text}: {message}");
                }
                None => assert_eq!(result.is_ok(), text == "A b=", "{text}"),
            }
        }
        assert!(credentials("Basic YTpi, Basic YTpi").is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_answered(text in "[A-Za-z =,\"\\\\\t\u{e9}]{0,40}", any in ".{0,40}") {
            let _ = challenges(&text);
            let _ = challenges(&any);
        }

        #[test]
        fn what_is_written_is_read(values in proptest::collection::vec("[ -~\u{e9}\t]{0,12}", 1..5)) {
            let written: Vec<String> =
                values.iter().enumerate().map(|(index, value)| quoted(&format!("p{index}"), value)).collect();
            let read = credentials(&format!("Scheme {}", written.join(", "))).unwrap();
            let read: Vec<&str> = read.params().iter().map(|param| param.value.as_str()).collect();
            proptest::prop_assert_eq!(read, values);
        }
    }
}
