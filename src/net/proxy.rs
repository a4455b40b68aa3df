//! The proxy of a request, from the usual variables: `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`.
//!
//! There is no standard for them; this is curl's behavior, plus CIDR blocks as in Go. `HTTP_PROXY` is ignored: `http` is
//! only allowed to loopback addresses, which are never reached through a proxy.

use std::net::IpAddr;

use super::host::Host;
use super::url::Url;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// The variable's name and value.
    proxy: Option<(&'static str, String)>,
    direct: Vec<Direct>,
}

/// An entry of `NO_PROXY`.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Direct {
    All,
    /// A domain and its subdomains, at this port or at any.
    Name(String, Option<u16>),
    /// A CIDR block, at this port or at any.
    Block(IpAddr, u8, Option<u16>),
}

impl Proxies {
    /// Reads the variables; the lower-case name is preferred, as in curl.
    pub fn from_variables<'v>(variable: impl Fn(&str) -> Option<&'v str>) -> Self {
        let named = |name: &'static str| variable(name).map(|value| (name, value.to_owned()));
        let proxy = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].into_iter().find_map(named);
        let direct = ["no_proxy", "NO_PROXY"].into_iter().find_map(variable).unwrap_or_default();
        let direct = direct
            .split(|c: char| c == ',' || c.is_whitespace())
            .filter(|entry| !entry.is_empty())
            .filter_map(Direct::parse)
            .collect();
        Self { proxy, direct }
    }

    /// The name and value of the variable with the proxy for `url`.
    pub fn of(&self, url: &Url) -> Option<(&'static str, &str)> {
        let (name, proxy) = self.proxy.as_ref()?;
        let is_direct = !url.is_secure() || url.names_loopback() || self.direct.iter().any(|entry| entry.covers(url));
        (!is_direct).then_some((name, proxy))
    }
}

impl Direct {
    /// An invalid entry is ignored, as in curl.
    fn parse(entry: &str) -> Option<Self> {
        if entry == "*" {
            return Some(Self::All);
        }
        if let Some((address, bits)) = entry.split_once('/') {
            let (address, bits) = (parse_address(address)?, bits.parse().ok()?);
            return (bits <= width(address)).then_some(Self::Block(address, bits, None));
        }
        if let Some(address) = parse_address(entry) {
            return Some(Self::Block(address, width(address), None));
        }
        let (host, port) = match entry.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (entry, None),
        };
        if let Some(address) = parse_address(host) {
            return Some(Self::Block(address, width(address), port));
        }
        let name = host.trim_start_matches('*').trim_matches('.').to_ascii_lowercase();
        (!name.is_empty()).then_some(Self::Name(name, port))
    }

    fn covers(&self, url: &Url) -> bool {
        let is_port = |port: &Option<u16>| port.is_none_or(|port| port == url.port());
        match (self, url.host()) {
            (Self::All, _) => true,
            (Self::Name(name, port), Host::Name(host)) => {
                let host = host.strip_suffix('.').unwrap_or(host);
                let is_below = || host.strip_suffix(name.as_str()).is_some_and(|above| above.ends_with('.'));
                is_port(port) && (host == name || is_below())
            }
            (Self::Block(block, bits, port), Host::Address(address)) => {
                is_port(port) && is_within(*address, *block, *bits)
            }
            _ => false,
        }
    }
}

fn parse_address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok()
}

const fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn is_within(address: IpAddr, block: IpAddr, bits: u8) -> bool {
    let differing = match (address, block) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros(),
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros(),
        _ => return false,
    };
    differing >= u32::from(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(variables: &[(&str, &str)], url: &str) -> Option<String> {
        let find = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| *value);
        let proxies = Proxies::from_variables(find);
        proxies.of(&Url::parse(url).unwrap()).map(|(_, proxy)| proxy.to_owned())
    }

    #[test]
    fn the_most_specific_variable_counts() {
        let url = "https://idp.example/";
        assert_eq!(proxy(&[], url), None);
        assert_eq!(proxy(&[("HTTPS_PROXY", "p")], url).as_deref(), Some("p"));
        assert_eq!(proxy(&[("ALL_PROXY", "all"), ("HTTPS_PROXY", "p")], url).as_deref(), Some("p"));
        assert_eq!(proxy(&[("ALL_PROXY", "all")], url).as_deref(), Some("all"));
        assert_eq!(proxy(&[("HTTPS_PROXY", "upper"), ("https_proxy", "lower")], url).as_deref(), Some("lower"));
        assert_eq!(proxy(&[("HTTP_PROXY", "p"), ("http_proxy", "p")], url), None);
    }

    #[test]
    fn loopback_is_never_reached_through_a_proxy() {
        for url in ["https://localhost/", "https://127.0.0.1/", "https://[::1]:8443/", "http://idp.example/"] {
            assert_eq!(proxy(&[("ALL_PROXY", "p")], url), None, "{url}");
        }
    }

    #[test]
    fn no_proxy_lists_hosts_domains_and_blocks() {
        for (direct, url, expected) in [
            ("*", "https://idp.example/", true),
            ("idp.example", "https://IDP.example/", true),
            ("idp.example", "https://a.idp.example/", true),
            (".idp.example", "https://idp.example./", true),
            ("*.example", "https://idp.example/", true),
            ("idp.example", "https://notidp.example/", false),
            ("other, idp.example", "https://idp.example/", true),
            ("other\tidp.example\n", "https://idp.example/", true),
            ("other,,idp.example,", "https://idp.example/", true),
            ("idp.example:8443", "https://idp.example:8443/", true),
            ("idp.example:8443", "https://idp.example/", false),
            ("10.0.0.0/8", "https://10.1.2.3/", true),
            ("10.0.0.0/8", "https://11.1.2.3/", false),
            ("10.0.0.0/8", "https://idp.example/", false),
            ("10.1.2.3", "https://10.1.2.3/", true),
            ("10.1.2.3:443", "https://10.1.2.3/", true),
            ("10.1.2.3:8443", "https://10.1.2.3/", false),
            ("[2001:db8::1]:443", "https://[2001:db8::1]/", true),
            ("idp.example:99999", "https://idp.example/", false),
            ("[2001:db8::1]", "https://[2001:db8::1]/", true),
            ("2001:db8::/32", "https://[2001:db8:1::1]/", true),
            ("0.0.0.0/0", "https://192.0.2.1/", true),
            ("10.0.0.0/33", "https://10.0.0.0/", false),
            ("/8", "https://10.0.0.0/", false),
            (".", "https://idp.example/", false),
        ] {
            let found = proxy(&[("HTTPS_PROXY", "p"), ("NO_PROXY", direct)], url);
            assert_eq!(found.is_none(), expected, "{direct} {url}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text: String) {
            proxy(&[("HTTPS_PROXY", "p"), ("NO_PROXY", &text)], "https://[2001:db8::1]/");
        }
    }
}
