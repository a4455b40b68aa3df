//! URLs, read strictly: what two programs could take for two things is refused.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

use thiserror::Error;

/// Longer than any URL of a key set.
const MOST_CHARS: usize = 2048;

/// A text that is not a URL, or not one that keys are fetched from.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{url:?} is not a URL to fetch from: {problem}")]
pub struct UrlError {
    url: String,
    problem: String,
}

/// The host of a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// A name, in lower case.
    Name(String),
    /// An address.
    Address(IpAddr),
}

/// An `https` or `http` URL without user, password or fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url {
    is_secure: bool,
    host: Host,
    port: u16,
    /// Path and query, as they go into the request.
    target: String,
    text: String,
}

impl Url {
    /// Reads a URL. Scheme and host are written small, and the scheme's own port is left out; the rest stays as it is.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        Self::read(text).map_err(|problem| UrlError { url: without_user(text), problem })
    }

    fn read(text: &str) -> Result<Self, String> {
        if text.len() > MOST_CHARS {
            return Err(format!("it has more than {MOST_CHARS} characters"));
        }
        if let Some(odd) = text.chars().find(|c| !is_plain(*c)) {
            return Err(format!("it has {odd:?} in it, which a URL writes percent-encoded (in a host: as punycode)"));
        }
        let (scheme, rest) = text.split_once("://").ok_or("it does not begin with https://")?;
        let is_secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err("it does not begin with https://".to_owned()),
        };
        if rest.contains('#') {
            return Err("it has a fragment (#), which is not sent to a server".to_owned());
        }
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at(end);
        if authority.contains('@') {
            return Err("it has a user name or password (@)".to_owned());
        }
        let (host, port) = split_port(authority)?;
        let target = if target.starts_with('/') { target.to_owned() } else { format!("/{target}") };
        Ok(Self::of(is_secure, read_host(host)?, read_port(port, is_secure)?, target))
    }

    fn of(is_secure: bool, host: Host, port: u16, target: String) -> Self {
        let scheme = if is_secure { "https" } else { "http" };
        let port_text = if port == usual_port(is_secure) { String::new() } else { format!(":{port}") };
        let text = format!("{scheme}://{host}{port_text}{target}");
        Self { is_secure, host, port, target, text }
    }

    /// The URL as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is `https`.
    pub fn is_secure(&self) -> bool {
        self.is_secure
    }

    /// The host.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// The port, named or the scheme's own.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The path, without the query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// Whether it has a query.
    pub fn has_query(&self) -> bool {
        self.target.contains('?')
    }

    /// The same with another path, and no query.
    #[must_use]
    pub fn with_path(&self, path: &str) -> Self {
        Self::of(self.is_secure, self.host.clone(), self.port, path.to_owned())
    }

    /// Whether the two have scheme, host and port in common (RFC 6454 section 4).
    pub fn is_same_origin(&self, other: &Self) -> bool {
        (self.is_secure, &self.host, self.port) == (other.is_secure, &other.host, other.port)
    }

    /// Whether the host, without asking anybody, is this computer itself: an address, or one of the names that
    /// RFC 6761 section 6.3 keeps for it.
    pub fn names_loopback(&self) -> bool {
        match &self.host {
            Host::Address(address) => is_this_computer(*address),
            Host::Name(name) => {
                let name = name.strip_suffix('.').unwrap_or(name);
                name == "localhost" || name.ends_with(".localhost")
            }
        }
    }

    /// Where a reference in a document of this URL leads (RFC 3986 section 5.2). Its fragment is dropped.
    pub fn join(&self, reference: &str) -> Result<Self, UrlError> {
        let reference = reference.split('#').next().unwrap_or_default();
        let end = reference.find(['/', '?']).unwrap_or(reference.len());
        if reference[..end].contains(':') {
            return Self::parse(reference);
        }
        let scheme = if self.is_secure { "https" } else { "http" };
        if reference.starts_with("//") {
            return Self::parse(&format!("{scheme}:{reference}"));
        }
        let (path, query) = match reference.split_once('?') {
            Some((path, query)) => (path, format!("?{query}")),
            None => (reference, String::new()),
        };
        let path = match path {
            "" => self.path().to_owned(),
            path if path.starts_with('/') => without_dots(path),
            path => {
                let folder = self.path().rfind('/').map_or("", |at| &self.path()[..at]);
                without_dots(&format!("{folder}/{path}"))
            }
        };
        let base = Self::of(self.is_secure, self.host.clone(), self.port, String::new());
        Self::parse(&format!("{}{path}{query}", base.text))
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Address(IpAddr::V4(address)) => write!(f, "{address}"),
            Self::Address(IpAddr::V6(address)) => write!(f, "[{address}]"),
        }
    }
}

