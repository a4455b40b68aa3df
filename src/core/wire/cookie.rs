//! The cookie with the refresh token (RFC 6265).
//!
//! No script can read it (`HttpOnly`), it never goes over an unprotected connection (`Secure`; browsers take a loopback
//! address for protected), no other site can make a browser send it (`SameSite=Strict`), and it goes to the one path that
//! needs it, so that not every call to the API carries it around.

use std::time::Duration;

use crate::base::{Code, Fault, Secret};

use super::REFRESH;
use super::message::{Request, Response};

/// Its name.
pub const NAME: &str = "refreshToken";

/// The `Set-Cookie` that hands out a refresh token.
pub fn set(token: &Secret, expires_in: Duration) -> Secret {
    let token = token.expose_str().unwrap_or_default();
    Secret::from(format!("{NAME}={token}; {}{}", attributes(), expires_in.as_secs()))
}

/// The `Set-Cookie` that takes it away: the same cookie, at its end.
pub fn clear() -> Secret {
    Secret::from(format!("{NAME}=; {}0", attributes()))
}

fn attributes() -> String {
    format!("HttpOnly; Secure; SameSite=Strict; Path={REFRESH}; Max-Age=")
}

/// The `Cookie` that a browser sends.
pub fn sent(token: &Secret) -> Secret {
    Secret::from(format!("{NAME}={}", token.expose_str().unwrap_or_default()))
}

/// The refresh token that a request brings. Two that differ are refused: somebody has put one under the other.
pub fn read(request: &Request) -> Result<Option<Secret>, Fault> {
    let headers = request.values("Cookie").filter_map(Secret::expose_str);
    let pairs = headers.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(name, _)| *name == NAME).map(|(_, value)| value);
    let first = values.next();
    if values.any(|value| Some(value) != first) {
        return Err(Fault::new(Code::Usage, "More than one refresh token cookie"));
    }
    Ok(first.filter(|value| !value.is_empty()).map(|value| Secret::from(value.to_owned())))
}

/// The refresh token that a response hands out.
pub fn received(response: &Response) -> Option<Secret> {
    let value = response.value("Set-Cookie")?.expose_str()?;
    let token = value.strip_prefix(NAME)?.strip_prefix('=')?.split(';').next()?;
    (!token.is_empty()).then(|| Secret::from(token.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::message::{Method, Status};
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::from(text.to_owned())
    }

    fn brought(cookies: &[&str]) -> Result<Option<Secret>, Fault> {
        let request = Request::new(Method::Post, REFRESH);
        read(&cookies.iter().fold(request, |request, cookie| request.header("cookie", secret(cookie))))
    }

    #[test]
    fn what_is_handed_out_comes_back() {
        let response = Response::new(Status::OK).header("Set-Cookie", set(&secret("r1"), Duration::from_secs(60)));
        let text = response.value("set-cookie").and_then(Secret::expose_str).unwrap();
        assert_eq!(text, "refreshToken=r1; HttpOnly; Secure; SameSite=Strict; Path=/api/refresh; Max-Age=60");
        let token = received(&response).unwrap();
        assert_eq!(brought(&[sent(&token).expose_str().unwrap()]).unwrap(), Some(secret("r1")));
        assert_eq!(received(&Response::new(Status::OK).header("Set-Cookie", clear())), None);
    }

    #[test]
    fn it_is_found_among_others() {
        assert_eq!(brought(&["a=b; refreshToken=r1;c=d"]).unwrap(), Some(secret("r1")));
        assert_eq!(brought(&["a=b", "refreshToken=r1"]).unwrap(), Some(secret("r1")));
        for none in [&[][..], &["refreshToken="], &["xrefreshToken=r1"], &["refreshtoken=r1"], &[";;="]] {
            assert_eq!(brought(none).unwrap(), None, "{none:?}");
        }
    }

    #[test]
    fn two_that_differ_are_refused() {
        assert!(brought(&["refreshToken=r1; refreshToken=r2"]).is_err());
        assert!(brought(&["refreshToken=r1; refreshToken="]).is_err());
        assert_eq!(brought(&["refreshToken=r1", "refreshToken=r1"]).unwrap(), Some(secret("r1")));
    }
}
