//! The names under which the server answers: a page that an attacker's name leads here (DNS rebinding) is refused.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use axum::extract::Request;
use http::StatusCode;
use http::header::HOST;

use crate::net::Url;
use crate::net::host::Host;
use crate::server::HEALTH;
use crate::server::prepared::Prepared;
use crate::server::reply::Problem;

/// A host and, if it is given, a port, as in `Host`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostPort {
    pub host: Host,
    pub port: Option<u16>,
}

impl HostPort {
    /// `None` for anything else, such as user information, an empty port, or anything after an address in brackets.
    pub fn parse(text: &str) -> Option<Self> {
        let (host, rest) = match text.strip_prefix('[') {
            Some(bracketed) => {
                let (address, rest) = bracketed.split_once(']')?;
                (Host::Address(IpAddr::V6(address.parse().ok()?)), rest)
            }
            None => {
                let (host, rest) = text.split_at(text.find(':').unwrap_or(text.len()));
                let address = host.parse().map(|address| Host::Address(IpAddr::V4(address)));
                (address.or_else(|_| Host::from_name(host)).ok()?, rest)
            }
        };
        let port = match rest.strip_prefix(':') {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(digits.parse().ok()?),
            None if rest.is_empty() => None,
            _ => return None,
        };
        Some(Self { host, port })
    }
}

impl fmt::Display for HostPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.host),
            None => write!(f, "{}", self.host),
        }
    }
}

/// The accepted names of the server.
#[derive(Debug, Clone, Default)]
pub struct Hosts(Vec<AcceptedHost>);

#[derive(Debug, Clone)]
struct AcceptedHost {
    host: Host,
    /// `None`: any.
    port: Option<u16>,
    /// Whether its origin is https; `None`: either, for a server behind a proxy.
    is_secure: Option<bool>,
}

impl Hosts {
    /// The address that the server listens on and, for a loopback address, `localhost`.
    pub fn add_listener(&mut self, address: SocketAddr, is_secure: bool) {
        let accepted = |host| AcceptedHost { host, port: Some(address.port()), is_secure: Some(is_secure) };
        if address.ip().is_loopback() {
            self.0.push(accepted(Host::Name("localhost".to_owned())));
        }
        self.0.push(accepted(Host::Address(address.ip())));
    }

    /// A name that was given, with any port unless it has one.
    pub fn add(&mut self, HostPort { host, port }: HostPort) {
        self.0.push(AcceptedHost { host, port, is_secure: None });
    }

    /// Whether `asked` is a name of the server. The host of the issuer is one.
    fn accept(&self, asked: &HostPort, issuer: Option<&Url>) -> bool {
        let is_port = |port: Option<u16>| match (port, asked.port) {
            (None, _) => true,
            (Some(port), Some(asked)) => port == asked,
            // Browsers leave the default port out.
            (Some(port), None) => matches!(port, 80 | 443),
        };
        self.0.iter().any(|accepted| accepted.host == asked.host && is_port(accepted.port))
            || issuer.is_some_and(|issuer| *issuer.host() == asked.host && is_port(Some(issuer.port())))
    }

    /// Whether a page of this origin is the server's own. For a name with any port, only the port that the request `asked` is
    /// for: a page on another one is of another program.
    pub fn own(&self, origin: &Url, asked: &HostPort, issuer: Option<&Url>) -> bool {
        let asked_port = asked.port.unwrap_or(if origin.is_secure() { 443 } else { 80 });
        let is_own = |accepted: &AcceptedHost| {
            accepted.host == *origin.host()
                && accepted.port.unwrap_or(asked_port) == origin.port()
                && accepted.is_secure.is_none_or(|is_secure| is_secure == origin.is_secure())
        };
        self.0.iter().any(is_own) || issuer.is_some_and(|issuer| issuer.is_same_origin(origin))
    }
}