/// The text with whoever it names, and his password, left out.
fn without_user(text: &str) -> String {
    let start = text.find("//").map_or(0, |at| at + 2);
    let end = text[start..].find(['/', '?', '#']).map_or(text.len(), |at| start + at);
    match text[start..end].rfind('@') {
        Some(at) => format!("{}…{}", &text[..start], &text[start + at..]),
        None => text.to_owned(),
    }
}

/// Whether this is a loopback address, an IPv4 one written as IPv6 among them.
pub fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// Whether connecting to it leads to this computer: loopback, or the address that means "any", which systems take for it.
pub fn is_this_computer(address: IpAddr) -> bool {
    let address = address.to_canonical();
    address.is_loopback() || address.is_unspecified()
}

const fn usual_port(is_secure: bool) -> u16 {
    if is_secure { 443 } else { 80 }
}

/// The characters of RFC 3986, and none that a header or a log could be broken with.
fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
}

fn split_port(authority: &str) -> Result<(&str, Option<&str>), String> {
    let after_host = match authority.find(']') {
        Some(bracket) => bracket + 1,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, rest) = authority.split_at(after_host);
    match rest.strip_prefix(':') {
        Some(port) => Ok((host, Some(port))),
        None if rest.is_empty() => Ok((host, None)),
        None => Err(format!("{rest:?} after the host is no port")),
    }
}

fn read_port(port: Option<&str>, is_secure: bool) -> Result<u16, String> {
    let Some(port) = port else { return Ok(usual_port(is_secure)) };
    let is_digits = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    match port.parse() {
        Ok(port) if port > 0 && is_digits => Ok(port),
        _ => Err(format!("{port:?} is no port")),
    }
}

fn read_host(host: &str) -> Result<Host, String> {
    if host.is_empty() {
        return Err("it names no host".to_owned());
    }
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']').unwrap_or_default();
        let address: Ipv6Addr = address.parse().map_err(|_| format!("{host:?} is not an IPv6 address"))?;
        return Ok(Host::Address(address.into()));
    }
    if let Ok(address) = host.parse() {
        return Ok(Host::Address(IpAddr::V4(address)));
    }
    let name = host.to_ascii_lowercase();
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let labels: Vec<&str> = name.strip_suffix('.').unwrap_or(&name).split('.').collect();
    let is_name = |label: &&str| !label.is_empty() && label.len() <= 63 && label.bytes().all(is_letter);
    if name.len() > 254 || !labels.iter().all(is_name) {
        return Err(format!("{host:?} is not the name of a host"));
    }
    // `127.1`, `0x7f000001` and `2130706433` are addresses to some programs and names to others.
    let last = labels.last().copied().unwrap_or_default();
    if last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x") {
        return Err(format!("{host:?} ends in a number and is not an IPv4 address"));
    }
    Ok(Host::Name(name))
}

