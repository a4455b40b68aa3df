//! Requests and responses (RFC 9110), and how they look in HTTP/1.1 (RFC 9112).

use std::fmt;

use crate::base::Secret;

/// The media type of nearly every body.
pub const JSON: &str = "application/json";

/// What is asked to be done with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How a response ends the matter (RFC 9110 section 15).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status(u16);

impl Status {
    /// Done; the answer is in the body.
    pub const OK: Self = Self(200);
    /// Done; there is no more to say.
    pub const NO_CONTENT: Self = Self(204);
    /// The request makes no sense.
    pub const BAD_REQUEST: Self = Self(400);
    /// Nobody knows who asks: log in, or refresh.
    pub const UNAUTHORIZED: Self = Self(401);
    /// It is known who asks, and they may not.
    pub const FORBIDDEN: Self = Self(403);
    /// There is no such path.
    pub const NOT_FOUND: Self = Self(404);
    /// The path takes other methods.
    pub const METHOD_NOT_ALLOWED: Self = Self(405);
    /// The body is of a kind that is not taken.
    pub const UNSUPPORTED_MEDIA_TYPE: Self = Self(415);
    /// The server could not answer.
    pub const INTERNAL_SERVER_ERROR: Self = Self(500);

    /// The number.
    pub const fn code(self) -> u16 {
        self.0
    }

    /// The words that go with it.
    pub const fn reason(self) -> &'static str {
        match self.0 {
            200 => "OK",
            204 => "No Content",
            400 => "Bad Request",
            401 => "Unauthorized",
            403 => "Forbidden",
            404 => "Not Found",
            405 => "Method Not Allowed",
            415 => "Unsupported Media Type",
            _ => "Internal Server Error",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, self.reason())
    }
}

/// A header field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name, which has no case.
    pub name: String,
    /// Its value.
    pub value: Secret,
}

impl Header {
    /// A header field.
    pub fn new(name: &str, value: impl Into<Secret>) -> Self {
        Self { name: name.to_owned(), value: value.into() }
    }
}

/// What is put into either kind of message in the same way.
macro_rules! builders {
    ($($message:ty)+) => {$(
        impl $message {
            /// The same with one header field more.
            #[must_use]
            pub fn header(mut self, name: &str, value: impl Into<Secret>) -> Self {
                self.headers.push(Header::new(name, value));
                self
            }

            /// The same with a body of JSON.
            #[must_use]
            pub fn json(self, body: impl Into<Secret>) -> Self {
                Self { body: body.into(), ..self.header("Content-Type", JSON.to_owned()) }
            }
        }
    )+};
}

builders!(Request Response);

/// What a client asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What to do.
    pub method: Method,
    /// With what.
    pub path: String,
    /// The header fields, in order.
    pub headers: Vec<Header>,
    /// The body; empty where there is none.
    pub body: Secret,
}

impl Request {
    /// A request without a body.
    pub fn new(method: Method, path: &str) -> Self {
        Self { method, path: path.to_owned(), headers: Vec::new(), body: Secret::default() }
    }

    /// The values of the header fields of that name.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Secret> {
        self.headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name)).map(|header| &header.value)
    }

    /// The request as it goes out, but for what the connection adds by itself, such as the body's length.
    pub fn to_wire(&self) -> Secret {
        to_wire(&format!("{} {} HTTP/1.1", self.method, self.path), &self.headers, &self.body)
    }
}

/// What the server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// How the matter ends.
    pub status: Status,
    /// The header fields, in order.
    pub headers: Vec<Header>,
    /// The body; empty where there is none.
    pub body: Secret,
}

impl Response {
    /// A response without a body.
    pub fn new(status: Status) -> Self {
        Self { status, headers: Vec::new(), body: Secret::default() }
    }

    /// The value of the first header field of that name.
    pub fn value(&self, name: &str) -> Option<&Secret> {
        self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)).map(|header| &header.value)
    }

    /// The response as it goes out, but for what the connection adds by itself, such as the date and the body's length.
    pub fn to_wire(&self) -> Secret {
        to_wire(&format!("HTTP/1.1 {}", self.status), &self.headers, &self.body)
    }
}

fn to_wire(start: &str, headers: &[Header], body: &Secret) -> Secret {
    let lines = headers.iter().map(|header| header.name.len() + header.value.len() + 4);
    // Room for everything at once, so that no copy of a secret is left behind by a growing buffer.
    let mut out = Vec::with_capacity(start.len() + lines.sum::<usize>() + body.len() + 4);
    out.extend_from_slice(start.as_bytes());
    for header in headers {
        for part in [b"\r\n", header.name.as_bytes(), b": ", header.value.expose()] {
            out.extend_from_slice(part);
        }
    }
    out.extend_from_slice(b"\r\n\r\n");
    out.extend_from_slice(body.expose());
    Secret::new(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_look_as_they_do_on_the_wire() {
        let request = Request::new(Method::Post, "/api/login").header("Host", "h".to_owned()).json("{}".to_owned());
        let expected = "POST /api/login HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n\r\n{}";
        assert_eq!(request.to_wire().expose_str(), Some(expected));
        let response = Response::new(Status::NO_CONTENT);
        assert_eq!(response.to_wire().expose_str(), Some("HTTP/1.1 204 No Content\r\n\r\n"));
    }

    #[test]
    fn neither_headers_nor_bodies_are_seen_by_accident() {
        let request = Request::new(Method::Get, "/").header("Authorization", "Bearer s3cret".to_owned());
        let response = Response::new(Status::OK).json("s3cret".to_owned());
        assert!(!format!("{request:?} {response:?}").contains("s3cret"));
    }

    #[test]
    fn header_names_have_no_case() {
        let request = Request::new(Method::Get, "/").header("authorization", "a".to_owned());
        assert_eq!(request.values("Authorization").count(), 1);
    }
}