/// The host that a request is for. Refuses another than the server's, except on `/healthz`, because container probes call it by
/// address: there it is `None`.
pub fn check(hosts: &Hosts, prepared: &Prepared, request: &Request) -> Result<Option<HostPort>, Problem> {
    if request.uri().path() == HEALTH {
        return Ok(None);
    }
    let asked = asked(request)?;
    if hosts.accept(&asked, prepared.issuer_url.as_ref()) {
        return Ok(Some(asked));
    }
    let description = "This server does not serve this host; --host allows a name";
    Err(Problem::invalid(StatusCode::MISDIRECTED_REQUEST, description))
}

/// The host that a request is for (RFC 9112 section 3.2).
fn asked(request: &Request) -> Result<HostPort, Problem> {
    let invalid = |description: &'static str| Problem::bad_request(description);
    let mut values = request.headers().get_all(HOST).iter();
    let (first, more) = (values.next(), values.next());
    if more.is_some() {
        return Err(invalid("More than one Host header"));
    }
    let first = first.ok_or_else(|| invalid("The Host header is missing"))?;
    let asked = first.to_str().ok().and_then(HostPort::parse).ok_or_else(|| invalid("The Host header is malformed"))?;
    match request.uri().authority().map(|authority| HostPort::parse(authority.as_str())) {
        Some(target) if target.as_ref() != Some(&asked) => Err(invalid("The request target names another host")),
        _ => Ok(asked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts() -> Hosts {
        let mut hosts = Hosts::default();
        hosts.add_listener("127.0.0.1:8700".parse().unwrap(), false);
        hosts.add_listener("[::1]:8700".parse().unwrap(), false);
        hosts.add(HostPort::parse("auth").unwrap());
        hosts.add(HostPort::parse("api.example:8080").unwrap());
        hosts
    }

    fn issuer() -> Url {
        Url::parse("https://login.example/path").unwrap()
    }

    #[test]
    fn only_the_servers_own_names_are_accepted() {
        let hosts = hosts();
        for (text, expected) in [
            ("127.0.0.1:8700", true),
            ("localhost:8700", true),
            ("LOCALHOST:8700", true),
            ("[::1]:8700", true),
            ("localhost", false),
            ("localhost:8701", false),
            ("127.0.0.2:8700", false),
            ("login.example", true),
            ("login.example:443", true),
            ("login.example:8700", false),
            ("auth", true),
            ("auth:1", true),
            ("api.example:8080", true),
            ("api.example", false),
            ("evil.example:8700", false),
            ("localhost.evil.example:8700", false),
        ] {
            assert_eq!(hosts.accept(&HostPort::parse(text).unwrap(), Some(&issuer())), expected, "{text}");
        }
        for text in ["", "a@localhost:8700", "localhost:", "local host", "127.1:8700", "0x7f000001:8700", "[::1", "a/b"]
            .into_iter()
            .chain(["localhost:99999", "localhost:-1", "localhost:x", "localhost:1:2", "auth:70000", "*"])
            .chain([
                "[::1],:8700",
                "[::1]8700",
                "[::1]:",
                "x[::1]:8700",
                "[::1]:8700]",
                "::1",
                "::1:8700",
                "[localhost]",
                "[127.0.0.1]",
            ])
            .chain(["[::1%25eth0]", "localhost,:8700", "localhost:+8700", "localhost:8700,evil.example", ":8700"])
        {
            assert_eq!(HostPort::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_origin_is_own_by_scheme_host_and_port() {
        let hosts = hosts();
        for (asked, origin, expected) in [
            ("localhost:8700", "http://localhost:8700", true),
            ("localhost:8700", "http://127.0.0.1:8700", true),
            ("localhost:8700", "https://localhost:8700", false),
            ("localhost:8700", "http://localhost", false),
            ("localhost:8700", "https://login.example", true),
            ("login.example", "http://login.example", false),
            ("auth", "https://auth", true),
            ("auth", "http://auth", true),
            ("auth:3000", "http://auth:3000", true),
            ("auth:3000", "http://auth:3001", false),
            ("auth", "http://auth:3000", false),
            ("auth", "https://evil.example", false),
        ] {
            let (asked, url) = (HostPort::parse(asked).unwrap(), Url::parse(origin).unwrap());
            assert_eq!(hosts.own(&url, &asked, Some(&issuer())), expected, "{asked} {origin}");
        }
    }
}
