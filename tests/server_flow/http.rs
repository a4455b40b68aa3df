//! HTTP/1.1 over a plain socket, so that a test decides what is sent, and when.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

#[derive(Debug, Clone)]
pub struct Response {
    pub status: u16,
    /// Names in lower case, in the order of the response.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Response {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("not a response: {text:?}"));
        let (start, lines) = head.split_once("\r\n").unwrap_or((head, ""));
        let status = start.split(' ').nth(1).and_then(|status| status.parse().ok());
        let headers = lines.lines().filter_map(|line| line.split_once(": "));
        Self {
            status: status.unwrap_or_else(|| panic!("no status: {text:?}")),
            headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect(),
            body: body.to_owned(),
        }
    }

    /// The value of the only header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str());
        let value = values.next();
        assert_eq!(values.next(), None, "two headers {name}: {self:?}");
        value
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn access_token(&self) -> String {
        self.json()["accessToken"].as_str().unwrap_or_else(|| panic!("no access token: {self:?}")).to_owned()
    }

    /// The `name=value` of the cookie that the response sets; `None` if it sets none or removes it.
    pub fn cookie(&self) -> Option<String> {
        let pair = self.header("set-cookie")?.split(';').next()?;
        (!pair.ends_with('=')).then(|| pair.to_owned())
    }

    /// Whether the response removes the cookie.
    pub fn clears_cookie(&self) -> bool {
        self.header("set-cookie").is_some_and(|value| value.contains("=; ") && value.ends_with("Max-Age=0"))
    }
}

/// A request without a body ends with the header fields.
pub fn request(method: &str, path: &str, address: &str, headers: &[(&str, &str)], body: &str) -> String {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    if !body.is_empty() || method == "POST" {
        text += &format!("Content-Length: {}\r\n", body.len());
    }
    text + "\r\n" + body
}

/// A connection on which nothing was sent yet.
pub fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// Sends a request with `Connection: close`, and reads until the server closes.
pub fn exchange(mut stream: TcpStream, request: &str) -> Response {
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    Response::parse(&bytes)
}
