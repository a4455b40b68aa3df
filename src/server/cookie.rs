//! The cookie with the refresh token (RFC 6265).
//!
//! Scripts cannot read it (`HttpOnly`), it is not sent over an unprotected connection (`Secure`; browsers count a loopback
//! address as protected), requests from other sites do not carry it (`SameSite=Strict`), and it is sent to the one path that
//! needs it.

use std::time::Duration;

use cookie::Cookie;
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

use crate::base::{Fault, Secret};

use super::REFRESH;
use super::reply::{Problem, header, secret_header};

/// The default name.
pub const NAME: &str = "refreshToken";

/// A browser accepts a cookie with this prefix only if it is `Secure`, has no domain and the path `/`.
pub const HOST_PREFIX: &str = "__Host-";

/// How the cookie is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshCookie {
    pub name: String,
    /// Whether it has the attribute `Secure`.
    pub secure: bool,
}

impl Default for RefreshCookie {
    fn default() -> Self {
        Self { name: NAME.to_owned(), secure: true }
    }
}

impl RefreshCookie {
    /// The `Set-Cookie` with a refresh token that lives for `max_age`.
    pub fn set(&self, token: &Secret, max_age: Duration) -> Result<HeaderValue, Fault> {
        let token = token.expose_str().unwrap_or_default();
        secret_header(&format!("{}={token}; {}{}", self.name, self.attributes(), max_age.as_secs()))
    }

    /// The `Set-Cookie` that removes it.
    pub fn clear(&self) -> Result<HeaderValue, Fault> {
        header(&format!("{}=; {}0", self.name, self.attributes()))
    }

    pub fn has_host_prefix(&self) -> bool {
        has_prefix(&self.name, HOST_PREFIX)
    }

    fn attributes(&self) -> String {
        let secure = if self.secure { " Secure;" } else { "" };
        format!("HttpOnly;{secure} SameSite=Strict; Path={}; Max-Age=", self.path())
    }

    pub fn path(&self) -> &'static str {
        if self.has_host_prefix() { "/" } else { REFRESH }
    }

    /// The refresh token of a request. Two different ones are refused: one of them was planted.
    pub fn read(&self, headers: &HeaderMap) -> Result<Option<Secret>, Problem> {
        let mut found: Option<Secret> = None;
        for header in headers.get_all(COOKIE) {
            // Other cookies may be anything; no refresh token has the character that replaces invalid bytes.
            let text = String::from_utf8_lossy(header.as_bytes());
            for cookie in Cookie::split_parse(&*text).flatten().filter(|cookie| cookie.name() == self.name) {
                let value = Secret::from(cookie.value().to_owned());
                if found.as_ref().is_some_and(|found| *found != value) {
                    return Err(Problem::bad_request("More than one refresh token cookie"));
                }
                found = Some(value);
            }
        }
        Ok(found.filter(|value| !value.is_empty()))
    }
}

/// Whether a cookie of this name has the prefix for a browser, which ignores the case.
pub fn has_prefix(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::from(text.to_owned())
    }

    fn read<T: AsRef<[u8]>>(cookies: &[T]) -> Result<Option<Secret>, Problem> {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            headers.append(COOKIE, HeaderValue::from_bytes(cookie.as_ref()).unwrap());
        }
        RefreshCookie::default().read(&headers)
    }

    #[test]
    fn the_attributes_are_the_documented_ones() {
        let minute = Duration::from_secs(60);
        let text = |cookie: &RefreshCookie| cookie.set(&secret("r1"), minute).unwrap().to_str().unwrap().to_owned();
        let cookie = RefreshCookie::default();
        assert_eq!(text(&cookie), "refreshToken=r1; HttpOnly; Secure; SameSite=Strict; Path=/api/refresh; Max-Age=60");
        let cleared = "refreshToken=; HttpOnly; Secure; SameSite=Strict; Path=/api/refresh; Max-Age=0";
        assert_eq!(cookie.clear().unwrap(), cleared);
        for name in ["__Host-rt", "__HOST-rt"] {
            let cookie = RefreshCookie { name: name.to_owned(), secure: true };
            assert_eq!(text(&cookie), format!("{name}=r1; HttpOnly; Secure; SameSite=Strict; Path=/; Max-Age=60"));
        }
        let cookie = RefreshCookie { secure: false, ..RefreshCookie::default() };
        assert_eq!(text(&cookie), "refreshToken=r1; HttpOnly; SameSite=Strict; Path=/api/refresh; Max-Age=60");
    }

    #[test]
    fn the_value_does_not_print() {
        let value = RefreshCookie::default().set(&secret("s3cret"), Duration::from_secs(60)).unwrap();
        assert!(!format!("{value:?}").contains("s3cret"));
    }

    #[test]
    fn it_is_found_among_others() {
        assert_eq!(read(&["a=b; refreshToken=r1;c=d"]).unwrap(), Some(secret("r1")));
        assert_eq!(read(&["a=b", "refreshToken=r1"]).unwrap(), Some(secret("r1")));
        assert_eq!(read(&["a=\u{e9}; b; refreshToken=r1"]).unwrap(), Some(secret("r1")));
        assert_eq!(read(&[b"a=\xe9; refreshToken=r1"]).unwrap(), Some(secret("r1")), "another cookie in Latin-1");
        for none in [&[][..], &["refreshToken="], &["xrefreshToken=r1"], &["refreshtoken=r1"], &[";;="]] {
            assert_eq!(read(none).unwrap(), None, "{none:?}");
        }
    }

    #[test]
    fn two_that_differ_are_refused() {
        assert!(read(&["refreshToken=r1; refreshToken=r2"]).is_err());
        assert!(read(&["refreshToken=r1; refreshToken="]).is_err());
        assert_eq!(read(&["refreshToken=r1", "refreshToken=r1"]).unwrap(), Some(secret("r1")));
    }
}