/// RFC 3986 section 5.2.4.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_many_ways_becomes_one() {
        for (typed, read) in [
            ("https://idp.example/jwks", "https://idp.example/jwks"),
            ("HTTPS://IDP.Example:443", "https://idp.example/"),
            ("http://127.0.0.1:80/a?b=c", "http://127.0.0.1/a?b=c"),
            ("https://idp.example?x", "https://idp.example/?x"),
            ("https://[::1]:8443/Jwks", "https://[::1]:8443/Jwks"),
            ("https://[::FFFF:127.0.0.1]/", "https://[::ffff:127.0.0.1]/"),
            ("https://a_b.example./x", "https://a_b.example./x"),
        ] {
            assert_eq!(Url::parse(typed).unwrap().as_str(), read, "{typed}");
        }
    }

    #[test]
    fn what_is_odd_is_refused() {
        for typed in [
            "",
            "idp.example/jwks",
            "ftp://idp.example/",
            "https:/idp.example",
            "https:///jwks",
            "https://user@idp.example/",
            "https://user:pass@idp.example/",
            "https://idp.example@127.0.0.1/",
            "https://idp.example/#keys",
            "https://idp.example:0/",
            "https://idp.example:/",
            "https://idp.example:65536/",
            "https://idp.example:+443/",
            "https://idp.example:443x/",
            "https://[::1/",
            "https://[::1]x/",
            "https://[fe80::1%25eth0]/",
            "https://[127.0.0.1]/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f.0.0.1/",
            "https://0x7f000001/",
            "https://127.0.0.256/",
            "https://010.0.0.1/x",
            "https://idp..example/",
            "https://.example/",
            "https://./",
            "https://idp.example\\@evil.example/",
            "https://idp.example/a b",
            "https://idp.example/a\r\nHost: evil",
            "https://idp.example/\u{fc}",
            "https://b\u{fc}cher.example/",
            "https://idp%2eexample/",
        ] {
            assert!(Url::parse(typed).is_err(), "{typed:?} was read as {:?}", Url::parse(typed));
        }
        assert!(Url::parse(&format!("https://idp.example/{}", "a".repeat(3000))).is_err());
    }

    #[test]
    fn a_password_is_not_repeated() {
        for url in
            ["https://alice:hunter2@idp.example/a", "https://alice:hunter2@idp.example", "alice:hunter2@idp.example"]
        {
            let told = Url::parse(url).unwrap_err().to_string();
            assert!(told.contains("…@idp.example") && !told.contains("hunter2"), "{told}");
        }
    }

    #[test]
    fn this_computer_has_many_names() {
        for (url, expected) in [
            ("http://localhost/", true),
            ("http://a.LOCALHOST./", true),
            ("http://127.8.9.1/", true),
            ("http://[::1]/", true),
            ("http://[::ffff:127.0.0.1]/", true),
            ("http://0.0.0.0/", true),
            ("http://[::]/", true),
            ("http://[::ffff:0.0.0.0]/", true),
            ("http://localhost.example/", false),
            ("http://notlocalhost/", false),
            ("http://10.0.0.1/", false),
            ("http://[::ffff:10.0.0.1]/", false),
        ] {
            assert_eq!(Url::parse(url).unwrap().names_loopback(), expected, "{url}");
        }
    }

    #[test]
    fn references_lead_where_the_standard_says() {
        let base = Url::parse("https://idp.example:8443/a/b?q").unwrap();
        for (reference, expected) in [
            ("https://other.example/x", "https://other.example/x"),
            ("//other.example/x", "https://other.example/x"),
            ("/x", "https://idp.example:8443/x"),
            ("x", "https://idp.example:8443/a/x"),
            ("../x", "https://idp.example:8443/x"),
            ("../../../x", "https://idp.example:8443/x"),
            ("./", "https://idp.example:8443/a/"),
            ("?r", "https://idp.example:8443/a/b?r"),
            ("x#part", "https://idp.example:8443/a/x"),
            ("", "https://idp.example:8443/a/b"),
        ] {
            assert_eq!(base.join(reference).unwrap().as_str(), expected, "{reference}");
        }
        for reference in ["javascript:alert(1)", "data:,x", "http:x", "/a\tb", "//user@idp.example/"] {
            assert!(base.join(reference).is_err(), "{reference}");
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let is_same = |a: &str, b: &str| Url::parse(a).unwrap().is_same_origin(&Url::parse(b).unwrap());
        assert!(is_same("https://a.example/x", "https://A.example:443/y"));
        for other in ["http://a.example/", "https://a.example:444/", "https://b.example/", "https://a.example./"] {
            assert!(!is_same("https://a.example/", other), "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_answered(text: String) {
            let _ = Url::parse(&text);
            let _ = Url::parse("https://idp.example/a/b").unwrap().join(&text);
        }

        #[test]
        fn what_was_read_reads_the_same_again(text in "https?://[a-z0-9.:\\[\\]-]{1,20}(/[a-z./?]{0,10})?") {
            if let Ok(url) = Url::parse(&text) {
                proptest::prop_assert_eq!(Url::parse(url.as_str()), Ok(url));
            }
        }
    }
}
