//! Basic authentication (RFC 7617).

use zeroize::Zeroizing;

use crate::base::{Code, Fault, Secret, b64};

#[derive(Debug, PartialEq)]
pub struct BasicCredentials {
    pub user: String,
    pub password: Secret,
    /// How the bytes were read: UTF-8, or ISO-8859-1 if they are not valid UTF-8.
    pub charset: &'static str,
}

/// The credentials for a user and a password, in UTF-8.
pub fn write(user: &str, password: &Secret) -> Result<Secret, Fault> {
    if user.contains(':') {
        return Err(Fault::new(Code::Usage, "a user name for Basic must not contain a colon (RFC 7617 §2)"));
    }
    let is_control = |bytes: &[u8]| bytes.iter().any(u8::is_ascii_control);
    if is_control(user.as_bytes()) || is_control(password.expose()) {
        let message = "user name and password for Basic must not contain control characters (RFC 7617 §2)";
        return Err(Fault::new(Code::Usage, message));
    }
    let joined = Secret::new([user.as_bytes(), b":", password.expose()].concat());
    let encoded = Zeroizing::new(b64::encode_standard(joined.expose()));
    Ok(Secret::from(format!("Basic {}", *encoded)))
}

/// Reads what follows `Basic` in a header.
pub fn read(token68: &str) -> Result<BasicCredentials, Fault> {
    let Some(bytes) = b64::decode_standard(token68).map(Secret::new) else {
        let fault = Fault::new(Code::Malformed, "the Basic credentials are not base64");
        return Err(match b64::decode_lenient(token68) {
            Some(_) => fault.hint("Basic takes the standard alphabet (`+`, `/`) with padding (`=`)"),
            None => fault.hint("Basic takes the base64 of `user:password`"),
        });
    };
    let Some(colon) = bytes.expose().iter().position(|byte| *byte == b':') else {
        return Err(Fault::new(Code::Malformed, "the Basic credentials have no colon between user and password")
            .hint("encode `user:password`; a line break at the end is part of the password"));
    };
    let (user, password) = (&bytes.expose()[..colon], &bytes.expose()[colon + 1..]);
    let is_utf8 = bytes.expose_str().is_some();
    let user = match std::str::from_utf8(user) {
        Ok(user) if is_utf8 => user.to_owned(),
        _ => user.iter().map(|byte| char::from(*byte)).collect(),
    };
    let charset = if is_utf8 { "UTF-8" } else { "ISO-8859-1" };
    Ok(BasicCredentials { user, password: Secret::from(password), charset })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_7617() {
        for (user, password, value) in
            [("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), ("test", "123£", "dGVzdDoxMjPCow==")]
        {
            let password = Secret::from(password.to_owned());
            assert_eq!(write(user, &password).unwrap().expose_str(), Some(format!("Basic {value}").as_str()));
            assert_eq!(read(value).unwrap(), BasicCredentials { user: user.to_owned(), password, charset: "UTF-8" });
        }
    }

    #[test]
    fn a_password_may_be_empty_and_hold_colons() {
        for password in ["", "a:b", ":"] {
            let password = Secret::from(password.to_owned());
            let value = write("alice", &password).unwrap();
            let read = read(value.expose_str().unwrap().trim_start_matches("Basic ")).unwrap();
            assert_eq!((read.user.as_str(), read.password), ("alice", password));
        }
    }

    #[test]
    fn bytes_of_another_character_set() {
        let read = read(&b64::encode_standard(b"caf\xe9:x")).unwrap();
        assert_eq!((read.user.as_str(), read.charset), ("café", "ISO-8859-1"));
    }

    #[test]
    fn what_is_refused() {
        let none = Secret::default();
        assert_eq!(write("a:b", &none).unwrap_err().code, Code::Usage);
        assert_eq!(write("a\nb", &none).unwrap_err().code, Code::Usage);
        for text in ["YWxpY2U=", "YTpi=", "YTpiYw", "!!!!"] {
            assert_eq!(read(text).unwrap_err().code, Code::Malformed, "{text}");
        }
    }
}
