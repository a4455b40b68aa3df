//! URLs that keys are fetched from. `fluent-uri` parses and joins them; which ones are accepted is decided here.

use std::borrow::Cow;
use std::fmt;

use fluent_uri::component::{Authority, Host as ParsedHost};
use fluent_uri::{ParseError, Uri, UriRef};
use thiserror::Error;

use crate::base::shown;

use super::host::Host;

/// In bytes. Longer than any URL of a key set.
const MAX_LEN: usize = 2048;

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("invalid URL {}: {problem}", shown(.url))]
pub struct UrlError {
    /// Without credentials.
    url: String,
    problem: String,
}

/// Checks the URL of a proxy: a scheme that proxies have, a host, and perhaps user name, password and port. The error is
/// the problem, without the URL, which may hold a password.
pub(super) fn check_proxy(text: &str) -> Result<(), &'static str> {
    const SPECIAL: &str = "a special character in the user name or password must be percent-encoded: %23 for #, %2F for /, \
                           %3F for ?, %40 for @, %25 for %";
    let uri = Uri::parse(text).map_err(|_| match text.contains('@') {
        true => SPECIAL,
        false => "not a URL",
    })?;
    let scheme = uri.scheme().as_str().to_ascii_lowercase();
    if !["http", "https", "socks4", "socks4a", "socks5", "socks5h"].contains(&scheme.as_str()) {
        return Err("the scheme must be http, https, socks4, socks4a, socks5 or socks5h");
    }
    let authority = uri.authority().ok_or("missing host")?;
    if uri.has_fragment() || uri.has_query() || !matches!(uri.path().as_str(), "" | "/") {
        return Err(if text.contains('@') { SPECIAL } else { "it must end after the host and the port" });
    }
    if authority.host().is_empty() {
        return Err("missing host");
    }
    match authority.port().map(|port| port.as_str().parse::<u16>()) {
        None | Some(Ok(1..)) => Ok(()),
        Some(_) => Err("the port must be a number from 1 to 65535"),
    }
}

/// An `https` or `http` URL without credentials and without a fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url {
    is_secure: bool,
    host: Host,
    port: u16,
    /// Path and query, as sent in the request.
    target: String,
    text: String,
}

impl Url {
    /// Writes scheme and host in lower case and leaves out the scheme's default port; the rest stays as it is.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        Self::read(text).map_err(|problem| UrlError::new(text, problem))
    }

    fn read(text: &str) -> Result<Self, String> {
        if text.len() > MAX_LEN {
            return Err(format!("longer than {MAX_LEN} bytes"));
        }
        let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        let is_secure = match scheme.as_deref() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err("must start with https://".to_owned()),
        };
        let uri = Uri::parse(text).map_err(|error| syntax_problem(text, error))?;
        let authority = uri.authority().ok_or("missing host")?;
        if authority.has_userinfo() {
            return Err("must not contain credentials".to_owned());
        }
        if uri.has_fragment() {
            return Err("must not contain a fragment (#), which is not sent to a server".to_owned());
        }
        let path = if uri.path().is_empty() { "/" } else { uri.path().as_str() };
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        Ok(Self::of(is_secure, read_host(&authority)?, read_port(&authority, is_secure)?, format!("{path}{query}")))
    }

    fn of(is_secure: bool, host: Host, port: u16, target: String) -> Self {
        let scheme = if is_secure { "https" } else { "http" };
        let port_text = if port == default_port(is_secure) { String::new() } else { format!(":{port}") };
        let text = format!("{scheme}://{host}{port_text}{target}");
        Self { is_secure, host, port, target, text }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn is_secure(&self) -> bool {
        self.is_secure
    }

    pub fn host(&self) -> &Host {
        &self.host
    }

    /// The explicit port, or the scheme's default.
    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    pub fn has_query(&self) -> bool {
        self.target.contains('?')
    }

    /// The same origin with this path, and no query. `path` must be a valid URL path.
    #[must_use]
    pub fn with_path(&self, path: &str) -> Self {
        Self::of(self.is_secure, self.host.clone(), self.port, path.to_owned())
    }

    /// Compares scheme, host and port (RFC 6454 section 4).
    pub fn is_same_origin(&self, other: &Self) -> bool {
        (self.is_secure, &self.host, self.port) == (other.is_secure, &other.host, other.port)
    }

    /// As [`Host::names_loopback`].
    pub fn names_loopback(&self) -> bool {
        self.host.names_loopback()
    }

    /// Resolves a reference found in a document of this URL (RFC 3986 section 5.2), and drops its fragment.
    pub fn join(&self, reference: &str) -> Result<Self, UrlError> {
        let invalid = |problem: String| UrlError::new(reference, problem);
        let parsed = UriRef::parse(reference).map_err(|error| invalid(syntax_problem(reference, error)))?;
        let base = Uri::parse(self.as_str()).map_err(|error| invalid(error.to_string()))?;
        let resolved = parsed.resolve_against(&base).map_err(|error| invalid(error.to_string()))?;
        Self::parse(resolved.strip_fragment().as_str())
    }
}

impl UrlError {
    fn new(text: &str, problem: String) -> Self {
        Self { url: without_credentials(text), problem }
    }
}

/// Without the query, which may be a credential.
impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&without_query(&self.text))
    }
}

/// The part between `//` and the path, whether or not the rest is a URL.
fn authority_range(text: &str) -> std::ops::Range<usize> {
    let start = text.find("//").map_or(0, |at| at + 2);
    let end = text[start..].find(['/', '?', '#']).map_or(text.len(), |at| start + at);
    start..end
}

fn without_query(text: &str) -> Cow<'_, str> {
    match text.split_once('?') {
        Some((before, _)) => Cow::Owned(format!("{before}?…")),
        None => Cow::Borrowed(text),
    }
}

/// Without user name, password and query.
fn without_credentials(text: &str) -> String {
    let text = &*without_query(text);
    let authority = authority_range(text);
    match text[authority.clone()].rfind('@') {
        Some(at) => format!("{}…{}", &text[..authority.start], &text[authority.start + at..]),
        None => text.to_owned(),
    }
}

fn syntax_problem(text: &str, error: ParseError) -> String {
    let range = authority_range(text);
    let authority = &text[range.clone()];
    if authority.contains('@') {
        return "must not contain credentials".to_owned();
    }
    if let Some((_, port)) = authority.rsplit_once(':')
        && !authority.ends_with(']')
        && port.parse::<u16>().is_err()
    {
        return format!("invalid port {}", shown(port));
    }
    if authority.starts_with('[') && range.contains(&error.index()) {
        return "invalid IPv6 address".to_owned();
    }
    match text.get(error.index()..).and_then(|rest| rest.chars().next()) {
        Some('%') => "\"%\" must be followed by two hexadecimal digits".to_owned(),
        Some(c) => format!("invalid character {c:?}; percent-encode it (in a host name, use punycode)"),
        None => "ends too early".to_owned(),
    }
}

const fn default_port(is_secure: bool) -> u16 {
    if is_secure { 443 } else { 80 }
}

fn read_port(authority: &Authority<'_>, is_secure: bool) -> Result<u16, String> {
    let Some(port) = authority.port() else { return Ok(default_port(is_secure)) };
    match port.as_str().parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(format!("invalid port {}", shown(port.as_str()))),
    }
}

fn read_host(authority: &Authority<'_>) -> Result<Host, String> {
    match authority.host_parsed() {
        ParsedHost::Ipv4(address) => Ok(Host::Address(address.into())),
        ParsedHost::Ipv6(address) => Ok(Host::Address(address.into())),
        ParsedHost::RegName(name) => Host::from_name(name.as_str()),
        _ => Err(format!("unsupported kind of IP address {:?}", authority.host())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_normalized() {
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
    fn invalid_and_ambiguous_urls_are_refused() {
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
    fn a_query_is_not_repeated() {
        let url = Url::parse("https://idp.example/keys?code=s3cret").unwrap();
        assert_eq!(url.to_string(), "https://idp.example/keys?…");
        assert_eq!(url.as_str(), "https://idp.example/keys?code=s3cret");
        for text in
            ["https://idp.example:x/keys?code=s3cret", "https://u:s3cret@idp.example/?a=s3cret", "ftp://a/?s3cret"]
        {
            assert!(!Url::parse(text).unwrap_err().to_string().contains("s3cret"), "{text}");
        }
    }

    #[test]
    fn a_password_is_not_repeated() {
        for url in
            ["https://alice:hunter2@idp.example/a", "https://alice:hunter2@idp.example", "alice:hunter2@idp.example"]
        {
            let error = Url::parse(url).unwrap_err().to_string();
            assert!(error.contains("…@idp.example") && !error.contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn loopback_is_recognized_by_name_and_address() {
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
    fn references_resolve_as_in_rfc_3986() {
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
            ("", "https://idp.example:8443/a/b?q"),
        ] {
            assert_eq!(base.join(reference).unwrap().as_str(), expected, "{reference}");
        }
        for reference in ["javascript:alert(1)", "data:,x", "http:x", "/a\tb", "//user@idp.example/"] {
            assert!(base.join(reference).is_err(), "{reference}");
        }
    }

    #[test]
    fn errors_say_what_is_invalid() {
        for (url, problem) in [
            ("https://idp.example:8o/", "invalid port \"8o\""),
            ("https://idp.example:65536/", "invalid port \"65536\""),
            ("https://alice@idp.example/", "must not contain credentials"),
            ("https://idp.example/a b", "invalid character ' '; percent-encode it (in a host name, use punycode)"),
            ("https://idp.example/%2", "\"%\" must be followed by two hexadecimal digits"),
            ("https://[::g]/", "invalid IPv6 address"),
            ("ftp://idp.example/", "must start with https://"),
            ("https:///jwks", "missing host"),
        ] {
            assert!(
                Url::parse(url).unwrap_err().to_string().ends_with(&format!(": {problem}")),
                "{:?}",
                Url::parse(url)
            );
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
        fn any_text_is_accepted_or_rejected(text: String) {
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
